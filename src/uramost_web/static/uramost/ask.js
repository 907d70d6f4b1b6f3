// A convenience only: fills in where the telephone is, when somebody presses the button and not before.
"use strict";
const button = document.getElementById("position");
const says = document.getElementById("no-position");
if (navigator.geolocation && isSecureContext) button.hidden = false;
button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
  ({ coords }) => {
    document.getElementById("id_latitude").value = coords.latitude.toFixed(6);
    document.getElementById("id_longitude").value = coords.longitude.toFixed(6);
    document.getElementById("point").open = true;
    says.textContent = says.dataset.found;
  },
  () => { says.textContent = says.dataset.failed; },
  { enableHighAccuracy: true, timeout: 20000 },
));
