"""What an assessment says: means of domains, where raters differ, what changed, and what a network may see.

A mean keeps its sum and its number, so that nothing is rounded before it is shown. An item that does not apply to an
organisation has no value and counts nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from uramost.agreement import alpha
from uramost.assessment.instrument import LEVELS, Instrument

FLOOR: Final = 5
"""Organisations below which a network sees nothing of a domain."""
FAR: Final = 2
"""Levels between two raters that have to be talked about first."""

Values = Mapping[str, int | None]
"""Item → level, None where it does not apply."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of one domain: the sum of the levels, how many items have one, and how many there are."""

    domain: str
    total: int
    answered: int
    items: int

    @property
    def mean(self) -> Fraction | None:
        return Fraction(self.total, self.answered) if self.answered else None


@dataclass(frozen=True, slots=True)
class Spread:
    """What raters said of one item: how many chose each level, and how far they are apart."""

    item: str
    counts: tuple[int, ...]  # of levels 1 to 4
    lowest: int | None
    highest: int | None

    @property
    def apart(self) -> int:
        return 0 if self.lowest is None or self.highest is None else self.highest - self.lowest

    @property
    def far(self) -> bool:
        return self.apart >= FAR


@dataclass(frozen=True, slots=True)
class Change:
    """Of one domain between two rounds, over the items that have a level in both; `items` is how many these are."""

    domain: str
    before: Fraction | None
    after: Fraction | None
    items: int

    @property
    def difference(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Network:
    """Of one domain among organisations that share: how many, and the mean of their means; None under the floor."""

    domain: str
    organisations: int | None
    mean: Fraction | None


@dataclass(frozen=True, slots=True)
class Understood:
    """Krippendorff's alpha (ordinal) of one item or domain; None with nothing to compare, or in too few rounds."""

    code: str
    alpha: float | None
    rounds: int


def check(values: Values, instrument: Instrument) -> None:
    """Raises ValueError for an item that is not in the instrument and for a level that is not 1 to 4."""
    known = instrument.items()
    for code, level in values.items():
        if code not in known:
            raise ValueError(f"no item {code}")
        if level is not None and level not in LEVELS:
            raise ValueError(f"{code}: {level} is not 1 to 4")


def scores(instrument: Instrument, values: Values) -> tuple[Score, ...]:
    """One for each domain. Raises ValueError as `check` does."""
    check(values, instrument)
    found = []
    for domain in instrument.domains:
        levels = [level for item in domain.items if (level := values.get(item.code)) is not None]
        found.append(Score(domain.code, sum(levels), len(levels), len(domain.items)))
    return tuple(found)


def spreads(instrument: Instrument, ratings: Sequence[Values]) -> tuple[Spread, ...]:
    """One for each item, in the order of the instrument."""
    found = []
    for place in instrument.places():
        levels = [level for one in ratings if (level := one.get(place.item.code)) is not None]
        counts = tuple(levels.count(level) for level in LEVELS)
        found.append(Spread(place.item.code, counts, min(levels, default=None), max(levels, default=None)))
    return tuple(found)


def changes(instrument: Instrument, before: Values, after: Values) -> tuple[Change, ...]:
    """From one round to the next; `instrument` is the later one's.

    Only items with a level in both are compared: one that is new, or that did not apply before, is no change.
    """
    found = []
    for domain in instrument.domains:
        pairs = [
            (was, now)
            for item in domain.items
            if (was := before.get(item.code)) is not None and (now := after.get(item.code)) is not None
        ]
        number = len(pairs)
        first = Fraction(sum(was for was, _ in pairs), number) if number else None
        second = Fraction(sum(now for _, now in pairs), number) if number else None
        found.append(Change(domain.code, first, second, number))
    return tuple(found)


def network(instrument: Instrument, agreed: Sequence[Values], *, floor: int = FLOOR) -> tuple[Network, ...]:
    """Of each domain the mean over organisations, each counting once; nothing where fewer than `floor` have a mean.

    `agreed` is what each organisation that shares has agreed on in its latest round. Items that a later version of the
    instrument no longer has are left out.
    """
    known = instrument.items()
    each = [scores(instrument, {code: level for code, level in one.items() if code in known}) for one in agreed]
    found = []
    for number, domain in enumerate(instrument.domains):
        means = [mean for one in each if (mean := one[number].mean) is not None]
        enough = len(means) >= floor
        found.append(
            Network(
                domain.code,
                len(means) if enough else None,
                sum(means, Fraction(0)) / len(means) if enough else None,
            )
        )
    return tuple(found)


def may_follow(before: Iterable[Mapping[str, int]], now: Mapping[str, int], *, floor: int = FLOOR) -> bool:
    """Whether an average may be shown after others were: of at least `floor`, who differ by `floor` from each of those.

    Each is organisation → its round. Otherwise the difference of two averages would be what one organisation has.
    """
    return len(now) >= floor and all(_changed(then, now) >= floor for then in before)


def _changed(then: Mapping[str, int], now: Mapping[str, int]) -> int:
    """How many have come, gone or another round."""
    return sum(then.get(one) != now.get(one) for one in then.keys() | now.keys())


def understood(
    instrument: Instrument, rounds: Sequence[Sequence[Values]], *, floor: int = 1
) -> tuple[tuple[Understood, ...], tuple[Understood, ...]]:
    """How alike raters read the instrument: of each domain, and of each item. `rounds`: in each the raters' values.

    What is compared are raters of one round about one item; levels that differ from round to round are no disagreement.
    A round counts where at least two of its raters gave the item a level.
    """
    most = max((len(one) for one in rounds), default=0)

    def rows(codes: Sequence[str]) -> list[list[int | None]]:
        """(rater, round × item), raters of different rounds sharing a row."""
        return [
            [one[at].get(code) if at < len(one) else None for one in rounds for code in codes] for at in range(most)
        ]

    def judged(code: str, codes: Sequence[str]) -> Understood:
        counted = sum(any(sum(rater.get(item) is not None for rater in one) > 1 for item in codes) for one in rounds)
        return Understood(code, alpha(rows(codes), "ordinal") if counted >= max(floor, 1) else None, counted)

    domains = tuple(judged(domain.code, [item.code for item in domain.items]) for domain in instrument.domains)
    return domains, tuple(judged(place.item.code, [place.item.code]) for place in instrument.places())
