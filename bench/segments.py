"""Real translations for `checks.py`: the catalogues of installed packages, aligned by their English key.

Segments of three words or more, each pair once, in an order that no package decides. Half of them is for looking at
while the tables of the checks are mended; the other half is held out, and only counted.
"""

import hashlib
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from babel.messages.pofile import read_po

from uramost import catalogues

SETS = (("sq", "sr-Cyrl"), ("sq", "en"), ("sr-Cyrl", "en"))
SHORTEST = 3  # words: what is shorter is a label
MOST = 6000  # of a pair of languages
HALVES = ("tuned on", "held out")


@dataclass(frozen=True, slots=True)
class Segment:
    """A text in two languages, as two translators wrote it."""

    source: str
    target: str
    source_language: str
    target_language: str

    @property
    def key(self) -> str:
        """Names the pair without giving its text."""
        said = "\x1f".join((self.source_language, self.target_language, self.source, self.target))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def half(self) -> str:
        return HALVES[int(self.key[-1], 16) % 2]


def real(folders: Iterable[Path] | None = None) -> list[Segment]:
    """Up to MOST segments of each pair of languages, from the usual folders or these."""
    found: dict[tuple[str, str], set[Segment]] = {languages: set() for languages in SETS}
    for one in _turned(folders):
        if min(len(one.source.split()), len(one.target.split())) >= SHORTEST:
            found[one.source_language, one.target_language].add(one)
    return [one for some in found.values() for one in islice(sorted(some, key=lambda one: one.key), MOST)]


def _turned(folders: Iterable[Path] | None) -> Iterator[Segment]:
    """Catalogues give pairs in an order of their own; here a pair of languages has one direction."""
    for pair in catalogues.build(folders, include_unknown=True):
        languages = pair.source_language, pair.target_language
        if languages in SETS:
            yield Segment(pair.source, pair.target, *languages)
        elif languages[::-1] in SETS:
            yield Segment(pair.target, pair.source, *languages[::-1])


# Slips in what the catalogues state themselves ------------------------------------------------------------------------


def figure_changed(text: str, chance: random.Random) -> str | None:
    """One figure of a number made another one; not in an address or a placeholder."""
    places = [match for match in re.finditer(r"(?<![\w%.$/@{&#-])[0-9]+(?![\w$@}/])", text) if match[0].strip("0")]
    if not places:
        return None
    match = chance.choice(places)
    return text[: match.start()] + str(int(match[0]) + chance.choice([1, 2, 10])) + text[match.end() :]


_PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|(?<![%0-9])%(?:[0-9]\$)?[sdiu](?![a-z0-9])|(?<!\$)\{[a-z_0-9]+\}")


def placeholder_dropped(text: str, chance: random.Random) -> str | None:
    places = list(_PLACEHOLDER.finditer(text))
    if not places:
        return None
    match = chance.choice(places)
    return text[: match.start()] + text[match.end() :]


def placeholder_renamed(text: str, chance: random.Random) -> str | None:
    """`%s` to `%d`, `{name}` to `{namex}`: what a program cannot fill any more."""
    places = list(_PLACEHOLDER.finditer(text))
    if not places:
        return None
    match = chance.choice(places)
    written = match[0]
    other = re.sub(r"(?<=[a-z0-9_])(?=[)}])", "x", written)
    if other == written:
        other = written[:-1] + ("s" if written[-1] != "s" else "d")
    return text[: match.start()] + other + text[match.end() :]


def address_changed(text: str, chance: random.Random) -> str | None:
    """A letter of an e-mail or web address made another one."""
    places = list(re.finditer(r"(?<=://)[a-z][a-z.]{3,}[a-z]|(?<=www\.)[a-z]{3,}|[a-z]{3,}(?=@[a-z]+\.[a-z])", text))
    if not places:
        return None
    match = chance.choice(places)
    at = chance.choice([place for place in range(match.start(), match.end()) if text[place] != "."])
    return text[:at] + ("e" if text[at] != "e" else "o") + text[at + 1 :]


def sentence_dropped(text: str, _: random.Random) -> str | None:
    """The last sentence of several left out, if it has four words or more."""
    parts = re.split(r"(?<=[a-zа-яëёšđčćžјљњћђџ\])”“»][.!?])\s+(?=[A-ZА-ЯÇËŠĐČĆŽЈЉЊЋЂЏ])", text.strip())
    long = [part for part in parts if len(part.split()) > 3]
    return " ".join(parts[:-1]) if len(long) > 1 and parts[-1] in long else None


OWN_SLIPS: Mapping[str, Callable[[str, random.Random], str | None]] = {
    "own figure changed": figure_changed,
    "own placeholder dropped": placeholder_dropped,
    "own placeholder renamed": placeholder_renamed,
    "own address changed": address_changed,
    "own sentence dropped": sentence_dropped,
}


def own_slips(segment: Segment, chance: random.Random) -> Iterator[tuple[str, Segment]]:
    """The segment with one slip in its target, of each kind there is something for."""
    for name, slip in OWN_SLIPS.items():
        target = slip(segment.target, chance)
        if target is not None and target != segment.target:
            yield name, replace(segment, target=target)


def catalogue(path: Path) -> dict[tuple[str, str], str]:
    """Translations of a PO file by context and English key; plural and fuzzy messages are left out."""
    with path.open("rb") as file:
        messages = read_po(file)
    return {
        (message.context or "", message.id): message.string
        for message in messages
        if isinstance(message.id, str) and message.id and message.string and not message.fuzzy
    }
