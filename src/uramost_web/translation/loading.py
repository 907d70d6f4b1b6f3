"""The terms of a country pack into the database."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from uramost import packs, terms
from uramost_web.places.loading import Table, Values
from uramost_web.translation.models import TermEntry


def tables(folder: Path) -> tuple[Table, ...]:
    """What a pack's folder brings for translators; a pack without terms brings nothing."""

    def rows(_pack: packs.Pack) -> Iterable[tuple[str, Values]]:
        path = folder / "terms.csv"
        for term in terms.read_csv(path) if path.exists() else ():
            yield (
                term.id,
                {
                    "domain": term.domain,
                    "status": term.status,
                    "source": term.source,
                    "texts": _lists(term.texts),
                    "definitions": dict(term.definition),
                    "forbidden": _lists(term.forbidden),
                },
            )

    return (Table(TermEntry, "key", rows),)


def _lists(words: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {tag: list(forms) for tag, forms in words.items()}
