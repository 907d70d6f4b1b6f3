"""Are the places and the agreed terms of the source in the target, and none that must not be used?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from uramost.checks.fact import Fact
from uramost.checks.facts import facts
from uramost.checks.finding import Context, Places, Seen
from uramost.checks.vocabulary import HOMONYMS, IDIOMS, family
from uramost.scripts import to_latin
from uramost.terms import ENDINGS, Finder, Found, Term
from uramost.text import fold

_ADJECTIVE = "adjective"
# Which tag's names stand in where a language has none of its own for a place.
_ALSO = {
    "sr-Cyrl": ("sr-Latn", "sr"),
    "sr-Latn": ("sr-Cyrl", "sr"),
    "sr": ("sr-Cyrl", "sr-Latn"),
    "bs": ("sr-Latn", "sr-Cyrl"),
}


def place_missing(source: str, target: str, context: Context) -> Iterator[Seen]:
    """A place the source names, by any of its names in that language and in any case, and the target does not.

    `expected` is the place's usual name in the target's language; `found` a place of the target that the source has
    not. Names are not looked for in a language whose endings are unknown. A language without names of its own, as
    English may be, writes the official ones, any of them or all, or what people also call it: Priştine, Pristina.
    """
    known = _place_finder(context.places, context.target_language)
    here = _mentions(source, _place_finder(context.places, context.source_language)) if known else ()
    if not known or not here:
        return
    there = _mentions(target, known)
    named, said = {place.term.id for place in there}, {place.term.id for place in here}
    strange = [place for place in there if place.term.id not in said]
    for place in _once(here):
        same_name = {other.term.id for other in here if (other.start, other.end) == (place.start, place.end)}
        if not same_name & named:
            other = strange.pop(0) if strange else None
            where = (other.start, other.end) if other else None
            expected = usual_name(context.places, place.term.id, context.target_language)
            yield Seen((place.start, place.end), where, expected, target[other.start : other.end] if other else "")


def place_extra(source: str, target: str, context: Context) -> Iterator[Seen]:
    """A place of the target that the source does not name; one that stands where another should is found there."""
    known, of_source = (
        _place_finder(context.places, tag) for tag in (context.target_language, context.source_language)
    )
    if known is None or of_source is None or not (there := _mentions(target, known)):
        return
    here = _mentions(source, of_source)
    said, named = {place.term.id for place in here}, {place.term.id for place in there}
    if said - named:
        return
    places = {(place.start, place.end) for place in there if place.term.id in said}
    for place in _once(there):
        if place.term.id not in said and (place.start, place.end) not in places:
            yield Seen(None, (place.start, place.end), "", target[place.start : place.end])


def names_of(places: Places, code: str, language: str) -> tuple[str, ...]:
    """The names of a place in a language; Serbian in either script and Bosnian stand in for one another.

    Those of every language where it has none in this one, and what people also call it.
    """
    names = places.names.get(code, {})
    own = next((names[tag] for tag in (language, *_ALSO.get(language, ())) if names.get(tag)), ())
    return own or tuple(dict.fromkeys(name for tag in names for name in names[tag]))


def usual_name(places: Places, code: str, language: str) -> str:
    """`Prishtinë`; for a language without a name of its own `Prishtinë/Priština`."""
    names = places.names.get(code, {})
    if any(names.get(tag) for tag in (language, *_ALSO.get(language, ()))):
        return names_of(places, code, language)[0]
    return "/".join(dict.fromkeys(to_latin(names[tag][0]) for tag in names if tag and names[tag]))


@lru_cache(maxsize=32)
def _place_finder(places: Places, language: str) -> Finder | None:
    if family(language) not in ENDINGS:
        return None
    tag = "sr-Latn" if family(language) == "sr" else language
    terms = []
    for code in places.names:
        names = names_of(places, code, language)
        terms.append(Term(code, {tag: names}))
        if tag == "sr-Latn":
            terms.append(Term(code, {tag: tuple(map(_serbian_adjective, names))}, domain=_ADJECTIVE))
    return Finder(terms, tag)


def _serbian_adjective(name: str) -> str:
    """Priština → prištinski, Gračanica → gračanički: Serbian says "the Priština municipality"."""
    stem = to_latin(name).lower().rstrip("aeiou")
    return stem[:-1] + "čki" if stem.endswith(("c", "k")) else stem + ("ki" if stem.endswith("ć") else "ski")


@lru_cache(maxsize=64)
def _mentions(text: str, finder: Finder | None) -> Sequence[Found]:
    """Names begin with a capital (istok is the east), adjectives made from them need not."""
    found = finder.find(text) if finder else []
    return tuple(place for place in found if place.term.domain == _ADJECTIVE or text[place.start].isupper())


def mentioned_places(text: str, language: str, places: Places) -> Iterator[tuple[str, int, int]]:
    """(code, start, end) of each municipality a text names, as a name or an adjective, in the order of the text."""
    for place in _mentions(text, _place_finder(places, language)):
        yield place.term.id, place.start, place.end


def _once(found: Sequence[Found]) -> list[Found]:
    return list({place.term.id: place for place in reversed(found)}.values())[::-1]


# Terms ---------------------------------------------------------------------------------------------------------------

_OTHER_SCRIPT = {"sr-Cyrl": ("sr",), "sr-Latn": ("sr-Cyrl", "sr"), "sr": ("sr-Cyrl",)}
"""Where else a language's agreed names may be. Bosnian has its own: nobody agreed on the Serbian ones for it."""
_ADDRESSES = frozenset({"email", "url", "variable"})
_IDIOM = ""  # the id of no term


