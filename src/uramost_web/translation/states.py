"""How a translation moves: who may take it from where to where. The desk and the manual are printed from this table."""

from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    OPEN = "open", _("Being translated")
    SUBMITTED = "submitted", _("Waiting for review")
    APPROVED = "approved", _("Approved")


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    before: State
    after: State
    act: str  # of places.permissions.ACTS


MOVES: Final = (
    Move("submit", State.OPEN, State.SUBMITTED, "translation.write"),
    Move("return", State.SUBMITTED, State.OPEN, "translation.review"),
    Move("approve", State.SUBMITTED, State.APPROVED, "translation.review"),
    Move("reopen", State.APPROVED, State.OPEN, "translation.write"),
    Move("source_changed", State.APPROVED, State.OPEN, "notice.write"),
    Move("source_changed", State.SUBMITTED, State.OPEN, "notice.write"),
)


class MoveNotAllowed(ValueError):
    """The translation is not in the state from which this move starts: somebody else was there first."""

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} from {state}")
        self.name, self.state = name, state


def act_of(name: str) -> str:
    """What one must be allowed to do for a move, from wherever it starts."""
    return next(found.act for found in MOVES if found.name == name)


def move(name: str, before: str) -> Move:
    """The move of this name from here. Raises `MoveNotAllowed`."""
    for found in MOVES:
        if found.name == name and found.before == before:
            return found
    raise MoveNotAllowed(name, before)
