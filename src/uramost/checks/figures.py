"""What number is written here, in figures or in words?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from uramost.checks.vocabulary import MULTIPLIERS, family

# Groups are bounded: a text of 50,000 figures must not be tried from each of its positions to the end. A figure comes
# before the look at what precedes it: so the search goes from figure to figure, not from letter to letter.
FIGURE = (
    r"[0-9](?<![0-9a-z][0-9])(?<![0-9][.,][0-9])(?:"
    r"[0-9]{0,2}(?:\.[0-9]{3}){1,6}(?![0-9])(?:,[0-9]{1,12}(?![0-9]))?"
    r"|[0-9]{0,2}(?:,[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,12}(?![0-9]))?"
    r"|[0-9]{0,2}(?:[ '][0-9]{3}){1,6}(?![0-9])(?:[.,][0-9]{1,12}(?![0-9]))?"
    r"|[0-9]{0,39}(?:[.,][0-9]{1,40})?(?![0-9])"
    r")"
)
_DECIMAL_POINT = frozenset({"en"})
_GROUPED = re.compile(r"[0-9]{1,3}([., '])[0-9]{3}(?:\1[0-9]{3})*")


def canonical(figure: str, language: str, thousands: int = 0) -> str:
    """`1.234,50` (sq), `1 234,5` (sr) and `1,234.50` (en) → `1234.5`; `thousands` moves the point: 3, 6 or 9 places.

    A single separator before exactly three figures is read as the language writes it: `1.234` is one thousand two
    hundred and thirty-four, in English one and a bit. Three noughts are thousands in any language: nobody writes
    `10,000` for ten. Strings throughout: no figure is too long, nothing is rounded.
    """
    whole, fraction = _parts(figure, language)
    whole, fraction = whole + fraction[:thousands].ljust(thousands, "0"), fraction[thousands:].rstrip("0")
    return (whole.lstrip("0") or "0") + ("." + fraction if fraction else "")


def decimals(figure: str, language: str) -> str:
    """The figures after the point as they are written, noughts too: `1.500,00` has two."""
    return _parts(figure, language)[1]


def _parts(figure: str, language: str) -> tuple[str, str]:
    last = max(figure.rfind("."), figure.rfind(","))
    if last < 0 or _only_groups(figure, language):
        return re.sub("[^0-9]", "", figure), ""
    return re.sub("[^0-9]", "", figure[:last]), figure[last + 1 :]


def _only_groups(figure: str, language: str) -> bool:
    grouped = _GROUPED.fullmatch(figure)
    if not grouped or figure.startswith("0"):
        return False
    decimal = "." if family(language) in _DECIMAL_POINT else ","
    return grouped[1] != decimal or figure.count(decimal) > 1 or figure.endswith(decimal + "000")


# Counted from nought; `|` separates forms of the same number. Written folded.
_UNITS: Mapping[str, str] = {
    "sq": (
        "zero nje dy|dyja tre|tri|trija kater pese gjashte shtate tete nente dhjete njembedhjete dymbedhjete "
        "trembedhjete katermbedhjete pesembedhjete gjashtembedhjete shtatembedhjete tetembedhjete nentembedhjete"
    ),
    "sr": (
        "nula jedan|jedna|jedno|jednog|jedne|jednu dva|dve|dvije|dvoje tri|troje cetiri|cetvoro pet|petoro "
        "sest|sestoro sedam|sedmoro osam|osmoro devet|devetoro deset|desetoro jedanaest dvanaest trinaest cetrnaest "
        "petnaest sesnaest sedamnaest osamnaest devetnaest"
    ),
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ),
    "tr": (
        "sifir bir iki uc dort bes alti yedi sekiz dokuz on onbir oniki onuc ondort onbes onalti onyedi onsekiz ondokuz"
    ),
    "fi": "nolla yksi kaksi kolme nelja viisi kuusi seitseman kahdeksan yhdeksan kymmenen",
    "sv": (
        "noll en|ett tva tre fyra fem sex sju atta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
    ),
}
_TENS: Mapping[str, str] = {  # from twenty
    "sq": "njezet tridhjete dyzet pesedhjete gjashtedhjete shtatedhjete tetedhjete nentedhjete",
    "sr": "dvadeset trideset cetrdeset pedeset sezdeset sedamdeset osamdeset devedeset",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "tr": "yirmi otuz kirk elli altmis yetmis seksen doksan",
    "sv": "tjugo trettio fyrtio femtio sextio sjuttio attio nittio",
}
# Serbian "sto" (a hundred) is left out: folded it is also "što", what.
_HUNDREDS: Mapping[str, str] = {  # from one hundred
    "sq": "njeqind dyqind treqind katerqind peseqind gjashteqind shtateqind teteqind nenteqind",
    "sr": "stotinu dvesta|dvesto|dvjesta trista|tristo cetiristo petsto sesto|seststo sedamsto osamsto devetsto",
}
_AND = frozenset({"e", "i", "and"})
# What stands before an ordinal, its stems from "second" on, and its endings. "Sesto" is also six hundred.
_ORDINALS: Mapping[str, tuple[str, str, str]] = {
    "sq": (
        "(?:i|e|te|se) ",
        "dyt tret katert pest gjasht shtat tet nent dhjet njembedhjet dymbedhjet trembedhjet katermbedhjet "
        "pesembedhjet gjashtembedhjet shtatembedhjet tetembedhjet nentembedhjet njezet",
        "(?:e|a|en|es|at|et|ave|eve|i|in|it)",
    ),
    "sr": (
        "(?!sesto(?![a-z]))",
        "drug trec cetvrt pet sest sedm osm devet deset jedanaest dvanaest trinaest cetrnaest petnaest sesnaest "
        "sedamnaest osamnaest devetnaest dvadeset",
        "(?:i|a|o|e|u|og|oga|eg|ega|om|ome|em|emu|oj|ih|im|ima)",
    ),
    "en": (
        "",
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth",
        "",
    ),
    "tr": ("", "ikinci ucuncu dorduncu besinci altinci yedinci sekizinci dokuzuncu onuncu", "[a-z]{0,4}"),
}


@lru_cache(maxsize=16)
def _words(base: str) -> Mapping[str, int]:
    tables = ((_UNITS, 0, 1), (_TENS, 20, 10), (_HUNDREDS, 100, 100))
    return {
        form: first + step * place
        for table, first, step in tables
        for place, forms in enumerate(table.get(base, "").split())
        for form in forms.split("|")
    }


@lru_cache(maxsize=16)
def _rounds(base: str) -> Sequence[tuple[int, re.Pattern[str]]]:
    """A thousand, a million, a billion, and how they are written."""
    return [(10**places, re.compile(forms)) for places, forms in MULTIPLIERS.get(base, {}).items()]


_WORD = re.compile(r"[a-z]+")


def spelled(folded: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Numbers written as words: (start, end, value); `njëzet e pesë`, `dvadeset pet` → 25, `dve hiljade` → 2000."""
    if family(language) == "tr":
        yield from _turkish(folded)
        return
    known, rounds = _words(family(language)), _rounds(family(language))
    run: list[tuple[int, int, int]] = []
    for word in () if known.keys().isdisjoint(_WORD.findall(folded)) else _WORD.finditer(folded):
        value = known.get(word[0])
        times = next((times for times, forms in rounds if run and forms.fullmatch(word[0])), 0)
        if times and not folded[run[-1][1] : word.start()].strip(" -"):
            run = _multiplied(run, word.end(), times)
        elif value is None:
            if word[0] not in _AND:
                yield from _whole(run)
                run = []
        elif run and _continues(run[-1], word.start(), value, folded):
            run.append((word.start(), word.end(), value))
        else:
            yield from _whole(run)
            run = [(word.start(), word.end(), value)]
    yield from _whole(run)


