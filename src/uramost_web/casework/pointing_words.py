"""A point of the map in words, for those who do not see the cross and for those who want to be sure."""

from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uramost_web.casework.pointing import STEP, Sight, away
from uramost_web.places.models import Municipality

AWAY: Final = (
    gettext_lazy("%(length)s north of the middle of %(place)s"),
    gettext_lazy("%(length)s north-east of the middle of %(place)s"),
    gettext_lazy("%(length)s east of the middle of %(place)s"),
    gettext_lazy("%(length)s south-east of the middle of %(place)s"),
    gettext_lazy("%(length)s south of the middle of %(place)s"),
    gettext_lazy("%(length)s south-west of the middle of %(place)s"),
    gettext_lazy("%(length)s west of the middle of %(place)s"),
    gettext_lazy("%(length)s north-west of the middle of %(place)s"),
)
"""By the number of `pointing.away`."""
CLOSE: Final = 0.05
"""Kilometres: nearer than this a point is the middle, in no direction from it."""
GO: Final = (
    ("north", gettext_lazy("North")),
    ("west", gettext_lazy("West")),
    ("east", gettext_lazy("East")),
    ("south", gettext_lazy("South")),
    ("nearer", gettext_lazy("Nearer")),
    ("farther", gettext_lazy("Farther")),
)
"""Buttons beside the map, in the order in which they stand."""


def length(metres: float) -> str:
    """In metres to about a hundredth of the way, from a kilometre on in kilometres."""
    if metres < 995:
        return f"{number_format(round(metres, -1 if metres >= 100 else 0), 0)} m"
    kilometres = metres / 1000
    decimals = 0 if kilometres == round(kilometres) or kilometres >= 20 else 1
    return f"{number_format(round(kilometres, decimals), decimals)} km"


def where(sight: Sight, place: Municipality, name: str) -> str:
    """How far the point lies from the middle of the municipality; empty where there is no point, or no such middle."""
    if sight.point is None or place.latitude is None or place.longitude is None:
        return ""
    kilometres, direction = away(sight.point, (float(place.latitude), float(place.longitude)))
    if kilometres < CLOSE:
        return _("In the middle of %(place)s") % {"place": name}
    return str(AWAY[direction]) % {"length": length(kilometres * 1000), "place": name}


def step(sight: Sight) -> str:
    """How far a button moves the cross."""
    return length(sight.kilometres * 1000 * STEP)
