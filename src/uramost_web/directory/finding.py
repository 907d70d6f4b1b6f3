"""How people and organisations are found by their names: in any script, without diacritics, with a slip.

Every name is split into words by sound. What somebody types is found among the words that occur, which are few, and
the rows through them: plain indexes, whatever the database.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from django.db.models import F, OuterRef, Q
from rapidfuzz.distance import OSA

from uramost import namesakes, text
from uramost_web.directory.models import (
    Function,
    NameKey,
    Organisation,
    OrganisationName,
    OrganisationWord,
    Person,
    PersonWord,
)
from uramost_web.question import Question

LONGEST: Final = 40
"""Letters of a word that count."""
SHORTEST: Final = 2
"""Letters of a beginning that is looked for."""
LEAST_FOR_SLIPS: Final = 4
"""Shorter words differ by one letter from too many others."""
SLIP: Final = 1
"""Letters typed wrong, too many, missing, or in the wrong order with the next, in one word."""
MOST_WORDS: Final = 300
"""So many words that begin alike are looked for; whoever wants fewer types one more letter."""
BATCH: Final = 500


# What a word is found by ---------------------------------------------------------------------------------------------


def words_of_person(name: str) -> list[str]:
    """Each once, by sound, in the order in which they stand."""
    return _words(namesakes.parts(name))


def words_of_organisation(name: str) -> list[str]:
    """By sound and without the final vowel, which Albanian and Serbian change with the case."""
    return _words(text.search_key(name).split())


def _words(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(part[:LONGEST] for part in parts if part))


def without_one(word: str) -> set[str]:
    """The word without any one of its letters; nothing for short words and for numbers."""
    if len(word) < LEAST_FOR_SLIPS or any(sign.isdigit() for sign in word):
        return set()
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def keys(word: str) -> set[str]:
    """All that a word is kept under."""
    return {word, *(word[:end] for end in range(SHORTEST, len(word))), *without_one(word)}


# Writing -------------------------------------------------------------------------------------------------------------


def know(words: Collection[str]) -> None:
    """Keep the keys of words that have none yet."""
    wanted = sorted(set(words))
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        known = set(NameKey.objects.filter(key__in=some, key=F("word")).values_list("word", flat=True))
        rows = [NameKey(key=key, word=word) for word in some if word not in known for key in sorted(keys(word))]
        NameKey.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def prepare(person: Person) -> Person:
    """Fill what a person is found and ordered by; has to be called before the row is saved."""
    person.name = " ".join(person.name.split())
    person.folded = text.fold(person.name)[:220]
    person.search = namesakes.key(person.name)[:220]
    person.email = person.email.strip().lower()
    person.phone_key = namesakes.contact(person.phone)
    return person


def enter(people: Sequence[Person]) -> list[Person]:
    """Write new people, many at a time, with everything they are found by; each has its key afterwards."""
    made = Person.objects.bulk_create([prepare(person) for person in people], batch_size=BATCH)
    found = [(word, person) for person in made for word in words_of_person(person.name)]
    know([word for word, _person in found])
    PersonWord.objects.bulk_create(
        [PersonWord(word=word, folded=person.folded, person=person) for word, person in found], batch_size=BATCH
    )
    return list(made)


def enter_functions(functions: Sequence[Function]) -> list[Function]:
    """Write new functions, many at a time, with what lists go by. Their people have to be held, so that nobody renames
    them meanwhile; the organisations are held here."""
    held = Organisation.objects.select_for_update(no_key=True).order_by("pk")
    places = dict(held.filter(pk__in={row.organisation_id for row in functions}).values_list("pk", "municipality"))
    for start in range(0, len(functions), BATCH):
        some = functions[start : start + BATCH]
        names = dict(Person.objects.filter(pk__in={row.person_id for row in some}).values_list("pk", "folded"))
        for row in some:
            row.municipality_id, row.folded = places[row.organisation_id], names[row.person_id]
    return list(Function.objects.bulk_create(functions, batch_size=BATCH))


def index_person(person: Person) -> None:
    """After a name has changed: a person is found by their name, and by those that were merged into them.

    Their functions are in lists where their name is."""
    Function.objects.filter(person=person).update(folded=person.folded)
    rows = [] if person.merged_into_id else [person, *merged(Person, person.pk)]
    wanted = {word for row in rows for word in words_of_person(row.name)}
    PersonWord.objects.filter(person=person).exclude(folded=person.folded).delete()
    _replace(PersonWord, "person", person.pk, wanted, folded=person.folded)


def index_organisation(organisation: Organisation) -> None:
    """After names or the municipality have changed: it is found by all its names, and by those of what was merged
    into it; its people are found in its municipality."""
    Function.objects.filter(organisation=organisation).update(municipality=organisation.municipality_id)
    rows = [] if organisation.merged_into_id else [organisation, *merged(Organisation, organisation.pk)]
    numbers = [row.pk for row in rows]
    names = OrganisationName.objects.filter(organisation__in=numbers).values_list("name", flat=True)
    wanted = {word for name in names for word in words_of_organisation(name)}
    _replace(OrganisationWord, "organisation", organisation.pk, wanted)


def merged(model: Any, number: int) -> list[Any]:
    """All that was merged into this row, and into those."""
    found, into = [], [number]
    while into:
        rows = list(model.objects.filter(merged_into__in=into))
        found += rows
        into = [row.pk for row in rows]
    return found


def _replace(model: Any, field: str, number: int, wanted: set[str], **more: str) -> None:
    know(wanted)
    rows = model.objects.filter(**{field: number})
    there = set(rows.values_list("word", flat=True))
    rows.filter(word__in=there - wanted).delete()
    model.objects.bulk_create(
        [model(word=word, **{f"{field}_id": number}, **more) for word in sorted(wanted - there)], ignore_conflicts=True
    )


# Looking -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, as words that occur; `near`: for some of it only words that are written similarly were found.

    `words`: for each word typed those it stands for. None of them at all: nothing can be found.
    """

    words: tuple[tuple[str, ...], ...]
    near: bool
    cut: bool

    def __bool__(self) -> bool:
        return bool(self.words) and all(self.words)


