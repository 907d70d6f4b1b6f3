"""Plain text: is it clean, what is it compared by, what is it found by, and where do its sentences end?

Texts may hold placeables, marks for formatting: ⟦1⟧…⟦/1⟧ around words, ⟦2/⟧ standing alone.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from uramost.scripts import to_cyrillic, to_latin


class BadText(ValueError):
    """Text that no file or database should carry; `position` counts characters of the raw text."""

    def __init__(self, code: Literal["nul", "surrogate", "control"], position: int) -> None:
        super().__init__(f"{code} at character {position}")
        self.code = code
        self.position = position


_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BAD = re.compile(
    "(?P<nul>\0)|(?P<surrogate>[\ud800-\udfff])|(?P<control>[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff])"
)


def clean(raw: str) -> str:
    """NFC with \\n at line ends and no byte order mark.

    Raises BadText for NUL, lone surrogates and control characters other than tab and line ends (and for U+FFFE and
    U+FFFF, which XML cannot carry either).
    """
    if bad := _BAD.search(raw):
        code: Literal["nul", "surrogate", "control"] = "nul" if bad["nul"] else "surrogate"
        raise BadText("control" if bad["control"] else code, bad.start())
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", raw).replace("\ufeff", ""))


_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("„“”‟«»″", '"')
    | dict.fromkeys("‘’‚‛‹›′´`ʼ", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "..."}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")  # invisible: soft hyphen, zero-width space and joiners
)


def normalise(text: str) -> str:
    """For comparing segments: one kind of quotation mark, apostrophe, dash and space. Case and letters stay."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPOGRAPHIC).split())


_MARK = re.compile(r"⟦(/?)(\d+)(/?)⟧")
_PAIR_MARK = re.compile(r"⟦/?\d+⟧")
_NO_DIACRITICS = dict.fromkeys(range(0x300, 0x370))
_PLAIN_LETTERS = _NO_DIACRITICS | str.maketrans(
    {"đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th"}
)
_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """For search: Latin, small letters, no diacritics, words with one space between them."""
    bare = _MARK.sub(" ", _PAIR_MARK.sub("", text))
    letters = unicodedata.normalize("NFKD", bare).translate(_NO_DIACRITICS)
    small = unicodedata.normalize("NFKD", to_latin(letters).casefold())
    return _NOT_A_WORD.sub(" ", small.translate(_PLAIN_LETTERS)).strip()


# Folded Albanian beside folded Serbian: sh–š, zh–ž, xh–dž, gj–đ, q–ć, and the letters Serbian has one of.
_ONE_SOUND = {
    "sh": "s", "zh": "z", "xh": "dz", "x": "dz", "gj": "d", "dj": "d", "dh": "d", "th": "t", "ch": "c", "q": "c",
    "ll": "l", "rr": "r", "y": "i", "w": "v",
}  # fmt: skip
_SOUND = re.compile("|".join(_ONE_SOUND))
_FINAL_VOWEL = re.compile(r"(?<=[a-z0-9]{2})[aeiou]\b")


def search_key(text: str) -> str:
    """`fold`, and in addition the same for Albanian and Serbian spelling and without each word's final vowel.

    Prishtina, Prishtinë and Приштина have one key. Use it on both the query and what is searched.
    """
    return _FINAL_VOWEL.sub("", _SOUND.sub(lambda found: _ONE_SOUND[found[0]], fold(text)))


