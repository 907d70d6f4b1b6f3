"""Serbian in two scripts: Cyrillic to Latin is safe; Latin to Cyrillic says where a person should look.

The Latin digraphs nj, lj and dž each stand for one Cyrillic letter, except where two letters merely meet
(in-jekcija, nad-živeti). What is not Serbian (addresses, units, law numbers, foreign words) stays as it is.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Script: TypeAlias = Literal["Latn", "Cyrl", "mixed"]
Reason: TypeAlias = Literal["acronym", "code", "digraph", "foreign", "mixed", "roman"]

REASONS: tuple[Reason, ...] = (
    "acronym",  # short word in capitals: kept if it is written in Latin everywhere, converted otherwise
    "code",  # letters and digits together (A4, COVID-19, P-123/26): kept
    "digraph",  # nj, lj, dž or dj that may be two letters: the likelier reading was taken
    "foreign",  # not a Serbian word by its letters, or a known foreign name: kept
    "mixed",  # one word in both scripts: made Cyrillic
    "roman",  # a Roman numeral or the letter that looks like one
)

DERIVED = {"sr-Latn": "sr-Cyrl"}  # the first is made from the second, which is the approved text


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place in the Cyrillic result, [start, end) in characters, that a person should look at."""

    start: int
    end: int
    original: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Cyrillic:
    """Text made Cyrillic, with its doubtful places in order."""

    text: str
    doubts: tuple[Doubt, ...]


def _both_cases(cyrillic: str, latin: str) -> dict[str, str]:
    pairs = dict(zip(cyrillic.split(), latin.split(), strict=True))
    return pairs | {letter.upper(): other.capitalize() for letter, other in pairs.items()}


_LATIN = _both_cases(
    "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш ѐ ѝ",
    "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š è ì",
)
_TO_LATIN = str.maketrans(_LATIN)
_DIGRAPHS = {latin.casefold(): letter for letter, latin in _LATIN.items() if len(latin) == 2 and letter.islower()}
_LIGATURES = dict(zip("ǆǅǄǉǈǇǌǋǊ", "џЏЏљЉЉњЊЊ", strict=True))  # digraphs that Unicode also has as one character
_DIGRAPH = re.compile("|".join(_DIGRAPHS), re.IGNORECASE)
_SEAM = "\0"  # stands between two letters that only look like a digraph; never part of a word
_TO_CYRILLIC = str.maketrans(
    {latin: letter for letter, latin in _LATIN.items() if len(latin) == 1 and letter not in "ѐѝЀЍ"}
    | _LIGATURES
    | {_SEAM: ""}
)

_UPPER = "A-ZČĆŽŠĐА-ЯЂЈЉЊЋЏ"
_LOWER = "a-zčćžšđа-яђјљњћџ"
# In a word of capitals Њ is NJ; a single Њ goes by the words beside it (ТАЧКА Њ, but Њ. Петровић).
_CAPITAL_DIGRAPH = re.compile(
    rf"[ЉЊЏ](?=[{_UPPER}])"
    rf"|(?<=[{_UPPER}])[ЉЊЏ](?![{_LOWER}])"
    rf"|(?<=[{_UPPER}]{{2}} )[ЉЊЏ](?![{_UPPER}{_LOWER}])"
    rf"|(?<![{_UPPER}{_LOWER}])[ЉЊЏ](?= [{_UPPER}]{{2}})"
)

_IS_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿꜢ-ꞿff-st]")
_IS_CYRILLIC = re.compile(r"[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]")


def script_of(text: str) -> Script | None:
    """The script of the letters in a text; None where it has no Latin or Cyrillic letter.

    Strict: one Latin letter in a Cyrillic text, even of a web address, makes it "mixed".
    """
    latin, cyrillic = _IS_LATIN.search(text), _IS_CYRILLIC.search(text)
    if latin and cyrillic:
        return "mixed"
    return "Latn" if latin else "Cyrl" if cyrillic else None


