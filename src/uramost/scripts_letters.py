"""The letters of Serbian in both scripts, and where two Latin letters only meet.

The Latin digraphs nj, lj and dž each stand for one Cyrillic letter, except where the end of one part of a word meets
the beginning of another (in-jekcija, nad-živeti). Few words are like that; they are in tables, by their beginnings.
"""

import re
from functools import lru_cache


def _both_cases(cyrillic: str, latin: str) -> dict[str, str]:
    pairs = dict(zip(cyrillic.split(), latin.split(), strict=True))
    return pairs | {letter.upper(): other.capitalize() for letter, other in pairs.items()}


LATIN = _both_cases(
    "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш ѐ ѝ",
    "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š è ì",
)
TO_LATIN = str.maketrans(LATIN)
_DIGRAPHS = {latin.casefold(): letter for letter, latin in LATIN.items() if len(latin) == 2 and letter.islower()}
_LIGATURES = dict(zip("ǆǅǄǉǈǇǌǋǊ", "џЏЏљЉЉњЊЊ", strict=True))  # digraphs that Unicode also has as one character
_DIGRAPH = re.compile("|".join(_DIGRAPHS), re.IGNORECASE)
MAY_HAVE_DIGRAPH = re.compile("[jJžŽ]")  # the second letters
_SEAM = "\0"  # stands between two letters that only look like a digraph; never part of a word
TO_CYRILLIC = str.maketrans(
    {latin: letter for letter, latin in LATIN.items() if len(latin) == 1 and letter not in "ѐѝЀЍ"}
    | _LIGATURES
    | {_SEAM: ""}
)

_UPPER = "A-ZČĆŽŠĐА-ЯЂЈЉЊЋЏ"
_LOWER = "a-zčćžšđа-яђјљњћџ"
# In a word of capitals Њ is NJ; a single Њ goes by the words beside it (ТАЧКА Њ, but Њ. Петровић).
CAPITAL_DIGRAPH = re.compile(
    rf"[ЉЊЏ](?:(?=[{_UPPER}])"
    rf"|(?<=[{_UPPER}].)(?![{_LOWER}])"
    rf"|(?<=[{_UPPER}]{{2}} .)(?![{_UPPER}{_LOWER}])"
    rf"|(?<![{_UPPER}{_LOWER}].)(?= [{_UPPER}]{{2}}))"
)

CAPITALS = re.compile("[ЉЊЏ]")
IS_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿꜢ-ꞿff-st]")
IS_CYRILLIC = re.compile(r"[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]")


# --- Where two letters only meet ------------------------------------------------------------------

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
SEAMS_MEET = re.compile("|".join(f"{left}(?={right})" for left, right in SEAMS), re.IGNORECASE)

# Beginnings of words that look like the rows above and have a true џ (most come from Turkish).
SOLID = re.compile(
    r"nadž(?:ak|e[dk]|i[bd]|o)|podž(?:a[pv]|ez)|odž(?:a[kcčln]|e[pm]|in|ić)|predž(?:onj|em)", re.IGNORECASE
)
# In neither table, or written both ways (Бенјамин, Бењамин): two letters are likelier, and a person looks.
SEAM_GUESS = re.compile(r"\b(?:ne)?(?:nad|pod|od|pred)(?=ž)|\bben(?=jamin)", re.IGNORECASE)
TYPED_DJ = re.compile(r"\bdj(?!e[cčdlstv])", re.IGNORECASE)  # Djordje for Đorđe; but Ijekavian djeca, djelo


def _one_letter(found: re.Match[str]) -> str:
    letter = _DIGRAPHS[found[0].casefold()]
    return letter.upper() if found[0][0].isupper() else letter


@lru_cache(maxsize=20_000)
def convert(word: str) -> str:
    """A word letter by letter, with the digraphs that are one letter."""
    if not MAY_HAVE_DIGRAPH.search(word):
        return word.translate(TO_CYRILLIC)
    apart = SEAMS_MEET.sub(rf"\g<0>{_SEAM}", word)
    if apart == word and not SOLID.search(word):
        apart = SEAM_GUESS.sub(rf"\g<0>{_SEAM}", word)
    return _DIGRAPH.sub(_one_letter, apart).translate(TO_CYRILLIC)
