"""Interpretation at a meeting: between which languages it is needed, for how many people, and what is lacking.

What is spoken needs no script: of a tag only its language counts. Interpreters work both ways between two languages.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

LISTENERS: Final = 3
"""To so many people one interpreter can whisper; for more there are receivers, or more interpreters. A rule of ours."""
ALONE: Final = 1.0
"""Hours that an interpreter works without somebody who takes turns. A rule of ours."""
Pair = tuple[str, str]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Need:
    """People who listen in `into` to what is said in `spoken`; who is booked for it; what is lacking.

    `lacking`: of uncovered (nobody is booked), alone (one interpreter for a long session), many (more people than those
    who are booked can whisper to).
    """

    spoken: str
    into: str
    people: int
    interpreters: int
    lacking: tuple[str, ...]


def language(tag: str) -> str:
    """`sr-Latn` → `sr`."""
    return tag.partition("-")[0]


def pair(one: str, other: str) -> Pair:
    """Two languages in the order of their codes. Raises ValueError for one and the same."""
    first, second = sorted((language(one), language(other)))
    if first == second:
        raise ValueError(f"{one} and {other} are one language")
    return first, second


def wanted(into: Iterable[str]) -> dict[str, int]:
    """Language → people, from the tag that each asks for; an empty one asks for nothing."""
    found: dict[str, int] = {}
    for tag in into:
        if tag:
            found[language(tag)] = found.get(language(tag), 0) + 1
    return found


def needs(
    spoken: Sequence[str], listeners: Mapping[str, int], booked: Collection[Pair], hours: float
) -> tuple[Need, ...]:
    """Each pair that a session needs, the one for most people first.

    `spoken`: tags of what is spoken from the front. `listeners`: language → people. `booked`: a pair for each
    interpreter who is booked. Into a language that is itself spoken from the front, the others are interpreted.
    """
    front = list(dict.fromkeys(language(tag) for tag in spoken))
    rows = [(said, into, people) for into, people in listeners.items() for said in front if said != into and people]
    rows.sort(key=lambda row: (-row[2], row[1], front.index(row[0])))
    return tuple(_need(said, into, people, list(booked).count(pair(said, into)), hours) for said, into, people in rows)


def _need(said: str, into: str, people: int, interpreters: int, hours: float) -> Need:
    if not interpreters:
        return Need(said, into, people, 0, ("uncovered",))
    lacking = (("alone", interpreters == 1 and hours > ALONE), ("many", people > LISTENERS * interpreters))
    return Need(said, into, people, interpreters, tuple(code for code, true in lacking if true))


def overlapping(times: Mapping[Key, tuple[datetime, datetime]]) -> set[Key]:
    """Of what one person is booked for (key → beginning and end), all that overlaps something else of it.

    What ends at the moment at which the next begins does not overlap it.
    """
    found: set[Key] = set()
    latest: tuple[Key, datetime] | None = None
    for key, (starts, ends) in sorted(times.items(), key=lambda item: item[1]):
        if latest is not None and starts < latest[1]:
            found |= {latest[0], key}
        if latest is None or ends > latest[1]:
            latest = (key, ends)
    return found
