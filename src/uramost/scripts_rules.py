"""What is not Serbian, or not a word: which pieces of a Latin text stay as they are, and which a person looks at."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from uramost.scripts_letters import IS_CYRILLIC, IS_LATIN, MAY_HAVE_DIGRAPH, SEAM_GUESS, SEAMS_MEET, SOLID, TYPED_DJ

Reason: TypeAlias = Literal["acronym", "code", "digraph", "foreign", "mixed", "roman"]

REASONS: tuple[Reason, ...] = (
    "acronym",  # short word in capitals: kept if it is written in Latin everywhere, converted otherwise
    "code",  # letters and digits together (A4, COVID-19, P-123/26): kept
    "digraph",  # nj, lj, dž or dj that may be two letters: the likelier reading was taken
    "foreign",  # not a Serbian word by its letters, or a known foreign name: kept
    "mixed",  # one word in both scripts: made Cyrillic
    "roman",  # a Roman numeral or the letter that looks like one
)


UNITS = (
    "kWh|MWh|GWh|kW|MW|kV|kVA|km/h|m/s|km|dm|cm|mm|µm|m|kg|mg|µg|dag|g(?!\\.)|t|hl|dl|cl|ml|l|ha|"
    "kHz|MHz|GHz|Hz|kB|KB|MB|GB|TB|Mb/s|Gb/s|dB|kPa|hPa|MPa|kJ|MJ|GJ|kcal|V|W|h|px|dpi|pH"
)
BARE_UNITS = "k?m[²³]|[cdm]m[²³]|[kMG]Wh|kW|km|kg|cm|mm|ml|km/h|µg|µm|[kMG]Hz"  # never Serbian words
_ENDINGS = "pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|xml|json|html?|zip|jpe?g|png|gif|svg|tiff?|mp[34]|tmx|xlf|po"
_DOMAINS = "com|org|net|info|gov|edu|eu|int|rs|ba|al|mk|hr|xk|de|uk|us|io"
# Kept without a word to anybody. A run of letters and dots is tried from its beginning only, or long runs take minutes.
_KEPT: tuple[str, ...] = (
    r"⟦[^⟦⟧]*⟧",
    r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|\#\w+);",
    r"\{[^{}\s]*\}|%\(\w+\)[#0\-+]?\d*[a-zA-Z]|%[sdifr]\b",
    r"\b(?:https?|ftp)://[^\s<>⟦⟧]*[^\s<>⟦⟧.,;:!?)\]}»”“\"']|\bwww\.[^\s<>⟦⟧]*[^\s<>⟦⟧.,;:!?)\]}»”“\"']",
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    rf"(?<![\w.-])(?:[a-z0-9-]+\.)+(?:{_DOMAINS})\b(?:/[^\s<>⟦⟧]*[\w/])?",
    rf"(?<![\w./-])[\w-]+(?:[./][\w-]+)*\.(?:{_ENDINGS})\b",
    r"(?<!\w)/[A-Za-z\d_-]+/[\w./-]*|\b[A-Za-z]\w*_\w+",
    r"\b\d{1,3}/[A-Z]{1,2}-\d{1,4}[a-z]?\b",  # laws: 02/L-37
    rf"(?<=\d)[ \u00a0\u202f]?(?:{UNITS})[²³23]?(?:/(?:{UNITS})[²³23]?)?(?![\w’'])",
    rf"\b(?:{BARE_UNITS})(?!\w)|°[CFK]\b",
)
_CODE = (
    r"\b[A-Z]{1,3}[a-z]?\d[a-z\d]*\b|\b(?:[A-Z]{1,6}-?\d|(?<![\d/.-])\d[\d/.-]*[/-]?[A-Z])[A-Z\d]*(?:[/-][A-Z\d]+)*\b"
)
_PIECE = rf"(?P<kept>{'|'.join(_KEPT)})|(?P<code>{_CODE})|(?P<word>[Ee]-mail|[^\W\d_]+)"


_FOREIGN_LETTER = re.compile(r"[^abcdefghijklmnoprstuvzčćžšđǆǉǌ\u0300-\u036f]|(?-i:[ıİſ])", re.IGNORECASE)
# Not Serbian, but for these joints: vannastavni, dvadesettri, posttraumatski, transsibirski, protivvrednost, Pjongjang.
_FOREIGN_SPELLING = re.compile(
    r"ch|(?<!n)gj|(?<!va)(?<!pa)nn|(?<!se)(?<!pos)tt|(?<!tran)ss|(?<!ti)vv|(?<!o)(?<!u)mm|([bcfgklpz])\1"
    r"|^(?:th|zh|dh|rr|sh(?:[kpt]|a[blq]|e[fh]))",
    re.IGNORECASE,
)
_FOREIGN_NAMES = (
    "microsoft", "google", "facebook", "instagram", "viber", "zoom", "android", "iphone", "apple", "adobe", "chrome",
    "outlook", "teams", "tiktok", "ubuntu", "debian", "django", "deloitte", "corps", "children", "helvetas", "caritas",
    "prishtina", "office",
)  # fmt: skip
_NAME_ENDINGS = ("", "a", "u", "e", "om", "em")
FOREIGN_WORDS = frozenset(
    [name + ending for name in _FOREIGN_NAMES for ending in _NAME_ENDINGS]
    + ["mail", "email", "online", "offline", "times", "news", "the", "and", "of", "for", "european"]
)
_INNER_CAPITAL = re.compile(r"[^\W\d_]*[a-zčćžšđ][A-ZČĆŽŠĐ]")
_ACRONYM_IN_LATIN = re.compile(
    "PDF|HTML|XML|JSON|HTTPS?|CSV|USB|URL|USAID|COVID|IBAN|BIC|ISO|CPV|CEFTA|GPS|UNICEF|UNHCR|ECMI|EUR|USD|CHF|GBP"
)
_ACRONYM_IN_CYRILLIC = re.compile("EU|UN|SAD|NVO|OCD|PDV|MUP|JMBG|BDP|NATO|OEBS|RTS|RTK|MZ|SO|JP|AD|DOO|BiH|KiM")
_ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
SMALL_ROMAN = ["ii", "iii", "iv", "vii", "viii"]  # without vi, the word; those with x are foreign by that letter
_IN_A_FORM = re.compile(r"[^\W\d_][-:./]\||\|[-:./][^\W\d_]")  # GGGG-MM-DD, ČČ:MM: how a date or time is written
_ROMAN_OR_WORD = frozenset({"DI", "LI", "MI", "VI"})  # in a heading of capitals, more often the word
_NUMBERED = re.compile(
    r"\b(?:aneks|prilog|del|deo|dio|glav|odelj|odjelj|poglavlj|tabel|klas|kategorij|grup|faz|tom|knjig|razred|stepen|"
    r"stupanj|oblast|zon|tip|lot|partij|priorit|cilj|mer|"
    r"aleksand|petr|petar|pavl|frančišk|franc|karl|vilhelm|elizabet|nikol|katarin|justinijan|napoleon|murat|mehmed)\w{0,4}\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?:razred|stepen|stupanj|kvartal|tromeseč|polugod|kategorij|faz|grup|krug|kol|deo|dio|nivo|instanc|zon|red|"
    r"svetsk|svjetsk|izdanj|vek|sprat)",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"[.)]|\s?[-–]\s|[-–]\d|$")
WINDOW = 60  # characters either side that show whether a word in capitals stands in a line of capitals


# --- … one word at a time -------------------------------------------------------------------------


@dataclass(slots=True)
class _Word:
    """One run of letters in its text."""

    letters: str
    text: str
    start: int
    end: int

    @property
    def before(self) -> str:
        return self.text[max(0, self.start - WINDOW) : self.start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + WINDOW].partition("\n")[0]

    @property
    def opens_line(self) -> bool:
        return not self.before.strip(" \t\"'„“”«»([-–•")

    @property
    def in_line_of_capitals(self) -> bool:
        line = f"{self.before} {self.after}"
        return not _has_small(line) and any(map(str.isupper, line))


def _is_mixed(word: _Word) -> bool:
    return IS_CYRILLIC.search(word.letters) is not None


def _is_roman(word: _Word) -> bool:
    """A Roman numeral; single letters but V and X are no numerals here, and I has a rule of its own."""
    letters = word.letters
    if letters in SMALL_ROMAN:
        return True
    if not _ROMAN.fullmatch(letters) or letters in {"I", "L", "C", "D", "M"} or _is_initial(word):
        return False
    if letters == "MM" and _IN_A_FORM.search(f"{word.before[-2:]}|{word.after[:2]}"):
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
    if letters.lower() in FOREIGN_WORDS or _FOREIGN_LETTER.search(letters) or _INNER_CAPITAL.match(letters):
        return True
    return len(letters) > 3 and _FOREIGN_SPELLING.search(letters) is not None


def _is_guessed_digraph(word: _Word) -> bool:
    letters = word.letters
    if not MAY_HAVE_DIGRAPH.search(letters):
        return False
    if TYPED_DJ.match(letters):
        return True
    return bool(SEAM_GUESS.match(letters) and not SEAMS_MEET.search(letters) and not SOLID.search(letters))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a word is, and what follows: stays it Latin, and which doubt does a person see?"""

    applies: Callable[[_Word], bool]
    keep: bool
    doubt: Reason | None


