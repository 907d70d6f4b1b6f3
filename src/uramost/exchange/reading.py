"""A file being read: what it says about itself, its units one by one, and what had to be left out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from uramost.exchange.structure import Fault
from uramost.exchange.tags import canonical, ours
from uramost.exchange.units import Header, Progress, Text, Unit

KEPT: Final = 10_000
"""Faults that are kept in memory; all are counted, and all are handed to `tell`."""


class Reading:
    """The units of a file; ask for them once. `header` is filled when the first has come.

    `languages` (source, target) leaves only these two, in this order; a unit without them is skipped. A unit that
    cannot be used is skipped, counted in `skipped`, and told with its line (`faults`, `tell`). With `keep` off nothing
    is kept that only writing the same format again needs.
    """

    def __init__(
        self,
        path: Path,
        units: Callable[["Reading"], Iterator[Unit]],
        *,
        languages: tuple[str, str] | None = None,
        tell: Callable[[Fault], None] | None = None,
        progress: Progress | None = None,
        keep: bool = True,
    ) -> None:
        self.path, self.languages, self.progress, self.keep = path, languages, progress, keep
        self.header = Header()
        self.skipped = 0
        self.faults: list[Fault] = []
        self._units, self._tell = units, tell

    def __iter__(self) -> Iterator[Unit]:
        for unit in self._units(self):
            if self.languages is None:
                yield unit
            elif (chosen := _chosen(unit, self.languages)) is not None:
                yield chosen
            else:
                self.skip(Fault("other_languages", unit.line, " ".join(text.language for text in unit.texts), unit.key))

    def skip(self, *faults: Fault) -> None:
        """One unit is left out, for these reasons."""
        self.skipped += 1
        for fault in faults:
            if len(self.faults) < KEPT:
                self.faults.append(fault)
            if self._tell:
                self._tell(fault)


def _chosen(unit: Unit, languages: tuple[str, str]) -> Unit | None:
    found = [_best(unit.texts, language) for language in languages]
    if any(text is None for text in found):
        return None
    texts = tuple(text for text in found if text is not None)
    if texts == unit.texts:
        return unit
    return Unit(unit.key, texts, unit.state, unit.said, unit.properties, unit.notes, unit.line)


def _best(texts: tuple[Text, ...], language: str) -> Text | None:
    """The text in a language: spelt alike if there is one, else of another region."""
    exact = (text for text in texts if canonical(text.language) == canonical(language))
    near = (text for text in texts if ours(text.language, text.text) == ours(language))
    return next(exact, next(near, None))
