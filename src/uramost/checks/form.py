"""Is the target built as the source: placeables, brackets, quotation marks, lines, end, length?"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from uramost.checks.finding import Context, Seen, Span
from uramost.checks.reading import PLACEABLE, read
from uramost.checks.references import EMAIL, URL, VARIABLE, may_have_url
from uramost.checks.vocabulary import family
from uramost.sentences import sentences


class _Mark(NamedTuple):
    text: str
    start: int
    end: int


_STOPS = re.compile(r"[.!?…](?:⟦[^⟧]*⟧)*\s+\S")
_MARK_OR_BRACKET = re.compile(PLACEABLE.pattern + "|[⟦⟧]")

# Placeables ----------------------------------------------------------------------------------------------------------


def placeables_missing(source: str, target: str, _: Context) -> Iterator[Seen]:
    """Inline formatting of the source that the target has lost."""
    for mark in _without(_marks(source), _marks(target)):
        yield Seen(source=(mark.start, mark.end), expected=mark.text)


def placeables_extra(source: str, target: str, _: Context) -> Iterator[Seen]:
    """Inline formatting in the target that the source has not, or has less often."""
    for mark in _without(_marks(target), _marks(source)):
        yield Seen(target=(mark.start, mark.end), found=mark.text)


def placeables_unbalanced(source: str, target: str, _: Context) -> Iterator[Seen]:
    """A pair in the target that is closed before it is opened, across another pair, or never, and a lone ⟦ or ⟧.

    None of them can be written back into a file.
    """
    if not _unpaired(source):
        yield from (Seen(target=(mark.start, mark.end), found=mark.text) for mark in _unpaired(target))


def _marks(text: str) -> list[_Mark]:
    return [_Mark(match[0], *match.span()) for match in PLACEABLE.finditer(text)]


def _without(marks: list[_Mark], others: list[_Mark]) -> list[_Mark]:
    stock, left = Counter(other.text for other in others), []
    for mark in marks:
        if stock[mark.text] > 0:
            stock[mark.text] -= 1
        else:
            left.append(mark)
    return left


def _unpaired(text: str) -> list[_Mark]:
    open_marks: list[_Mark] = []
    wrong = []
    for mark in (_Mark(match[0], *match.span()) for match in _MARK_OR_BRACKET.finditer(text)):
        if mark.text.endswith("/⟧"):
            continue
        if len(mark.text) == 1:
            wrong.append(mark)
            continue
        if not mark.text.startswith("⟦/"):
            open_marks.append(mark)
        elif open_marks and open_marks[-1].text[1:] == mark.text[2:]:
            open_marks.pop()
        else:
            wrong.append(mark)
    return wrong + open_marks


# Brackets and quotation marks ----------------------------------------------------------------------------------------

_PAIRS = {")": "(", "]": "[", "}": "{"}
_BRACKET = re.compile(r"[()\[\]{}]")
_ITEM = re.compile(r"(?:\A|[\s(,;:⟧])[\w.]{1,5}\Z")  # "a)", "12)": a list mark opens nothing
_QUOTE = re.compile(r"[„“”«»\"]")


def brackets_unbalanced(source: str, target: str, _: Context) -> Iterator[Seen]:
    """A bracket of the target without its other half, unless the source is cut in the same way."""
    if not _lone_brackets(source):
        yield from (Seen(target=(place, place + 1), found=target[place]) for place in _lone_brackets(target))


def _lone_brackets(text: str) -> list[int]:
    open_at: list[int] = []
    lone = []
    for match in _BRACKET.finditer(text):
        place, sign = match.start(), match[0]
        if sign not in _PAIRS:
            open_at.append(place)
        elif open_at and text[open_at[-1]] == _PAIRS[sign]:
            open_at.pop()
        elif sign != ")" or not _ITEM.search(text, max(0, place - 6), place):
            lone.append(place)
    return sorted(lone + open_at)


def quotes_unbalanced(source: str, target: str, _: Context) -> Iterator[Seen]:
    """An odd number of quotation marks in the target and an even one in the source."""
    quotes = list(_QUOTE.finditer(target))
    if len(quotes) % 2 and not len(_QUOTE.findall(source)) % 2:
        yield Seen(target=quotes[-1].span(), found=quotes[-1][0])


# The whole text ------------------------------------------------------------------------------------------------------

_LETTERS = re.compile(r"[^\W\d_]+")
_END = re.compile(r"(\.\.\.|[.?!:;…])?[\s\"“”»')\]]{0,20}\Z")
_ORDINAL_STOP = re.compile(r"[0-9]\.\W{0,20}\Z")  # the stop of "2026." is Serbian spelling, not the end of a sentence
_SPACING = re.compile(r" (?:(?<=\S ) +(?=\S)|(?<=\w )[,;:!?.](?=\s|\Z))")  # begins with what is searched fastest
_A_SENTENCE = 4  # words: shorter texts may be names, which languages write with and without a capital
_SHORTEST, _LEAST, _MOST = 20, 0.4, 2.5  # letters; the least and the most of them in proportion to the source


def empty(source: str, target: str, _: Context) -> Iterator[Seen]:
    """Words in the source, nothing to read in the target."""
    words = read(source).plain.strip()
    if words and not read(target).plain.strip():
        yield Seen(source=(0, len(source)), expected=words)


def untranslated(source: str, target: str, context: Context) -> Iterator[Seen]:
    """The target says the same words as the source, or one of its sentences. Names and single words may.

    So may Serbian and Bosnian. A sentence among others counts from three words up, two of them without a capital.
    """
    if family(context.source_language) == family(context.target_language):
        return
    left, right = _words(source), _words(target)
    if left == right and len(left) > 1 and any(word[0].islower() for word in left):
        yield Seen((0, len(source)), (0, len(target)), found=target)
    elif _STOPS.search(source) and _STOPS.search(target):
        there = {
            tuple(_words(target[start:end])): (start, end) for start, end in _parts(target, context.target_language)
        }
        for start, end in _parts(source, context.source_language):
            words = tuple(_words(source[start:end]))
            if len(words) > 2 and sum(word[0].islower() for word in words) > 1 and (place := there.get(words)):
                yield Seen((start, end), place, found=target[slice(*place)])


def _parts(text: str, language: str) -> Iterator[Span]:
    """Where its sentences stand."""
    start = 0
    for sentence in sentences(text, language):
        yield start, start + len(sentence.rstrip())
        start += len(sentence)


def _words(text: str) -> list[str]:
    plain = read(text).plain
    if may_have_url(plain):
        plain = URL.sub(" ", plain)
    plain = VARIABLE.sub(" ", EMAIL.sub(" ", plain) if "@" in plain else plain)
    return [word for word in _LETTERS.findall(plain) if len(word) > 2]


def length_differs(source: str, target: str, _: Context) -> Iterator[Seen]:
    """Far fewer or far more letters than the source has: something left out, or added."""
    left, right = _letters(source), _letters(target)
    if left >= _SHORTEST and right and not _LEAST <= right / left <= _MOST:
        yield Seen((0, len(source)), (0, len(target)), str(left), str(right))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, read(text).folded))


def lines_differ(source: str, target: str, _: Context) -> Iterator[Seen]:
    """As many lines with something on them in the target as in the source: lists, verses, addresses."""
    left, right = _lines(source), _lines(target)
    if left and right and left != right:
        yield Seen((0, len(source)), (0, len(target)), str(left), str(right))


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def end_differs(source: str, target: str, _: Context) -> Iterator[Seen]:
    """Another sign at the end: a full stop in a heading, a question that became a statement."""
    left, right = _end(source), _end(target)
    if left is None or right is None or left == right:
        return
    if {left, right} != {"", "."} or not (_ORDINAL_STOP.search(_tail(source)) or _ORDINAL_STOP.search(_tail(target))):
        yield Seen(_last(source), _last(target), left, right)


def _end(text: str) -> str | None:
    """The closing sign, "" for none; None where nothing precedes it."""
    tail = _tail(text)
    match = _END.search(tail)
    if match is None or not tail[: match.start()].strip():
        return None
    return (match[1] or "").replace("...", "…")


def _tail(text: str) -> str:
    return read(text).plain.rstrip()[-24:]


def _last(text: str) -> Span | None:
    stripped = text.rstrip()
    return (len(stripped) - 1, len(stripped)) if stripped else None


def capitals_differ(source: str, target: str, _: Context) -> Iterator[Seen]:
    """One text is all in capitals or begins with one, the other is or does not."""
    left, right = _case(source), _case(target)
    if (
        left
        and right
        and left != right
        and ("upper" in (left, right) or (_is_sentence(source) and _is_sentence(target)))
    ):
        yield Seen((0, len(source)), (0, len(target)), left, right)


def _case(text: str) -> str:
    """`upper` (all letters of two words or more), `capital` or `lower`; empty where it does not begin with a letter."""
    plain = PLACEABLE.sub("", text).strip()
    if not plain[:1].isalpha():
        return ""
    if plain.isupper() and len(_words(text)) > 1:
        return "upper"
    return "capital" if plain[0].isupper() else "lower"


def _is_sentence(text: str) -> bool:
    return len(text.split(maxsplit=_A_SENTENCE)) >= _A_SENTENCE


def spacing(source: str, target: str, _: Context) -> Iterator[Seen]:
    """Double spaces and spaces before a punctuation mark, where the source has none."""
    if not _SPACING.search(source):
        yield from (Seen(target=match.span(), found=match[0]) for match in _SPACING.finditer(target))
