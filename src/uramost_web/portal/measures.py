"""The four figures in words and in tiles: a share with its two numbers, or that there is nothing to count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from uramost import parity
from uramost_web.places.words import Place, Words
from uramost_web.portal.figures import ALL, Counted, Scope

NAMES: Final = {
    "accessible": gettext_lazy("Accessible"),
    "synchronised": gettext_lazy("Synchronised"),
    "updated": gettext_lazy("Updated"),
    "equal_quality": gettext_lazy("Of equal quality"),
}
MEANINGS: Final = {
    "accessible": gettext_lazy("Languages owed that are there, of all languages owed."),
    "synchronised": gettext_lazy("Notices that came out in every language owed at one moment, of all notices."),
    "updated": gettext_lazy("Translations that say what the original says now, of all translations."),
    "equal_quality": gettext_lazy(
        "Checks that a translation has passed (numbers, dates, names, terms and the like), of all checks."
    ),
}
LEGEND: Final = (
    (None, gettext_lazy("nothing to count yet")),
    (0, gettext_lazy("less than a quarter")),
    (1, gettext_lazy("from a quarter")),
    (2, gettext_lazy("from a half")),
    (3, gettext_lazy("from three quarters")),
    (4, gettext_lazy("all")),
)
"""The colours of the tiles. Only what is complete is shown as complete."""


def _languages(numerator: int, denominator: int) -> str:
    return ngettext("%(some)s of %(all)s language", "%(some)s of %(all)s languages", denominator) % {
        "some": numerator,
        "all": denominator,
    }


def _publications(numerator: int, denominator: int) -> str:
    return ngettext("%(some)s of %(all)s notice", "%(some)s of %(all)s notices", denominator) % {
        "some": numerator,
        "all": denominator,
    }


def _texts(numerator: int, denominator: int) -> str:
    return ngettext("%(some)s of %(all)s translation", "%(some)s of %(all)s translations", denominator) % {
        "some": numerator,
        "all": denominator,
    }


def _checks(numerator: int, denominator: int) -> str:
    return ngettext("%(some)s of %(all)s check", "%(some)s of %(all)s checks", denominator) % {
        "some": numerator,
        "all": denominator,
    }


UNITS: Final[dict[str, Callable[[int, int], str]]] = {
    "languages": _languages,
    "publications": _publications,
    "texts": _texts,
    "checks": _checks,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as it is shown: `share` from 0 to 1, None where there is nothing to count; `of` its two numbers."""

    dimension: str
    name: str
    meaning: str
    share: Fraction | None
    value: str
    of: str
    url: str
    hours: float | None
    reviewed: tuple[int, int] | None

    @property
    def step(self) -> int | None:
        """The colour of a tile: a quarter each, the last only for all."""
        return None if self.share is None else int(self.share * 4)


@dataclass(frozen=True, slots=True)
class Row:
    """A municipality with its four figures, in the order of the library's table."""

    place: Place
    measures: tuple[Measure, ...]

    def of(self, dimension: str) -> Measure:
        return next(measure for measure in self.measures if measure.dimension == dimension)


def measures(scope: Scope, slug: str = ALL) -> tuple[Measure, ...]:
    return tuple(measure(figure, slug, published(scope)) for figure in scope.figures.values())


def published(scope: Scope) -> bool:
    """Whether anything is public that owes a language."""
    return scope.figures["accessible"].denominator > 0


def measure(figure: parity.Figure, slug: str, something: bool = True) -> Measure:
    """`something`: the municipality has published, so that nothing to count is not the same as nothing published."""
    share = figure.value
    lacking = _("nothing to count yet") if something else _("nothing published yet")
    return Measure(
        dimension=figure.dimension,
        name=str(NAMES[figure.dimension]),
        meaning=str(MEANINGS[figure.dimension]),
        share=share,
        value=lacking if share is None else percent(share),
        of="" if share is None else UNITS[figure.unit](figure.numerator, figure.denominator),
        url=reverse("portal:figure", args=(slug, figure.dimension)),
        hours=figure.hours,
        reviewed=figure.reviewed if figure.reviewed and figure.reviewed[1] else None,
    )


def percent(share: Fraction) -> str:
    """Rounded down, so that 100 is only said of all; anything is at least 1."""
    return _("%(number)s%%") % {"number": max(int(share * 100), 1 if share else 0)}


def table(counted: Counted, places: Iterable[Place]) -> list[Row]:
    return [Row(place, measures(counted.of(place.slug), place.slug)) for place in places]


def sort(rows: Iterable[Row], by: str) -> list[Row]:
    """By one dimension, lowest first and what has nothing to count last; by anything else as they stand."""
    if by not in NAMES:
        return list(rows)
    return sorted(rows, key=lambda row: (row.of(by).share is None, row.of(by).share or 0))


def tiles(rows: Iterable[Row], dimension: str, words: Words) -> list[dict[str, Any]]:
    """One equal tile for each municipality, for `uramost/tile_grid.html`."""
    return [
        {
            "name": row.place.name,
            "language": "",
            "row": row.place.row,
            "column": row.place.column,
            "url": reverse("portal:municipality", args=(row.place.slug,)),
            "programme": row.place.programme,
            "step": row.of(dimension).step,
            "value": row.of(dimension).value if row.of(dimension).share is not None else "–",
        }
        for row in rows
    ]
