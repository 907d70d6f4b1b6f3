"""Is the target in its language, its script and its letters?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from uramost.checks.finding import Context, Seen
from uramost.checks.reading import PLACEABLE
from uramost.checks.references import EMAIL, URL, VARIABLE, may_have_url
from uramost.checks.vocabulary import family
from uramost.detection import detect
from uramost.restoration import suggestions

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_ROMAN = re.compile(r"[IVXLCDM]+")
_NOT_WORDING = re.compile("|".join(part.pattern for part in (PLACEABLE, EMAIL, VARIABLE)))

# The script of each language tag; "sr" alone is stored as Cyrillic.
_SCRIPTS: Mapping[str, str] = {"sr-Cyrl": "Cyrl", "sr": "Cyrl"}
_SHORTEST_TO_DETECT = 5  # words
_SURE = 0.8  # of 1: below it the detector's guess is no ground for a finding


def wrong_script(source: str, target: str, context: Context) -> Iterator[Seen]:
    """Most words are in the other script. Those that stand in the source just so (names) may, and Roman numerals."""
    owed, wording = _SCRIPTS.get(context.target_language, "Latn"), _wording(target)
    if not (_CYRILLIC if owed == "Latn" else _LATIN).search(wording):
        return
    kept = {word[0] for word in _WORD.finditer(source)} if family(context.source_language) != "sr" else set[str]()
    right, wrong = 0, []
    for word in _WORD.finditer(wording):
        latin, cyrillic = _LATIN.search(word[0]), _CYRILLIC.search(word[0])
        if bool(latin) == bool(cyrillic) or _ROMAN.fullmatch(word[0]):
            continue
        if ("Latn" if latin else "Cyrl") == owed:
            right += 1
        elif not (latin and word[0] in kept):
            wrong.append(word)
    if len(wrong) > right and any(len(word[0]) > 2 for word in wrong):
        yield Seen(
            target=(wrong[0].start(), wrong[-1].end()), expected=owed, found="Latn" if owed == "Cyrl" else "Cyrl"
        )


def look_alikes(source: str, target: str, _: Context) -> Iterator[Seen]:
    """Words with letters of both scripts: a Latin `a` in a Cyrillic word no reader sees and no search finds.

    Addresses too: one such letter in an e-mail address, and nothing arrives.
    """
    if not (_LATIN.search(target) and _CYRILLIC.search(target)):
        return
    seen = set[str]()
    for word in _WORD.finditer(target):
        if word[0] not in seen and _LATIN.search(word[0]) and _CYRILLIC.search(word[0]):
            seen.add(word[0])
            yield Seen(target=word.span(), expected=_in_one_script(word[0]), found=word[0])


_ALIKE = ("AaBEeHIiJjKMOoPpCcTXxyëË", "АаВЕеНІіЈјКМОоРрСсТХхуёЁ")
_TO_CYRILLIC, _TO_LATIN = str.maketrans(*_ALIKE), str.maketrans(_ALIKE[1], _ALIKE[0])


def _in_one_script(word: str) -> str:
    """The word in the script of most of its letters, as far as look-alikes go."""
    mostly_latin = len(_LATIN.findall(word)) > len(_CYRILLIC.findall(word))
    return word.translate(_TO_LATIN if mostly_latin else _TO_CYRILLIC)


def wrong_language(source: str, target: str, context: Context) -> Iterator[Seen]:
    """From five words on, the target is in another known language; Serbian and Bosnian count as one."""
    base, wording = family(context.target_language), _wording(target)
    words = _WORD.findall(wording)
    if base not in _DETECTED or len(words) < _SHORTEST_TO_DETECT or _plainly(base, words):
        return
    guess = detect(wording)
    if guess.language and guess.confidence >= _SURE and family(guess.language) != family(context.target_language):
        yield Seen(target=(0, len(target)), expected=context.target_language, found=guess.language)


_DETECTED = frozenset({"sq", "sr", "tr", "en"})
# Everyday words and letters that none of the others has: two words with them and none of another language spare the
# detector.
_LETTERS: Mapping[str, re.Pattern[str]] = {
    "sq": re.compile("ë"),
    "sr": re.compile("[čćđжјљњћђџ]"),
    "tr": re.compile("[ışğ]"),
}
_EVERYDAY: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split())
    for tag, words in {
        "sq": "të në dhe për është që një nga nuk janë kjo duhet",
        "sr": "je su za od ili koji koja koje nije sa као је су за од или који која које није са се да",
        "en": "the of and to is for with or are this that not be from",
        "tr": "ve için bir ile bu olarak veya olan değil",
    }.items()
}


def _plainly(base: str, words: Sequence[str]) -> bool:
    """Whether the words of a text leave no doubt about its language."""
    said = {word.lower() for word in words}
    own = said & _EVERYDAY[base]
    if base in _LETTERS:
        own |= {word for word in said if _LETTERS[base].search(word)}
    return len(own) > 1 and all(said.isdisjoint(_EVERYDAY[tag]) for tag in _DETECTED - {base})


# Words that do not exist without the letters they lost; `te`, `ne`, `qe`, `sto` do, and are left alone.
_LOST_LETTERS: Mapping[str, Mapping[str, str]] = {
    "sq": {
        "eshte": "është",
        "jane": "janë",
        "nje": "një",
        "kete": "këtë",
        "keto": "këto",
        "ketij": "këtij",
        "kesaj": "kësaj",
        "per": "për",
        "gjithe": "gjithë",
        "gjithcka": "gjithçka",
        "cfare": "çfarë",
        "cdo": "çdo",
        "ceshtje": "çështje",
        "ceshtjet": "çështjet",
        "dite": "ditë",
        "diteve": "ditëve",
        "kerkese": "kërkesë",
        "kerkesa": "kërkesa",
        "komunes": "komunës",
        "komunen": "komunën",
        "kosove": "Kosovë",
        "kosoves": "Kosovës",
        "prishtine": "Prishtinë",
        "qytetaret": "qytetarët",
        "qytetareve": "qytetarëve",
        "sherbim": "shërbim",
        "sherbime": "shërbime",
        "sherbimet": "shërbimet",
        "perkthim": "përkthim",
        "perdorimin": "përdorimin",
        "permes": "përmes",
        "pergjigje": "përgjigje",
        "gjuhen": "gjuhën",
        "gjuhet": "gjuhët",
    },
    "sr": {
        "opstina": "opština",
        "opstine": "opštine",
        "opstini": "opštini",
        "opstinu": "opštinu",
        "clan": "član",
        "clana": "člana",
        "clanova": "članova",
        "gradani": "građani",
        "gradana": "građana",
        "sta": "šta",
        "moze": "može",
        "mozete": "možete",
        "trazi": "traži",
        "drzava": "država",
        "sluzba": "služba",
        "sluzbe": "službe",
        "sluzbeni": "službeni",
        "resenje": "rešenje",
        "odlucio": "odlučio",
        "odlucuje": "odlučuje",
        "ukljucuje": "uključuje",
        "preduzece": "preduzeće",
        "obavestenje": "obaveštenje",
        "izvestaj": "izveštaj",
        "konacno": "konačno",
        "nacin": "način",
        "takode": "takođe",
    },
    "tr": {
        "icin": "için",
        "degil": "değil",
        "butun": "bütün",
        "uzere": "üzere",
        "basvuru": "başvuru",
        "gorevli": "görevli",
        "turkce": "Türkçe",
        "ogrenci": "öğrenci",
    },
}


_MARKS = {"sq": re.compile("[ëçËÇ]"), "sr": re.compile("[čćšžđČĆŠŽĐ]")}
_SHORTEST_TO_RESTORE = 3  # words
_SURE_OF_LETTERS = 0.9  # of 1
_SURE_TO_HAVE_ONE = 60  # letters: of 1,103 such segments of programs' catalogues two had neither ë nor ç
_LOST_IN_A_BARE_TEXT: Mapping[str, Mapping[str, str]] = {
    "sq": {"te": "të", "ne": "në", "qe": "që", "se": "së", "cilen": "cilën", "cilet": "cilët", "shume": "shumë"}
}


def letters_lost(source: str, target: str, context: Context) -> Iterator[Seen]:
    """Albanian typed without ë and ç, Serbian without č ć š ž đ, Turkish without its letters; each word once.

    Words that exist without them too (`te`, `ne`, `qe`) count in a longer Albanian text that has no such letter at all.
    In a text that has none, `uramost.restoration` is asked too for what is in no table.
    """
    base, wording = family(context.target_language), _wording(target)
    known = _LOST_LETTERS.get(base, {})
    if not known:
        return
    bare = base in _MARKS and not _MARKS[base].search(wording)
    if bare and base in _LOST_IN_A_BARE_TEXT and sum(map(str.isalpha, wording)) >= _SURE_TO_HAVE_ONE:
        known = {**known, **_LOST_IN_A_BARE_TEXT[base]}
    found = _in_tables(wording, known)
    if bare and len(wording.split(maxsplit=_SHORTEST_TO_RESTORE)) >= _SHORTEST_TO_RESTORE:
        for one in suggestions(wording, context.target_language, _SURE_OF_LETTERS):
            found.setdefault(one.original.lower(), Seen(None, (one.start, one.end), one.suggested, one.original))
    yield from sorted(found.values(), key=lambda seen: seen.target or (0, 0))


def _in_tables(wording: str, known: Mapping[str, str]) -> dict[str, Seen]:
    """What the tables know of, by the word in small letters, where it stands first."""
    found: dict[str, Seen] = {}
    if known.keys().isdisjoint(_WORD.findall(wording.lower())):
        return found
    for word in _WORD.finditer(wording):
        lower = word[0].lower()
        if lower in known and lower not in found:
            expected = known[lower].capitalize() if word[0][0].isupper() else known[lower]
            found[lower] = Seen(None, word.span(), expected, word[0])
    return found


@lru_cache(maxsize=64)
def _wording(text: str) -> str:
    """The text with placeables, addresses and variables blanked, as long as before."""
    for pattern in (*([URL] if may_have_url(text) else []), _NOT_WORDING):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text
