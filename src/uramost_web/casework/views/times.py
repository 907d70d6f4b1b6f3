"""How long people wait for an answer in their own language: the page that a mayor and a resident read alike."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from uramost.fairness import FOUND, VERDICTS, Comparison, Completed, GroupFigures, Part, Report, Words, drawing
from uramost_web.casework import completeness_words, times, times_words
from uramost_web.casework.catalogue import Service
from uramost_web.casework.times import Period, Times
from uramost_web.places.alphabet import order
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag, words

WARNS: Final = frozenset({"waits_longer", "less_complete"})
"""What was found that a municipality has to look at; the rest stands in a plain box."""
DIFFERS: Final = frozenset({"waits_longer", "waits_shorter"})
"""Verdicts that stand in the open for a service; the others are behind a summary."""


@dataclass(frozen=True, slots=True)
class Said:
    """One comparison in words; `looks` is the class of its box."""

    sentence: str
    more: list[str]
    test: str
    p: float | None
    looks: str


@dataclass(frozen=True, slots=True)
class Line:
    """One language of the tables, as it is written there."""

    name: str
    cases: int
    answered: int
    waiting: int
    left: int
    mean: str
    median: str
    by_limit: str
    in_language: str
    reopened: str
    routed_right: str


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One sentence for each comparison, the curve beside it, the table under it."""
    place, period, choices = _asked(request, slug)
    context = {
        "place": place,
        "period": period,
        "choices": [(one, period_name(one)) for one in choices],
        "floor": times.FLOOR,
        **_kept(place, period),
    }
    return TemplateResponse(request, "casework/times.html", context)


@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """A table of the page and nothing besides: small groups stand together there as well."""
    place, period, _choices = _asked(request, slug)
    found, wanted = times.kept(place, period), request.GET.get("table", "times")
    if found is None or wanted not in TABLES:
        raise Http404
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(TABLES[wanted](found))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{wanted}-{place.slug}-{period.key}.csv"'
    return response


def _asked(request: HttpRequest, slug: str) -> tuple[Municipality, Period, list[Period]]:
    """The period that was asked for, or the twelve months: there are only those of the list."""
    place = get_object_or_404(Municipality, slug=slug)
    choices = times.periods(timezone.localdate())
    asked = request.GET.get("period", "")
    return place, next((one for one in choices if one.key == asked), choices[0]), choices


def period_name(period: Period) -> str:
    if not period.quarter:
        return _("Last 12 months")
    months = {"first": date_format(period.since, "F"), "year": period.since.year}
    last = date_format(period.since.replace(month=period.since.month + 2), "F")
    return _("%(first)s to %(last)s %(year)s") % {**months, "last": last}


def _kept(place: Municipality, period: Period) -> dict[str, object]:
    """What the page says, worded and drawn once a day for each language; nothing while it is being counted."""
    key = f"{times.key(place, period)}.{reader_tag()}"
    said: dict[str, object] | None = caches["process"].get(key)
    if said is None:
        found = times.kept(place, period)
        if found is None:
            return {"counted_at": None}
        said = _shown(found)
        caches["process"].set(key, said, times.KEPT)
    return said


def _shown(found: Times) -> dict[str, object]:
    report = found.report
    limit = times_words.days(report.limit)
    return {
        "counted_at": found.at,
        "enough": report.total is not None,
        "compared": bool(report.groups),
        "limit": limit,
        "limit_known": found.limit_known,
        "said": [_said(one) for one in sorted(report.comparisons, key=lambda one: VERDICTS.index(one.verdict))],
        "remarks": [str(times_words.REMARKS[code]) for code in report.remarks],
        "picture": _picture(report, limit) if report.groups else "",
        "lines": [
            *(_line(_name(one), one) for one in report.groups),
            *([_line(_("All cases"), report.total)] if report.total else []),
        ],
        "services": _services(found) if len(found.services) > 1 else None,
        "answers": _answers(found) if found.answers.report.total else None,
    }


def _services(found: Times) -> dict[str, object]:
    """The same of each service by itself: its figures, and who waited longer for it."""
    named = _named(found.services)
    said = [
        (name, _said(one), one.verdict)
        for name, part in named
        for one in sorted(part.comparisons, key=lambda one: VERDICTS.index(one.verdict))
    ]
    return {
        "lines": [
            (times_words.days(part.limit) if part.name in found.limits else "–", _line(name, part.total))
            for name, part in named
            if part.total
        ],
        "found": [(name, one) for name, one, verdict in said if verdict in DIFFERS],
        "others": [(name, one) for name, one, verdict in said if verdict not in DIFFERS],
        "said": [(name, one) for name, one, _verdict in said],
    }


def _named(services: Iterable[Part]) -> list[tuple[str, Part]]:
    """By their names in the reader's language; those that are shown together come last."""
    tag = reader_tag()
    names = {str(row.pk): row.name_in(tag) for row in Service.objects.filter(pk__in=_alone(services))}
    named = [(names.get(part.name) or _("Services shown together"), part) for part in services]
    return sorted(named, key=lambda pair: (pair[1].merged, order(pair[0], tag)))


def _alone(services: Iterable[Part]) -> list[str]:
    """The keys of those that are shown by themselves."""
    return [part.name for part in services if not part.merged]


