"""How complete were the answers of a sample, by the language asked for? As `uramost.fairness` compares them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from uramost import fairness
from uramost.fairness import CHECKLIST, Agreement, Share
from uramost.fairness.proportions import share
from uramost_web.casework.samples import SampledAnswer

COLUMNS: Final = ("language", "case__service", "marks", "second_marks", "second_at")


@dataclass(frozen=True, slots=True)
class Found:
    """`items`: of those to which it applies, how many answers have it; None where these are fewer than the floor."""

    report: fairness.Completeness
    items: tuple[tuple[str, Share | None], ...]
    agreement: Agreement | None  # None where fewer than the floor were scored twice


def of_cases(cases: Any, at: datetime, *, floor: int, withheld: Collection[str] = frozenset()) -> Found:
    """Of samples that were finished by then; `withheld` are languages that the waiting times do not show alone.

    One query. Half a sample is not shown: whoever scores chooses what comes first.
    """
    rows = SampledAnswer.objects.filter(case__in=cases, sample__finished_at__lte=at, scored_at__lte=at)
    return of_rows(list(rows.values_list(*COLUMNS)), at, floor, withheld)


def of_rows(rows: list[tuple[Any, ...]], at: datetime, floor: int, withheld: Collection[str]) -> Found:
    complete = [fairness.complete(marks) for _language, _service, marks, *_second in rows]
    report = fairness.completeness(
        [row[0] for row in rows], [str(row[1]) for row in rows], complete, floor=floor, also_withheld=withheld
    )
    twice = [
        (first, fairness.complete(row[3]))
        for first, row in zip(complete, rows, strict=True)
        if row[4] is not None and row[4] <= at
    ]
    agreement = fairness.agreement([one for one, _other in twice], [other for _one, other in twice])
    return Found(
        report,
        tuple((item.code, _of_item([row[2][item.code] for row in rows], floor)) for item in CHECKLIST),
        agreement if len(twice) >= floor else None,
    )


def _of_item(marks: list[str], floor: int) -> Share | None:
    applies = [mark for mark in marks if mark != "not_applicable"]
    return share(applies.count("yes"), len(applies)) if len(applies) >= floor else None
