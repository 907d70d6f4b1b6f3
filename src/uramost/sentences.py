"""Where does a sentence end? Rules as a table for each language, as SRX has them: what ends none, and what may follow.

Texts may hold placeables, marks for formatting: ⟦1⟧…⟦/1⟧ around words, ⟦2/⟧ standing alone.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uramost.scripts import to_cyrillic

_MARK = re.compile(r"⟦(/?)(\d+)(/?)⟧")


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
    counted: tuple[str, ...] = ()  # beginnings of what a Roman number counts, and then is no initial: grupi I. Kush

    def __or__(self, other: "Rules") -> "Rules":
        return Rules(
            self.joined | other.joined,
            self.numbered | other.numbered,
            self.initials | other.initials,
            self.ordinal + other.ordinal,
            self.counted + other.counted,
        )


_SQ = Rules(
    joined=_set(
        "dr prof mr msc phd ing inxh ark av z zt znj zj zv doc mag dipl jur prim gjen akad psh p.sh dmth d.m.th n.p "
        "sh.p.k sh.a n.t o.j.q rr bul lagj tel faks cel mob dt u.d përk bot shih krs krh kryet ekz orig "
        "shek bashkëp"
    ),
    numbered=_set("nr no art par pik fq f faq vëll kap seks tab fig hyr kt shtoj lit"),
    initials=_set("dh gj ll nj rr sh th xh zh"),
    counted=_row("grup kategori faz pjes kapitull kre klas shkall shtojc aneks vëllim raund"),
)
_SR = Rules(
    joined=_set(
        "dr sc prof mr msc ing inž arh dipl doc spec prim akad adv gosp g gđa sv npr tj tzv odn sl ul bul tel faks mob "
        "usp upor v v.d d.o.o a.d o.d j.p k.o r.br p.br kat prot evid cca zam pom pred sekr izd prev rođ "
        "zgr lok pribl"
    ),
    numbered=_set("br čl st tač t al str s knj art nr no par gl podtač tab pril god"),
    initials=_set("lj nj dž"),
    counted=_row("grup kategorij faz deo del dio dijel poglavl glav klas stepen prilog aneks krug"),
    ordinal=_row(
        "zakon ustav statut pravilnik odluk uredb poslovnik konvencij povelj direktiv januar februar mart april maj "
        "jun jul avgust septemb oktob novemb decemb siječ veljač ožuj travn svib lipn srpn kolovoz rujn listopad "
        "studen prosin august sednic sjednic redovn vanredn međunarodn"
    ),
)
_TR = Rules(
    joined=_set(
        "dr prof doç yrd öğr gör av müh mim uzm sn hz bkz örn krş çev yay t.c a.ş ltd şti mah cad sok sk bul bulv blv "
        "apt tel faks gen müd bşk başk üniv fak san tic inş i̇nş ort ecz vet yön mad"
    ),
    numbered=_set("no nr md f fık s sf sy c böl kat say d tab şek"),
    counted=_row("grup kategori bölüm kısım faz aşama sınıf ek cilt"),
    ordinal=_row(
        "madde fıkra cadde sokak sınıf bölüm kısım yüzyıl olağan ocak şubat mart nisan mayıs haziran temmuz ağustos "
        "eylül ekim kasım aralık dönem toplantı oturum kat uluslararası"
    ),
)
_EN = Rules(
    joined=_set(
        "mr mrs ms dr prof rev hon gov sen gen col capt lt sgt st e.g i.e viz cf vs approx u.s u.k u.n messrs dept "
        "assn ext tel fax eng ltd inc llc corp blvd ave bldg est"
    ),
    numbered=_set(
        "no nos art arts sec secs par paras para p pp pt pts vol vols ch fig figs ref cl reg app rm tab "
        "jan feb mar apr jun jul aug sep "
        "sept oct nov dec"
    ),
    counted=_row("group categor phase part chapter title class grade annex appendix schedule round volume"),
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
        tuple(convert(rules.counted)),
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
_COUNTED = re.compile(r"(\w+)\s+[IVXLC]+\Z")
_ADDRESS = re.compile(r"[\w.+-]+@\w|www\.|https?:")
_TIME_OF_DAY = re.compile(r"[ap]\.m\Z")
_LOOK_BACK = 40  # characters before a full stop that can hold an abbreviation or an enumeration


def _stop_ends(text: str, start: int, stop: int, after: int, rules: Rules) -> bool:
    """Whether the full stop at `stop` ends the sentence from `start`, when what comes at `after` could begin one."""
    before = text[max(start, stop - _LOOK_BACK) : stop]
    if stop - start < _LOOK_BACK and _ENUMERATION.match(_MARK.sub("", before).lstrip(" \t\n\"'„“”«»([-–•")):
        return False
    found = _TOKEN.search(before)
    token = found[0] if found else ""
    initial, numbered = _is_initial(token, rules), token.lower() in rules.numbered
    if numbered and _NUMBER_FOLLOWS.match(text, after):
        return False
    if (numbered and not initial) or _AND_OTHERS.search(before) or _TIME_OF_DAY.match(token):
        return True
    if counted := _counted(before, rules):
        return text[start:stop].strip() != counted  # by itself it is a label: Grupi I. Bizneset e reja
    if token.lower() in rules.joined or initial or _DOTTED.match(token):
        return False
    return not _ORDINAL.match(token) or bool(_A_YEAR.match(token)) or not _goes_on(text, after, len(token), rules)


def _counted(before: str, rules: Rules) -> str:
    """What stands at the end, if it is a Roman number after what it counts."""
    found = _COUNTED.search(before)
    return found[0] if found and rules.counted and found[1].lower().startswith(rules.counted) else ""


def _is_initial(token: str, rules: Rules) -> bool:
    letter = token.rpartition(".")[2].rpartition("-")[2]
    return letter[:1].isupper() and (len(letter) == 1 or letter.lower() in rules.initials)


def _goes_on(text: str, after: int, digits: int, rules: Rules) -> bool:
    """Whether what follows goes with an ordinal of so many digits: the rest of a date, a word it may stand before."""
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
    begins = following.isupper() or following.isdigit() or _ITEM.match(text, after) or _ADDRESS.match(text, after)
    if not begins:
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
