"""What was done with events, for the audit log. Numbers only: an entry is kept for ever, a name need not be."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "event.started": _("entered an event"),
    "event.changed": _("changed an event: %(fields)s"),
    "event.moved": _("moved an event to another time or place"),
    "event.announced": _("announced an event"),
    "event.cancelled": _("cancelled an event"),
    "event.discarded": _("deleted an event that was not announced"),
    "event.registered": _("registered somebody for an event"),
    "event.taken_off": _("took somebody off the list of an event"),
    "course.entered": _("entered a course"),
    "certificates.given": _("gave %(number)s certificates to those who came to %(least)s %% of the sessions"),
    "certificate.revoked": _("revoked a certificate"),
    "photo.added": _("added photograph %(number)s"),
    "photo.taken_away": _("took away photograph %(number)s"),
    "test.written": _("wrote the test of a training"),
    "test.typed_in": _("typed in a test from paper"),
}
