"""Does what runs from one to another run the same way: 9 to 16, not 16 to 9, and not 9 and 16?"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from uramost.checks.fact import Fact
from uramost.checks.facts import facts
from uramost.checks.finding import Context, Seen
from uramost.checks.reading import read
from uramost.checks.vocabulary import RANGE_WORDS, choice, family

# After the first fact of a range its unit or its stop may follow, before the second one the word for a time of day.
_UNIT = r"(?:'?[a-z]{1,8}\b|[%€$.])?"
_HOUR = r"(?:(?:ora|oren|ores|saat)\b)?"
_PLAIN = frozenset({"number", "date", "time", "percent", "amount", "duration", "article", "paragraph", "point"})

Ends = tuple[tuple[str, ...], tuple[str, ...]]
Range = tuple[Fact, Fact]


def range_differs(source: str, target: str, context: Context) -> Iterator[Seen]:
    """A range whose ends have changed places: `09:00–16:00` that became `16:00–09:00`.

    Ends that are others are found as the numbers, dates and times they are.
    """
    left, right = _ranges(source, context.source_language), _ranges(target, context.target_language)
    if not left or not right:
        return
    mine, theirs = {_ends(one) for one in left}, {_ends(one): one for one in right}
    for one in left:
        low, high = _ends(one)
        turned = theirs.get((high, low))
        if turned and low != high and (low, high) not in theirs and (high, low) not in mine:
            place, other = _span(one), _span(turned)
            yield Seen(place, other, source[slice(*place)], target[slice(*other)])


def _ends(one: Range) -> Ends:
    """By their figures: in `1 to 5 March` only the second end is a date."""
    return _figures(one[0]), _figures(one[1])


def _figures(fact: Fact) -> tuple[str, ...]:
    return fact.parts[-1:] if fact.kind == "date" else (fact.parts or (fact.value,))


def _span(one: Range) -> tuple[int, int]:
    return one[0].start, one[1].end


def _ranges(text: str, language: str) -> Sequence[Range]:
    """Two facts of which a dash or a word for "to" is all that stands between."""
    some = sorted((f for f in facts(text, language) if f.kind in _PLAIN and f.parts), key=lambda fact: fact.start)
    between = _between(family(language))
    return [
        (one, other)
        for one, other in pairwise(some)
        if 0 < other.start - one.end <= _FARTHEST and between.fullmatch(read(text[one.end : other.start]).folded)
    ]


_FARTHEST = 30  # characters


@lru_cache(maxsize=16)
def _between(base: str) -> re.Pattern[str]:
    return re.compile(rf" ?{_UNIT} ?(?:-|\b(?:{choice(RANGE_WORDS.get(base, ()))})\b) ?{_HOUR} ?")
