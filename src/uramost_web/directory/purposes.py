"""What a list of people is brought for: apps above, of which nothing here may know, enter themselves at the start.

Each is asked in the transaction in which a list is written or taken back.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from django.utils.functional import Promise

from uramost_web.accounts.models import User
from uramost_web.directory.imports import Import


class NotPossible(Exception):
    """The list cannot be written for what it was brought; `said` is the sentence for it."""

    def __init__(self, said: str | Promise) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True, slots=True)
class Said:
    """What pages tell: how it is called, its address at the desk, and what confirming and undoing will do."""

    called: str
    address: str
    confirming: Sequence[str] = ()
    undoing: Sequence[str] = ()


class Write(Protocol):
    """Whoever was taken over from a list, by their numbers, each once. Raises `NotPossible`, `NotAllowed`."""

    def __call__(self, row: Import, people: Sequence[int], *, by: User, at: datetime) -> None: ...


class TakeBack(Protocol):
    """Undoes `Write`; returns the numbers of those of whom it stays. Raises `NotAllowed`."""

    def __call__(self, row: Import, *, by: User, at: datetime) -> Collection[int]: ...


@dataclass(frozen=True, slots=True)
class Purpose:
    """Each does nothing for a list that was not brought for it; `said` then is None."""

    said: Callable[[Import], Said | None]
    write: Write
    take_back: TakeBack


PURPOSES: Final[list[Purpose]] = []


def said(row: Import) -> Said | None:
    """What a list was brought for; nothing for one that is only for the directory."""
    return next((found for one in PURPOSES if (found := one.said(row))), None)
