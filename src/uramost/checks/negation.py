"""Does one text say that something is not so, and the other not?

Languages deny differently: Serbian twice in one sentence, Turkish inside the verb, Albanian with "pa-" where Serbian
has "ne-" and English "un-". So words are not counted. A sentence with a plain negation (`SURE`) is held against one
that has nothing of the kind: neither that nor a word that may stand for it (`MAYBE`).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from uramost.checks.finding import Context, Seen
from uramost.checks.reading import read
from uramost.checks.vocabulary import choice, family

_TURKISH = (
    "z(?:l{v}r|s{v}[a-z]{{0,6}}|di[a-z]{{0,4}})?|di(?:[gklmn][a-z]{{0,9}})?|mis[a-z]{{0,8}}|m{v}li[a-z]{{0,8}}"
    "|m{v}kt{v}[a-z]{{0,8}}|y{v}n[a-z]{{0,8}}|y{v}c{v}[gk][a-z]{{0,8}}|yin(?:iz)?|yip|y{v}r{v}k|sin(?:l{v}r)?"
)
TURKISH_VERB: Final = (
    rf"[a-z]{{2,40}}(?<!\bna)m(?:[iu]yor[a-z]{{0,8}}|a(?:{_TURKISH.format(v='a')})|e(?:{_TURKISH.format(v='e')}))"
)
"""A verb that says no, folded: edilmez, yapılmamaktadır, girmeyiniz, gelmezse, verilmediği.

Its vowels are in harmony, so that Ramazan and sermayenin are none."""

# Whole words, folded. What limits does not deny: "not later than" is "at the latest", so comparatives are left out.
SURE: Mapping[str, tuple[str, ...]] = {
    "sq": (
        r"nuk|s'[a-z]{1,40}|mos|(?<!ose )(?<!apo )jo(?! me\b)(?![ -]qeveritar)",
        r"asnje[a-z]{0,12}|asgje(?:je|kafsh[a-z]{0,6})?|askush|askujt|askend|askund|kurre",
    ),
    "sr": (
        r"ne(?! (?:vis|manj|kasnij|ranij|starij|mlad|duz|krac)[a-z]{1,4}\b)|nij(?:e|edan|edn[a-z]{1,4})",
        r"nis(?:u|am|i|mo|te)|nema(?:ju|m|s|mo|te)?|nemoj(?:mo|te)?|nec(?:e|u|es|emo|ete)",
        r"ni(?:ko|kog|koga|kome|tko|sta|cega|gde|gdje|ti)|nikad[a]?|nikak[a-z]{1,5}",
    ),
    "en": (
        r"(?:not?|cannot)(?! (?:more|less|fewer|later|earlier|longer|older|younger)\b)(?!\.? ?[0-9])",
        r"[a-z]{2,8}n't|never|none|nobody|nothing|nowhere|neither|nor",
    ),
    "tr": (
        r"degil[a-z]{0,8}|yok(?:tur|lar|sa)?|asla|hicbir[a-z]{0,6}",
        TURKISH_VERB,
    ),
}
MAYBE: Mapping[str, tuple[str, ...]] = {
    "sq": (
        r"jo|as|pa|perve[ck]|vetem|vend|derisa|ndal[a-z]{1,12}|refuz[a-z]{1,12}|falas|perjasht[a-z]{1,12}|humb[a-z]{1,8}",
        r"mung[a-z]{1,10}|gabim[a-z]{0,10}|desht[a-z]{1,8}|caktiv[a-z]{1,12}",
        r"pa(?!ra|ga|ge|gu|ke|rk|rt|sh|si|st)[a-z]{4,40}",
    ),
    "sr": (
        r"ne|ni|bez|osim|izuzev|samo|tek|um(?:j)?esto|dok|zabran[a-z]{1,12}|odbi[a-z]{1,10}|iskljuc[a-z]{1,10}|besplat[a-z]{1,6}",
        r"gubi[a-z]{0,6}|nedosta[a-z]{1,6}|pogres[a-z]{1,10}|ne(?!delj|djelj|k[aeiou]|posred|pokretn|vladin)[a-z]{3,40}",
    ),
    "en": (
        r"no|not|cannot|without|free|except|unless|until|instead|only|forbid[a-z]{0,6}|prohibit[a-z]{0,6}|refus[a-z]{1,4}",
        r"reject[a-z]{0,6}|exclu[a-z]{1,8}|lack[a-z]{0,4}|los[a-z]{1,4}|miss[a-z]{0,4}|fail[a-z]{0,4}|wrong[a-z]{0,4}",
        r"un[a-z]{4,40}|in(?:valid|complete|correct|eligible|accessible|active)[a-z]{0,6}|non[a-z]{0,40}|dis[a-z]{3,40}",
    ),
    "tr": (
        r"hic|yasak[a-z]{0,8}|haric|sadece|yalniz(?:ca)?|disinda|yerine|kadar|ret[a-z]{0,8}|redd[a-z]{1,10}",
        r"[a-z]{2,40}(?:m[ae]d[ae]n|s[iu]z[a-z]{0,8}|m[ae]m[ae][a-z]{0,8})",
    ),
}


def negation_differs(source: str, target: str, context: Context) -> Iterator[Seen]:
    """A plain "not", "no" or "never" in one text and nothing of the kind in the other."""
    tags = family(context.source_language), family(context.target_language)
    if not all(tag in SURE for tag in tags):
        return
    left, right = (_first(text, SURE[tag]) for text, tag in zip((source, target), tags, strict=True))
    if left and not right and not _first(target, MAYBE[tags[1]]):
        yield Seen(source=left, expected=source[slice(*left)])
    if right and not left and not _first(source, MAYBE[tags[0]]):
        yield Seen(target=right, found=target[slice(*right)])


def _first(text: str, words: tuple[str, ...]) -> tuple[int, int] | None:
    reading = read(text)
    found = _pattern(words).search(reading.folded)
    return reading.span(*found.span()) if found else None


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Not inside an address or a variable: `%(no)s`, `no@example.org`."""
    return re.compile(rf"(?<![\w@.%(/{{-])(?:{choice(words)})(?![\w@/)}}])(?!\.\w)")
