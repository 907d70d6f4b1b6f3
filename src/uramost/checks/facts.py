"""Do two texts state the same facts: numbers, amounts, dates, times, deadlines, references?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from uramost.checks import calendar, measures, references
from uramost.checks.fact import Fact, Scanner
from uramost.checks.reading import read
from uramost.checks.vocabulary import family, kept


@lru_cache(maxsize=64)
def facts(text: str, language: str) -> Sequence[Fact]:
    """All facts of a text with their places in it, the sure kinds first, in the order of the text within a kind."""
    scanner, base = Scanner(read(text)), family(language)
    references.take_addresses(scanner)
    measures.take_roman(scanner)
    scanner.fold(kept(base))
    calendar.take_dates(scanner, base)
    if scanner.figures:
        references.take_numbers(scanner)
        references.take_parts(scanner, base)
        calendar.take_times(scanner, base)
        measures.take_measures(scanner, language)
        measures.take_figures(scanner, language)
    measures.take_words(scanner, language)
    return tuple(scanner.found)


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of the source without its like in the target, or the other way round, or two that stand for each other."""

    kind: str
    source: Fact | None
    target: Fact | None


# Kinds of which one text may say the bare number and the other the whole: "15" beside "15 ditë", "10" beside "ora 10".
_MAY_BE_BARE = frozenset({"date", "time", "duration", "article", "paragraph", "point", "file", "phone"})
_NEVER_BARE = frozenset({"amount", "percent"})
_HOURS = frozenset({"time", "duration"})  # sq "ora 10" is sr "10 sati", which is also ten hours


@lru_cache(maxsize=64)
def differences(source: str, target: str, source_language: str, target_language: str) -> Sequence[Difference]:
    """What the target does not say as the source does; each fact counts as often as it is said."""
    left, right = facts(source, source_language), facts(target, target_language)
    if not left and not right:
        return ()
    lost, new = _sure(left), _sure(right)
    lost, new = _unmatched(lost, new), _unmatched(new, lost)
    lost, new = _not_in_words(lost, right), _not_in_words(new, left)
    lost, new = _not_bare(lost, new), _not_bare(new, lost)
    if _same_figures(lost, new):
        lost, new = [fact for fact in lost if not _loose(fact)], [fact for fact in new if not _loose(fact)]
    return (*_paired(lost, new), *_contradictions(left, right))


def _sure(all_facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in all_facts if not fact.doubtful]


def _unmatched(mine: Iterable[Fact], theirs: Iterable[Fact]) -> list[Fact]:
    """My facts without those said in the other text as often, the first of them matched first."""
    stock = Counter((fact.kind, fact.value) for fact in theirs)
    left = []
    for fact in mine:
        if stock[fact.kind, fact.value] > 0:
            stock[fact.kind, fact.value] -= 1
        else:
            left.append(fact)
    return left


def _not_in_words(mine: Iterable[Fact], theirs: Iterable[Fact]) -> list[Fact]:
    """Without what the other text may be saying in words: `3` beside `tri`, `e diel` beside `nedelja`."""
    doubtful = {(fact.kind, fact.value) for fact in theirs if fact.doubtful}
    return [
        fact
        for fact in mine
        if (fact.kind, fact.value) not in doubtful
        and not (len(fact.parts) == 1 and doubtful & {("number", fact.parts[0]), ("ordinal", fact.parts[0])})
    ]


def _not_bare(mine: Sequence[Fact], theirs: Sequence[Fact]) -> list[Fact]:
    """Without what stands in the other text as the same bare figures, or bare here and whole there."""
    bare = Counter(part for fact in theirs if fact.kind == "number" for part in fact.parts)
    whole = Counter(part for fact in theirs if fact.kind in _MAY_BE_BARE for part in fact.parts)
    hours = {(fact.kind, fact.parts) for fact in theirs if fact.kind in _HOURS}

    def elsewhere(fact: Fact) -> bool:
        if fact.kind in _HOURS and any((kind, fact.parts) in hours for kind in _HOURS - {fact.kind}):
            return True
        stock = whole if fact.kind == "number" else bare if fact.kind in _MAY_BE_BARE else Counter[str]()
        needed = Counter(fact.parts)
        if not needed or needed - stock:
            return False
        stock.subtract(needed)
        return True

    return [fact for fact in mine if not elsewhere(fact)]