def to_latin(text: str) -> str:
    """Serbian Cyrillic as Latin: every letter has one answer, and everything else is untouched."""
    return _CAPITAL_DIGRAPH.sub(lambda found: _LATIN[found[0]].upper(), text).translate(_TO_LATIN)


# --- Latin to Cyrillic: where two letters only meet ----------------------------------------------

# The end of the left part and the beginning of the right one, as patterns without regard to case.
# Meetings of l and j are not among them: no current Serbian word has one.
SEAMS: tuple[tuple[str, str], ...] = (
    (r"in", r"je(?:kc|kt|ci)|junk[ct]|jicir|jurij"),  # injekcija, injektor, injunkcija, injurija
    (r"kon", r"ju(?:ga[ct]|gir|gov|nk|kc|kt)|jekt|jurac"),  # konjugacija, konjunktura, konjektura
    (r"\b(?:iz)?van", r"je(?:zi|da|dr|vr)|jug|jur"),  # vanjezički, izvanjezički
    (r"\bpan", r"je(?:vr|zi)|jugo"),  # panjevropski
    (r"\btan", r"jug(?:a|u|om|ov\w*)?\b"),  # Tanjug, from Telegrafska agencija nove Jugoslavije
    (r"\band", r"žej"),
    (r"feld", r"žand"),
    (r"\bšen", r"j[ae]ng"),
    (r"\ban", r"jon"),
    (r"\b(?:ne)?nad", r"ži[vm]|žnj|že[tn]|žup|žub|ždr"),  # nadživeti, nadžnjeti, nadžupan
    (r"\b(?:ne)?pod", r"žup|žan[rd]|ždr|že[ćgžtnl]|ži[lžt]|žbun|žv|žut|žar[ei]"),  # podžupan, podžanr
    (r"\b(?:ne)?od", r"žal(?!an)|žar|ži[vlg]|žv|žub|žmur|žde|ždr|že[ćžtl]|žon|žur"),  # odžaliti, odživeti
    (r"\bpred", r"žalb|želu|že[nt]|živ|žrtv|žup|žit"),  # predželudac, predžalbeni
)
_SEAMS = re.compile("|".join(f"{left}(?={right})" for left, right in SEAMS), re.IGNORECASE)

# Beginnings of words that look like the rows above and have a true џ (most come from Turkish).
_SOLID = re.compile(
    r"nadž(?:ak|e[dk]|id|o)|podž(?:a[pv]|ez)|odž(?:a[kcčln]|e[pm]|in|ić)|predž(?:onj|em)", re.IGNORECASE
)
# In neither table, or written both ways (Бенјамин, Бењамин): two letters are likelier, and a person looks.
_SEAM_GUESS = re.compile(r"\b(?:ne)?(?:nad|pod|od|pred)(?=ž)|\bben(?=jamin)", re.IGNORECASE)
_TYPED_DJ = re.compile(r"\bdj(?!e[cčdlstv])", re.IGNORECASE)  # Djordje for Đorđe; but Ijekavian djeca, djelo

# --- … what is not Serbian, or not a word ---------------------------------------------------------

