"""The forms of a word: what may stand in place of its ending, language by language.

For "komunë" the table of Albanian says that words in "ë" stand with "a", "ës", "ën", "at", "ave" … instead. The tables
are rules about endings, not a dictionary. Everything is compared folded, so Serbian is found in both scripts and
Albanian without its dots too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from uramost.scripts import to_latin
from uramost.terms.turkish import parts
from uramost.text import fold

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
    "er": "ri rit rin ra rat rave re res rës ren rën ret reve ro rot rove",  # regjistër, qendër, teatër
    "el": "la las lës lat lave len lën le",  # i vogël, e vogla
    "k": "qe qet qeve q qit qish qve",  # qark, bujk
    "g": "gje gjet gjeve gj gjit gjve",  # treg
    "ll": "j jt jve je jet jeve",  # popull, pyll
    "at": "a ave ash",  # a definite plural inside a term: të drejtat
    "it": "i in et eve ve ra rat rave",  # a genitive inside a term: i kuvendit
    "es": "e ë a en ën at ave et ët eve ëve",  # i komunës, i rrugës
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
    "tak": "ci cima",  # dodatak, dodaci
    "am": "ma mu mom mi me mima mova movi move movima",  # sajam, sajma
    "ar": "ra ru rom ri re rima ara",  # centar, centra
    "anin": "ani ana ane anima",  # građanin, građani
    "eo": "ela elu elom eli ele elova elovi elovima",  # deo, dela
    "st": "sti scu stima",  # nadležnost, nadležnošću
    "stvo": "stava",  # društvo, društava
    "me": "mena menu menom menima",  # vreme
    "ovi": "ova ove ovima",  # sudovi as a headword
}
# A second genitive plural: karta, karata; zemlja, zemalja. Not in skola, mesta and the like.
CLUSTERS = (
    one + two
    for one in "bdgjklmnprtvz"
    for two in "bcdgklmnrtvz"
    if one != two and one + two not in {"st", "zd", "nt", "nd", "lj", "nj"}
)
SERBIAN |= {pair + end: f"{pair[0]}a{pair[1]}a" for pair in CLUSTERS for end in ("a", "o")}
ENGLISH = {ANY: "s es", "y": "ies", "man": "men", "person": "people"}

TURKISH: dict[str, str] = {}  # no table: rules, in turkish.py

ENDINGS = {"sq": ALBANIAN, "sr": SERBIAN, "en": ENGLISH, "tr": TURKISH}
SAME_ENDINGS = {"sr-Cyrl": "sr", "sr-Latn": "sr", "bs": "sr"}
# Words with forms of their own. Folded → the forms that no rule gives.
IRREGULAR = {
    "sq": {
        "uje": "uji ujit ujin ujëra ujërat ujërave",
        "prind": "prindër prindërit prindërve",
        "qen": "qentë qenve",
        "dore": "duar duart duarve",
        "dere": "dyer dyert dyerve",
        "vit": "vjet vjetëve",
    },
    "sr": {
        "pas": "psa psu psom psi pse psima pasa",
        "dete": "deteta detetu detetom deca dece deci decu decom",
        "covek": "ljudi ljude ljudima",
    },
}
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


@dataclass(frozen=True, slots=True)
class Stem:
    """How a word may begin and what may follow: both folded; `written` is the stem with its marks.

    `exact`: the endings have their marks too.
    """

    folded: str
    endings: frozenset[str]
    written: str
    exact: bool = False


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    return fold(word).replace(" ", "")


@lru_cache(maxsize=65536)
def write_word(word: str) -> str:
    """In Latin and in small letters, with its marks; İ is i."""
    return to_latin(word).casefold().replace("i\u0307", "i")


@cache
def _table(language: str) -> Mapping[str, frozenset[str]]:
    """As in ENDINGS; an ending with marks may also be typed without them."""
    return {
        lemma: frozenset(endings.split()) | frozenset(map(fold_word, endings.split()))
        for lemma, endings in ENDINGS.get(language, {}).items()
    }


def _irregular(folded: str, language: str) -> list[Stem]:
    forms = IRREGULAR.get(language, {}).get(folded, "").split()
    return [Stem(fold_word(form), _NOTHING, form) for form in forms]


@lru_cache(maxsize=65536)
def stems(word: str, language: str) -> tuple[Stem, ...]:
    """How a word may begin and go on in its forms; `language` is a key of ENDINGS, words of others have no forms."""
    folded, written = fold_word(word), write_word(word)
    links = tuple(Stem(fold_word(link), _NOTHING, link) for link in LINKS.get(language, ()))
    if any(folded == link.folded for link in links):
        return links
    found = [Stem(folded, _NOTHING, written)]
    if len(folded) <= 2 or folded in FIXED.get(language, ()):
        return tuple(found)
    if language == "tr":
        return (*found, *(Stem(fold_word(begun), following, begun) for begun, following in parts(written)))
    found += _irregular(folded, language)
    table, exact = _table(language), language in ENDINGS_WITH_MARKS
    if CONSONANT in table and folded[-1] not in VOWELS:
        found.append(Stem(folded, table[CONSONANT], written, exact))
    for cut in range(len(folded), 1, -1):
        if endings := table.get(folded[cut:]):
            found.append(Stem(folded[:cut], endings, written[:cut], exact))
    return tuple(found)
