"""In which language does a page tell of services? The reader's, or another one owed here that was asked for by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import get_language

from uramost import languages
from uramost_web import interface
from uramost_web.notices.editions import owed
from uramost_web.places.models import Municipality, in_language
from uramost_web.places.words import reader_tag, words


@dataclass(frozen=True, slots=True)
class Version:
    """What a municipality wrote in one language: whole, in parts, or not there; and whether it is shown now."""

    tag: str
    autonym: str
    lacks: int
    there: bool
    shown: bool


def tongues(place: Municipality, texts: Sequence[Mapping[str, str]], on: date, wanted: str) -> list[Version]:
    """Every language owed here or written in, by its own name, and how many texts it lacks. One that was asked for
    by name is shown, else the reader's."""
    seen, reader = words(), reader_tag()
    try:
        tags = [entry.language for entry in owed(place, on)]
    except languages.NoStatus:
        tags = []
    of_owed = [tag for tag in seen.tongues if seen.language_of(tag) in tags and seen.tongues[tag].stored]
    every = dict.fromkeys([*of_owed, *(tag for text in texts for tag in text)])
    chosen = wanted if wanted in every else reader
    return [
        Version(
            tag=tag,
            autonym=seen.autonym(tag),
            lacks=sum(not in_language(text, tag) for text in texts),
            there=any(in_language(text, tag) for text in texts),
            shown=tag == chosen,
        )
        for tag in sorted(every, key=seen.rank)
    ]


@dataclass(frozen=True, slots=True)
class Telling:
    """In which language a page tells of services: the municipality's texts in `tag`; headings, days and limits in that
    of `code` (Django's), which is the interface's where nobody has written them in the other."""

    tag: str
    code: str
    page: str

    @classmethod
    def of(cls, versions: Sequence[Version]) -> "Telling":
        page = get_language() or settings.LANGUAGE_CODE
        tag = next((one.tag for one in versions if one.shown), reader_tag())
        return cls(tag, interface.code(tag) if interface.told(tag) else page, page)

    @property
    def differs(self) -> bool:
        """The sentences are in another language than the page around them."""
        return self.code != self.page

    @property
    def bare(self) -> bool:
        """The texts are in a language in which nobody has written the sentences."""
        return not interface.told(self.tag)

    @property
    def page_name(self) -> str:
        """The language of the page around, by its own name."""
        return dict(interface.NAMES)[self.page]

    @property
    def page_tag(self) -> str:
        return interface.tag(self.page)

    @property
    def query(self) -> str:
        """What a link to another such page has at its end, so that it tells in the same language."""
        return f"?in={self.tag}" if self.tag != self.page_tag else ""
