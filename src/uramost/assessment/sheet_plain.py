"""What was read from a workbook as plain values: for JSON, for a database, and back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from uramost.assessment.instrument import Instrument
from uramost.assessment.measures import Measure
from uramost.assessment.scoring import check
from uramost.assessment.sheet import Assessment, Rated, Taken


def plain(taken: Taken) -> dict[str, Any]:
    """Dictionaries, lists, texts and numbers; sums and days as text."""
    given = taken.assessment
    return {
        "instrument": given.instrument,
        "version": given.version,
        "organisation": given.organisation,
        "round": given.key,
        "raters": [
            {"name": one.name, "key": one.key, "values": dict(one.values), "notes": dict(one.notes)}
            for one in given.raters
        ],
        "agreed": dict(given.agreed),
        "reasons": dict(given.reasons),
        "measures": [_measure(one) for one in given.measures],
        "not_taken": [
            {"sheet": one.sheet, "line": one.line, "column": one.column, "code": one.code, "values": dict(one.values)}
            for one in taken.told
        ],
    }


def _measure(one: Measure) -> dict[str, Any]:
    return {
        "what": one.what, "item": one.item, "owner": one.owner, "helps": one.helps, "state": one.state,
        "evidence": one.evidence, "starts": one.starts and one.starts.isoformat(),
        "due": one.due and one.due.isoformat(), "cost": None if one.cost is None else str(one.cost),
    }  # fmt: skip


def of_plain(given: Mapping[str, Any], instrument: Instrument) -> Assessment:
    """From what `plain` gives. Raises ValueError with what is wrong, also for another instrument."""
    try:
        if given["instrument"] != instrument.code:
            raise ValueError(f"it is about the instrument {given['instrument']}, not {instrument.code}")
        raters = tuple(
            Rated(str(one["name"]), dict(one["values"]), _texts(one.get("notes", {})), str(one.get("key", "")))
            for one in given.get("raters", [])
        )
        agreed = dict(given.get("agreed", {}))
        for values in (*(one.values for one in raters), agreed):
            check(values, instrument)
        return Assessment(
            instrument.code, instrument.version, str(given.get("organisation", "")), str(given.get("round", "")),
            raters, agreed, _texts(given.get("reasons", {})),
            tuple(_as_measure(one) for one in given.get("measures", [])),
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {code: str(said) for code, said in given.items()}


def _as_measure(one: Mapping[str, Any]) -> Measure:
    cost = one.get("cost")
    return Measure(
        what=str(one["what"]), item=str(one.get("item", "")), owner=str(one.get("owner", "")),
        starts=_day(one.get("starts")), due=_day(one.get("due")), cost=None if cost is None else Decimal(cost),
        helps=str(one.get("helps", "")), state=str(one.get("state", "planned")), evidence=str(one.get("evidence", "")),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
