// What needs a passkey is shown only where the browser knows passkeys; what goes wrong is said on the page.
(() => {
  'use strict'

  const show = (selector) => document.querySelectorAll(selector).forEach((element) => { element.hidden = false })

  document.addEventListener('DOMContentLoaded', () => {
    if (window.PublicKeyCredential) show('[data-passkey]')
  })
  // allauth's scripts report every failure of a key, also a cancelled one, with this event.
  document.addEventListener('allauth.error', (event) => {
    event.preventDefault()
    show('[data-passkey-trouble]')
  })
})()
