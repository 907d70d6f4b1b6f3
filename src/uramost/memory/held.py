"""A translation memory held in one process: units in, matches out."""

from collections.abc import Iterable

from uramost.memory.concordance import Sides, sides
from uramost.memory.live import Live
from uramost.memory.offer import Question, offer, warned
from uramost.memory.unit import Match, Unit, comparable
from uramost.text import fold


class Memory:
    """Units that can be asked for by similarity.

    A unit with the `id` of another replaces it. `language` is the tag of the source texts and decides which words are
    negations. An instance is for one thread at a time.
    """

    def __init__(self, units: Iterable[Unit] = (), *, language: str | None = None) -> None:
        self.language = language
        self._units: dict[int, Unit] = {}
        self._live = Live()
        self._sides: Sides | None = None
        self.add(units)
        self._live.settle()

    def __len__(self) -> int:
        return len(self._units)

    def add(self, units: Iterable[Unit]) -> None:
        """Take units in; they are found from the next lookup on."""
        new = {unit.id: unit for unit in units}
        self.remove(new.keys() & self._units.keys())
        self._units |= new
        self._live.add((number, comparable(unit.source)) for number, unit in new.items())
        self._sides = None

    def remove(self, ids: Iterable[int]) -> None:
        """Take units out; an id that is not there is passed over."""
        gone = [number for number in ids if self._units.pop(number, None)]
        self._live.strike(gone)
        self._sides = None

    def lookup(self, text: str, minimum: float = 70, limit: int | None = 5) -> list[Match]:
        """The best `limit` units that score `minimum` (0 to 100) or more, best first; of equals the lowest id."""
        question = Question(text, self.language)
        found = self._live.best(comparable(text), minimum, limit)
        return [warned(question, offer(question, self._units[number], score)) for score, number in found]

    def concordance(self, part: str, limit: int = 20) -> list[Unit]:
        """Units in which `part` occurs, in either script, with or without marks; hits in the source first."""
        wanted = fold(part)
        if not wanted:
            return []
        if self._sides is None:
            self._sides = sides([(unit.id, unit.source, unit.target) for unit in self._units.values()])
        holding = self._sides.holding(wanted)
        return [self._units[number] for number, _ in zip(holding, range(limit), strict=False)]
