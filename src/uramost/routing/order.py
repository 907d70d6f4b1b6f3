"""Which of two rules comes first? The more specific one; and where that cannot be said, it is a tie, not a guess.

First by which conditions a rule has, in the order of `ORDER`: whoever asks for an attribute comes before whoever does
not, and so on down the list. Among rules with the same conditions, the one that can only apply where the other
applies too. Where the line of a rule stands in the table never matters, except to settle a tie that is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from uramost.routing.rules import DAY, Hours, Rule, Within, phrase, widened

ORDER: Final = ("answers", "words", "service", "area", "kind", "hours", "weekdays", "language")
"""The conditions of a rule, those that narrow it most first."""


@dataclass(frozen=True, slots=True)
class Place:
    """How two rules stand. `code`: first or second has_condition or is narrower, by that `condition`; or a tie."""

    first: Literal[0, 1, None]  # which of the two comes first; None: neither
    code: Literal["has_condition", "narrower", "tie"]
    condition: str = ""


def values(rule: Rule, condition: str) -> frozenset[str]:
    """What a rule asks of a condition that is a set of codes; empty where it asks nothing."""
    sets = {
        "service": rule.services,
        "area": rule.areas,
        "kind": rule.kinds,
        "language": rule.languages,
        "weekdays": rule.weekdays,
        "words": rule.words,
    }
    return sets[condition]


def has(rule: Rule, condition: str) -> bool:
    """Whether a rule asks anything of one of `ORDER`."""
    if condition == "hours":
        return rule.hours is not None
    return bool(rule.answers if condition == "answers" else values(rule, condition))


def compare(one: Rule, other: Rule, within: Within | None = None) -> Place:
    """Which of two rules comes first, and what decides it."""
    for condition in ORDER:
        if has(one, condition) != has(other, condition):
            return Place(0 if has(one, condition) else 1, "has_condition", condition)
    narrower = [name for name in ORDER if not inside(other, one, name, within or {})]
    wider = [name for name in ORDER if not inside(one, other, name, within or {})]
    if narrower and not wider:
        return Place(0, "narrower", narrower[0])
    if wider and not narrower:
        return Place(1, "narrower", wider[0])
    return Place(None, "tie")


def in_order(rules: Iterable[Rule], within: Within | None = None) -> tuple[Rule, ...]:
    """The rules as they are tried. Rules that tie stay as they were to each other."""
    groups: dict[tuple[bool, ...], list[Rule]] = {}
    for rule in rules:
        groups.setdefault(tuple(not has(rule, condition) for condition in ORDER), []).append(rule)
    return tuple(rule for key in sorted(groups) for rule in _narrowest_first(groups[key], within or {}))


def _narrowest_first(rules: list[Rule], within: Within) -> list[Rule]:
    """Take, again and again, the first rule to which no narrower one is left. Narrowness is a partial order."""
    left, found = list(rules), []
    narrower = {
        id(rule): [id(one) for one in rules if one is not rule and compare(one, rule, within).first == 0]
        for rule in rules
    }
    while left:
        waiting = {id(rule) for rule in left}
        chosen = next(rule for rule in left if not waiting.intersection(narrower[id(rule)]))
        left.remove(chosen)
        found.append(chosen)
    return found


def inside(one: Rule, other: Rule, condition: str, within: Within) -> bool:
    """Whether whatever meets this condition of `one` also meets that of `other`."""
    if not (has(one, condition) and has(other, condition)):
        return not has(other, condition)
    if condition == "answers":
        return all(name in one.answers and one.answers[name] <= wanted for name, wanted in other.answers.items())
    if condition == "hours":
        return minutes(one.hours) <= minutes(other.hours)
    theirs = values(other, condition)
    return all(_value_inside(mine, theirs, condition, within) for mine in values(one, condition))


def _value_inside(mine: str, theirs: frozenset[str], condition: str, within: Within) -> bool:
    if condition == "words":
        return any(_says(phrase(mine), phrase(words)) for words in theirs)
    wider = {"area": widened((mine,), within), "language": (mine, mine.partition("-")[0])}
    return not theirs.isdisjoint(wider.get(condition, (mine,)))


def _says(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether every text with the first phrase has the second: its words stand in it, one after another."""
    return any(all(map(_covers, other, one[start : start + len(other)])) for start in range(len(one) - len(other) + 1))


def _covers(wide: str, narrow: str) -> bool:
    if wide.endswith("*"):
        return narrow.removesuffix("*").startswith(wide[:-1])
    return wide == narrow


@lru_cache(maxsize=1024)
def minutes(hours: Hours | None) -> frozenset[int]:
    """The minutes of a day at which a rule may apply."""
    return frozenset(minute for start, end in (hours.spans if hours else ((0, DAY),)) for minute in range(start, end))