_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W\d_])|\w+(?:[-’'ʼ]\w+)*")


def words(text: str) -> list[str]:
    """The words and numbers of a text, without punctuation and placeables; 1.234,56 and USAID-a are one each."""
    return _WORD.findall(_MARK.sub(" ", _PAIR_MARK.sub("", text)))


# --- Sentences ------------------------------------------------------------------------------------


def _row(entries: str) -> tuple[str, ...]:
    return tuple(entries.split())


def _set(entries: str) -> frozenset[str]:
    return frozenset(_row(entries))


@dataclass(frozen=True, slots=True)
class Rules:
    """What stands before a full stop that ends no sentence, in small letters and without that full stop.

    What neither table has ends a sentence before a capital: etj. Ministria, itd. Opština, etc. The.
    """

    joined: frozenset[str]  # the sentence goes on in any case: dr. Krasniqi, p.sh. Prishtina
    numbered: frozenset[str] = frozenset()  # it goes on if a number follows: nr. 5
    initials: frozenset[str] = frozenset()  # a first letter of two signs: Sh. Gashi, Lj. Petrović
    ordinal: tuple[str, ...] = ()  # beginnings of capitalised words an ordinal may stand before: 7. Zakona

    def __or__(self, other: "Rules") -> "Rules":
        return Rules(
            self.joined | other.joined,
            self.numbered | other.numbered,
            self.initials | other.initials,
            self.ordinal + other.ordinal,
        )


_SQ = Rules(
    joined=_set(
        "dr prof mr msc phd ing av z zt znj zj doc mag prim gjen akad psh p.sh dmth d.m.th n.p sh.p.k sh.a n.t "
        "o.j.q rr bul lagj tel faks cel mob dt u.d përk bot shih krs krh"
    ),
    numbered=_set("nr no art par pik fq f faq vëll kap"),
    initials=_set("dh gj ll nj rr sh th xh zh"),
)
_SR = Rules(
    joined=_set(
        "dr sc prof mr msc ing inž dipl doc spec prim akad adv gosp g gđa sv npr tj tzv odn sl ul bul tel faks mob "
        "usp upor v v.d d.o.o a.d o.d j.p k.o r.br p.br kat prot evid cca"
    ),
    numbered=_set("br čl st tač t al str s knj art nr no"),
    initials=_set("lj nj dž"),
    ordinal=_row(
        "zakon ustav statut pravilnik odluk uredb poslovnik konvencij povelj direktiv januar februar mart april maj "
        "jun jul avgust septemb oktob novemb decemb siječ veljač ožuj travn svib lipn srpn kolovoz rujn listopad "
        "studen prosin august"
    ),
)
_TR = Rules(
    joined=_set(
        "dr prof doç yrd öğr gör av müh mim uzm sn hz bkz örn krş çev yay t.c a.ş ltd şti mah cad sok sk bul apt tel "
        "faks gen müd"
    ),
    numbered=_set("no nr md f fık s sf sy c böl"),
    ordinal=_row(
        "madde fıkra cadde sokak sınıf bölüm kısım yüzyıl olağan ocak şubat mart nisan mayıs haziran temmuz ağustos "
        "eylül ekim kasım aralık"
    ),
)
_EN = Rules(
    joined=_set(
        "mr mrs ms dr prof rev hon gov sen gen col capt lt sgt st e.g i.e viz cf vs approx u.s u.k u.n messrs dept "
        "assn ext tel fax"
    ),
    numbered=_set(
        "no nos art arts sec secs par paras para p pp vol vols ch fig figs ref cl reg jan feb mar apr jun jul aug sep "
        "sept oct nov dec"
    ),
)
_FI = Rules(joined=_set("esim ks ts fil toht prof mm"), numbered=_set("nro s luk art"))
_SV = Rules(joined=_set("t.ex bl.a d.v.s dr prof fil s.k tel"), numbered=_set("nr s kap mom art"))


def _in_cyrillic(rules: Rules) -> Rules:
    def convert(entries: Iterable[str]) -> Iterator[str]:
        return (to_cyrillic(entry).text for entry in entries)

    return Rules(
        frozenset(convert(rules.joined)),
        frozenset(convert(rules.numbered)),
        frozenset(convert(rules.initials)),
        tuple(convert(rules.ordinal)),
    )


# Serbian texts quote abbreviations of the other script. Romani has no table of its own that we could find: its public
# texts use those of the two official languages.
_SERBIAN = _SR | _in_cyrillic(_SR)
RULES: dict[str, Rules] = {
    "sq": _SQ,
    "sr": _SERBIAN,
    "sr-Cyrl": _SERBIAN,
    "sr-Latn": _SERBIAN,
    "bs": _SR,
    "tr": _TR,
    "rom": _SQ | _SR,
    "en": _EN,
    "fi": _FI,
    "sv": _SV,
}

_BREAK = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?:[\"'”“»’›)\]}]|⟦/\d+⟧)*+(?:(?:⟦\d+/⟧)*\s+|(?:⟦\d+/⟧)+)"
    r"|(?P<line>\n[^\S\n]*\n\s*|\n\s*(?=(?:[-–•*]|\d{1,3}[.)]|[^\W\d_]\))\s))"
)
_OPENING = re.compile(r"(?:[\"'„“”«»‘’‚(\[{¿¡]|⟦\d+/?⟧)*")
_ITEM = re.compile(r"(?:[^\W\d_]|\d{1,3})\)\s|[•*]\s")
_NUMBER_FOLLOWS = re.compile(r"\d|[IVXLC]+\b|§|[A-Z]{1,3}[-/]?\d")
_DATE_FOLLOWS = re.compile(r"(?:0?[1-9]|1[0-2])\.\s?\d|[12]\d{3}\b")
_TOKEN = re.compile(r"[^\s\"'„“”«»‘’(\[⟦⟧/–—]+\Z")
_AND_OTHERS = re.compile(r"\b[iи]\s+(?:dr|sl|др|сл)\Z")
_ENUMERATION = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVX]{1,5}|[ivx]{1,5})\Z")
_DOTTED = re.compile(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+\Z")
_ORDINAL = re.compile(r"(?:\d+|[IVXLC]+)\Z")
_A_YEAR = re.compile(r"\d{4,}")  # also that in the number of a file: 000/2026. Odluka
_TIME_OF_DAY = re.compile(r"[ap]\.m\Z")
_LOOK_BACK = 40  # characters before a full stop that can hold an abbreviation or an enumeration


def _stop_ends(text: str, start: int, stop: int, after: int, rules: Rules) -> bool:
    """Whether the full stop at `stop` ends the sentence from `start`, when what comes at `after` could begin one."""
    before = text[max(start, stop - _LOOK_BACK) : stop]
    if stop - start < _LOOK_BACK and _ENUMERATION.match(_MARK.sub("", before).lstrip(" \t\n\"'„“”«»([-–•")):
        return False
    found = _TOKEN.search(before)
    token = found[0] if found else ""
    if token.lower() in rules.numbered:
        return not _NUMBER_FOLLOWS.match(text, after)
    if _AND_OTHERS.search(before) or _TIME_OF_DAY.match(token):
        return True
    if token.lower() in rules.joined or _is_initial(token, rules) or _DOTTED.match(token):
        return False
    if not _ORDINAL.match(token) or _A_YEAR.match(token):
        return True
    return not _goes_on_after_ordinal(text, after, len(token), rules)


def _is_initial(token: str, rules: Rules) -> bool:
    letter = token.rpartition(".")[2].rpartition("-")[2]
    return letter[:1].isupper() and (len(letter) == 1 or letter.lower() in rules.initials)


def _goes_on_after_ordinal(text: str, after: int, digits: int, rules: Rules) -> bool:
    if digits <= 2 and _DATE_FOLLOWS.match(text, after):
        return True
    return text[after : after + 12].lower().startswith(rules.ordinal) if rules.ordinal else False


def _ends(text: str, start: int, found: re.Match[str], rules: Rules) -> bool:
    """Whether a sentence ends where this break is."""
    if found["line"]:
        return True
    opening = _OPENING.match(text, found.end())
    after = opening.end() if opening else found.end()
    following = text[after : after + 1]
    if not (following.isupper() or following.isdigit() or _ITEM.match(text, after)):
        return False
    return found["stop"] != "." or _stop_ends(text, start, found.start(), after, rules)


_SOMETHING = re.compile(r"\S")


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where any pair of placeables is open, in the order of the text: start of the first mark, end of the last."""
    opened: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        closing, number, alone = mark.groups()
        if closing and number in opened:
            spans.append((opened.pop(number), mark.end()))
        elif not closing and not alone:
            opened[number] = mark.start()
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text; joined they are the text again, white space belongs to the sentence before it.

    A blank line ends a sentence, and so does a line end before a list item. Nothing ends inside a pair of placeables.
    A language without `RULES` is split without abbreviations of its own.
    """
    rules = RULES.get(language, Rules(frozenset()))
    pairs = deque(_pairs(text))
    result: list[str] = []
    start = 0
    for found in _BREAK.finditer(text):
        end = found.end()
        while pairs and pairs[0][1] <= end:
            pairs.popleft()
        inside = bool(pairs) and pairs[0][0] < end
        if end < len(text) and not inside and _SOMETHING.search(text, start, end) and _ends(text, start, found, rules):
            result.append(text[start:end])
            start = end
    return [*result, text[start:]] if text else []
