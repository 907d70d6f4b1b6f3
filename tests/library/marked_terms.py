"""Texts in which every term is marked as [id|the words of the text], and how many of them a finder finds.

`files/terms/TAG.txt` holds such lines, in halves that begin with `# first` and `# second`: the rules were made with the
first, and the second was written when they were settled. `# third` (Serbian) and `# later` (Bosnian, English) came
later still, of inflected forms, and the rules have learnt nothing from them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from uramost.terms import Finder, Term

FOLDER = Path(__file__).parent / "files" / "terms"
MARKED = re.compile(r"\[([\w-]+)\|([^\]]+)\]")
Occurrence = tuple[int, int, str]


@dataclass(frozen=True)
class Rates:
    """Occurrences that should be found, that were found, and those that are both; `wrong` shows the others."""

    wanted: int
    found: int
    right: int
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    @property
    def precision(self) -> float:
        return self.right / self.found


def halves(tag: str) -> Mapping[str, str]:
    """The marked texts of a language: first, second and perhaps third, or all and later."""
    parts = re.split(r"^# (\w+)\n", (FOLDER / f"{tag}.txt").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def unmarked(text: str) -> tuple[str, set[Occurrence]]:
    """The plain text, and the occurrences in it as (start, end, id)."""
    plain, wanted, last = "", set(), 0
    for match in MARKED.finditer(text):
        plain += text[last : match.start()]
        wanted.add((len(plain), len(plain) + len(match[2]), match[1]))
        plain, last = plain + match[2], match.end()
    return plain + text[last:], wanted


def rates(marked: str, terms: list[Term], tag: str) -> Rates:
    plain, wanted = unmarked(marked)
    found = {(one.start, one.end, one.term.id) for one in Finder(terms, tag).find(plain)}
    wrong = tuple(f"{name}: {plain[start:end]}" for start, end, name in sorted(found ^ wanted))
    return Rates(len(wanted), len(found), len(found & wanted), wrong)