def term_missing(source: str, target: str, context: Context) -> Iterator[Seen]:
    """An approved term of the source whose agreed name, in any form, is not in the target.

    What is part of a fact is no term (`20 minutes`, `grante@example.org`), nor is a name that is as often another
    word. In a Serbian target the adjective of a noun will do.
    """
    sources, targets, _ = _term_finders(context)
    if sources is None or targets is None:
        return
    mentioned = sources.find(source)
    here = _outside(mentioned, facts(source, context.source_language)) if mentioned else []
    if not here:
        return
    agreed = _agreed(context)
    there = {found.term.id for found in _in_wording(targets.find(target, nested=True), target, context.target_language)}
    for found in _once(here):
        names = agreed.get(found.term.id, ())
        if names and found.term.id not in there:
            yield Seen((found.start, found.end), None, names[0])


def term_forbidden(source: str, target: str, context: Context) -> Iterator[Seen]:
    """A name in the target that must not be used; `expected` is the agreed one, where there is one."""
    finders = _term_finders(context)[2]
    for finder in finders:
        for found in _in_wording(finder.find(target), target, context.target_language):
            names = _agreed(context).get(found.term.id, ())
            yield Seen(None, (found.start, found.end), names[0] if names else "", target[found.start : found.end])


def _outside(found: Sequence[Found], some: Iterable[Fact]) -> list[Found]:
    """Those that are not part of a fact."""
    spans = [(fact.start, fact.end) for fact in some]
    return [one for one in found if not any(start <= one.start and one.end <= end for start, end in spans)]


def _in_wording(found: Sequence[Found], text: str, language: str) -> list[Found]:
    """Those that are not part of an address."""
    return _outside(found, (fact for fact in facts(text, language) if fact.kind in _ADDRESSES)) if found else []


def _term_names(term: Term, language: str) -> tuple[str, ...]:
    """In the script of the language."""
    tags = (language, *_OTHER_SCRIPT.get(language, ()))
    names = next((term.texts[tag] for tag in tags if term.texts.get(tag)), ())
    return tuple(map(to_latin, names)) if language == "sr-Latn" else names


@lru_cache(maxsize=8)
def _agreed(context: Context) -> Mapping[str, tuple[str, ...]]:
    """The names of each term in the target's language; of a forbidden term there is none to use instead."""
    return {term.id: _term_names(term, context.target_language) for term in context.terms if term.status != "forbidden"}


@lru_cache(maxsize=8)
def _term_finders(context: Context) -> tuple[Finder | None, Finder | None, Sequence[Finder]]:
    """For the approved terms in the source and in the target, and for what is forbidden in the target."""
    if not context.terms:
        return None, None, ()
    source, target = context.source_language, context.target_language
    approved = [term for term in context.terms if term.status == "approved"]
    banned = [term for term in context.terms if term.status == "forbidden"]
    return (
        Finder((*_asked_for(approved, source), *_idioms(source)), source),
        Finder((*_with_names(approved, target), *_adjectives(approved, target)), target),
        (Finder(context.terms, target, forbidden=True), Finder(_with_names(banned, target), target)),
    )


def _with_names(terms: Sequence[Term], language: str) -> list[Term]:
    """Terms with names in this language, or in its other script."""
    return [replace(term, texts={language: names}) for term in terms if (names := _term_names(term, language))]


def _asked_for(terms: Sequence[Term], language: str) -> list[Term]:
    homonyms = HOMONYMS.get(family(language), frozenset())
    return [
        replace(term, texts={language: tuple(name for name in term.texts[language] if fold(name) not in homonyms)})
        for term in _with_names(terms, language)
    ]


def _idioms(language: str) -> list[Term]:
    """As if they were terms: longer than the name in them, they are found instead of it."""
    return [Term(_IDIOM, {language: phrases})] if (phrases := IDIOMS.get(family(language), ())) else []


def _adjectives(terms: Sequence[Term], language: str) -> list[Term]:
    """Serbian says "tender documentation" and "municipal budget" where others use the noun."""
    if family(language) != "sr":
        return []
    return [
        replace(term, texts={language: tuple(_serbian_adjective(name) for name in names if " " not in name)})
        for term in terms
        if (names := _term_names(term, language))
    ]
