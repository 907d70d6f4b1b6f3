"""The same slips for two other tools: pofilter of translate-toolkit is run, Weblate's checks are read about.

pofilter runs all filters of its standard checker on a unit, as `pofilter file.po` does. Of Weblate nothing is run: the
table says which of the checks its documentation describes would be for such a slip.
"""

from collections.abc import Mapping
from functools import cache

from translate.filters.checks import CheckerConfig, StandardChecker
from translate.storage.pypo import pounit


@cache
def _checker(language: str) -> StandardChecker:
    return StandardChecker(checkerconfig=CheckerConfig(targetlanguage=language.partition("-")[0]))


def pofilter(source: str, target: str, language: str) -> set[str]:
    """The names of the filters that fail."""
    unit = pounit(source)
    unit.target = target
    return set(_checker(language).run_filters(unit))


_FORMAT = "Formatted strings (by a flag)"
WEBLATE: Mapping[str, str] = {
    "placeholder renamed": _FORMAT,
    "placeholder dropped": _FORMAT,
    "own placeholder renamed": _FORMAT,
    "own placeholder dropped": _FORMAT,
    "web address changed": "URL (by a flag, for a text that is an address)",
    "place replaced": "Does not follow glossary (by a flag, exact forms)",
}
"""By kind of slip; the documentation of its checks has none for the others. Read in November 2026."""
