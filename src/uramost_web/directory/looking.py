"""How lists of the directory are narrowed and gone through."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from uramost import namesakes, registration
from uramost_web.directory import finding
from uramost_web.directory.listing import COLUMNS, PERSON_COLUMNS
from uramost_web.directory.models import Function, OrganisationSector, Person, WorkingLanguage
from uramost_web.directory.organisations import Kind, Sector
from uramost_web.places.words import Words
from uramost_web.question import Question

PAGE: Final = 25
LONGEST_SEARCH: Final = 100
MOST_HITS: Final = 1000
"""Of organisations by a name; the page says when there are more."""
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
"""By which lists of people are entered: names are folded, so that Đ stands with D, and Љ with L."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How a list is narrowed; empty texts narrow nothing."""

    q: str = ""
    place: str = ""
    kind: str = ""
    sector: str = ""
    language: str = ""
    similar: str = ""

    @property
    def narrows(self) -> bool:
        return self != Choice()


def choice(given: Mapping[str, Any], seen: Words) -> Choice:
    """From an address; what is no choice is left out."""
    typed = {
        name: str(given.get(name, "")).replace("\0", "").strip()[:LONGEST_SEARCH] for name in Choice.__match_args__
    }
    if typed["kind"] not in Kind.values:
        typed["kind"] = ""
    if typed["sector"] not in Sector.values:
        typed["sector"] = ""
    if typed["language"] not in {one.language for one in seen.tongues.values()}:
        typed["language"] = ""
    if seen.by_slug(typed["place"]) is None:
        typed["place"] = ""
    return Choice(**{**typed, "similar": "1" if typed["similar"] else ""})


@dataclass(frozen=True, slots=True)
class Found:
    """Rows to show, in order; `near`: only names written similarly were found for a word."""

    rows: Any
    near: bool = False
    cut: bool = False


def organisations(rows: Any, chosen: Choice, seen: Words) -> Found:
    """`rows` narrowed, as the fields of `COLUMNS`."""
    place = seen.by_slug(chosen.place)
    if place:
        rows = rows.filter(municipality=place.pk)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.sector:
        rows = rows.filter(pk__in=OrganisationSector.objects.filter(sector=chosen.sector).values("organisation"))
    if chosen.language:
        rows = rows.filter(pk__in=WorkingLanguage.objects.filter(language=chosen.language).values("organisation"))
    found = Found(rows)
    if number := _number(chosen.q):
        found = Found(rows.filter(registration_number=number))
    elif chosen.q:
        asked = finding.asked_organisations(chosen.q, similar=bool(chosen.similar))
        found = Found(finding.organisations(asked, rows), asked.near, asked.cut)
    ordered = found.rows.order_by("sort", "pk").values_list(*COLUMNS)
    if not chosen.q:
        return Found(ordered)
    hits = list(ordered[: MOST_HITS + 1])  # looked for once, and not a second time to be counted
    return Found(hits[:MOST_HITS], found.near, found.cut or len(hits) > MOST_HITS)


def _number(typed: str) -> str:
    """A registration number, if that is what was typed: six digits and more."""
    tidy = registration.tidy(typed)
    return tidy if sum(sign.isdigit() for sign in tidy) >= 6 and registration.fault("other", tidy) is None else ""


@dataclass(frozen=True, slots=True)
class People:
    """A page of people as the fields of `PERSON_COLUMNS`, and the number after which the next begins; 0: none does."""

    rows: Sequence[Any]
    following: int = 0
    near: bool = False
    cut: bool = False


def people(
    here: Sequence[int] | None,
    chosen: Choice,
    seen: Words,
    *,
    contact: Sequence[int] | None = (),
    after: str = "",
    letter: str = "",
) -> People:
    """A page of those whom somebody of these municipalities sees (None: everybody), in the order of the names.

    It begins after a person or at a letter. By address or telephone only those of the municipalities of `contact` are
    found, where whoever asks may see these.
    """
    wanted = _wanted(here, chosen, seen)
    last = _last(after)
    if not chosen.q:
        begin = last or ((letter, 0) if len(letter) == 1 and letter in LETTERS else BEGINNING)
        return _page(_listed(wanted, *begin))
    if reached := namesakes.contact(chosen.q) if contact is None or contact else "":
        wanted = _wanted(contact, chosen, seen)
        rows = Person.objects.standing().filter(**{"email" if "@" in reached else "phone_key": reached})
        if wanted is not None:
            rows = rows.filter(Q(municipality__in=wanted) | Q(pk__in=finding.busy_in(wanted)))
        return _page(rows.values_list(*PERSON_COLUMNS)[: PAGE + 1])
    asked = finding.asked_people(chosen.q, similar=bool(chosen.similar))
    found = finding.first_people(asked, PAGE + 1, PERSON_COLUMNS, places=wanted, after=last)
    return _page(found, asked.near, asked.cut)


def _wanted(here: Sequence[int] | None, chosen: Choice, seen: Words) -> Sequence[int] | None:
    """The municipalities whose people are wanted: the one that was chosen, if it is among those that are seen."""
    place = seen.by_slug(chosen.place)
    return [place.pk] if place and (here is None or place.pk in here) else here


def _last(number: str) -> tuple[str, int] | None:
    """Where a page begins. The address has a number and no name: addresses are logged."""
    if not (number.isdecimal() and len(number) < 19):
        return None
    found = Person.objects.filter(pk=int(number)).values_list("folded", "pk").first()
    return (found[0], found[1]) if found else None


def _page(rows: Iterable[Sequence[Any]], near: bool = False, cut: bool = False) -> People:
    """The first of these, in the order of the list, each once."""
    found = sorted({row[0]: row for row in rows}.values(), key=lambda row: (row[-1], row[0]))[: PAGE + 1]
    return People(found[:PAGE], found[PAGE - 1][0] if len(found) > PAGE else 0, near, cut)


def _listed(wanted: Sequence[int] | None, folded: str, number: int) -> list[Any]:
    """A page from a name on. Who is of a municipality and who is something in it are asked for apart and put together
    afterwards: each of the two has an index, and both at once have none."""
    if wanted is None:
        return _EVERYBODY.about(folded, number)
    return [row for place in wanted for part in (_OF_A_PLACE, _BUSY) for row in part.about(folded, number, place)]


BEGINNING: Final = ("", 0)


def _from(rows: Any, folded: object, number: object, of: str = "pk") -> Any:
    """What comes after a name and number. Two conditions where one comparison of rows would do: databases follow the
    index for the first."""
    rows = rows.filter(folded__gte=folded).exclude(**{"folded": folded, f"{of}__lte": number})
    return rows.order_by("folded", of)


_EVERYBODY: Final = Question(
    lambda folded, number: _from(Person.objects.standing(), folded, number).values_list(*PERSON_COLUMNS)[: PAGE + 1],
    tuple,
    keys=2,
)
_OF_A_PLACE: Final = Question(
    lambda folded, number, place: _from(
        Person.objects.standing().filter(municipality=place), folded, number
    ).values_list(*PERSON_COLUMNS)[: PAGE + 1],
    tuple,
    keys=3,
)
_BUSY: Final = Question(
    lambda folded, number, place: (
        Person.objects.standing()
        .filter(
            pk__in=_from(Function.objects.filter(municipality=place), folded, number, of="person_id")
            .values("person_id")
            .distinct()[: PAGE + 1]
        )
        .order_by()
        .values_list(*PERSON_COLUMNS)
    ),
    tuple,
    keys=3,
)
"""Who they are is seen in the index of functions, and only these are read. Of a row that was merged or forgotten there
is no function."""
