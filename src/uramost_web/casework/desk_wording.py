"""What clerks read: of a state, of what happened, and why two cases may be about the same thing."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost_web.casework import wording

STATES: Final[Mapping[str, Promise]] = {
    "needs_information": _("Waiting for the resident"),
    "forwarded": _("Forwarded"),  # to whom it came it is not with another office
}
"""Where the clerk cannot read what the resident reads of a state."""

DONE: Final[Mapping[str, Promise]] = {
    "receive": _("Received"),
    "take": _("Work began"),
    "ask": _("The resident was asked for something"),
    "supply": _("The resident supplied something"),
    "go_on": _("The clock runs again"),
    "lapse": _("Closed because nobody replied"),
    "plan": _("The work was planned"),
    "forward": _("Forwarded"),
    "answer": _("Answered"),
    "fix": _("Answered: it is done"),
    "refuse": _("Refused"),
    "no_competence": _("Another authority is competent"),
    "withdraw": _("The resident withdrew it"),
    "withdraw_for": _("Withdrawn for the resident"),
    "merge": _("Merged into another case"),
    "merged_here": _("Another case was merged into this one"),
    "merged_end": _("The case in which it continues has ended"),
    "close": _("Closed"),
    "expire": _("The time for reopening is over"),
    "reopen": _("Opened again"),
    "undo": _("The end was undone"),
    "appeal": _("The resident appealed"),
    "appeal_silence": _("The resident appealed because there was no answer"),
    "uphold": _("The appeal failed"),
    "grant": _("The appeal was granted"),
    "extend": _("The time was extended"),
    "moved_date": _("A holiday moved the last day"),
    "add": _("The resident added something"),
    "news": _("News from another programme"),
    "rate": _("The resident rated the answer"),
    "assign": _("Given to somebody"),
    "note": _("Note"),
    "release": _("What everybody sees was decided"),
    "machine_read": _("A machine translated the text for reading"),
}
"""Move or act → what the history says of it; a test holds that none is missing."""

WHO: Final[Mapping[str, Promise]] = {
    "resident": _("the resident"),
    "clerk": _("a clerk"),
    "head": _("the head of office"),
    "system": _("by itself"),
}
"""Who did it, where no name is known."""

LETTER_STATES: Final[Mapping[str, Promise]] = {
    "waiting": _("waits to be sent"),
    "sending": _("is being sent"),
    "sent": _("sent"),
    "refused": _("could not be sent"),
}


def state(code: str) -> str:
    return str(STATES.get(code) or wording.state(code))


def done(move: str) -> str:
    return str(DONE.get(move, move))
