"""What is wrong with a table of rules, before a resident finds out?

Every rule is a box: services × areas × languages × weekdays × times of day. What is left of a box when those of the
rules before it are taken away is what can reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Final, Literal, TypeAlias

from uramost.routing.order import ORDER, compare, has, inside, minutes
from uramost.routing.rules import DAY, WEEKDAYS, Rule, Within, widened

Severity: TypeAlias = Literal["error", "warning", "note"]
Box: TypeAlias = tuple[frozenset[str], ...]
DIMENSIONS: Final = ("service", "area", "language", "weekdays", "hours")
ANY_OTHER: Final = ""
"""An area or a language that no rule names: there are always more than the table knows."""
MOST_BOXES: Final = 4000  # a table this entangled is not examined to the end, and nothing untrue is said of it

SEVERITIES: Final[Mapping[str, Severity]] = {
    "unknown_office": "error",
    "unknown_service": "error",
    "unknown_area": "warning",
    "unknown_attribute": "error",
    "unknown_value": "error",
    "contradiction": "error",
    "expired": "note",
    "double": "warning",
    "conflict": "error",
    "unreachable": "warning",
    "service_without_rule": "error",
    "service_partly": "warning",
    "office_without_rule": "note",
}
"""What can be found, and how bad it is."""


@dataclass(frozen=True, slots=True)
class Service:
    """What routing has to know of a service: its code, its kind, and what its questions may be answered with.

    An attribute without values is answered freely. `several` are the attributes that may have more than one value.
    """

    code: str
    kind: str
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    several: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: a key of `SEVERITIES`, the ids of the rules concerned (first the one to look at), values."""

    code: str
    rules: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.code]


