"""Which of our languages is a text in, and how sure is that?

py3langid (a naive Bayes model of byte n-grams in about 130 languages) says how likely each language is. It is corrected
by what it does not know: small words that people type without ë and ç, letters that only one Cyrillic alphabet has, and
that Serbian, Bosnian and Croatian in Latin script cannot be told apart by their words. No detector knows Romani.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from uramost.text import fold


@dataclass(frozen=True, slots=True)
class Guess:
    """A language tag, or None where the text is too short or in a language that is not ours.

    `confidence` from 0 to 1 is that of the answer given, so a high one with None means: surely another language.
    """

    language: str | None
    confidence: float


MINIMUM_WORDS = 3
MINIMUM_CONFIDENCE = 0.25  # below it the likeliest language is a guess among many
_LONG_ENOUGH = 2_000  # characters; more cost time and change nothing

_SOUTH_SLAVIC = ("sr", "hr", "bs")

_SERBIAN_ALONE = re.compile(r"[ђћЂЋ]")
_NOT_SERBIAN = re.compile(r"[ѓќѕщъыьэюяйёіїєґўЃЌЅЩЪЫЬЭЮЯЙЁІЇЄҐЎ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_LANGUAGE = re.compile(r"⟦[^⟦⟧]*⟧|\b(?:https?://|www\.)\S+|(?<!\S)\S+@\S+|%\(\w+\)\w|\{\w*\}|</?\w[^<>]*>")

# Frequent words of official writing that tell a language from its neighbours here, folded (Latin, no diacritics).
_WORDS = {
    "sq": "dhe eshte jane nuk per nga kjo ky keto kete ketij kesaj cili cila cilat qe ose por duhet mund behet sipas "
    "te me ne nje komuna komunes komunat qytetaret qytetareve ligji ligjit neni nenit zyra zyres njoftim njoftimi "
    "kerkesa kerkese kerkesen sherbim sherbimet gjuhe gjuhen gjuhes dokumentet personi informata",
    "sr": "je su nije nisu koji koja koje kojih koju ili kao sa iz ovaj opstina opstine opstini opstinu opcina opcine "
    "zakona clan clana gradani gradana molimo moze mogu mora moraju treba biti bude vas vasa samo ovde ovdje jer ako "
    "kada izaberite unesite godine gde gdje ste bi ce prijave javni konkurs",
    "tr": "ve ile icin bir bu olarak olan degil belediye belediyesi kanun kanunu madde gore veya tarafindan lutfen "
    "gerekir edilir yapilir",
    "en": "the and of is are be this that with shall must please you your not from been have has will which enter "
    "select for by",
    "mk": "vo so deka gi ova ovaa ovoj toa site nema ima bide bidat sto opstinata gradanite zakonot vasata vaseto "
    "vasiot vrednosta poleto ve ja bea bese vnesete izberete ednas ushte pomalku samo e",
    "sl": "in ki ni so ali lahko vnesite kot pri bo ta vsaj morate tega ne",
}
# Letters a language does without, but for names: each kind makes it less likely.
_STRANGE = {
    "sq": re.compile("[wäöüßıışğčćžšđəǎ]"),
    "sr": re.compile("[qwxyëçéèàäöüßışğəǎñ]"),
    "tr": re.compile("[qwxëéäßčćžšđəǎ]"),
    "en": re.compile("[ëçäöüßışğčćžšđəǎ]"),
}


@dataclass(frozen=True, slots=True)
class _Script:
    """What is known about the languages of one script before and beside the model."""

    words: Mapping[str, str]  # word: its language
    tags: Mapping[str, str]  # the model's code: our tag
    prior: Mapping[str, float]  # how much likelier than any other language before a word is read


def _words_of(*codes: str) -> dict[str, str]:
    return {word: code for code in codes for word in _WORDS[code].split()}


_WORD_FACTOR = 2.0
_STRANGE_FACTOR = 0.4
_SCRIPTS = {
    "Latn": _Script(
        words=_words_of("sl", "en", "tr", "sr", "sq"),
        tags={"sq": "sq", "tr": "tr", "en": "en", "sr": "sr-Latn"},
        prior=dict.fromkeys(("sq", "tr", "en", "sr", "sl"), 3.0),  # letters to a town hall are mostly in its languages
    ),
    "Cyrl": _Script(
        words=_words_of("mk", "sr"),
        tags={"sr": "sr-Cyrl"},
        prior={"sr": 3.0},  # the model has read little Serbian Cyrillic: it prefers Macedonian
    ),
}


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    """Loaded once, at the first question: a second of work and some ten megabytes."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _likelihoods(text: str) -> dict[str, float]:
    """The model's probabilities, with the South Slavic languages that share their words added up as "sr"."""
    added: dict[str, float] = defaultdict(float)
    for code, probability in _model().rank(text):
        added["sr" if code in _SOUTH_SLAVIC else code] += probability
    return added


def _corrected(likelihoods: dict[str, float], text: str, script: _Script) -> dict[str, float]:
    """Likelihoods weighted by the frequent words and strange letters of a text, adding up to 1 again."""
    known = Counter(code for word in fold(text).split() if (code := script.words.get(word)))
    small = text.lower()
    weighted = dict(likelihoods)
    for code in set(script.words.values()):
        strange = len(set(_STRANGE[code].findall(small))) if code in _STRANGE else 0
        factor = script.prior.get(code, 1.0) * _WORD_FACTOR ** known[code] * _STRANGE_FACTOR**strange
        weighted[code] = max(likelihoods[code], 1e-4) * factor  # words can show what the model excludes
    total = sum(weighted.values())
    return {code: value / total for code, value in weighted.items()}


def _sure_by_alphabet(text: str) -> Guess | None:
    if _NOT_SERBIAN.search(text):
        return Guess(None, 0.99)
    return Guess("sr-Cyrl", 0.99) if _SERBIAN_ALONE.search(text) else None


def detect(text: str) -> Guess:
    """The language of a text in one of sq, sr-Cyrl, sr-Latn, tr, en, judged by its first 2,000 characters.

    Latin text in Serbian, Bosnian or Croatian is "sr-Latn". Under three words nothing is said. A text in both scripts
    is judged by the script it has more of.
    """
    sample = _NO_LANGUAGE.sub(" ", text[:_LONG_ENOUGH])
    if len(_LETTERS.findall(sample)) < MINIMUM_WORDS:
        return Guess(None, 0.0)
    cyrillic = len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample))
    if cyrillic and (sure := _sure_by_alphabet(sample)):
        return sure
    script = _SCRIPTS["Cyrl" if cyrillic else "Latn"]
    likelihoods = _corrected(_likelihoods(sample), sample, script)
    code, probability = max(likelihoods.items(), key=itemgetter(1))
    if probability < MINIMUM_CONFIDENCE:
        return Guess(None, 1 - probability)
    return Guess(script.tags.get(code), probability)