def _multiplied(run: list[tuple[int, int, int]], end: int, times: int) -> list[tuple[int, int, int]]:
    """`dy milionë e pesëqind` and then `mijë`: a thousand times five hundred, not times the millions before."""
    kept = [part for part in run if part[2] >= times]
    counted = run[len(kept) :]
    return [*kept, (counted[0][0], end, sum(part[2] for part in counted) * times)] if counted else run


def _continues(before: tuple[int, int, int], start: int, value: int, folded: str) -> bool:
    """Only a smaller number goes on from a round one, with at most a short joining word between."""
    between = folded[before[1] : start]
    round_to = next(step for step in (10**9, 10**6, 1000, 100, 10, 1) if before[2] % step == 0)
    return before[2] >= 20 and 0 < value < round_to and between.strip(" -") in {*_AND, ""}


_TENS_BEFORE = re.compile(rf"(?<![a-z])(on|{_TENS['tr'].replace(' ', '|')})[ -]\Z")
_IN_AN_ORDER = re.compile(rf"[ -](?:birinci|{_ORDINALS['tr'][1].replace(' ', '|')})")
_HUNDRED = "yuz"  # alone it is a face, as "bin" alone is "get on"
_TURKISH_ROUNDS: Mapping[str, int] = {"bin": 10**3, "milyon": 10**6, "milyar": 10**9}


