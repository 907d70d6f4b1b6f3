"""What was done with events, for the audit log. Numbers only: an entry is kept for ever, a name need not be."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "attendance.noted": _("noted %(people)s people at a session"),
    "attendance.taken_back": _("took back that somebody was at a session"),
    "attendance.code_renewed": _("made a new sign-in code for a session"),
}
