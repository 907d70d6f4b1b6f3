"""Which office gets this case, step by step why, and why not another?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from uramost.routing.order import ORDER, compare, has, in_order, values
from uramost.routing.rules import WEEKDAYS, Case, Rule, Within, pattern, widened
from uramost.text import fold


@dataclass(frozen=True, slots=True)
class Step:
    """A condition held against a case: what it asks for, what the case has, and whether that meets it.

    `condition` is one of `ORDER`, or "validity". `found` are the values that met it, or else what the case has.
    """

    condition: str
    met: bool
    wanted: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Considered:
    """Another rule: its condition that is not met, or the rule it comes after and what decides that, or a tie."""

    rule: Rule
    code: Literal["not_met", "has_condition", "narrower", "tie"]
    condition: str = ""
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The office for a case; None with the code "no_rule". `why` are the conditions of the rule, all met.

    "tie": rules that name different offices are equally specific. The one that stands first in the table was taken;
    a person should look, and `examine` reports it.
    """

    code: Literal["by_rule", "tie", "no_rule"]
    office: str | None
    rule: Rule | None
    why: tuple[Step, ...]
    others: tuple[Considered, ...]


def route(case: Case, rules: Iterable[Rule], within: Within | None = None) -> Decision:
    """The office of the most specific rule whose conditions this case meets. `rules` are those of its municipality."""
    rules, within = tuple(rules), within or {}
    reading = _Reading(case, within)
    held = [(rule, _up_to_unmet(reading.steps(rule))) for rule in rules]
    failed = [
        Considered(rule, "not_met", steps[-1].condition, steps[-1])
        for rule, steps in held
        if steps and not steps[-1].met
    ]
    fitting = in_order((rule for rule, steps in held if not steps or steps[-1].met), within)
    if not fitting:
        return Decision("no_rule", None, None, (), tuple(failed))
    chosen = fitting[0]
    others = [_after(chosen, rule, within) for rule in fitting[1:]]
    tied = any(one.code == "tie" and one.rule.office != chosen.office for one in others)
    why = next(steps for rule, steps in held if rule is chosen)
    return Decision("tie" if tied else "by_rule", chosen.office, chosen, tuple(why), (*others, *failed))


def _up_to_unmet(steps: Iterable[Step]) -> list[Step]:
    """The steps up to the first that is not met: what comes after it decides nothing."""
    held = []
    for step in steps:
        held.append(step)
        if not step.met:
            break
    return held


def _after(chosen: Rule, other: Rule, within: Within) -> Considered:
    place = compare(chosen, other, within)
    return Considered(other, place.code, place.condition)


class _Reading:
    """A case as conditions ask for it, folded and widened once for all rules."""

    def __init__(self, case: Case, within: Within) -> None:
        self._day = case.received_at.date()
        self._minute = case.received_at.hour * 60 + case.received_at.minute
        self._text = fold(case.text)
        self._answers = case.answers
        self._has: Final[dict[str, tuple[str, ...]]] = {
            "service": (case.service,),
            "kind": (case.kind,),
            "language": (case.language, case.language.partition("-")[0]),
            "weekdays": (WEEKDAYS[case.received_at.weekday()],),
            "area": widened(case.areas, within),
        }

    def steps(self, rule: Rule) -> Iterator[Step]:
        """The conditions that a rule has, in the order of `ORDER`, after its validity where that is bounded."""
        if rule.since or rule.until:
            asked = tuple(str(day) for day in (rule.since, rule.until) if day)
            yield Step("validity", rule.holds_on(self._day), asked, (str(self._day),))
        yield from (self._step(rule, condition) for condition in ORDER if has(rule, condition))

    def _step(self, rule: Rule, condition: str) -> Step:
        if condition == "answers":
            return self._answered(rule)
        if condition == "hours":
            now = f"{self._minute // 60:02}:{self._minute % 60:02}"
            return Step(condition, rule.hours is not None and self._minute in rule.hours, (str(rule.hours),), (now,))
        wanted = values(rule, condition)
        if condition == "words":
            found = tuple(sorted(words for words in wanted if pattern(words).search(self._text)))
            return Step(condition, bool(found), tuple(sorted(wanted)), found)
        mine = self._has[condition]
        found = tuple(one for one in mine if one in wanted)
        return Step(condition, bool(found), tuple(sorted(wanted)), found or mine[:1])

    def _answered(self, rule: Rule) -> Step:
        found = {name: self._answers.get(name, frozenset()) for name in rule.answers}
        met = all(not wanted.isdisjoint(found[name]) for name, wanted in rule.answers.items())
        return Step("answers", met, _pairs(rule.answers), _pairs(found))


def _pairs(answers: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """As in a cell of the table: "lamp=off"."""
    return tuple(f"{name}={value}" for name, values in sorted(answers.items()) for value in sorted(values))
