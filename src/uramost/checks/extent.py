"""Is all of it there: every sentence, every item of a list; and are numbers written in the same way?"""

import re
from collections.abc import Iterable, Iterator

from uramost.checks.fact import Fact
from uramost.checks.facts import facts
from uramost.checks.finding import Context, Seen
from uramost.checks.reading import read
from uramost.sentences import sentences

_STOPS = re.compile(r"[.!?…]\s+\S")
_SHORTER, _LONGER = 0.8, 1.25  # of the letters of the source: within these, sentences were only joined or parted
_SHORTEST = 3  # words of a sentence that counts: "Art." or "No." is none


def sentences_differ(source: str, target: str, context: Context) -> Iterator[Seen]:
    """Fewer sentences and clearly fewer letters than the source has, or more of both: one left out or added.

    Two sentences made one, or one made two, are no finding.
    """
    if not source or not target or not (_STOPS.search(source) or _STOPS.search(target)):
        return
    left, right = _sentences(source, context.source_language), _sentences(target, context.target_language)
    share = _letters(target) / max(_letters(source), 1)
    if (right < left and share < _SHORTER) or (right > left and share > _LONGER):
        yield Seen((0, len(source)), (0, len(target)), str(left), str(right))


def _sentences(text: str, language: str) -> int:
    """At least one: a text of two words is short, but not lost."""
    return max(1, sum(len(one.split()) >= _SHORTEST for one in sentences(text, language)))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, read(text).folded))


_MARK = re.compile(r"(?:\A|[\s;:,]|(?:\A|\s)\()(?:[a-z]|[0-9]{1,2}(?:\.[0-9]{1,2})?|[ivx]{2,5})\)(?=\s)")


def items_differ(source: str, target: str, _: Context) -> Iterator[Seen]:
    """As many marks of a list, `a)`, `2)`, `iv)`, in the target as in the source."""
    if ")" not in source and ")" not in target:
        return
    left, right = (_MARK.findall(read(text).folded) for text in (source, target))
    if len(left) != len(right) and max(len(left), len(right)) > 1:
        yield Seen((0, len(source)), (0, len(target)), str(len(left)), str(len(right)))


def figures_or_words(source: str, target: str, context: Context) -> Iterator[Seen]:
    """A number in figures in one text and in words in the other; that it is the same one is asked elsewhere."""
    left, right = facts(source, context.source_language), facts(target, context.target_language)
    if not left or not right:
        return
    figures, words = _numbers(left)
    other_figures, other_words = _numbers(right)
    alone = (words.keys() & other_figures.keys()) - figures.keys() - other_words.keys()
    alone |= (figures.keys() & other_words.keys()) - words.keys() - other_figures.keys()
    for value in sorted(alone):
        one, other = words.get(value) or figures[value], other_figures.get(value) or other_words[value]
        yield Seen(
            (one.start, one.end), (other.start, other.end), source[one.start : one.end], target[other.start : other.end]
        )


def _numbers(some: Iterable[Fact]) -> tuple[dict[str, Fact], dict[str, Fact]]:
    """Bare numbers in figures, and those in words, by value."""
    numbers = [fact for fact in some if fact.kind == "number"]
    return {fact.value: fact for fact in numbers if not fact.doubtful}, {f.value: f for f in numbers if f.doubtful}