def _turkish(folded: str) -> Iterator[tuple[int, int, int]]:
    """Turkish writes every part by itself and joins nothing: `on beş` is 15, `bin beş yüz elli` 1550."""
    known = _words("tr")
    run: list[re.Match[str]] = []
    for word in () if known.keys().isdisjoint(_WORD.findall(folded)) else _WORD.finditer(folded):
        counts = word[0] in known or word[0] == _HUNDRED or word[0] in _TURKISH_ROUNDS
        if run and not (
            counts and not folded[run[-1].end() : word.start()].strip(" -") and _goes_on(run[-1][0], word[0])
        ):
            yield from _turkish_whole(run)
            run = []
        if counts:
            run.append(word)
    yield from _turkish_whole(run)


def _goes_on(before: str, word: str) -> bool:
    """Nothing small follows what is as small: `beş altı` are two numbers, `elli altı` is one."""
    if word == _HUNDRED or word in _TURKISH_ROUNDS or before == _HUNDRED or before in _TURKISH_ROUNDS:
        return True
    one, other = _words("tr")[before], _words("tr")[word]
    return 0 < other < 10 <= one and one % 10 == 0


def _turkish_whole(run: list[re.Match[str]]) -> Iterator[tuple[int, int, int]]:
    if not run or (len(run) < 2 and run[0][0] not in _words("tr")) or _IN_AN_ORDER.match(run[-1].string, run[-1].end()):
        return
    whole = part = 0
    for word in run:
        if word[0] == _HUNDRED:
            part = max(part, 1) * 100
        elif times := _TURKISH_ROUNDS.get(word[0]):
            whole, part = whole + max(part, 1) * times, 0
        else:
            part += _words("tr")[word[0]]
    yield run[0].start(), run[-1].end(), whole + part


def _whole(run: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    if run:
        yield run[0][0], run[-1][1], sum(value for _, _, value in run)


def ordinals(folded: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Places in an order written as words, from the second on: (start, end, value); `e tretë`, `treći`, `third` → 3."""
    if known := _ordinals(family(language)):
        pattern, values = known
        for match in pattern.finditer(folded):
            tens = _TENS_BEFORE.search(folded, max(0, match.start(1) - 9), match.start(1))
            if tens and family(language) == "tr":
                yield tens.start(1), match.end(), _words("tr")[tens[1]] + values[match[1]]
            else:
                yield match.start(1), match.end(), values[match[1]]


@lru_cache(maxsize=16)
def _ordinals(base: str) -> tuple[re.Pattern[str], Mapping[str, int]] | None:
    if base not in _ORDINALS:
        return None
    before, stems, endings = _ORDINALS[base]
    values = {stem: place for place, stem in enumerate(stems.split(), start=2)}
    return re.compile(rf"(?<![a-z]){before}({'|'.join(values)}){endings}(?![a-z])"), values
