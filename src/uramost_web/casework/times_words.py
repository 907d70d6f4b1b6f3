"""What the comparison of waiting times says in words: one sentence for every code of `uramost.fairness`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from uramost.fairness import Comparison, Estimate
from uramost_web.places.words import words

IN: Final[Mapping[str, Promise]] = {
    "sq": gettext_lazy("in Albanian"),
    "sr": gettext_lazy("in Serbian"),
    "bs": gettext_lazy("in Bosnian"),
    "tr": gettext_lazy("in Turkish"),
    "rom": gettext_lazy("in Romani"),
    "en": gettext_lazy("in English"),
}
"""Language → how it stands in a sentence; a language of another country's pack is named after a colon."""

VERDICTS: Final[Mapping[str, Promise]] = {
    "waits_longer": gettext_lazy(
        "People who asked for an answer %(in_language)s waited %(days)s longer than others for the same services."
    ),
    "waits_shorter": gettext_lazy(
        "People who asked for an answer %(in_language)s waited %(days)s less than others for the same services."
    ),
    "no_difference_shown": gettext_lazy(
        "No difference is shown between people who asked for an answer %(in_language)s and others who asked for the "
        "same services."
    ),
    "too_few_to_say": gettext_lazy(
        "There are too few cases to say whether people who asked for an answer %(in_language)s waited longer than "
        "others for the same services."
    ),
}
"""Verdict → the sentence beside the curve. A test holds that every code has one, here and below."""

TESTS: Final[Mapping[str, Promise]] = {
    "log_rank": gettext_lazy("log-rank test, service by service"),
    "permutation": gettext_lazy("permutation test, service by service"),
    "permutation_exact": gettext_lazy("exact permutation test, service by service"),
    "none": gettext_lazy("no test is possible"),
}

REMARKS: Final[Mapping[str, Promise]] = {
    "limit_beyond_observation": gettext_lazy(
        "No case has been followed for as long as the limit yet, so waits are compared up to a shorter time."
    ),
    "cases_without_counterpart": gettext_lazy(
        "Cases of services that nobody else asked for are left out of the comparison."
    ),
    "differs_elsewhere": gettext_lazy(
        "Waits do differ, but not on average up to the limit: the difference lies after it, or goes both ways."
    ),
    "mean_only": gettext_lazy(
        "The average wait up to the limit differs, but the waits taken as a whole do not differ by more than chance."
    ),
    "small_groups_together": gettext_lazy(
        "Languages with few cases or answers are shown together, so that nobody can be recognised."
    ),
}


def in_language(group: str) -> str:
    """`in Albanian`; the group without a name is the small ones, taken together."""
    if not group:
        return _("in one of the languages shown together")
    if group in IN:
        return str(IN[group])
    return _("in this language: %(name)s") % {"name": words().language(group)}


def sentence(one: Comparison) -> str:
    """The comparison in one sentence."""
    said = VERDICTS[one.verdict] % {"in_language": in_language(one.group), "days": span(one.difference)}
    return str(said)


def would_have_shown(one: Comparison) -> str:
    """How large a difference would have been seen, where none was; else nothing."""
    if one.verdict not in {"no_difference_shown", "too_few_to_say"} or one.detectable is None:
        return ""
    return _("A difference of %(days)s or more would most likely have been seen.") % {"days": days(one.detectable)}


def span(difference: Estimate) -> str:
    """`4 to 9 days`, without its sign; in tenths where a day would be too coarse."""
    if difference.low is None or difference.high is None:
        return ""
    low, high = sorted((abs(difference.low), abs(difference.high)))
    places = 0 if low >= 1.5 and round(low) != round(high) else 1
    number = round(high) if places == 0 else 5  # a fraction stands where the many stand
    return ngettext("%(low)s to %(high)s day", "%(low)s to %(high)s days", number) % {
        "low": written(low, places),
        "high": written(high, places),
    }


def days(value: float) -> str:
    """`21 days`, in tenths where it is no whole number or small."""
    whole = value >= 10 or abs(value - round(value)) < 0.05
    number = round(value) if whole else 5
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": written(value, 0 if whole else 1)}


def written(value: float, places: int) -> str:
    """Rounded, as the reader's language writes numbers; Django by itself cuts digits off."""
    return number_format(Decimal(f"{value:.{places}f}"), places)


def with_interval(one: Estimate) -> str:
    """`8.4 (7.9–9.0)`; a dash for what cannot be known."""
    if one.value is None:
        return "–"
    said = written(one.value, 1)
    low, high = (None if bound is None else written(bound, 1) for bound in (one.low, one.high))
    return said if low is None and high is None else f"{said} ({low or '…'}–{high or '…'})"


def percent(share: float | None) -> str:
    """A share between 0 and 1 as whole per cent."""
    return "–" if share is None else f"{written(100 * share, 0)}\N{NO-BREAK SPACE}%"
