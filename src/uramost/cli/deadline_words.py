"""The steps of a computed date as English lines, made of the samples of their table."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from uramost.deadlines import REFUSALS, STEPS, Step

UNITS = {"working_days": "working days", "calendar_days": "calendar days", "hours": "hours"}
ONE = {"working_days": "working day", "calendar_days": "calendar day", "hours": "hour"}


def line(step: Step) -> str:
    """What a step says."""
    return STEPS[step.code].sample.format(**{name: _said(name, value, step) for name, value in step.values.items()})


def day(value: date) -> str:
    """«Friday 13 February 2026»."""
    return f"{value:%A} {value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    return f"{day(value)}, {value:%H:%M}"


def _said(name: str, value: Any, step: Step) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Mapping):
        return str(value.get("en") or next(iter(value.values()), "no name"))
    if name == "unit":
        number = step.values.get("amount", step.values.get("left"))
        return (ONE if number == 1 else UNITS)[value]
    if name == "why":
        return REFUSALS[value]
    return str(value) if value or value == 0 else "no reason given"