def examine(
    rules: Iterable[Rule],
    services: Iterable[Service],
    offices: Iterable[str],
    *,
    on: date,
    within: Within | None = None,
    areas: Iterable[str] | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong on a day, errors first. `areas`: all codes there are; None: they are not checked."""
    table, known = tuple(rules), tuple(services)
    at_work = [rule for rule in table if rule.until is None or rule.until >= on]
    boxes = _Boxes(at_work, known, within or {})
    findings = [
        *(Finding("expired", (rule.id,), {"until": str(rule.until)}) for rule in table if rule not in at_work),
        *_unknown(at_work, known, set(offices), None if areas is None else set(areas)),
        *_without_use(at_work, boxes),
        *_pairs(at_work, boxes),
        *_services([rule for rule in at_work if rule.holds_on(on)], known, boxes),
        *(Finding("office_without_rule", (), {"office": one}) for one in offices if one not in _named(at_work)),
    ]
    severities = ("error", "warning", "note")
    return tuple(sorted(findings, key=lambda one: severities.index(one.severity)))


def _named(rules: Iterable[Rule]) -> set[str]:
    return {rule.office for rule in rules}


# Boxes -------------------------------------------------------------------------------------------------------------


class _Boxes:
    """Rules as sets of what there is: every service, area, language, weekday and stretch of the day by name."""

    def __init__(self, rules: Sequence[Rule], services: Sequence[Service], within: Within) -> None:
        self.within, self.services = within, services
        named = {area for rule in rules for area in rule.areas} | set(within)
        self._areas = {area: frozenset(widened((area,), within)) for area in named}
        self._areas |= {area: frozenset((area,)) for wide in self._areas.values() for area in wide if area not in named}
        languages = {tag for rule in rules for tag in rule.languages}
        self._languages = languages | {tag.partition("-")[0] for tag in languages}
        cuts = sorted({0, *(minute for rule in rules if rule.hours for span in rule.hours.spans for minute in span)})
        self._times = [minute for minute in cuts if minute < DAY]
        self.all: Box = self._box(Rule("*", "*"))
        self._of = {rule.id: self._box(rule) for rule in rules}

    def of(self, rule: Rule) -> Box:
        return self._of[rule.id]

    def _box(self, rule: Rule) -> Box:
        areas = {area for area, wide in self._areas.items() if not rule.areas or not wide.isdisjoint(rule.areas)}
        languages = {
            tag
            for tag in self._languages
            if not rule.languages or not rule.languages.isdisjoint((tag, tag.partition("-")[0]))
        }
        times = minutes(rule.hours)
        return (
            frozenset(
                service.code
                for service in self.services
                if (not rule.services or service.code in rule.services)
                and (not rule.kinds or service.kind in rule.kinds)
            ),
            frozenset(areas if rule.areas else areas | {ANY_OTHER}),
            frozenset(languages if rule.languages else languages | {ANY_OTHER}),
            rule.weekdays or frozenset(WEEKDAYS),
            frozenset(f"{minute // 60:02}:{minute % 60:02}" for minute in self._times if minute in times),
        )


def _meet(one: Box, other: Box) -> bool:
    return all(mine & theirs for mine, theirs in zip(one, other, strict=True))


def _without(box: Box, taken: Box) -> Iterator[Box]:
    """What of a box lies outside another, as boxes that do not overlap."""
    rest = list(box)
    for at, values in enumerate(taken):
        if outside := rest[at] - values:
            yield (*rest[:at], outside, *rest[at + 1 :])
        rest[at] &= values
        if not rest[at]:
            return


def _left(box: Box, taken: Iterable[tuple[Rule, Box]]) -> tuple[list[Box], list[Rule]]:
    """What is left of a box, and the rules that took something."""
    left, took = [box], []
    for rule, other in taken:
        if not any(_meet(one, other) for one in left):
            continue
        took.append(rule)
        left = [piece for one in left for piece in _without(one, other)]
        if len(left) > MOST_BOXES:
            break
        if not left:
            break
    return left, took


# What is looked for ------------------------------------------------------------------------------------------------


def _unknown(
    rules: Iterable[Rule], services: Sequence[Service], offices: set[str], areas: set[str] | None
) -> Iterator[Finding]:
    by_code = {service.code: service for service in services}
    for rule in rules:
        if rule.office not in offices:
            yield Finding("unknown_office", (rule.id,), {"office": rule.office})
        for code in sorted(rule.services - set(by_code)):
            yield Finding("unknown_service", (rule.id,), {"service": code})
        for area in sorted(rule.areas - areas) if areas is not None else ():
            yield Finding("unknown_area", (rule.id,), {"area": area})
        asked = [by_code[code] for code in rule.services if code in by_code] or services
        for name, values in sorted(rule.answers.items()):
            asking = [service for service in asked if name in service.answers]
            if not asking:
                yield Finding("unknown_attribute", (rule.id,), {"attribute": name})
            elif all(service.answers[name] for service in asking):
                there = frozenset[str]().union(*(service.answers[name] for service in asking))
                for value in sorted(values - there):
                    yield Finding("unknown_value", (rule.id,), {"attribute": name, "value": value})


def _without_use(rules: Sequence[Rule], boxes: _Boxes) -> Iterator[Finding]:
    """Rules that no case can meet, or only cases that an earlier rule takes."""
    for rule in rules:
        if not all(boxes.of(rule)):
            condition = next(name for name, part in zip(DIMENSIONS, boxes.of(rule), strict=True) if not part)
            yield Finding("contradiction", (rule.id,), {"condition": condition})
            continue
        before = [
            (other, boxes.of(other))
            for other in rules
            if other is not rule
            and _meet(boxes.of(rule), boxes.of(other))
            and _covers_otherwise(other, rule)
            and compare(other, rule, boxes.within).first == 0
        ]
        left, took = _left(boxes.of(rule), before)
        if not left and any(has(rule, condition) for condition in ORDER):  # one for everything waits for new services
            yield Finding("unreachable", (rule.id, *(other.id for other in took)))


def _covers_otherwise(wide: Rule, narrow: Rule) -> bool:
    """Whether a rule applies wherever another does, as far as words, answers and its days go."""
    return (
        all(inside(narrow, wide, condition, {}) for condition in ("words", "answers"))
        and (wide.since is None or (narrow.since is not None and wide.since <= narrow.since))
        and (wide.until is None or (narrow.until is not None and wide.until >= narrow.until))
    )


def _pairs(rules: Sequence[Rule], boxes: _Boxes) -> Iterator[Finding]:
    """Rules between which nothing decides though a case may meet both."""
    for one, other in combinations(rules, 2):
        if not (_meet(boxes.of(one), boxes.of(other)) and _both(one, other, boxes.services)):
            continue
        if compare(one, other, boxes.within).code != "tie":
            continue
        if one.office != other.office:
            yield Finding("conflict", (one.id, other.id), _example(boxes.of(one), boxes.of(other)))
        elif _covers_otherwise(one, other) and _covers_otherwise(other, one) and boxes.of(one) == boxes.of(other):
            yield Finding("double", (one.id, other.id))


def _both(one: Rule, other: Rule, services: Sequence[Service]) -> bool:
    """Whether days and answers let one case meet both rules; words always do, for a text may have all of them."""
    several = {name for service in services for name in service.several}
    return (
        (one.since or date.min) <= (other.until or date.max)
        and (other.since or date.min) <= (one.until or date.max)
        and all(
            name in several or not one.answers[name].isdisjoint(other.answers[name])
            for name in one.answers.keys() & other.answers.keys()
        )
    )


def _example(one: Box, other: Box | None = None) -> dict[str, str]:
    """The first case of a box, or of two, by what decides its routing; what is of no matter is left out."""
    parts = one if other is None else tuple(mine & theirs for mine, theirs in zip(one, other, strict=True))
    found = {name: min(part) for name, part in zip(DIMENSIONS, parts, strict=True)}
    found["weekdays"] = next(day for day in WEEKDAYS if day in parts[3])
    return {name: value for name, value in found.items() if value}


def _services(rules: Sequence[Rule], services: Sequence[Service], boxes: _Boxes) -> Iterator[Finding]:
    """Services of which some case, or every one, would get no office."""
    for service in services:
        box: Box = (frozenset((service.code,)), *boxes.all[1:])
        if not any(_meet(box, boxes.of(rule)) for rule in rules):
            yield Finding("service_without_rule", (), {"service": service.code})
            continue
        plain = [(rule, boxes.of(rule)) for rule in rules if not rule.words and not rule.answers]
        left, _ = _left(box, plain)
        if left and len(left) <= MOST_BOXES:
            yield Finding("service_partly", (), _example(left[0]))
