"""The notices of the demonstration, one file each: what is said, in which languages, and what happened to it.

A file is TOML: the first text is the source; a text is its title, an empty line, and the body as one would type it.
Days in a text are counted from its publication, so that a demonstration started next year is not out of date:
`{+15}` is the fifteenth day after it (or the Monday after that), `{year}` its year, `{year+1}` the next.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final

from uramost import documents

FOLDER: Final = Path(__file__).parent / "notices"
MONTHS: Final = {
    "sq": "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
    "sr-Cyrl": "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "sr-Latn": "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "bs": "januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "en": "January February March April May June July August September October November December",
}
"""In the case in which a date stands in a sentence."""
DAYS: Final = {
    "sq": "{day} {month} {year}",
    "sr-Cyrl": "{day}. {month} {year}. године",
    "sr-Latn": "{day}. {month} {year}. godine",
    "bs": "{day}. {month} {year}. godine",
    "tr": "{day} {month} {year}",
    "en": "{day} {month} {year}",
}
_DAY: Final = re.compile(r"\{\+(\d+)\}")
_YEAR: Final = re.compile(r"\{year(?:\+(\d+))?\}")


class NotAligned(ValueError):
    """Two languages of a notice do not have the same paragraphs and sentences; says where."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence of the source said anew; the others follow some hours later, or have not followed yet."""

    sentence: int  # its position in the document, the title being 1
    after_days: int
    texts: Mapping[str, str]
    followed_after_hours: int | None = None

    def said(self, tag: str, day: date) -> str:
        return dated(self.texts[tag], tag, day)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the officer writes when a text goes into the shared pool, and in which municipality it is taken."""

    note: str
    taken_in: str = ""  # slug; empty: nobody has taken it


@dataclass(frozen=True, slots=True)
class Said:
    """A remark of the reviewer's on a sentence, and whether the translator has dealt with it."""

    sentence: int
    text: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What the reviewer found wrong in a sentence of a sample; codes of `uramost.quality`."""

    sentence: int
    kind: str
    severity: str
    note: str


@dataclass(frozen=True, slots=True)
class Story:
    """A notice and what happened to it. Tags as in `texts`, whose first is the source."""

    name: str
    kind: str
    place: str  # slug
    days_ago: int
    time: str
    texts: Mapping[str, str]
    reason: Mapping[str, str] = field(default_factory=dict)  # language, text: why one is missing at first, or still
    later: Mapping[str, int] = field(default_factory=dict)  # tag → days after the publication
    correction: Correction | None = None
    self_approved: bool = False
    withdrawn_after: int = 0  # days; 0: never
    unfinished: str = ""  # half, review, draft, waiting; empty: published
    due_in: int | None = None  # days from today by which the translations are needed; negative: that day is past
    offer: Offer | None = None
    remarks: tuple[Said, ...] = ()
    sample: tuple[Fault, ...] = ()

    @property
    def source(self) -> str:
        return next(iter(self.texts))

    @property
    def translations(self) -> tuple[str, ...]:
        return tuple(self.texts)[1:]

    def published(self, today: date, zone: tzinfo) -> datetime:
        """A working day: a Friday where it would be a weekend."""
        day = today - timedelta(days=self.days_ago)
        day -= timedelta(days=max(0, day.weekday() - 4))
        return datetime.combine(day, time.fromisoformat(self.time), zone)

    def written(self, tag: str, day: date) -> tuple[str, str]:
        """Title and body in a language, as published on a day."""
        title, _, body = dated(self.texts[tag], tag, day).strip().partition("\n\n")
        return title, body


def working(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def dated(text: str, tag: str, published: date) -> str:
    """The text with its days and years filled in, as the language writes them."""
    months = MONTHS[tag].split()

    def day(found: re.Match[str]) -> str:
        at = working(published + timedelta(days=int(found[1])))
        return DAYS[tag].format(day=at.day, month=months[at.month - 1], year=at.year)

    return _YEAR.sub(lambda found: str(published.year + int(found[1] or 0)), _DAY.sub(day, text))


def stories(folder: Path = FOLDER) -> list[Story]:
    """Every notice of the demonstration, the oldest first."""
    found = [_story(path) for path in sorted(folder.glob("*.toml"))]
    return sorted(found, key=lambda story: (-story.days_ago, story.time, story.name))


def _story(path: Path) -> Story:
    values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    if "correction" in values:
        values["correction"] = Correction(**values["correction"])
    if "offer" in values:
        values["offer"] = Offer(**values["offer"])
    values["remarks"] = tuple(Said(**said) for said in values.get("remarks", ()))
    values["sample"] = tuple(Fault(**fault) for fault in values.get("sample", ()))
    return Story(name=path.stem, **values)


def sentences(story: Story, tag: str, day: date) -> list[str]:
    """The text sentence by sentence, in the order of the segments of the document: the title first.

    Raises `NotAligned` when the source has other paragraphs or another number of sentences in one of them.
    """
    title, body = story.written(tag, day)
    source = _paragraphs(story.written(story.source, day)[1], story.source)
    found = _paragraphs(body, tag)
    if len(found) != len(source):
        raise NotAligned(f"{story.name}: {len(source)} paragraphs in {story.source}, {len(found)} in {tag}")
    for number, ((kind, wanted), (kind_found, got)) in enumerate(zip(source, found, strict=True), start=1):
        if (kind, len(wanted)) != (kind_found, len(got)):
            raise NotAligned(
                f"{story.name}, paragraph {number}: {kind} of {len(wanted)} sentences in {story.source}, "
                f"{kind_found} of {len(got)} in {tag}: {got}"
            )
    return [title, *(sentence for _, part in found for sentence in part)]


def _paragraphs(body: str, tag: str) -> list[tuple[str, list[str]]]:
    blocks = documents.read(body.encode(), "text.txt").blocks
    return [
        (f"{block.kind} {block.level}", [sentence.rstrip() for sentence in documents.segments(block.text, tag)])
        for block in blocks
    ]