_RULES: tuple[Rule, ...] = (  # the first that applies
    Rule(_is_mixed, keep=False, doubt="mixed"),
    Rule(_is_roman, keep=True, doubt="roman"),
    Rule(_is_first, keep=True, doubt="roman"),
    Rule(_may_be_roman, keep=False, doubt="roman"),
    Rule(_is_serbian_acronym, keep=False, doubt=None),
    Rule(_is_acronym_in_latin, keep=True, doubt="acronym"),
    Rule(_is_acronym, keep=False, doubt="acronym"),
    Rule(_is_foreign, keep=True, doubt="foreign"),
    Rule(_is_guessed_digraph, keep=False, doubt="digraph"),
)
_PLAIN = Rule(lambda word: True, keep=False, doubt=None)
_AS_IT_IS = Rule(lambda word: True, keep=True, doubt=None)
_CODED = Rule(lambda word: True, keep=True, doubt="code")


def rule_for(found: re.Match[str]) -> Rule:
    if found["code"]:
        return _CODED
    if not found["word"] or not IS_LATIN.search(found["word"]):
        return _AS_IT_IS
    word = _Word(found[0], found.string, *found.span())
    return next((rule for rule in _RULES if rule.applies(word)), _PLAIN)


@lru_cache(maxsize=64)
def pieces(keep: frozenset[str]) -> re.Pattern[str]:
    """The pieces of a text that need a decision; the caller's own words come before every rule."""
    own = "|".join(re.escape(word) for word in sorted(keep, key=len, reverse=True) if word)
    return re.compile(rf"(?P<own>(?<!\w)(?:{own})(?!\w))|{_PIECE}") if own else re.compile(rf"(?P<own>(?!))|{_PIECE}")


