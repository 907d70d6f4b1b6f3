"""Terminology: which agreed terms stand in this text, whatever their case, number or script?

A word of a term is taken apart by the endings its language has: for "komunë" the table of Albanian says that words in
"ë" stand with "a", "ës", "ën", "at", "ave" … instead. A term of several words is found when its words stand in order,
each in one of its forms. Everything is compared folded, so Serbian is found in both scripts and Albanian without its
dots too. The tables are rules about endings, not a dictionary: what they miss and what they find wrongly is measured in
the tests.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, cast, get_args

from uramost.scripts import to_latin
from uramost.text import fold

Status = Literal["proposed", "approved", "forbidden"]


class BadTerms(ValueError):
    """A list of terms that cannot be read: `code` missing_column, bad_status, duplicate_id or empty; `row` from 1."""

    def __init__(self, code: str, row: int, value: str = "") -> None:
        super().__init__(f"{code} in row {row}: {value}")
        self.code, self.row, self.value = code, row, value


@dataclass(frozen=True, slots=True)
class Term:
    """A concept with its names by language, the preferred one first, and the names that must not be used for it."""

    id: str
    texts: Mapping[str, tuple[str, ...]]
    status: Status = "proposed"
    definition: Mapping[str, str] = field(default_factory=dict)
    domain: str = ""
    source: str = ""
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A term at `start` to `end` of a text, in characters."""

    start: int
    end: int
    term: Term


# Endings -----------------------------------------------------------------------------------------------------------
# Lemma ending → the endings that stand in its place. All that fit a word are tried. Folded, č is c; only Albanian
# endings keep their marks, for "bashkë" (together) is no form of "bashki", as "kuvende" is one of "kuvendi".

ANY, CONSONANT = "", "-"  # every word; a word that ends in a consonant

ALBANIAN = {
    CONSONANT: "i it in u ut un e ë et ët eve ëve es ës en ën a at ave esh ësh ash ve ja ra rat rave",
    "e": "a es ës en ën at ave et ët eve ëve esh ësh ash ja eje",  # komunë, gjuhë, shpallje
    "i": "ia isë inë itë ive ish it in e et eve at ave ime",  # bashkësi; and a definite headword: kuvendi
    "j": "jt jn jve",  # Ferizaj
    "o": "oja osë onë ot ove",  # byro
    "a": "e ë es ës en ën at ave asë anë",  # a definite headword: komuna
    "er": "ri rit rin ra rat rave re res rës ren rën ret reve",  # regjistër, qendër
    "k": "qe qet qeve qit",  # qark
    "g": "gje gjet gjeve",  # treg
    "ll": "j jt jve",  # popull
    "at": "a ave ash",  # a definite plural inside a term: të drejtat
    "it": "i in et eve ve",  # a genitive inside a term: i kuvendit
    "es": "e ë a en ën at ave et eve",  # i komunës
}
SERBIAN = {
    CONSONANT: "a u e i om em ima ovi ova ove ovima evi eva eve evima",  # rok, list, zahtev
    "a": "e i u o om ama oj ih im ima ome",  # opština; matična
    "e": "a u em ima og eg emu oga om ome oj ih im i o",  # rešenje; opšte
    "o": "a u om ima og oga omu ome ih im e i oj",  # pravo; javno
    "i": "og oga om omu ome im ih ima a e o u oj eg ega em emu",  # javni; izbori
    "k": "ci cima ce",  # načelnik, načelnici
    "g": "zi zima ze",  # predlog, predlozi
    "h": "si sima se",
    "ka": "ci",  # odluka, odluci
    "ga": "zi",  # knjiga, knjizi
    "ac": "ca cu ce cem ci cima aca",  # kupac, kupca
    "lac": "oca ocu oce ocem oci ocima laca",  # podnosilac, podnosioca
    "zac": "sca scu sce scem sci scima zaca",  # obrazac, obrasca
    "aci": "ataka acima atke",  # podaci as a headword
    "ak": "ka ku kom ci ke cima aka",  # postupak, postupka
    "ar": "ra ru rom ri re rima ara",  # centar, centra
    "anin": "ani ana ane anima",  # građanin, građani
    "eo": "ela elu elom eli ele elova elovi elovima",  # deo, dela
    "st": "sti scu stima",  # nadležnost, nadležnošću
    "stvo": "stava",  # društvo, društava
    "me": "mena menu menom menima",  # vreme
    "ovi": "ova ove ovima",  # sudovi as a headword
}
ENGLISH = {ANY: "s es", "y": "ies", "man": "men", "person": "people"}


