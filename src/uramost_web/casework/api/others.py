"""Addresses beside GeoReport that are made for programmes, wherever in the site they are answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from uramost_web.interface import CODES

TEXT: Final = {"type": "string"}
LANGUAGE: Final = {"enum": list(CODES)}
SLUG: Final = {"type": "string", "pattern": "^[a-z0-9-]{1,50}$"}
TAG: Final = {"type": "string", "pattern": "^[A-Za-z-]{2,10}$"}
NUMBER: Final = {"type": "integer", "minimum": 0, "maximum": 9_000_000_000}
KEY: Final = {"type": "string", "format": "uuid"}
PERIOD: Final = {
    "type": "string", "maxLength": 7,
    "description": "year, or a quarter such as 2026-1; without it, or with another, the last twelve months",
}  # fmt: skip
TABLE: Final = {
    "enum": ["times", "services", "answers"],
    "description": "services: the times by service; answers: how complete the answers were that somebody read; "
    "without it, the times by language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Other:
    """An address that answers a GET with one type; `parts` are the schemas of what its address holds.

    `asked` are those of what may stand after the question mark.
    """

    name: str
    path: str
    says: str
    media_type: str
    parts: Mapping[str, Any] = field(default_factory=dict)
    statuses: tuple[int, ...] = ()
    schema: Mapping[str, Any] = field(default_factory=lambda: TEXT)
    asked: Mapping[str, Any] = field(default_factory=dict)


OTHERS: Final = (
    Other("openapi", "/api/openapi.json", "This document.", "application/json", schema={"type": "object"}),
    Other(
        "schema", "/georeport/schemas/{root}.rng", "The RELAX NG of an answer in XML, by its root.", "application/xml",
        {"root": SLUG}, (404,),
    ),
    Other(
        "feed", "/{language}/municipalities/{slug}/feeds/{tag}.atom",
        "The newest notices of a municipality in one language, with their whole texts (Atom).", "application/atom+xml",
        {"language": LANGUAGE, "slug": SLUG, "tag": TAG}, (304, 404),
    ),
    Other(
        "terms", "/{language}/terms/terms.csv", "The terminology in all languages (CSV, UTF-8).", "text/csv",
        {"language": LANGUAGE}, (404,),
    ),
    Other(
        "times", "/{language}/municipalities/{slug}/times/times.csv",
        "How long people wait for an answer, by their language (CSV, UTF-8); 404 until it has been counted.",
        "text/csv", {"language": LANGUAGE, "slug": SLUG}, (404,), asked={"period": PERIOD, "table": TABLE},
    ),
    Other(
        "events", "/{language}/events/{tag}.ics", "Coming events in one language (iCalendar).", "text/calendar",
        {"language": LANGUAGE, "tag": TAG}, (304, 404),
    ),
    Other(
        "event", "/{language}/events/{number}/{tag}.ics", "One event in one language (iCalendar).", "text/calendar",
        {"language": LANGUAGE, "number": NUMBER, "tag": TAG}, (304, 404),
    ),
    Other(
        "events_of_a_municipality", "/{language}/municipalities/{slug}/events/{tag}.ics",
        "Coming events of a municipality in one language (iCalendar).", "text/calendar",
        {"language": LANGUAGE, "slug": SLUG, "tag": TAG}, (304, 404),
    ),
    Other(
        "picture", "/georeport/pictures/{key}.jpg", "A photograph that a media_url names.", "image/jpeg",
        {"key": KEY}, (404,), {"type": "string", "format": "binary"},
    ),
)  # fmt: skip
