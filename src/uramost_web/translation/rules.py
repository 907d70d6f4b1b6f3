"""What the library's rules need from the database: languages, places, terms and the memory, kept ready in the process.

Each is kept together with a stamp of the table it was read from, and read again when the stamp has changed.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeVar

from django.db.models import Count, Max
from django.utils import timezone

from uramost import checks, languages, memory
from uramost.memory.shared import Shared
from uramost.scripts import DERIVED
from uramost.terms import Finder, Term
from uramost_web.places.models import Municipality, PackRow, Tongue
from uramost_web.translation import remembered
from uramost_web.translation.models import TermEntry

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


# The memory ----------------------------------------------------------------------------------------------------------

_one_at_a_time: Final = Lock()
"""A memory is for one thread at a time."""


def similar(
    text: str,
    source: str,
    target: str,
    *,
    minimum: float,
    limit: int,
    municipality: Municipality | None = None,
    insider: bool = True,
    around: memory.Context = ("", ""),
    today: date | None = None,
) -> list[memory.Match]:
    """The best translations of texts like this one, each translation once, best first as it is shown.

    `minimum` (50 to 100) is held against the similarity (`Match.score`), before penalties; `Match.shown` is what to
    show, 101 where the neighbours are the same too, and `Match.target` the text to offer, with the figures of this
    text where it was `replaced`. `municipality` is the one that asks: without it, what a municipality keeps to itself
    is left out for all, and so it is for who is no `insider` there. `around` is what
    `memory.context_of(text before, text after)` gives, None at an edge.
    Languages may be of either Serbian script; the texts are in the stored one.
    """
    question = _question(text, source, target, municipality, today)
    with _one_at_a_time:
        return _memory(source, target).lookup(
            replace(question, context=around), minimum, limit, _allowed(municipality if insider else None)
        )


def similar_all(
    texts: Sequence[str],
    source: str,
    target: str,
    *,
    minimum: float,
    limit: int = 1,
    municipality: Municipality | None = None,
    insider: bool = True,
    today: date | None = None,
    asked: Collection[int] | None = None,
) -> dict[int, list[memory.Match]]:
    """As `similar`, for the segments of a document in its order: faster, and each knows its neighbours.

    `asked` are the places (from 0) for which matches are wanted, None for all; the answer has these.
    """
    around = memory.contexts(texts)
    places_asked = list(range(len(texts)) if asked is None else asked)
    questions = [
        replace(_question(texts[place], source, target, municipality, today), context=around[place])
        for place in places_asked
    ]
    with _one_at_a_time:
        found = _memory(source, target).lookup_many(
            questions, minimum, limit, _allowed(municipality if insider else None)
        )
    return dict(zip(places_asked, found, strict=True))


def concordance(
    text: str, source: str, target: str, municipality: Municipality | None = None, limit: int = 20
) -> list[memory.Unit]:
    """Units in which these words occur as a part, in either language and script, with or without diacritics.

    Those that have them in the source come first, the shortest first. What another municipality keeps to itself is
    left out.
    """
    with _one_at_a_time:
        return _memory(source, target).concordance(text, limit, _allowed(municipality))


def _question(
    text: str, source: str, target: str, municipality: Municipality | None, today: date | None
) -> memory.Question:
    return memory.Question(
        text,
        _kept_as(source),
        _kept_as(target),
        place=municipality.code if municipality else "",
        today=today or timezone.localdate(),
        places=places(),
    )


def _memory(source: str, target: str) -> Shared:
    return remembered.memory(_kept_as(source), _kept_as(target))


def _kept_as(tag: str) -> str:
    """The tag under which the memory keeps a language: of Serbian, the Cyrillic one."""
    return DERIVED.get(tag, tag)


def _allowed(municipality: Municipality | None) -> Callable[[memory.Unit], bool]:
    return partial(memory.may_see, place=municipality.code if municipality else "")


def forget() -> None:
    """Look at the tables again before the next answer: for tests, whose databases come and go.

    What was made for a stamp is kept with it: a country pack that is as it was need not be read anew.
    """
    _stamps.clear()
    remembered.forget()
