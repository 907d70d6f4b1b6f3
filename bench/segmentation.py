"""How often is a text cut where no sentence ends, or not cut where one does?

The sets stand in tests/library/files/segmentation, a sentence a line: `sq.txt` was at hand while the rules were made,
`sq.later.txt` was written when they were settled.
"""

from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from uramost.scripts import to_latin
from uramost.sentences import sentences

FOLDER = Path(__file__).parents[1] / "tests" / "library" / "files" / "segmentation"
TAGS = ("sq", "sr-Cyrl", "sr-Latn", "bs", "tr", "en", "rom")
TOGETHER = 5  # sentences in a paragraph


@dataclass(frozen=True, slots=True)
class Result:
    """Of so many ends of sentences within paragraphs: the missed ones, and those seen where there is none."""

    ends: int
    wrong: tuple[tuple[str, str], ...]  # ("missed" or "invented", what stands around it)

    @property
    def rate(self) -> float:
        return 100 * len(self.wrong) / self.ends


def sample(tag: str, later: bool) -> list[str]:
    """The sentences of a set. Serbian is written once, in Cyrillic; its Latin is made from it."""
    name = "sr-Cyrl" if tag == "sr-Latn" else tag
    lines = (FOLDER / f"{name}{'.later' if later else ''}.txt").read_text("utf-8").splitlines()
    found = [line for line in lines if line and not line.startswith("# ")]
    return [to_latin(line) for line in found] if tag == "sr-Latn" else found


def measured(tag: str, later: bool) -> Result:
    """Each paragraph begins with the last sentence of the one before, so that every two neighbours stand together."""
    given = sample(tag, later)
    ends, wrong = 0, list[tuple[str, str]]()
    for first in range(0, len(given) - 1, TOGETHER - 1):
        paragraph = given[first : first + TOGETHER]
        text = " ".join(paragraph)
        true = {place - 1 for place in accumulate(len(one) + 1 for one in paragraph[:-1])}
        seen = {place - 1 for place in accumulate(len(one) for one in sentences(text, tag)[:-1])}
        ends += len(true)
        wrong += [("missed", _around(text, place)) for place in sorted(true - seen)]
        wrong += [("invented", _around(text, place)) for place in sorted(seen - true)]
    return Result(ends, tuple(wrong))


def _around(text: str, place: int) -> str:
    return f"{text[max(0, place - 25) : place]}|{text[place : place + 25]}"