_UNITS = (
    "kWh|MWh|GWh|kW|MW|kV|kVA|km/h|m/s|km|dm|cm|mm|µm|m|kg|mg|µg|dag|g(?!\\.)|t|hl|dl|cl|ml|l|ha|"
    "kHz|MHz|GHz|Hz|kB|KB|MB|GB|TB|Mb/s|Gb/s|dB|kPa|hPa|MPa|kJ|MJ|GJ|kcal|V|W|h|px|dpi|pH"
)
_BARE_UNITS = "k?m[²³]|[cdm]m[²³]|[kMG]Wh|kW|km|kg|cm|mm|ml|km/h|µg|µm|[kMG]Hz"  # never Serbian words
_ENDINGS = "pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|xml|json|html?|zip|jpe?g|png|gif|svg|tiff?|mp[34]|tmx|xlf|po"
_DOMAINS = "com|org|net|info|gov|edu|eu|int|rs|ba|al|mk|hr|xk|de|uk|us|io"
# Kept without a word to anybody. A run of letters and dots is tried from its beginning only, or long runs take minutes.
_KEPT: tuple[str, ...] = (
    r"⟦[^⟦⟧]*⟧",
    r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|\#\w+);",
    r"\{[^{}\s]*\}|%\(\w+\)[#0\- +]?\d*[a-zA-Z]|%[sdifr]\b",
    r"\b(?:https?|ftp)://[^\s<>⟦⟧]*[^\s<>⟦⟧.,;:!?)\]}»”“\"']|\bwww\.[^\s<>⟦⟧]*[^\s<>⟦⟧.,;:!?)\]}»”“\"']",
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    rf"(?<![\w.-])(?:[a-z0-9-]+\.)+(?:{_DOMAINS})\b(?:/[^\s<>⟦⟧]*[\w/])?",
    rf"(?<![\w./-])[\w-]+(?:[./][\w-]+)*\.(?:{_ENDINGS})\b",
    r"(?<!\w)/[A-Za-z\d_-]+/[\w./-]*|\b[A-Za-z]\w*_\w+",
    r"\b\d{1,3}/[A-Z]{1,2}-\d{1,4}[a-z]?\b",  # laws: 02/L-37
    rf"(?<=\d)[ \u00a0\u202f]?(?:{_UNITS})[²³23]?(?:/(?:{_UNITS})[²³23]?)?(?![\w’'])",
    rf"\b(?:{_BARE_UNITS})(?!\w)|°[CFK]\b",
)
_CODE = (
    r"\b[A-Z]{1,3}[a-z]?\d[a-z\d]*\b|\b(?:[A-Z]{1,6}-?\d|(?<![\d/.-])\d[\d/.-]*[/-]?[A-Z])[A-Z\d]*(?:[/-][A-Z\d]+)*\b"
)
_PIECE = rf"(?P<kept>{'|'.join(_KEPT)})|(?P<code>{_CODE})|(?P<word>[Ee]-mail|[^\W\d_]+)"


_FOREIGN_LETTER = re.compile(r"[^abcdefghijklmnoprstuvzčćžšđǆǉǌ\u0300-\u036f]", re.IGNORECASE)
# Not Serbian, but for these joints: vannastavni, dvadesettri, posttraumatski, transsibirski, protivvrednost, Pjongjang.
_FOREIGN_SPELLING = re.compile(
    r"ch|(?<!n)gj|(?<!va)(?<!pa)nn|(?<!se)(?<!pos)tt|(?<!tran)ss|(?<!ti)vv|(?<!o)(?<!u)mm|([bcfgklpz])\1"
    r"|^(?:th|zh|dh|rr|sh(?:[kpt]|a[blq]|e[fh]))",
    re.IGNORECASE,
)
_FOREIGN_NAMES = re.compile(
    r"(?:microsoft|google|facebook|instagram|viber|zoom|android|iphone|apple|adobe|chrome|outlook|teams|tiktok|ubuntu|"
    r"debian|django|deloitte|corps|children|helvetas|caritas|prishtina|office)(?:a|u|e|om|em)?"
    r"|mail|email|online|offline|the|and|of|for|european",
    re.IGNORECASE,
)
_INNER_CAPITAL = re.compile(r"[^\W\d_]*[a-zčćžšđ][A-ZČĆŽŠĐ]")
_ACRONYM_IN_LATIN = re.compile(
    "PDF|HTML|XML|JSON|HTTPS?|CSV|USB|URL|USAID|COVID|IBAN|BIC|ISO|CPV|CEFTA|GPS|UNICEF|UNHCR|ECMI|EUR|USD|CHF|GBP"
)
_ACRONYM_IN_CYRILLIC = re.compile("EU|UN|SAD|NVO|OCD|PDV|MUP|JMBG|BDP|NATO|OEBS|RTS|RTK|MZ|SO|JP|AD|DOO|BiH|KiM")
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_SMALL_ROMAN = re.compile(r"ii|iii|iv|vii|viii")  # without vi, the word; those with x are foreign by that letter
_ROMAN_OR_WORD = frozenset({"DI", "LI", "MI", "VI"})  # in a heading of capitals, more often the word
_NUMBERED = re.compile(
    r"\b(?:aneks|prilog|del|deo|dio|glav|odelj|odjelj|poglavlj|tabel|klas|kategorij|grup|faz|tom|knjig|razred|stepen|"
    r"stupanj|oblast|zon|tip|lot|partij|priorit|cilj|mer)\w{0,4}\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?:razred|stepen|stupanj|kvartal|tromeseč|polugod|kategorij|faz|grup|krug|kol|deo|dio|nivo|instanc|zon|red|"
    r"svetsk|svjetsk|izdanj|vek|sprat)",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"[.)]|\s?[-–]\s|[-–]\d|$")