def _turkish() -> dict[str, str]:
    """Turkish endings follow one another: number, possession, case. A hard last letter softens before a vowel."""
    cases = "i u a e yi yu ya ye ni nu na ne da de ta te nda nde dan den tan ten ndan nden in un nin nun yla yle la le"
    chains = [
        number + owner + case
        for number in ("", "lar", "ler")
        for owner in ("", "i", "u", "si", "su", "lari", "leri")
        for case in ("", *cases.split())
    ]
    softened = {
        hard: " ".join(soft + chain for chain in chains if chain[:1] in set("aeiu"))
        for hard, soft in (("k", "g"), ("p", "b"), ("t", "d"))
    }
    of_owned = " ".join(chain for chain in chains if chain)  # başkanı as the second word of belediye başkanı
    return {ANY: of_owned, "i": of_owned, "u": of_owned, **softened}


ENDINGS = {"sq": ALBANIAN, "sr": SERBIAN, "en": ENGLISH, "tr": _turkish()}
SAME_ENDINGS = {"sr-Cyrl": "sr", "sr-Latn": "sr", "bs": "sr"}
# Albanian words that join a noun to what follows; they change with the noun's case.
LINKS = {"sq": ("i", "e", "të", "së")}
# Serbian words that come second in their sentence, wherever that is: "organizacija je civilnog društva".
CLITICS = {"sr": frozenset(("je", "su", "se", "bi", "ce", "li"))}
# What Albanian writes together with a noun: "projektbuxheti" is the draft of a "buxhet".
PREFIXES = {"sq": "projekt"}
ENDINGS_WITH_MARKS = frozenset({"sq"})
# Words that have no forms though a table would give them some; so have all words of one or two letters.
FIXED = {
    "sq": ("per", "nga", "mbi", "dhe", "ose", "pas", "para"),
    "sr": ("kod", "bez", "radi", "nad", "pod", "pri"),
    "en": ("for", "and", "the"),
    "tr": ("ile", "icin"),
}
VOWELS = "aeiouy"
_NOTHING = frozenset(("",))


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    return fold(word).replace(" ", "")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: where it is, folded, in Latin with its marks, and whether it is in capitals.

    `rest` is what follows one of PREFIXES in it.
    """

    start: int
    end: int
    folded: str
    written: str
    capitals: bool
    rest: "_Word | None" = None


@dataclass(frozen=True, slots=True)
class Stem:
    """How a word may begin and what may follow: both folded; `written` is the stem with its marks.

    `exact`: the endings have their marks too.
    """

    folded: str
    endings: frozenset[str]
    written: str
    exact: bool = False


@cache
def _endings(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """As in the table; an ending with marks may also be typed without them."""
    return tuple(
        (lemma, frozenset(endings.split()) | frozenset(map(_fold_word, endings.split())))
        for lemma, endings in ENDINGS.get(language, {}).items()
    )


def stems(word: str, language: str) -> list[Stem]:
    """How a word may begin and go on in its forms; `language` is a key of ENDINGS, words of others have no forms."""
    folded, written = _fold_word(word), _written(word)
    links = [Stem(_fold_word(link), _NOTHING, link) for link in LINKS.get(language, ())]
    if any(folded == link.folded for link in links):
        return links
    found = [Stem(folded, _NOTHING, written)]
    if len(folded) <= 2 or folded in FIXED.get(language, ()):
        return found
    for lemma, endings in _endings(language):
        cut = len(folded) - (0 if lemma == CONSONANT else len(lemma))
        fits = folded[-1] not in VOWELS if lemma == CONSONANT else folded.endswith(lemma)
        if fits and cut >= 2:
            found.append(Stem(folded[:cut], endings, written[:cut], language in ENDINGS_WITH_MARKS))
    return found


def _written(word: str) -> str:
    return to_latin(word).casefold()


def _is_form(word: _Word, stem: Stem) -> bool:
    """Marks may be missing in a text, but not added: "nën" is not a form of "nen"."""
    return (
        word.folded.startswith(stem.folded)
        and (word.written if stem.exact else word.folded)[len(stem.folded) :] in stem.endings
        and all(mine == theirs or mine.isascii() for mine, theirs in zip(word.written, stem.written, strict=False))
    )


# Finding -----------------------------------------------------------------------------------------------------------

WORD = re.compile(r"⟦/?\d+/?⟧|(?P<word>[^\W_]+)")
GAP = re.compile(r"(?:[\s\-‐‑'’]|⟦/?\d+/?⟧)*")


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a term, word by word."""

    words: tuple[tuple[Stem, ...], ...]
    capitals: bool  # an abbreviation: OJQ is not the word "ojq"
    term: Term