# --- What is the same in any surroundings ---------------------------------------------------------

_NEEDS_A_LOOK = re.compile(r"[⟦<]")  # what may reach over a space: a placeable, a tag
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = re.compile("[a-z]")  # most that are small, quickly
_UNIT = re.compile(rf"(?:{UNITS}|{BARE_UNITS})(?![^\W\d_])")


def looks_beside(chunk: str) -> Literal["no", "capitals", "yes"]:
    """Whether a text without spaces is read otherwise in other surroundings.

    "capitals": only in a line of capitals. A chunk is read alike everywhere where no rule looks beside its words.
    """
    if _NEEDS_A_LOOK.search(chunk) or _UNIT.match(chunk):
        return "yes"
    answers = set(map(_rule_looks_beside, _LETTERS.findall(chunk)))
    return "yes" if "yes" in answers else "capitals" if "capitals" in answers else "no"


def _rule_looks_beside(letters: str) -> Literal["no", "capitals", "yes"]:
    if _ROMAN.fullmatch(letters):
        return "yes" if len(letters) == 1 or letters in _ROMAN_OR_WORD else "no"
    word = _Word(letters, letters, 0, len(letters))
    if len(letters) > 6 or not letters.isupper() or _is_serbian_acronym(word) or _is_acronym_in_latin(word):
        return "no"
    return "capitals"


def stands_in_small_letters(text: str, start: int, end: int) -> bool:
    """Whether small letters stand so near in the line that no word of text[start:end] is in a line of capitals."""
    near = WINDOW - (end - start)
    return _has_small(text[max(0, start - near) : start].rpartition("\n")[2]) or _has_small(
        text[end : end + near].partition("\n")[0]
    )


def _has_small(text: str) -> bool:
    return _SMALL.search(text) is not None or any(map(str.islower, text))
