"""Names in the reader's language: of places, of languages, of the codes of the country pack. Read once a minute."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from django.core.cache import caches
from django.utils.translation import get_language

from uramost.packs.records import cited
from uramost_web.interface import tag as bcp
from uramost_web.places.alphabet import order
from uramost_web.places.models import Municipality, Tongue, Wording, in_language

KEPT: Final = 60
"""Seconds until an administrator's edit shows."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as lists show it; `both` are its two official names."""

    pk: int
    slug: str
    name: str
    both: str
    programme: bool
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A language in one script; `language` is its code without the script, `stored` whether texts are kept in it."""

    tag: str
    language: str
    autonym: str
    stored: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader of `tag` sees; places in the order of the reader's alphabet, languages in the pack's.

    `edition` is another one at every reading.
    """

    edition: str
    tag: str
    said: Mapping[tuple[str, str], str]
    tongues: Mapping[str, Tag]
    places: Mapping[int, Place]

    def word(self, kind: str, code: str) -> str:
        """The words for a code of the pack; the code itself where nobody has worded it."""
        return self.said.get((kind, code)) or code

    def language(self, code: str) -> str:
        """The name of a language (`sr`) or of a language in one script (`sr-Latn`)."""
        return self.said.get(("language", code)) or self.said.get(("tongue", code)) or code

    def autonym(self, tag: str) -> str:
        return self.tongues[tag].autonym if tag in self.tongues else tag

    def language_of(self, tag: str) -> str:
        return self.tongues[tag].language if tag in self.tongues else tag

    def rank(self, tag: str) -> int:
        """The place of a language in the pack: in which order languages are listed."""
        return list(self.tongues).index(tag) if tag in self.tongues else len(self.tongues)

    def by_slug(self, slug: str) -> Place | None:
        return next((place for place in self.places.values() if place.slug == slug), None)

    def place(self, municipality: Municipality) -> Place:
        """Of a row at hand, also when it is newer than these words."""
        return self.places.get(municipality.pk) or _place(municipality, self.tag)

    def all_of(self, kind: str) -> list[str]:
        return [said for (of, _), said in self.said.items() if of == kind and said]

    def cite(self, source: str) -> str:
        """A source in the reader's words, each law named once: «Law No. 02/L-37 on the Use of Languages, Article 2»."""
        places: dict[str, dict[str, None]] = {}
        for key, locator in cited(source):
            found = places.setdefault(self.word("source", key), {})
            if locator:
                found[self._place_in(locator)] = None
        return "; ".join(", ".join([title, *found]) for title, found in places.items())

    def _place_in(self, locator: str) -> str:
        """The wording of «Art.» says with {} where its number stands."""
        first, _, number = locator.partition(" ")
        return self.said.get(("locator", first), "").replace("{}", number) or locator


def reader_tag() -> str:
    """The BCP 47 tag of the page's language."""
    return bcp(get_language() or "")


def words(tag: str = "") -> Words:
    """The words for a reader of `tag`, or of the page's language."""
    tag = tag or reader_tag()
    key, found = f"places.words.{tag}", _words.get(tag)
    edition = caches["process"].get(key)
    if found is None or found.edition != edition:
        found = _words[tag] = _read(tag)
        caches["process"].set(key, found.edition, KEPT)
    return found


_words: Final[dict[str, Words]] = {}
"""As they are: Django's cache, which knows until when they stand, would make them anew for every reader."""


def _read(tag: str) -> Words:
    tongues = list(Tongue.objects.order_by("pk"))
    said = {(row.kind, row.code): in_language(row.texts, tag) for row in Wording.objects.order_by("pk")}
    said |= {("tongue", row.tag): in_language(row.names, tag) for row in tongues}
    places = [_place(row, tag) for row in Municipality.objects.all()]
    return Words(
        edition=uuid4().hex,
        tag=tag,
        said=said,
        tongues={row.tag: Tag(row.tag, row.language, row.autonym, not row.derived_from) for row in tongues},
        places={place.pk: place for place in sorted(places, key=lambda place: order(place.name, tag))},
    )


def _place(row: Municipality, tag: str) -> Place:
    return Place(row.pk, row.slug, row.name_in(tag), row.both_names(), row.programme, row.row, row.column)