_WINDOW = 60  # characters either side that show whether a word in capitals stands in a line of capitals


# --- … one word at a time -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    """One run of letters in its text."""

    text: str
    start: int
    end: int

    @property
    def letters(self) -> str:
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        return self.text[max(0, self.start - _WINDOW) : self.start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + _WINDOW].partition("\n")[0]

    @property
    def opens_line(self) -> bool:
        return not self.before.strip(" \t\"'„“”«»([-–•")

    @property
    def in_line_of_capitals(self) -> bool:
        line = f"{self.before} {self.after}"
        return any(map(str.isupper, line)) and not any(map(str.islower, line))


def _is_mixed(word: _Word) -> bool:
    return _IS_CYRILLIC.search(word.letters) is not None


def _is_roman(word: _Word) -> bool:
    """A Roman numeral; single letters but V and X are no numerals here, and I has a rule of its own."""
    letters = word.letters
    if _SMALL_ROMAN.fullmatch(letters):
        return True
    if not _ROMAN.fullmatch(letters) or letters in {"I", "L", "C", "D", "M"} or _is_initial(word):
        return False
    return letters not in _ROMAN_OR_WORD or not word.in_line_of_capitals


def _is_initial(word: _Word) -> bool:
    """The V of V. Petrović, and not of a line that begins with V."""
    return len(word.letters) == 1 and word.after.startswith(".") and not word.opens_line


def _is_first(word: _Word) -> bool:
    """The single I as a number (Aneks I, I razred, "I." at the beginning of a line) and not as "and"."""
    if word.letters != "I" or _is_initial(word):
        return False
    listed = word.opens_line and _LIST_MARK.match(word.after)
    return bool(listed or _NUMBERED.search(word.before) or _COUNTED.match(word.after))


def _may_be_roman(word: _Word) -> bool:
    return _ROMAN.fullmatch(word.letters) is not None and word.letters in {"I", "V", "X", *_ROMAN_OR_WORD}


def _is_acronym_in_latin(word: _Word) -> bool:
    letters = word.letters
    if _ACRONYM_IN_LATIN.fullmatch(letters):
        return True
    return 1 < len(letters) <= 6 and letters.isupper() and _FOREIGN_LETTER.search(letters) is not None


def _is_serbian_acronym(word: _Word) -> bool:
    return _ACRONYM_IN_CYRILLIC.fullmatch(word.letters) is not None


def _is_acronym(word: _Word) -> bool:
    letters = word.letters
    return 1 < len(letters) <= 6 and letters.isupper() and not word.in_line_of_capitals


def _is_foreign(word: _Word) -> bool:
    letters = word.letters
    if _FOREIGN_LETTER.search(letters) or _FOREIGN_NAMES.fullmatch(letters) or _INNER_CAPITAL.match(letters):
        return True
    return len(letters) > 3 and _FOREIGN_SPELLING.search(letters) is not None