def _loose(fact: Fact) -> bool:
    return fact.kind == "number" or fact.kind in _MAY_BE_BARE


def _same_figures(lost: Sequence[Fact], new: Sequence[Fact]) -> bool:
    """Whether all figures are there but put together otherwise (`March 1 to 5, 2026`); only if some are bare."""
    if not any(fact.kind == "number" for fact in (*lost, *new)):
        return False
    return _figures(lost) == _figures(new)


def _figures(some: Iterable[Fact]) -> Counter[str]:
    return Counter(part for fact in some if _loose(fact) for part in fact.parts)


def _paired(lost: Sequence[Fact], new: Sequence[Fact]) -> Iterator[Difference]:
    """One difference for what stands for each other: first a sum without its sign, then one after another by kind."""
    unsigned = [*_unsigned(lost, new), *(Difference(d.kind, d.target, d.source) for d in _unsigned(new, lost))]
    yield from unsigned
    seen = {id(fact) for difference in unsigned for fact in (difference.source, difference.target)}
    by_kind: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, some in enumerate((lost, new)):
        for fact in some:
            if id(fact) not in seen:
                by_kind[fact.kind][side].append(fact)
    for kind, sides in by_kind.items():
        yield from (Difference(kind, source, target) for source, target in zip_longest(*sides))


def _unsigned(whole: Sequence[Fact], bare: Sequence[Fact]) -> Iterator[Difference]:
    """`15 %` beside `15`: the percentage is what is missing, not the number."""
    stock: dict[str, list[Fact]] = defaultdict(list)
    for fact in bare:
        if fact.kind == "number":
            stock[fact.value].append(fact)
    for fact in whole:
        if fact.kind in _NEVER_BARE and stock[fact.parts[0]]:
            yield Difference(fact.kind, fact, stock[fact.parts[0]].pop())


_OFTEN_ANOTHER_WORD = frozenset({"ordinal"})  # sr "drugi" is the second and the other, en "second" also a unit


def _contradictions(left: Sequence[Fact], right: Sequence[Fact]) -> Iterator[Difference]:
    """Doubtful facts that the two texts state otherwise: `tre` beside `četiri`, `në mars` beside `u aprilu`.

    One alone proves nothing (`një` is also an article), nor does one that the other text says for sure.
    """
    for kind in ("number", "ordinal", "month", "weekday"):
        mine, theirs = _doubtful(left, kind), _doubtful(right, kind)
        if not mine or not theirs:
            continue
        mine, theirs = _unmatched(mine, theirs), _unmatched(theirs, mine)
        strong, weak = _not_said(mine, right), _not_said(theirs, left)
        if (strong and weak) if kind in _OFTEN_ANOTHER_WORD else (strong or weak):
            yield from (
                Difference(kind, source, target) for source, target in zip(strong or mine, weak or theirs, strict=False)
            )


def _doubtful(some: Iterable[Fact], kind: str) -> list[Fact]:
    return [fact for fact in some if fact.doubtful and fact.kind == kind and fact.value not in {"0", "1"}]


_COUNTED = ("number", "ordinal")


def _not_said(doubtful: Iterable[Fact], other: Iterable[Fact]) -> list[Fact]:
    """Those of which the other text says for sure neither the fact nor, in a number or a date, its figure."""
    sure = _sure(other)
    said = {(fact.kind, fact.value) for fact in sure}
    figures = {part for fact in sure for part in fact.parts}
    words = {kind: {fact.value for fact in other if fact.doubtful and fact.kind == kind} for kind in _COUNTED}
    months = {
        fact.value.split("-")[-2 if len(fact.parts) > 1 else -1].lstrip("0") for fact in sure if fact.kind == "date"
    }
    also = {
        "number": figures | words["ordinal"],  # sq "i gjashtë" is the sixth, "gjashtë" six
        "ordinal": figures | words["number"],
        "month": months,
        "weekday": set[str](),
    }
    return [fact for fact in doubtful if (fact.kind, fact.value) not in said and fact.value not in also[fact.kind]]
