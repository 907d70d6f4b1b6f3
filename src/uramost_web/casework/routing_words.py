"""Rows of the routing table, what is found wrong with it, and why an office was chosen: in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from uramost import routing
from uramost.routing.order import ORDER, has, values
from uramost_web.casework.forms_asking import worded
from uramost_web.casework.kinds import Kind
from uramost_web.casework.limit_words import weekdays
from uramost_web.casework.setup_wording import (
    CONDITIONS,
    CONSIDERED,
    DECISIONS,
    FAULTS,
    FINDINGS,
    MET,
    NOT_MET,
    ON,
    TONES,
)
from uramost_web.places.models import Municipality
from uramost_web.places.words import words


def _language(code: str) -> str:
    seen = words()
    return seen.autonym(code) if code in seen.tongues else seen.language(code)


SAID: Final[Mapping[str, Callable[[str], str]]] = {
    "kind": lambda code: str(Kind(code).label) if code in Kind.values else code,
    "language": _language,
    "weekdays": lambda code: weekdays()[routing.WEEKDAYS.index(code)] if code in routing.WEEKDAYS else code,
    "words": lambda code: _("“%(words)s”") % {"words": code},
    "hours": lambda code: code.replace("-", "–"),
}
"""Condition → how one of its values is read, where that is the same in every municipality."""


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called here, in the language of the page."""

    offices: Mapping[str, str]
    services: Mapping[str, str]
    questions: Mapping[str, str]
    answers: Mapping[tuple[str, str], str]

    def value(self, condition: str, code: str) -> str:
        """A value of a condition as it is read."""
        said = SAID.get(condition)
        if said is not None:
            return said(code)
        if condition == "service":
            return self.services.get(code, code)
        if condition == "answers":
            question, _equals, answer = code.partition("=")
            said_answer = self.answers.get((question, answer), answer)
            return f"{self.questions.get(question, question)} {said_answer or '–'}"
        return code

    def listed(self, condition: str, codes: Iterable[str]) -> str:
        """`a, b or c`; for answers every question has to be met, so all of them are told."""
        said = [self.value(condition, code) for code in codes]
        if len(said) < 2 or condition in {"answers", "validity"}:
            return ", ".join(said)
        return _("%(first)s or %(last)s") % {"first": ", ".join(said[:-1]), "last": said[-1]}


def names_of(place: Municipality, tag: str) -> Names:
    services = list(place.services.all())
    asked = [question for row in services for question in row.questions]
    return Names(
        offices={row.code: row.name_in(tag) for row in place.offices.all()},
        services={row.code: row.name_in(tag) for row in services},
        questions={question["code"]: worded(question["description"], tag) for question in asked},
        answers={
            (question["code"], value["key"]): worded(value["name"], tag)
            for question in asked
            for value in question.get("values", [])
        },
    )


def conditions(rule: routing.Rule, names: Names) -> list[tuple[str, str]]:
    """(how the line begins, what it asks for), in the order in which conditions count."""
    said = [(str(CONDITIONS[one]), names.listed(one, wanted(rule, one))) for one in ORDER if has(rule, one)]
    if rule.since or rule.until:
        said.append((str(CONDITIONS["validity"]), span(rule)))
    return said


def wanted(rule: routing.Rule, condition: str) -> list[str]:
    if condition == "hours":
        return [str(rule.hours)]
    if condition == "answers":
        return [f"{code}={value}" for code, found in sorted(rule.answers.items()) for value in sorted(found)]
    found = values(rule, condition)
    return [day for day in routing.WEEKDAYS if day in found] if condition == "weekdays" else sorted(found)


def span(rule: routing.Rule) -> str:
    first, last = (date_format(day, "DATE_FORMAT") if day else "…" for day in (rule.since, rule.until))
    return f"{first} – {last}"


def finding(found: routing.Finding, names: Names) -> tuple[str, str]:
    """(error, warning or note; the sentence)."""
    shown: dict[str, Any] = dict.fromkeys(
        ("office", "service", "area", "attribute", "value", "condition", "until"), "–"
    )
    shown |= dict(found.values)
    shown["office"] = names.offices.get(shown["office"], shown["office"])
    shown["service"] = names.services.get(shown["service"], shown["service"])
    if "until" in found.values:
        shown["until"] = date_format(date.fromisoformat(shown["until"]), "DATE_FORMAT")
    shown["condition"] = str(ON.get(shown["condition"], shown["condition"]))
    shown |= {
        "rule": found.rules[0] if found.rules else "–",
        "others": ", ".join(found.rules[1:]) or "–",
        "example": ", ".join(names.value(name, value) for name, value in found.values.items()),
    }
    return TONES.get(found.code, found.severity), str(FINDINGS[found.code]) % shown


def step(one: routing.Step, names: Names) -> str:
    """A condition held against a request: what it asks for, and whether that is met."""
    begins = f"{CONDITIONS[one.condition]} {names.listed(one.condition, one.wanted)}"
    if one.met:
        return f"{begins}: {MET}"
    here = ", ".join(names.value(one.condition, code) for code in one.found) or "–"
    return f"{begins}: {str(NOT_MET) % {'found': here}}"


def considered(one: routing.Considered, names: Names) -> str:
    """Why another row was not the one."""
    shown = {
        "rule": one.rule.id,
        "condition": step(one.step, names) if one.step else "–",
        "on": str(ON.get(one.condition, one.condition)),
    }
    return str(CONSIDERED[one.code]) % shown


def decision(code: str) -> str:
    return str(DECISIONS[code])


def fault(found: routing.Fault) -> str:
    """What is wrong in a file, with its line."""
    said = str(FAULTS[found.code])
    where = ", ".join(part for part in (found.column, found.value) if part)
    return _("Line %(line)s: %(what)s") % {"line": found.line, "what": f"{said} ({where})" if where else said}
