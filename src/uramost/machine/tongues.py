"""Our language tags and those of an engine. Serbian travels in the engine's script and is kept in Cyrillic."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from uramost import scripts

ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "sr-Cyrl": ("sr", "sr-Latn"),
    "en": ("en-GB", "en-US"),  # DeepL translates into one of the two, not into "EN"
}
"""What else an engine may call a language; Bosnian or Croatian in place of Serbian is not among them."""

NAMES: Final[Mapping[str, str]] = {
    "sq": "Albanian (standard Albanian, as official in Kosovo)",
    "sr-Cyrl": "Serbian (Ekavian, Cyrillic script)",
    "sr-Latn": "Serbian (Ekavian, Latin script)",
    "bs": "Bosnian (Latin script)",
    "tr": "Turkish",
    "rom": "Romani",
    "en": "British English",
    "fi": "Finnish",
    "sv": "Swedish",
}
"""What a language model is told; others by their tag."""

LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
CYRILLIC: Final = re.compile("[\u0400-\u04ff]")

Offer = Mapping[str, Collection[str]]
"""What an engine translates: its code of a source language → its codes of the targets."""


@dataclass(frozen=True, slots=True)
class Way:
    """From one language into another as an engine names them, and in which scripts its Serbian is written."""

    source: str
    target: str
    source_script: str = ""  # sr-Cyrl or sr-Latn; empty for a language with one script
    target_script: str = ""


def way(offer: Offer | None, source: str, target: str, serbian: str = "sr-Cyrl") -> Way | None:
    """How an engine names this pair; None where it does not translate it. Without an offer the plain codes are taken.

    `source` and `target` are our tags; `serbian` is the script of an engine that says only "sr".
    """
    if offer is None:
        return Way(_plain(source), _plain(target), _script(source, "", serbian), _script(target, "", serbian))
    for from_ in _called(source, offer):
        for to in _called(target, offer[from_]):
            return Way(from_, to, _script(source, from_, serbian), _script(target, to, serbian))
    return None


def _plain(tag: str) -> str:
    return tag.partition("-")[0]


def _called(tag: str, codes: Collection[str]) -> list[str]:
    """The engine's codes for a tag, the closest first."""
    known = {code.replace("_", "-").casefold(): code for code in codes}
    return [known[name] for name in map(str.casefold, (tag, *ALSO.get(tag, ()))) if name in known]


def _script(tag: str, code: str, serbian: str) -> str:
    if _plain(tag) != "sr":
        return ""
    named = code.replace("_", "-").casefold()
    return {"sr-latn": "sr-Latn", "sr-cyrl": "sr-Cyrl"}.get(named, serbian)


def outgoing(text: str, script: str) -> str:
    """A stored text in the script the engine reads."""
    return scripts.to_latin(text) if script == "sr-Latn" else text


def incoming(text: str, script: str) -> str:
    """An answer as it is stored: Serbian in Cyrillic, whichever script it came in."""
    if script and len(LATIN.findall(text)) > len(CYRILLIC.findall(text)):
        return scripts.to_cyrillic(text).text
    return text