class Finder:
    """Finds the terms of one language in a text, in inflected forms.

    `language` is a BCP 47 tag; Serbian terms are found in both scripts. With `forbidden` it looks for the names that
    must not be used instead. The time of a search grows with the terms that begin alike, not with all of them, and
    with the text, however long one word of it is.
    """

    def __init__(self, terms: Iterable[Term], language: str, *, forbidden: bool = False) -> None:
        self._language = SAME_ENDINGS.get(language, language)
        self._clitics = CLITICS.get(self._language, frozenset())
        self._by_stem: defaultdict[str, list[tuple[Stem, _Name]]] = defaultdict(list)
        for term in terms:
            for text in _names(term.forbidden if forbidden else term.texts, language):
                self._take(text, term)
        self._longest_stem = max(map(len, self._by_stem), default=0)

    def _take(self, text: str, term: Term) -> None:
        words = [match["word"] for match in WORD.finditer(text) if match["word"]]
        if not words:
            return
        forms = tuple(tuple(stems(word, self._language)) for word in words)
        name = _Name(forms, text.isupper() and len(text) > 1, term)
        for stem in forms[0]:
            self._by_stem[stem.folded].append((stem, name))

    def find(self, text: str, *, nested: bool = False) -> list[Found]:
        """Terms in the order of the text. Of overlapping ones the longest, with `nested` all of them.

        Two terms of one name are both found.
        """
        words = _words(text, self._language)
        found: list[Found] = []
        place = 0
        while place < len(words):
            ends = [(name.term, self._end(name, words, place, text)) for name in self._beginning(words[place])]
            last = max((end for _, end in ends), default=0)
            kept = {(term.id, end): term for term, end in ends if end and (nested or end == last)}
            found += (Found(words[place].start, words[end - 1].end, term) for (_, end), term in kept.items())
            place = max(place + 1, 0 if nested else last)
        return found

    def _beginning(self, word: _Word) -> Iterator[_Name]:
        """Names whose first word this one is a form of, each once or more."""
        for read in (word, *([word.rest] if word.rest else [])):
            for cut in range(1, min(len(read.folded), self._longest_stem) + 1):
                for stem, name in self._by_stem.get(read.folded[:cut], ()):
                    if _is_form(read, stem) and (word.capitals or not name.capitals):
                        yield name

    def _end(self, name: _Name, words: list[_Word], place: int, text: str) -> int:
        """Where the words of the name end if the first of them is at `place`; 0 where it does not stand here."""
        at = place + 1
        for forms in name.words[1:]:
            for following in range(at, min(at + 2, len(words))):
                if not GAP.fullmatch(text, words[following - 1].end, words[following].start):
                    return 0
                if any(_is_form(words[following], stem) for stem in forms):
                    break
                if words[following].folded not in self._clitics:
                    return 0
            else:
                return 0
            at = following + 1
        return at


def _words(text: str, language: str) -> list[_Word]:
    prefix = PREFIXES.get(language, "")
    return [_word(match, prefix) for match in WORD.finditer(text) if match["word"]]


def _word(match: re.Match[str], prefix: str) -> _Word:
    folded, written, capitals = _fold_word(match["word"]), _written(match["word"]), match["word"].isupper()
    rest = None
    if prefix and folded.startswith(prefix):
        rest = _Word(match.start(), match.end(), folded[len(prefix) :], written[len(prefix) :], capitals)
    return _Word(match.start(), match.end(), folded, written, capitals, rest)


def _names(texts: Mapping[str, tuple[str, ...]], language: str) -> Iterator[str]:
    """The names in a language; Serbian ones are in Cyrillic, and Latin is derived by folding."""
    yield from texts.get(language, ())
    if language == "sr-Latn":
        yield from texts.get("sr-Cyrl", ())


# Lists -------------------------------------------------------------------------------------------------------------

PLAIN_COLUMNS = ("id", "domain", "status", "source")
TAGS = {"sr": "sr-Cyrl"}


def read_csv(path: Path) -> list[Term]:
    """Terms from a CSV file in UTF-8: id, domain, status, source, a column a language, definition_… and forbidden_….

    Several names in one field are separated by semicolons, the preferred one first. Raises BadTerms.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        for column in PLAIN_COLUMNS:
            if column not in (rows.fieldnames or ()):
                raise BadTerms("missing_column", 1, column)
        terms: dict[str, Term] = {}
        for number, row in enumerate(rows, start=2):
            term = _term(row, number)
            if term.id in terms:
                raise BadTerms("duplicate_id", number, term.id)
            terms[term.id] = term
    return list(terms.values())


def _term(row: Mapping[str, str], number: int) -> Term:
    status = row["status"]
    if status not in get_args(Status):
        raise BadTerms("bad_status", number, status)
    columns = {name: value.strip() for name, value in row.items() if name and value and value.strip()}
    texts = {name: _split(value) for name, value in columns.items() if name not in PLAIN_COLUMNS and "_" not in name}
    if not row["id"] or not texts:
        raise BadTerms("empty", number, row["id"])
    return Term(
        id=row["id"],
        texts=texts,
        status=cast(Status, status),
        definition=_prefixed(columns, "definition_"),
        domain=row["domain"],
        source=row["source"],
        forbidden={tag: _split(value) for tag, value in _prefixed(columns, "forbidden_").items()},
    )


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _prefixed(columns: Mapping[str, str], prefix: str) -> dict[str, str]:
    found = {name.removeprefix(prefix): value for name, value in columns.items() if name.startswith(prefix)}
    return {TAGS.get(tag, tag): value for tag, value in found.items()}
