/* Shows the button of a passkey where this browser has them, and says calmly when none came. The rest is allauth's. */
document.addEventListener('DOMContentLoaded', function () {
  const fault = document.getElementById('passkey_fault')
  const can = window.PublicKeyCredential && navigator.credentials && window.isSecureContext
  document.querySelectorAll(can ? '[data-passkey]' : '[data-no-passkey]').forEach(function (one) { one.hidden = false })
  document.querySelectorAll('form[data-passkey-enter]').forEach(function (form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault()
      form.querySelector('button').click()
    })
  })
  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-passkey] button')) fault.hidden = true
  }, true) // before the button's own listener: a refusal may come at once
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    fault.hidden = false
  })
})
