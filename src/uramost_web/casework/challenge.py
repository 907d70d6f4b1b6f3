"""Is this a flood of machines? A puzzle for the browser's script, and for those without scripts a little patience.

Nothing is asked of people: no pictures, no riddles, no third party. See docs/decisions/014.
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from uramost import puzzles
from uramost_web.accounts import attempts
from uramost_web.casework.models import Draft

WITHOUT: Final = 5
"""From one address, one in so many may come without a solution."""
BEGUN: Final = 2
"""Forms that may be begun for each that may be sent."""


@dataclass(frozen=True, slots=True)
class Held:
    """Not sent for now: `code` is wait or too_many, `seconds` after which to press again."""

    code: str
    seconds: int


def puzzle(draft: Draft) -> str:
    """The challenge of this form: made anew from the server's key, so that nobody solves one before it is begun."""
    return salted_hmac("uramost.casework.challenge", draft.key.hex, algorithm="sha256").hexdigest()[:32]


def held(request: HttpRequest, draft: Draft, at: datetime) -> Held | None:
    """Whether a form that is being sent has to wait; if not, it is counted. One solution sends one form, once."""
    solved = puzzles.solves(puzzle(draft), request.POST.get("number", ""), settings.PUZZLE_BITS)
    left = settings.PUZZLE_PATIENCE - (at - draft.started_at).total_seconds()
    if not solved and left > 0:
        return Held("wait", ceil(left))
    what, most = ("solved", settings.SENT_AN_HOUR) if solved else ("patient", settings.SENT_AN_HOUR // WITHOUT)
    return (
        None
        if attempts.one_more(request, what, most=most, window=attempts.HOUR, at=at)
        else Held("too_many", attempts.HOUR)
    )


def may_begin(request: HttpRequest, at: datetime) -> bool:
    """Whether one more form may be begun from this address; if so, it is counted."""
    return attempts.one_more(request, "begun", most=BEGUN * settings.SENT_AN_HOUR, window=attempts.HOUR, at=at)
