"""What the library's rules need from the database: languages, places, terms and the memory, kept ready in the process.

Each is kept together with a stamp of the table it was read from, and read again when the stamp has changed.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeVar

from django.db.models import Count, Max

from uramost import checks, languages, memory
from uramost.terms import Finder, Term
from uramost_web.places.models import Municipality, PackRow, Tongue
from uramost_web.translation.models import MemoryUnit, TermEntry

T = TypeVar("T")
_kept: Final[dict[str, tuple[Hashable, Any]]] = {}
_stamps: Final[dict[type[PackRow], tuple[float, Hashable]]] = {}


def _ready(name: str, stamp: Hashable, make: Callable[[], T]) -> T:
    """What `make` gave for this stamp."""
    kept = _kept.get(name)
    if kept is None or kept[0] != stamp:
        kept = _kept[name] = (stamp, make())
    value: T = kept[1]
    return value


def _stamp(model: type[PackRow]) -> Hashable:
    """Another one after every change of the table; looked at once a second at most, for a page asks often."""
    seen = _stamps.get(model)
    if seen is None or monotonic() - seen[0] > 1:
        found = model._default_manager.aggregate(count=Count("pk"), last=Max("pk"), changed=Max("changed_at"))
        seen = _stamps[model] = (monotonic(), (found["count"], found["last"], found["changed"]))
    return seen[1]


def tongues() -> tuple[languages.Tongue, ...]:
    """The languages and scripts of the country pack."""
    return _ready("tongues", _stamp(Tongue), lambda: tuple(row.as_rule() for row in Tongue.objects.order_by("pk")))


def places() -> checks.Places:
    """Every municipality's names, for finding them in a text."""

    def make() -> checks.Places:
        return checks.Places({place.code: place.forms() for place in Municipality.objects.all()})

    return _ready("places", _stamp(Municipality), make)


def terms() -> tuple[Term, ...]:
    return _ready("terms", _stamp(TermEntry), lambda: tuple(row.as_rule() for row in TermEntry.objects.all()))


def context(source: str, target: str) -> checks.Context:
    """What the parity checks from one language into another are told; the same one until places or terms change."""
    known = (places(), terms())
    stamp = tuple(id(part) for part in known)
    return _ready(f"context {source} {target}", stamp, lambda: checks.Context(source, target, *known))


def finder(language: str) -> Finder:
    """Finds the terms in a text of this language."""
    known = terms()
    return _ready(f"finder {language}", known, lambda: Finder(known, language))


@dataclass(slots=True)
class _Index:
    """A memory in this process and the last unit it has read."""

    memory: memory.Memory
    last: int


_indexes: Final[dict[tuple[str, str], _Index]] = {}
_one_at_a_time: Final = Lock()
"""A memory is for one thread at a time."""


def similar(text: str, source: str, target: str, *, minimum: int, limit: int) -> list[memory.Match]:
    """The best translations of texts like this one, each translation once."""
    with _one_at_a_time:
        found = _memory(source, target).lookup(text, minimum=minimum, limit=4 * limit)
    different = {match.unit.target: match for match in reversed(found)}
    return sorted(different.values(), key=lambda match: -match.score)[:limit]


def concordance(
    text: str, source: str, target: str, *, municipality: Municipality | None = None, limit: int
) -> list[memory.Unit]:
    """Units of the memory in which a text occurs, on either side and in either script."""
    with _one_at_a_time:
        return _memory(source, target).concordance(text, limit)


def _memory(source: str, target: str) -> memory.Memory:
    """The memory from one language into another, with every unit in the database: only new ones are read."""
    index = _indexes.setdefault((source, target), _Index(memory.Memory((), language=source), 0))
    newer = MemoryUnit.objects.filter(
        pk__gt=index.last, source_language__in=(source, target), target_language__in=(source, target)
    ).order_by("pk")
    units = []
    for row in newer.only("pk", "source_language", "source", "target", "origin", "licence", "note").iterator():
        pair = (row.source, row.target) if row.source_language == source else (row.target, row.source)
        units.append(memory.Unit(row.pk, *pair, row.origin, row.licence, row.note))
        index.last = row.pk
    if units:
        index.memory.add(units)
    return index.memory


def forget() -> None:
    """Read everything again: for tests, whose databases come and go."""
    _kept.clear()
    _stamps.clear()
    _indexes.clear()
