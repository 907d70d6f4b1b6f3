"""Which words name months, days, units, money and parts of a law, language by language, in every case form?

Everything is written folded (Latin, lower case, without diacritics), as regular expressions for one whole word.
A language that is not here (Romani) is compared by its figures alone: words nobody has verified are not guessed.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_FAMILIES: Mapping[str, str] = {"bs": "sr", "hr": "sr", "sh": "sr"}


@lru_cache(maxsize=64)
def family(language: str) -> str:
    """The tag whose tables serve this language: `sr-Cyrl`, `sr-Latn` and `bs` share `sr`."""
    base = language.split("-", maxsplit=1)[0].lower()
    return _FAMILIES.get(base, base)


# A Turkish ending may follow an apostrophe (Mart'ta) or stand on the word itself.
_TR = r"(?:'?[a-z]{1,5})?"


def _each(words: str, ending: str = "") -> tuple[str, ...]:
    return tuple(word + ending for word in words.split())


MONTHS: Mapping[str, tuple[str, ...]] = {
    "sq": _each("janar shkurt mars prill maj qershor korrik gusht shtator tetor nentor dhjetor", "(?:i|it|in)?"),
    "sr": (
        *_each("januar februar mart april", "(?:a|u|om)?"),
        "maj(?:a|u|em)?",
        "jun(?:i|a|u|om)?",
        "jul(?:i|a|u|om)?",
        "a[vu]gust(?:a|u|om)?",
        *_each("septemb oktob novemb decemb", "(?:ar|ra|ru|rom)"),
    ),
    "en": _each(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept? october|oct "
        "november|nov december|dec"
    ),
    "tr": _each("ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik", _TR),
    "fi": _each(
        "tammi helmi maalis huhti touko kesa heina elo syys loka marras joulu",
        "kuu(?:ta|n|ssa|hun)?",
    ),
    "sv": _each("januari februari mars april maj juni juli augusti september oktober november december"),
}

# Monday first. The names that are also other words (nedelja: week; pazar: market) are in WEEKDAYS_IN_DOUBT.
WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "sq": tuple(
        f"(?:e|te|se) {day}"
        for day in (
            *_each("hen mart merkur", "(?:e|a|en|es|at|ave)"),
            *_each("enjt premt", "(?:e|ja|en|es|et|eve)"),
            "shtun(?:e|a|en|es|at|ave)",
            "d[ij]el(?:e|a|en|es|at|ave)?",
        )
    ),
    "sr": (
        "ponedj?elj(?:ak|ka|ku|kom)",
        "utor(?:ak|ka|ku|kom)",
        "sr(?:ij)?ed(?:a|e|u|om)",
        "cetvrt(?:ak|ka|ku|kom)",
        "pet(?:ak|ka|kom)",
        "subot(?:a|e|u|om)",
        r"(?<![0-9)] )(?<![0-9]\. )nedj?elj(?:a|e|u|om)",  # "15 nedelja" are weeks
    ),
    "en": _each("mon tues wednes thurs fri satur sun", "days?"),
    "tr": _each("pazartesi sali carsamba persembe cuma(?!rtesi) cumartesi pazar(?!tesi)", _TR),
    "fi": _each("maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai", "(?:na|ta|n|sin)?"),
    "sv": _each("man tis ons tors fre lor son", "dag(?:en|ar|arna)?"),
}
WEEKDAYS_IN_DOUBT = frozenset({("sr", 6), ("tr", 1), ("tr", 6), ("sq", 1), ("sv", 5), ("sv", 6)})

UNITS: Mapping[str, Mapping[str, str]] = {
    "sq": {
        "minute": "minut(?:e|a|ave|at|ash)?",
        "hour": "or(?:e|et|eve|esh|a|es|ar)",
        "day": "dit(?:e|et|eve|es|en|esh|or|ore|a|at)",
        "week": "jav(?:e|et|eve|es|en|esh|a|or|ore)",
        "month": "muaj(?:i|t|ve|sh|it|in|or|ore|sh)?",
        "year": "vit(?:i|e|et|eve|esh|it|in)?|vjet(?:et|eve|esh|or|ore)?|vjec(?:e)?",
    },
    "sr": {
        "minute": "minut(?:a|e|i|u|om|ima)?|min",
        "hour": "sat(?:a|i|u|om|ima)?|cas(?:a|ova|om|u|ovima)?|h|c",
        "day": "dan(?:a|i|e|u|om|ima)?",
        "week": "nedj?elj(?:a|e|u|om|ama)|sedmic(?:a|e|u|i|om|ama)",
        "month": "mj?esec(?:a|i|e|u|om|ima)?",
        "year": "godin(?:a|e|u|i|om|ama)|god",
    },
    "en": {
        "minute": "minutes?|min",
        "hour": "hours?|h",
        "day": "days?",
        "week": "weeks?",
        "month": "months?",
        "year": "years?",
    },
    "tr": {
        "minute": "dakika" + _TR,
        "hour": "saat" + _TR,
        "day": "gun(?:u|un|e|de|den|luk|ler|une|unde|lugu)?",
        "week": "hafta" + _TR,
        "month": "ay(?:i|in|a|da|dan|lik|lar)?",
        "year": "yil(?:i|in|a|da|dan|lik|lar)?",
    },
    "fi": {
        "minute": "minuut(?:ti|tia|in|issa)",
        "hour": "tun(?:ti|tia|nin|nissa)",
        "day": "paiv(?:a|aa|an|assa|at)",
        "week": "viik(?:ko|koa|on|ossa)",
        "month": "kuukau(?:si|tta|den|dessa)",
        "year": "vuo(?:si|tta|den|dessa)",
    },
    "sv": {
        "minute": "minut(?:er)?",
        "hour": "timm(?:e|ar)",
        "day": "dag(?:ar|en|arna)?",
        "week": "veck(?:a|or)",
        "month": "manad(?:er)?",
        "year": "ar",
    },
}

# "Working" stands before the unit or after it, by language: in "2 godine radnog iskustva" it goes with what follows.
# Calendar days are what "days" means without it. Only days are working days: "2 vjet punë" are years of work.
WORKING_BEFORE: Mapping[str, str] = {"sr": "radn(?:i|a|e|ih|og|im|oga)", "en": "(?:working|business)", "tr": "is"}
WORKING_AFTER: Mapping[str, str] = {"sq": "(?:(?:te|e) )?pun(?:e|es)"}
CALENDAR_BEFORE: Mapping[str, str] = {"sr": "kalendarsk(?:i|a|e|ih|og|im)", "en": "calendar", "tr": "takvim"}
CALENDAR_AFTER: Mapping[str, str] = {"sq": "kalendarik(?:e)?"}

MULTIPLIERS: Mapping[str, Mapping[int, str]] = {
    "sq": {3: "mij(?:e|era)?", 6: "milion(?:e|i|a|esh)?", 9: "miliard(?:e|a|esh)?"},
    "sr": {3: "hiljad(?:a|e|u|i)", 6: "mili(?:on|jun)(?:a|i|e)?", 9: "milijard(?:a|e|i|u)"},
    "en": {3: "thousand", 6: "million", 9: "billion"},
    "tr": {3: "bin", 6: "milyon", 9: "milyar"},
    "fi": {3: "tuha(?:t|tta)", 6: "miljoonaa?", 9: "miljardia?"},
    "sv": {3: "tusen", 6: "miljon(?:er)?", 9: "miljard(?:er)?"},
}

CURRENCIES: Mapping[str, str] = {
    "EUR": "€|eur(?:o|os|ove|osh|a|on|oja|oa)?|evr(?:o|a|ima|u)|avro(?:dur|luk|ya|nun)?",
    "RSD": "rsd|dinar(?:a|e|i|ima|esh|eve|s)?|din",
    "USD": r"\$|usd|dollar(?:e|esh|eve|s)?|dolar(?:a|i|ima)?",
    "GBP": "£|gbp",
    "CHF": "chf",
    "TRY": "₺|tl",
    "ALL": "lek(?:e|esh|eve|a)?",
    "SEK": "kron(?:a|or)",
}

PERCENT = r"%|p(?:er|er )qind(?:esh)?|od ?sto|posto|proc(?:enat|enata|enta|ent)|per ?cent|prosenttia?"
PERCENT_BEFORE = r"%|yuzde"

# The halves of a day after an hour of twelve, in any of the languages: "2 p.m.", "2:35 md", "2 po podne".
FORENOON = r"a\.?m|p\.?d|paradite|pr(?:ij)?e ?podne|prp"
AFTERNOON = r"p\.?m|m\.?d|(?:mb|p)asdite|po(?:sl(?:ij)?e)? ?podne|pop"

HOUR_BEFORE: Mapping[str, str] = {  # "at 10": these words make a time of a bare number
    "sq": "or(?:a|en|es)",
    "tr": "saat(?:i|ler)?",
    "fi": "klo",
    "sv": r"kl\.?|klockan",
}
HOUR_AFTER: Mapping[str, str] = {"sr": "h|cas(?:a|ova)|sat(?:a|i)", "en": "h|hrs"}

# Parts of a law; the abbreviations stand with or without their full stop.
PARTS: Mapping[str, Mapping[str, str]] = {
    "sq": {
        "article": "nen(?:i|it|in|e|et|eve|esh)?",
        "paragraph": "paragraf(?:i|it|in|e|et|eve|esh)?|par",
        "point": "pik(?:a|e|es|en|at|ave)",
    },
    "sr": {
        "article": "clan(?:a|u|om|ak|ka|ku|ovi|ova|ovima)?|cl",
        "paragraph": "stav(?:a|u|om|ovi|ova|ovima)?|st",
        "point": "tack(?:a|e|i|u|om|ama)|tac",
    },
    "en": {
        "article": "articles?|arts?",
        "paragraph": "(?:sub-?)?paragraphs?|paras?",
        "point": "points?|items?",
    },
    "tr": {
        "article": "madde" + _TR,
        "paragraph": "fikra" + _TR,
        "point": "ben(?:t|di|dinin|dinde|tler)",
    },
}


# What stands between the two ends of a range, beside a dash.
RANGE_WORDS: Mapping[str, tuple[str, ...]] = {
    "sq": ("deri(?: (?:ne|me|te))?",),
    "sr": ("do",),
    "en": ("to", "until", "till", "through"),
    "tr": ("d[ae]n", "t[ae]n", "ile"),
    "fi": ("asti",),
    "sv": ("till",),
}

# Words that folding would make another word of; they keep their marks. "nën 14 vjeç" is no article of a law.
KEPT: Mapping[str, str] = {"sq": "nën"}

# For the terms. Names that are as often another word, or another meaning: nobody is asked for their like.
HOMONYMS: Mapping[str, frozenset[str]] = {
    "sq": frozenset({"kthim"}),  # a return, and a refund
    "sr": frozenset({"clan", "stav"}),  # an article, and a member; a paragraph, and an opinion
    "en": frozenset({"minutes", "return"}),
}
# Phrases in which a word of a term says something else.
IDIOMS: Mapping[str, tuple[str, ...]] = {
    "sr": ("u roku od", "da se prijave"),  # within; that they apply
}


def choice(words: Iterable[str]) -> str:
    """One alternation of all of them; of nothing, a pattern that never matches."""
    return "|".join(words) or "(?!)"


@lru_cache(maxsize=16)
def kept(base: str) -> re.Pattern[str]:
    """The words of a language that are not folded."""
    return re.compile(rf"\b(?:{KEPT.get(base, '(?!)')})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def which(word: str, options: tuple[str, ...]) -> int:
    """The place of the option that a matched word belongs to, from 0; ValueError where it belongs to none."""
    for place, option in enumerate(options):
        if re.fullmatch(option, word):
            return place
    raise ValueError(word)