def _is_guessed_digraph(word: _Word) -> bool:
    letters = word.letters
    if _TYPED_DJ.match(letters):
        return True
    return bool(_SEAM_GUESS.match(letters) and not _SEAMS.search(letters) and not _SOLID.search(letters))


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a word is, and what follows: stays it Latin, and which doubt does a person see?"""

    applies: Callable[[_Word], bool]
    keep: bool
    doubt: Reason | None


_RULES: tuple[_Rule, ...] = (  # the first that applies
    _Rule(_is_mixed, keep=False, doubt="mixed"),
    _Rule(_is_roman, keep=True, doubt="roman"),
    _Rule(_is_first, keep=True, doubt="roman"),
    _Rule(_may_be_roman, keep=False, doubt="roman"),
    _Rule(_is_serbian_acronym, keep=False, doubt=None),
    _Rule(_is_acronym_in_latin, keep=True, doubt="acronym"),
    _Rule(_is_acronym, keep=False, doubt="acronym"),
    _Rule(_is_foreign, keep=True, doubt="foreign"),
    _Rule(_is_guessed_digraph, keep=False, doubt="digraph"),
)
_PLAIN = _Rule(lambda word: True, keep=False, doubt=None)
_AS_IT_IS = _Rule(lambda word: True, keep=True, doubt=None)
_CODED = _Rule(lambda word: True, keep=True, doubt="code")


def _rule_for(found: re.Match[str]) -> _Rule:
    if found["code"]:
        return _CODED
    if not found["word"] or not _IS_LATIN.search(found["word"]):
        return _AS_IT_IS
    word = _Word(found.string, *found.span())
    return next((rule for rule in _RULES if rule.applies(word)), _PLAIN)


def _one_letter(found: re.Match[str]) -> str:
    letter = _DIGRAPHS[found[0].casefold()]
    return letter.upper() if found[0][0].isupper() else letter


@lru_cache(maxsize=20_000)
def _convert(word: str) -> str:
    """A word letter by letter, with the digraphs that are one letter."""
    apart = _SEAMS.sub(rf"\g<0>{_SEAM}", word)
    if apart == word and not _SOLID.search(word):
        apart = _SEAM_GUESS.sub(rf"\g<0>{_SEAM}", word)
    return _DIGRAPH.sub(_one_letter, apart).translate(_TO_CYRILLIC)


@lru_cache(maxsize=64)
def _pieces(keep: frozenset[str]) -> re.Pattern[str]:
    """The pieces of a text that need a decision; the caller's own words come before every rule."""
    own = "|".join(re.escape(word) for word in sorted(keep, key=len, reverse=True) if word)
    return re.compile(rf"(?P<own>(?<!\w)(?:{own})(?!\w))|{_PIECE}") if own else re.compile(rf"(?P<own>(?!))|{_PIECE}")


def to_cyrillic(text: str, keep: Collection[str] = ()) -> Cyrillic:
    """Serbian Latin as Cyrillic, with the places a person should look at.

    `keep` are words or phrases that stay as they are, in exactly this spelling. Placeables ⟦…⟧, addresses, units, file
    names and law numbers stay without a doubt; the other reasons are in `REASONS`.
    """
    text = unicodedata.normalize("NFC", text)
    parts: list[str] = []
    doubts: list[Doubt] = []
    done = length = 0
    for found in _pieces(frozenset(keep)).finditer(text):
        rule = _rule_for(found)
        new = found[0] if rule.keep else _convert(found[0])
        parts += (text[done : found.start()], new)
        start = length + found.start() - done
        done, length = found.end(), start + len(new)
        if rule.doubt:
            doubts.append(Doubt(start, length, found[0], rule.doubt))
    return Cyrillic("".join(parts) + text[done:], tuple(doubts))


def derive(text: str, tag_from: str, tag_to: str) -> str:
    """A text of one tag for another in the other script. Only the pairs of `DERIVED` need nobody to look at the result.

    Raises ValueError for tags that are not the two scripts of Serbian.
    """
    if tag_from == tag_to:
        return text
    if (tag_from, tag_to) == ("sr-Cyrl", "sr-Latn"):
        return to_latin(text)
    if (tag_from, tag_to) == ("sr-Latn", "sr-Cyrl"):
        return to_cyrillic(text).text
    raise ValueError(f"{tag_to} cannot be derived from {tag_from}")
