"""What a country pack holds: one frozen record per row, every one with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from uramost import scripts
from uramost.deadlines.limits import Limit
from uramost.languages import Duty, Status, Threshold, Tongue

Texts = Mapping[str, str]  # language tag → text


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; `row` and `column` place its tile, `lon` and `lat` are degrees (WGS 84)."""

    code: str  # the statistics agency's
    names: Texts
    definite: Texts  # the definite form, in languages that have one in place names
    other_names: tuple[str, ...]  # what people also call it, for search
    slug: str
    programme: bool
    first_name: str  # the tag whose name stands first; "" follows the reader's language
    row: int
    column: int
    lon: Decimal
    lat: Decimal
    population: int | None
    population_basis: str  # a code: how the figure came about; "" without a figure
    source: str


@dataclass(frozen=True, slots=True)
class CensusRow:
    """People of one category in a municipality; `share` in percent as published."""

    code: str
    topic: str
    category: str  # for a mother tongue: the language
    count: int
    share: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office that every municipality has."""

    code: str
    names: Texts
    source: str


@dataclass(frozen=True, slots=True)
class Area:
    """An area in which a municipality assesses how it keeps the law on languages."""

    code: str
    number: int
    names: Texts
    descriptions: Texts
    source: str


@dataclass(frozen=True, slots=True)
class Caution:
    """What a reader must know before reading a figure of `topic`."""

    code: str
    topic: str
    texts: Texts
    source: str


@dataclass(frozen=True, slots=True)
class Label:
    """What readers see for a code: of a status, a basis, an act, a strength, a note, a locator of a source …"""

    kind: str
    code: str
    texts: Texts
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """Something cited: `texts` names it in each language, `address` is where it can be read ("" where not known)."""

    key: str
    texts: Texts
    address: str
    source: str


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """Public holidays come from `provider` (a package) under the country code `country`; days are those of `zone`."""

    code: str
    provider: str
    country: str
    language: str  # in which the provider names the days
    zone: str  # of the tz database
    source: str


@dataclass(frozen=True, slots=True)
class HolidayName:
    """Our code and names for a day that the provider calls `provider_name`."""

    provider_name: str
    code: str
    names: Texts
    source: str


@dataclass(frozen=True, slots=True)
class HolidayOverride:
    """A correction of the rule: `action` is add, remove or move (from `date` to `moved_to`)."""

    date: dt.date
    action: str
    moved_to: dt.date | None
    names: Texts
    source: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The facts of one country, in the order of their files."""

    name: str
    municipalities: tuple[Municipality, ...]
    tongues: tuple[Tongue, ...]
    tongue_names: Mapping[str, Texts]  # tag → its name in each language
    statuses: tuple[Status, ...]
    duties: tuple[Duty, ...]
    thresholds: tuple[Threshold, ...]
    census: tuple[CensusRow, ...]
    cautions: tuple[Caution, ...]
    offices: tuple[Office, ...]
    areas: tuple[Area, ...]
    labels: tuple[Label, ...]
    sources: tuple[Source, ...]
    holiday_rules: tuple[HolidayRule, ...]
    holiday_names: tuple[HolidayName, ...]
    holiday_overrides: tuple[HolidayOverride, ...]
    limits: tuple[Limit, ...] = ()

    def municipality(self, code: str) -> Municipality:
        """The municipality with this code. Raises KeyError."""
        for entry in self.municipalities:
            if entry.code == code:
                return entry
        raise KeyError(code)

    def counted(self, code: str, topic: str, category: str) -> CensusRow | None:
        """What the census counted; None where it publishes nothing."""
        for entry in self.census:
            if (entry.code, entry.topic, entry.category) == (code, topic, category):
                return entry
        return None

    def label(self, kind: str, code: str) -> Texts:
        """What readers see for a code, per language. Raises KeyError."""
        for entry in self.labels:
            if (entry.kind, entry.code) == (kind, code):
                return entry.texts
        raise KeyError((kind, code))

    def text(self, texts: Texts, tag: str) -> str:
        """The text in a tag, or made from the tag it is derived from. Raises KeyError: no other language stands in."""
        if tag in texts:
            return texts[tag]
        for tongue in self.tongues:
            if tongue.tag == tag and tongue.derived_from in texts:
                return scripts.derive(texts[tongue.derived_from], tongue.derived_from, tag)
        raise KeyError(tag)

    def cite(self, source: str, tag: str) -> str:
        """A row's source in the reader's language: «Law 1/2, Art. 3; Report» by the names of its parts."""
        return "; ".join(self._cite_part(key, locator, tag) for key, locator in cited(source))

    def _cite_part(self, key: str, locator: str, tag: str) -> str:
        named = {entry.key: entry.texts for entry in self.sources}
        title = self.text(named[key], tag) if key in named else key
        return f"{title}, {self._locate(locator, tag)}" if locator else title

    def _locate(self, locator: str, tag: str) -> str:
        """«Art. 3» by the wording of "Art.", in which {} stands for the number."""
        word, _, number = locator.partition(" ")
        for entry in self.labels:
            if (entry.kind, entry.code) == ("locator", word):
                return self.text(entry.texts, tag).replace("{}", number)
        return locator


def cited(source: str) -> tuple[tuple[str, str], ...]:
    """The parts of a source column: «Law 1/2, Art. 3; Report» → (("Law 1/2", "Art. 3"), ("Report", ""))."""
    parts = (part.strip().partition(", ") for part in source.split(";"))
    return tuple((key, locator) for key, _, locator in parts)
