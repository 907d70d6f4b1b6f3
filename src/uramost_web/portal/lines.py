"""A notice in one line of a list: its title as this reader can read it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from uramost_web.notices.models import Kind, Notice, PublishedText
from uramost_web.places.models import Municipality
from uramost_web.places.words import Place, Words

COLUMNS: Final = ("pk", "municipality_id", "number", "kind", "published_at")
Row = tuple[int, int, int, str, datetime]


@dataclass(frozen=True, slots=True)
class Title:
    """A title that is public now; `reached` is the edition of the source it says the same as."""

    tag: str
    text: str
    is_source: bool
    reached: int


@dataclass(frozen=True, slots=True)
class Line:
    """`readable`: the title is in the reader's language. Else it is in `tag`, and `languages` are all there are."""

    pk: int
    url: str
    place: Place
    kind: str
    at: datetime
    day: str
    title: str
    tag: str
    readable: bool
    languages: tuple[tuple[str, str], ...]
    stale: bool


def lines(rows: Iterable[Row], words: Words) -> list[Line]:
    """The lines for rows of COLUMNS, in their order; one query whatever their number."""
    rows = list(rows)
    titles = _titles([row[0] for row in rows])
    places = _places({row[1] for row in rows}, words)
    base = reverse("portal:notices")  # once: a notice's address is that of the list and its own
    return [_line(row, places[row[1]], titles[row[0]], words, base) for row in rows if titles[row[0]]]


def of(notices: Iterable[int], words: Words) -> dict[int, Line]:
    """Public notices by their keys."""
    rows = Notice.objects.public().filter(pk__in=list(notices)).values_list(*COLUMNS)
    return {line.pk: line for line in lines(rows, words)}


def _titles(notices: list[int]) -> dict[int, list[Title]]:
    found: dict[int, list[Title]] = defaultdict(list)
    rows = PublishedText.objects.filter(notice__in=notices, current=True).order_by("pk")
    for notice, tag, text, is_source, reached in rows.values_list(
        "notice_id", "tag", "title", "is_source", "source_edition"
    ):
        found[notice].append(Title(tag, text, is_source, reached))
    return found


def _places(wanted: set[int], words: Words) -> dict[int, Place]:
    """From the words at hand; a municipality newer than they are is looked up."""
    newer = wanted - set(words.places)
    rows = Municipality.objects.filter(pk__in=newer) if newer else ()
    return {**words.places, **{row.pk: words.place(row) for row in rows}}


def _line(row: Row, place: Place, titles: list[Title], words: Words, base: str) -> Line:
    pk, _, number, kind, at = row
    own = next((title for title in titles if title.tag == words.tag), None)
    shown = own or next((title for title in titles if title.is_source), titles[0])
    elsewhere = () if own else sorted(titles, key=lambda title: words.rank(title.tag))
    return Line(
        pk=pk,
        url=f"{base}{place.slug}/{number}/",
        place=place,
        kind=str(Kind(kind).label),
        at=at,
        day=date_format(timezone.localtime(at)),
        title=shown.text,
        tag=shown.tag,
        readable=own is not None,
        languages=tuple((title.tag, words.autonym(title.tag)) for title in elsewhere),
        stale=any(title.is_source and title.reached > shown.reached for title in titles),
    )