def asked_people(typed: str, *, similar: bool = False) -> Asked:
    return _asked(words_of_person(typed), similar)


def asked_organisations(typed: str, *, similar: bool = False) -> Asked:
    return _asked(words_of_organisation(typed), similar)


def _asked(typed: Sequence[str], similar: bool) -> Asked:
    """With `similar`, words written similarly count also where the word itself occurs. An initial finds nobody."""
    long = [word for word in typed if len(word) >= SHORTEST] or typed
    wanted = {word: {word, *without_one(word)} for word in long}
    there = _words_under({key for some in wanted.values() for key in some})
    found, near, cut = [], False, False
    for word, under in wanted.items():
        like = {one for key in under for one in there.get(key, ())}
        same = {one for one in like if one.startswith(word)} if len(word) >= SHORTEST else like & {word}
        slips = {one for one in like - same if OSA.distance(word, one, score_cutoff=SLIP) <= SLIP}
        chosen = same | slips if similar else same or slips
        near = near or bool(chosen & slips)
        cut = cut or len(chosen) > MOST_WORDS
        nearest = sorted((one != word, len(one), one) for one in chosen)
        found.append(tuple(one for *_order, one in nearest[:MOST_WORDS]))
    return Asked(tuple(found), near, cut)


def _words_under(some: set[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, word in NameKey.objects.filter(key__in=some).values_list("key", "word"):
        found.setdefault(key, []).append(word)
    return found


def people(asked: Asked, rows: Any = None) -> Any:
    """Those of `rows` (all who stand) in whose names every word occurs."""
    return _with(asked, Person.objects.standing() if rows is None else rows, PersonWord, "person")


def organisations(asked: Asked, rows: Any = None) -> Any:
    return _with(asked, Organisation.objects.standing() if rows is None else rows, OrganisationWord, "organisation")


def _with(asked: Asked, rows: Any, model: Any, field: str) -> Any:
    if not asked:
        return rows.none()
    for words in asked.words:
        rows = rows.filter(pk__in=model.objects.filter(word__in=words).values(field))
    return rows


def busy_in(places: Sequence[int]) -> Any:
    """Numbers of those who are something in an organisation of these municipalities."""
    return Function.objects.filter(organisation__municipality__in=places).values("person")


FEW: Final = 10
"""Up to so many words, each of their people is looked for in the lists of a municipality; beyond, whole lists are."""


def first_people(
    asked: Asked,
    number: int,
    columns: tuple[str, ...],
    *,
    places: Sequence[int] | None = None,
    after: tuple[str, int] | None = None,
) -> list[Any]:
    """These columns of so many of them, the first in the order of the list after one with this folded name and number;
    the rows are in no order.

    `places`: only who is of these municipalities, or something in an organisation of them. Who is wanted is seen in
    indexes, and only these are read.
    """
    if not asked or (places is not None and not places):
        return []
    parts: list[Sequence[Any]] = [*sorted(asked.words, key=len), places or (), after or ()]
    return _question(tuple(map(len, parts)), number, columns).about(*(key for part in parts for key in part))


@lru_cache(maxsize=200)
def _question(lengths: tuple[int, ...], number: int, columns: tuple[str, ...]) -> Question[Any]:
    """One for each shape: how many words each typed one stands for, how many municipalities, and whether after one."""

    def ask(*keys: Any) -> Any:
        given = iter(keys)
        *words, places, after = (list(islice(given, length)) for length in lengths)
        first = _first(words, places, after).values("person").distinct()[:number]
        return Person.objects.filter(pk__in=first).order_by().values_list(*columns)

    return Question(ask, tuple, keys=sum(lengths))


def _first(words: Sequence[Sequence[str]], places: Sequence[int], after: Sequence[Any]) -> Any:
    first, *others = words
    rows = PersonWord.objects.filter(word__in=first)
    for some in others:
        rows = rows.filter(person__in=PersonWord.objects.filter(word__in=some).values("person"))
    if places:
        among = {"municipality__in": places} | ({"folded": OuterRef("folded")} if len(first) <= FEW else {})
        living, busy = Person.objects.filter(**among).values("pk"), Function.objects.filter(**among).values("person")
        rows = rows.filter(Q(person__in=living) | Q(person__in=busy))
    if after:
        rows = rows.filter(folded__gte=after[0]).exclude(folded=after[0], person__lte=after[1])
    return rows.order_by("folded", "person_id")
