"""What was done with events, for the audit log. Numbers only: an entry is kept for ever, a name need not be."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "attendance.noted": _("noted %(people)s people at a session"),
    "attendance.taken_back": _("took back that somebody was at a session"),
    "minutes.written": _("wrote minutes of an event"),
    "minutes.decided": _("entered decision %(number)s in minutes"),
    "minutes.struck": _("took a decision out of minutes"),
    "minutes.composed": _("made a notice of minutes with %(decisions)s decisions"),
    "decision.followed_up": _("noted what became of a decision: %(state)s"),
    "question.settled": _("looked through a question of a resident: %(state)s"),
    "interpreter.written": _("entered or changed an interpreter, %(pairs)s pairs of languages"),
    "interpreter.booked": _("booked interpreter %(interpreter)s for a session"),
    "interpreter.released": _("took back the booking of interpreter %(interpreter)s for a session"),
    "attendance.code_renewed": _("made a new sign-in code for a session"),
    "event.started": _("entered an event"),
    "event.changed": _("changed an event: %(fields)s"),
    "event.moved": _("moved an event to another time or place"),
    "event.announced": _("announced an event"),
    "event.cancelled": _("cancelled an event"),
    "event.discarded": _("deleted an event that was not announced"),
    "event.registered": _("registered somebody for an event"),
    "event.taken_off": _("took somebody off the list of an event"),
    "course.entered": _("entered a course"),
    "course.changed": _("changed a course: %(fields)s"),
    "certificates.given": _("gave %(number)s certificates to those who came to %(least)s %% of the sessions"),
    "certificate.revoked": _("revoked a certificate"),
    "photo.added": _("added photograph %(number)s"),
    "photo.taken_away": _("took away photograph %(number)s"),
    "test.written": _("wrote the test of a training"),
    "test.typed_in": _("typed in a test from paper"),
}
