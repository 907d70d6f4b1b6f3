"""Every word of the interface, and of the pages told in more languages, is in a spelling dictionary of Debian's."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from uramost.scripts import to_latin
from uramost_web import catalogues

KNOWN = Path(__file__).with_name("known_words.txt")
"""Good words that the dictionaries lack, one per line with the languages they are good in, in alphabetical order."""
DICTIONARIES = {
    "sq": ("sq_AL", "myspell-sq"),
    "sr": ("sr_RS", "hunspell-sr"),
    "sr_Latn": ("sr_Latn_RS", "hunspell-sr"),
    "tr": ("tr_TR", "hunspell-tr"),
    "bs": ("bs_BA", "hunspell-bs"),
}
"""Catalogue → its dictionary and the package that has it."""

NOT_WORDS = re.compile(r"\{\w+\}|\w*_\w+|%\(\w+\)[sd]|%[sd%]|<[^>]*>|\S+@\S+|\w+://\S+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def catalogue(folder: str) -> Catalog:
    return catalogues.in_latin(catalogues.read("sr")) if folder == "sr_Latn" else catalogues.read(folder)


def words(folder: str) -> set[str]:
    found: set[str] = set()
    for message in catalogue(folder):
        strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.id:
            found.update(word.replace("’", "'") for text in strings for word in WORD.findall(NOT_WORDS.sub(" ", text)))
    return {word for word in found if len(word) > 1}


def known(folder: str) -> set[str]:
    """Serbian words stand in Cyrillic, or in the Latin letters that they have in both scripts."""
    rows = (line.split() for line in KNOWN.read_text().splitlines())
    found = {word for word, *languages in rows if folder.split("_", maxsplit=1)[0] in languages}
    return {to_latin(word) for word in found} if folder == "sr_Latn" else found


def unknown(dictionary: str, these: Iterable[str]) -> set[str] | None:
    """What the dictionary does not have of these words; None where there is no such dictionary."""
    command = [shutil.which("hunspell") or "hunspell", "-i", "utf-8", "-d", dictionary, "-l"]
    asked = subprocess.run(command, input="\n".join(these), encoding="utf-8", capture_output=True, check=False)
    return None if asked.returncode else set(asked.stdout.split())


@pytest.mark.parametrize("folder", DICTIONARIES)
def test_every_word_of_the_interface_is_spelt_as_the_dictionary_has_it(folder: str) -> None:
    dictionary, package = DICTIONARIES[folder]
    if shutil.which("hunspell") is None:
        pytest.skip("hunspell is not installed, so nobody can check the spelling here (Debian: hunspell).")
    assert unknown(dictionary, ["xqzvw"]) in (None, {"xqzvw"}), "the dictionary takes everything for a word"

    found = unknown(dictionary, sorted(words(folder) - known(folder)))

    if found is None:
        pytest.skip(f"There is no dictionary {dictionary} here (Debian: {package}).")
    assert not found, f"misspelt, or good words that {KNOWN.name} should have: {sorted(found)}"


def test_the_list_of_known_words_is_in_order_and_has_no_word_that_nobody_uses() -> None:
    lines = KNOWN.read_text().splitlines()

    assert lines == sorted(set(lines))
    assert {folder: known(folder) - words(folder) for folder in DICTIONARIES} == {
        folder: set() for folder in DICTIONARIES
    }
