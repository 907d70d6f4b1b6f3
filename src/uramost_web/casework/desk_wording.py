"""What clerks read: of a state, of what happened, and why two cases may be about the same thing."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost import states as library
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

FINDINGS: Final[Mapping[str, Promise]] = {
    "unknown_case": _("It names no case that there is, or the secret part of the address was wrong."),
    "unproven": _("It names a case in its subject only, which anybody can type."),
    "duplicate": _("The same message is in the case already."),
    "nothing_new": _("Nothing was found in it but what it repeats from an earlier letter."),
    "too_many": _("More messages came to one case in a day than are entered by themselves."),
    "unreadable": _("It could not be read."),
    "bounce": _("A mail server reports that a letter could not be delivered."),
    "receipt": _("A mail programme reports that a letter was opened."),
    "loop": _("It is one of our own letters that came back."),
    "auto_replied": _("A machine replied, as when somebody is away."),
    "auto_generated": _("A machine wrote it."),
    "list": _("It was sent to many at once."),
}
"""Why post did not become an entry; a test holds that every code of `incoming.FINDINGS` is here, and below."""

KNOWN_BY: Final[Mapping[str, Promise]] = {
    "case": _("it names a case of this municipality"),
    "number": _("it names a number of this municipality"),
    "sender": _("the sender has written to this municipality before, and to no other"),
    "only": _("no other municipality is served here"),
}
"""How it is known whose clerks see it."""

POST_REFUSED: Final[Mapping[str, Promise]] = {
    "entered_already": _("This message is in a case already."),
    "settled_already": _("Somebody has already said that it belongs to no case."),
    "text_gone": _("The time to keep this message is over, so there is nothing left of it."),
    "unreadable": _("It could not be read, so it cannot be put to a case."),
    "made_anonymous": _("That case was made anonymous. Nothing can be put to it any more."),
    "duplicate": _("The same message is in that case already."),
    "too_many": _("More messages came to that case today than it takes. Try again tomorrow."),
    "nothing_new": _("There is neither text nor a file in it that could be put to a case."),
}
"""Why an act of `post_acts` was refused."""


def state(code: str) -> str:
    return str(STATES.get(code) or wording.state(code))


def states() -> list[tuple[str, str]]:
    """Every state with its words, to choose from."""
    return [(row.code, state(row.code)) for row in library.STATES]


def done(move: str) -> str:
    return str(DONE.get(move, move))
