"""What does a text refer to: addresses, account and telephone numbers, laws, files and their parts?"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from uramost.checks.fact import Scanner, Seen
from uramost.checks.vocabulary import PARTS, family

# Every repetition is bounded and starts only where no longer one could, so that the time grows with the text.
VARIABLE = re.compile(
    r"%\([A-Za-z0-9_]{1,40}\)[#0+-]?[0-9]{0,3}(?:\.[0-9]{1,3})?[a-z]"  # Python: %(count)s
    r"|(?<![0-9%])%(?:[0-9]{1,2}\$)?['#0+-]?[0-9]{0,3}(?:\.[0-9]{1,3})?(?:hh?|ll?|[zqjtL])?"  # C: %d, %1$s, %'lu
    r"[diouxXeEfgGcs](?![A-Za-z0-9])"
    r"|(?<![0-9%])%(?:[0-9]{1,2}\$)?'?[sd](?=[a-z\u0400-\u052f])"  # with an ending of the language: %sa
    r"|\{\{? ?[A-Za-z0-9_.]{0,40}(?:[:!][A-Za-z0-9_.,<>^+-]{1,12})? ?\}?\}"  # {name}, {0:.2f}, {{ name }}
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
URL = re.compile(
    r"\b(?:(?:https?://|www\.)[^\s<>\"„“”«»()\[\]\0]{2,500}(?<![.,;:!?'])"
    r"|(?<![\w.@-])(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:net|org|com|eu|info)\b(?:/[^\s<>\"„“”«»()\[\]\0]{0,400}(?<![.,;:!?']))?)",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\.(?:net|org|com|eu|info)\b", re.IGNORECASE)
_URL_LANGUAGE = re.compile(
    r"(?<=[/=])(?:sq|sq-xk|al|alb|shqip|sr|sr-latn|sr-cyrl|rs|srb|srp|srpski|bs|bos|bosanski|en|eng|english|tr|tur)(?=[/&#?]|$)"
)
IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?(?=[A-Z]{0,3}[0-9])[A-Z0-9]{4}){2,7}(?: ?[0-9]{1,3})?\b")
LAW = re.compile(r"(?<![0-9a-z])([0-9]{1,3}) ?/ ?([a-z]) ?[-–] ?([0-9]{1,4})(?![0-9a-z])")
_APART = r"(?:[ /.-]{0,2}| ?\([0-9]{1,3}\)[ /.-]?)"  # between two figures; a bracket is opened and closed
PHONE = re.compile(
    rf"(?<![0-9])(?:\+|00)[0-9](?:{_APART}[0-9]){{7,14}}(?![0-9])"
    r"|(?<![0-9a-z])(?:tel|phone|fa(?:x|ks)|mob|viber|whatsapp)[a-z]{0,6}[.:]{0,2} {0,2}"
    rf"(?:\(0[0-9]{{1,3}}\)|0[0-9])(?:{_APART}[0-9]){{4,12}}(?![0-9])"
    r"|(?<![0-9+/.-])0[0-9]{2}[ /][0-9]{3}[ -][0-9]{2,3}[ -]?[0-9]{0,3}(?![0-9/])"
)
PLOT = re.compile(r"(?<![0-9a-z])(?:p ?-? ?)?([0-9]{8})-([0-9]{1,5})-([0-9]{1,3})(?![0-9-])")
FILE_NUMBER = re.compile(r"(?<![0-9a-z/.,-])[0-9]{1,9}(?:[/-][0-9]{1,9}){1,6}(?![0-9])")
SECTION = re.compile(r"(?<![0-9a-z])([0-9]{1,4}) ?§|§{1,2} ?([0-9]{1,4})(?![0-9])")
_LEVELS = ("article", "paragraph", "point", "point")
_SIDES = {
    "before": r"\b(?:{words})\b\.? ?(?:(?:nr|br|no)\b\.? ?)?([0-9]{{1,4}}(?:\.[0-9]{{1,3}}){{0,3}})(?![0-9/])",
    "after": r"(?<![0-9a-z.,])([0-9]{{1,4}})(?:\.|'[a-z]{{1,5}}) ?(?:{words})\b",
}
_ORDINAL_FIRST = frozenset({"tr"})  # "7. maddenin 2. fıkrası": the number belongs to the word after it


def take_addresses(scanner: Scanner) -> None:
    """Variables, e-mail, web addresses and account numbers, from the text with its capitals."""
    if "%" in scanner.text or "{" in scanner.text:
        scanner.take(VARIABLE, lambda match: [Seen("variable", _variable(match[0]))])
    if "@" in scanner.text:
        scanner.take(EMAIL, lambda match: [Seen("email", match[0].lower())])
    if may_have_url(scanner.text):
        scanner.take(URL, lambda match: [Seen("url", _address(match[0]))])
    if scanner.figures:
        scanner.take(IBAN, lambda match: [Seen("iban", match[0].replace(" ", ""))])


def may_have_url(text: str) -> bool:
    """False where URL finds nothing for sure: it is looked for in every text, and few have one."""
    return "://" in text or "www." in text.lower() or bool(_DOMAIN.search(text))


def _variable(written: str) -> str:
    """`{{ name }}` is `{{name}}`, and the apostrophe of `%'d`, which groups figures, is the translator's choice."""
    return re.sub(r"[\s']", "", written)