def _answers(found: Times) -> dict[str, object]:
    """How complete the answers are that were read."""
    report, agreement = found.answers.report, found.answers.agreement
    groups = [(_name(one), one.share) for one in report.groups]
    whole = [(_("All answers read"), report.total)] if report.total else []
    return {
        "said": [
            Said(completeness_words.sentence(one), [text] if (text := completeness_words.would_have_shown(one)) else [],
                 "", one.p_holm, _looks(one.found))
            for one in sorted(report.contrasts, key=lambda one: FOUND.index(one.found))
        ],
        "merged": bool(report.withheld),
        "lines": [(name, one.total, one.count, completeness_words.share(one)) for name, one in (*groups, *whole)],
        "list": [
            (str(completeness_words.ITEMS[code]), completeness_words.share(one)) for code, one in found.answers.items
        ],
        "agreed": completeness_words.agreed(agreement) if agreement else "",
        "kappa": agreement.kappa if agreement else None,
    }  # fmt: skip


def _said(one: Comparison) -> Said:
    more = [times_words.would_have_shown(one), *(str(times_words.REMARKS[code]) for code in one.remarks)]
    return Said(
        sentence=times_words.sentence(one),
        more=[text for text in more if text],
        test=str(times_words.TESTS[one.test]),
        p=one.p_holm,
        looks=_looks(one.verdict),
    )


def _looks(found: str) -> str:
    return "callout-warning" if found in WARNS else ""


def _name(one: GroupFigures | Completed) -> str:
    return _("Languages shown together") if one.merged else words().language(one.name)


def _line(name: str, one: GroupFigures) -> Line:
    shares = {
        mark: times_words.percent(share.share.value) if (share := getattr(one, mark)) else "–"
        for mark in ("in_language", "reopened", "routed_right")
    }
    return Line(
        name=name,
        cases=one.cases,
        answered=one.answered,
        waiting=one.waiting,
        left=one.left,
        mean=times_words.with_interval(one.mean),
        median=times_words.with_interval(one.median),
        by_limit=times_words.percent(one.by_limit.value),
        **shares,
    )


def _picture(report: Report, limit: str) -> SafeString:
    """Our own drawing: every name and sentence in it is escaped there."""
    said = Words(
        title=_("How many still wait, day by day"),
        description=_(
            "For each language a line that begins at 100 % on the day a case comes and goes down as cases are "
            "answered in that language. The lower line waits less. The figures are in the table below."
        ),
        across=_("days since the case came, without those on which the resident had to supply something"),
        up=_("still waiting"),
        limit=limit,
        at_risk=_("still followed"),
        together=_("shown together"),
        percent="{}\N{NO-BREAK SPACE}%",
    )
    names = {one.name: words().language(one.name) for one in report.groups if one.name}
    return mark_safe(drawing(report, said, names))  # noqa: S308


def _rows(found: Times) -> Iterator[list[object]]:
    yield [
        "language", "cases", "answered", "waiting", "left", "mean_days", "mean_low", "mean_high", "mean_until",
        "median_days", "answered_by_limit", "limit_days", "in_language_asked", "reopened", "routed_right",
    ]  # fmt: skip
    report = found.report
    groups = [*report.groups, *([report.total] if report.total else [])]
    for one in groups:
        name = "(all)" if one is report.total else "(together)" if one.merged else one.name
        shares = [share.share.value if (share := getattr(one, mark)) else None for mark in MARKS]
        means = [one.mean.value, one.mean.low, one.mean.high, one.until, one.median.value, one.by_limit.value]
        yield [
            name, one.cases, one.answered, one.waiting, one.left,
            *map(_rounded, [*means, report.limit, *shares]),
        ]  # fmt: skip


MARKS: Final = ("in_language", "reopened", "routed_right")


def _answer_rows(found: Times) -> Iterator[list[object]]:
    yield ["language", "read", "complete", "share", "share_low", "share_high"]
    report = found.answers.report
    shares = [("(together)" if one.merged else one.name, one.share) for one in report.groups]
    for name, one in [*shares, *([("(all)", report.total)] if report.total else [])]:
        yield [name, one.total, one.count, *map(_rounded, (one.share.value, one.share.low, one.share.high))]


def _service_rows(found: Times) -> Iterator[list[object]]:
    yield [
        "service", "cases", "answered", "waiting", "left", "mean_days", "mean_low", "mean_high", "median_days",
        "answered_by_limit", "limit_days",
    ]  # fmt: skip
    rows = Service.objects.filter(pk__in=_alone(found.services))
    codes = {str(pk): code for pk, code in rows.values_list("pk", "code")}
    shown = [(codes.get(part.name, "(together)"), part) for part in found.services if len(found.services) > 1]
    for name, part in sorted(shown, key=lambda pair: (pair[1].merged, pair[0])):
        if (one := part.total) is not None:
            means = [one.mean.value, one.mean.low, one.mean.high, one.median.value, one.by_limit.value]
            counts = [one.cases, one.answered, one.waiting, one.left]
            yield [name, *counts, *map(_rounded, [*means, found.limits.get(part.name)])]


TABLES: Final = {"times": _rows, "services": _service_rows, "answers": _answer_rows}


def _rounded(value: float | None) -> object:
    return "" if value is None else round(value, 3)
