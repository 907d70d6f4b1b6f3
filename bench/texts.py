"""Real texts that are on any machine, to measure the memory with: what installed packages say.

The gettext catalogues of Python's packages and of the system, each text with its counterpart in the other language,
then the sentences of docstrings where those are too few. Only measured here, not kept or passed on, so licences do not
matter. Where both are too few, more are made of them: two real texts exchange a word. That is said with the figures.
"""

import ast
import gettext
import random
import re
import sysconfig
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from uramost.memory import comparable

SHORTEST, LONGEST = 10, 400
TRIES = 20

Text = tuple[str, str]
"""A text, and what stands beside it in another language ("" for a docstring)."""


def catalogue_texts() -> Iterator[Text]:
    """Both sides of every entry of every compiled catalogue."""
    for folder in (Path(sysconfig.get_path("purelib")), Path("/usr/share/locale")):
        for path in sorted(folder.rglob("LC_MESSAGES/*.mo")):
            try:
                with path.open("rb") as file:
                    entries = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            except (OSError, ValueError, LookupError):
                continue
            for key, translation in entries.items():
                english = key[0] if isinstance(key, tuple) else key
                yield english, translation
                yield translation, english


def docstring_sentences() -> Iterator[str]:
    for folder in (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")):
        for path in sorted(Path(folder).rglob("*.py")):
            try:
                tree = ast.parse(path.read_text("utf-8"))
            except (SyntaxError, ValueError, RecursionError):
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                    yield from re.split(r"(?<=[.!?:])\s+|\n\s*\n", ast.get_docstring(node) or "")


def collected(wanted: int) -> tuple[list[Text], int]:
    """As many different texts, in a random but repeatable order, and how many of them are real."""
    found = different(catalogue_texts())
    if len(found) < wanted:
        found = different((sentence, "") for sentence in docstring_sentences()) | found
    real = list(found.items())
    random.Random(7).shuffle(real)  # noqa: S311 - the same order in every run
    if len(real) >= wanted:
        return real[:wanted], wanted
    made = islice(exchanged([text for text, _ in real], set(found)), wanted - len(real))
    return [*real, *((text, "") for text in made)], len(real)


def different(texts: Iterable[Text]) -> dict[str, str]:
    """Text → what stands beside it, of those that are neither very short nor very long."""
    found: dict[str, str] = {}
    for text, beside in texts:
        if SHORTEST <= len(text) <= LONGEST and SHORTEST <= len(plain := comparable(text)) <= LONGEST:
            found.setdefault(plain, beside)
    return found


def exchanged(texts: list[str], known: set[str]) -> Iterator[str]:
    """Texts like real ones: a word of one stands where a word of another was. Ends when hardly a new one comes."""
    chance, failed = random.Random(11), 0  # noqa: S311 - the same texts in every run
    while failed < TRIES * len(texts):
        one, other = chance.choice(texts).split(), chance.choice(texts).split()
        one[chance.randrange(len(one))] = chance.choice(other)
        text = " ".join(one)
        if SHORTEST <= len(text) <= LONGEST and text not in known:
            known.add(text)
            yield text
        else:
            failed += 1