def _address(url: str) -> str:
    """The same page in another language is the same reference: its language segment is left out."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower())
    return _URL_LANGUAGE.sub("", bare).rstrip("/")


def take_numbers(scanner: Scanner) -> None:
    """Law numbers, telephone numbers, protocol, file and plot numbers, from the folded text."""
    scanner.take(LAW, _law)
    scanner.take(PLOT, _plot)
    scanner.take(PHONE, _phone)
    scanner.take(FILE_NUMBER, _file_number)


def _law(match: re.Match[str]) -> Sequence[Seen]:
    """`06/L-081` and `6/L-81` are the same law; both are met in official texts."""
    return [Seen("law", f"{int(match[1])}/{match[2].upper()}-{int(match[3])}")]


def _plot(match: re.Match[str]) -> Sequence[Seen]:
    """`P-71914059-00123-0`: zone, plot and part of it, as the cadastre numbers them."""
    return [Seen("plot", "-".join(str(int(part)) for part in match.groups()))]


def _phone(match: re.Match[str]) -> Sequence[Seen]:
    """`+383 (0)38 200 123` and `038 200-123` end in the same eight figures."""
    return [Seen("phone", re.sub("[^0-9]", "", match[0])[-8:])]


def _file_number(match: re.Match[str]) -> Sequence[Seen]:
    """A range such as 12-15 is two numbers; a stroke or a second hyphen makes it the number of a file."""
    if "/" not in match[0] and match[0].count("-") < 2:
        return []
    number = re.sub("(?<![0-9])0+(?=[0-9])", "", match[0])
    return [Seen("file", number, tuple(re.split("[/-]", number)))]


def take_parts(scanner: Scanner, language: str) -> None:
    """Articles, paragraphs, points: `neni 7, paragrafi 2`, `član 7. stav 2.`, `Art. 7.2`, `7. maddenin 2. fıkrası`."""
    base = family(language)
    for side in ("after", "before") if base in _ORDINAL_FIRST else ("before", "after"):
        for kind, pattern in _part_patterns(base, side):
            scanner.take(pattern, _numbered(kind))
    scanner.take(SECTION, lambda match: [_part("article", match[1] or match[2])])


@lru_cache(maxsize=16)
def _part_patterns(base: str, side: str) -> Sequence[tuple[str, re.Pattern[str]]]:
    """The word before its number ("član 7") or after it ("7. član")."""
    return tuple((kind, re.compile(_SIDES[side].format(words=words))) for kind, words in PARTS.get(base, {}).items())


def _numbered(kind: str) -> Callable[[re.Match[str]], Sequence[Seen]]:
    """`Article 7.2` is article 7, paragraph 2; a paragraph 1.1 is one number."""

    def recognise(match: re.Match[str]) -> Sequence[Seen]:
        if kind != "article":
            return [_part(kind, match[1])]
        return [_part(below, number) for below, number in zip(_LEVELS, match[1].split("."), strict=False)]

    return recognise


def _part(kind: str, number: str) -> Seen:
    return Seen(kind, number, (number,))
