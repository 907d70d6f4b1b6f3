"""Which of our languages is a text in, and how sure is that?

A small model of our own (`uramost.detection_model`) adds up what the words of a text say for each language. It was
taught with and without diacritics, and with some sixty languages that are none of ours. Serbian, Bosnian and Croatian
in Latin script are one group to it: `Guess.tags` has the tags a text may have, and the resident's own choice decides.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp
from typing import Literal

from uramost.detection_model import models

ONE_GROUP = {"sr-Latn": ("sr-Latn", "bs")}  # what words alone do not tell apart; Croatian is in it too


@dataclass(frozen=True, slots=True)
class Guess:
    """A language tag, or None where the text is too short or in a language that is not ours.

    `confidence` from 0 to 1 is what the words alone say for the answer given, so a high one with None means: surely
    another language. That others are rare among residents of Kosovo is in the answer and not in the confidence.
    """

    language: str | None
    confidence: float

    @property
    def tags(self) -> tuple[str, ...]:
        """All tags that the text may have, the one of `language` first; none where that is None."""
        return ONE_GROUP.get(self.language, (self.language,)) if self.language else ()


MINIMUM_WORDS = 3
_LONG_ENOUGH = 2_000  # characters; more cost time and change nothing

# The classes of the model that are ours, and how likely they have to be. Romani was learnt from little text.
_TAGS = {
    "Latn": {"sq": "sq", "sr": "sr-Latn", "tr": "tr", "en": "en", "rom": "rom"},
    "Cyrl": {"sr": "sr-Cyrl"},
}
# The model was taught as if other languages were as usual as ours, so that it would ask for a half. At the desk of a
# municipality each of ours is at least four times as usual: odds of one to four are enough. What other odds would cost
# is printed by tools/calibrate_detection.py.
LEAST_CONFIDENCE = 0.2
_LEAST_OF_RARE = {"rom": 0.8}

_SERBIAN_ALONE = re.compile(r"[ђћ]")
_NOT_SERBIAN = re.compile(r"[ѓќѕщъыьэюяйёіїєґў]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(r"[a-z\u00df-\u024f]+")
_BEYOND_LATIN = re.compile(r"[^\x00-\u024f]")
_NO_LANGUAGE = re.compile(r"⟦[^⟦⟧]*⟧|\b(?:https?://|www\.)\S+|(?<!\S)\S+@\S+|%\(\w+\)\w|\{\w*\}|</?\w[^<>]*>")
_MAY_HOLD_NO_LANGUAGE = re.compile(r"[⟦@%{<]|://|www\.")

_Script = Literal["Latn", "Cyrl"]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text that count, and its script; None where most of its letters are of a third script."""

    words: list[str]
    script: _Script | None


def _words(text: str) -> _Words:
    sample = text[:_LONG_ENOUGH]
    if _MAY_HOLD_NO_LANGUAGE.search(sample):
        sample = _NO_LANGUAGE.sub(" ", sample)
    small = sample.lower()
    if not small.isascii():
        small = unicodedata.normalize("NFC", small).replace("\u0307", "")  # what the capital İ leaves behind
    words = _WORD.findall(small)
    if not _BEYOND_LATIN.search(small):
        return _Words(words, "Latn")
    cyrillic, latin, letters = (
        sum(map(len, found)) for found in (_CYRILLIC.findall(small), _LATIN_WORD.findall(small), words)
    )
    if max(cyrillic, latin) * 2 < letters:
        return _Words(words, None)
    return _Words(words, "Cyrl" if cyrillic > latin else "Latn")


def _sure_by_alphabet(words: list[str]) -> Guess | None:
    letters = "".join(words)
    if _NOT_SERBIAN.search(letters):
        return Guess(None, 0.99)
    return Guess("sr-Cyrl", 0.99) if _SERBIAN_ALONE.search(letters) else None


def _judged(text: _Words) -> Guess:
    if len(text.words) < MINIMUM_WORDS:
        return Guess(None, 0.0)
    if text.script is None:
        return Guess(None, 0.99)
    if text.script == "Cyrl" and (sure := _sure_by_alphabet(text.words)):
        return sure
    model, tags = models()[text.script], _TAGS[text.script]
    scores = model.scores(text.words)
    best = max(scores)
    chances = {name: exp(score - best) for name, score in zip(model.classes, scores, strict=True)}
    total = sum(chances.values())
    likeliest = max(tags, key=chances.__getitem__)
    confidence = chances[likeliest] / total
    if confidence >= _LEAST_OF_RARE.get(likeliest, LEAST_CONFIDENCE):
        return Guess(tags[likeliest], confidence)
    return Guess(None, max(0.0, 1 - sum(map(chances.__getitem__, tags)) / total))


def detect(text: str) -> Guess:
    """The language of a text in one of sq, sr-Cyrl, sr-Latn, tr, en, rom, judged by its first 2,000 characters.

    Latin text in Serbian, Bosnian or Croatian is "sr-Latn". Under three words nothing is said. A text in both scripts
    is judged by the script it has more of.
    """
    return _judged(_words(text))


def detect_many(texts: Iterable[str]) -> list[Guess]:
    """As `detect`, for many texts: their new words are scored together, which makes it several times as fast."""
    cut = [_words(text) for text in texts]
    for script, model in models().items():
        model.learn(word for text in cut if text.script == script for word in text.words)
    return [_judged(text) for text in cut]
