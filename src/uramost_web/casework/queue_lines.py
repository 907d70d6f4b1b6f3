"""A case as a line of the queue: its words looked up once for all lines of a page."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uramost_web.casework import desk_wording, queue
from uramost_web.casework.models import Channel
from uramost_web.casework.queue import Row
from uramost_web.places.templatetags.places import said
from uramost_web.places.words import reader_tag, words

CHANNELS: Final[Mapping[str, str | Promise]] = dict(Channel.choices)


@dataclass(frozen=True, slots=True)
class Line:
    """As HTML what the lines of a page have in common, made once for all of them.

    `due` is running, late, over, stands, unknown or ended. over: the last day had passed when something was asked for;
    stands: there is none until it is supplied. `when` is the sentence about it, empty for a case that has ended;
    `place` is a name after a comma where there are several.
    """

    case: Row
    beginning: str
    service: SafeString
    office: SafeString
    place: str
    state: SafeString
    channel: SafeString
    language: SafeString
    assignee: SafeString
    due: str
    when: SafeString


def lines(rows: Iterable[Sequence[Any]], now: datetime, places: Mapping[int, str]) -> list[Line]:
    """`rows` as the queue finds them; `places`: the names of municipalities to say, where there are several."""
    known, tongue, tag, nobody = words(), get_language() or "", reader_tag(), _("nobody works on it yet")
    named = cache(lambda texts: said(json.loads(texts), tag))
    states = cache(lambda code: escape(desk_wording.state(code)))
    channels = cache(lambda code: escape(str(CHANNELS.get(code, code))))
    tongues = cache(lambda tag: escape(known.autonym(tag)))
    people = cache(lambda name: escape(name or nobody))
    found = []
    for row in map(Row._make, rows):
        how = due(row, now)
        found.append(
            Line(
                case=row,
                beginning=row.beginning + "…" * (len(row.beginning) == queue.BEGINNING),
                service=named(row.service),
                office=named(row.office),
                place=f", {places[row.place]}" if row.place in places else "",
                state=states(row.state),
                channel=channels(row.channel),
                language=tongues(row.language),
                assignee=people(row.assignee),
                due=how,
                when=when(how, timezone.localdate(row.due_at) if row.due_at else None, tongue),
            )
        )
    return found


def due(case: Row, now: datetime) -> str:
    """How it stands with the last day."""
    if case.closed_at is not None:
        return "ended"
    if case.paused:
        return "over" if case.due_at else "stands"
    if case.due_at is None:
        return "unknown"
    return "late" if case.due_at < now else "running"


@lru_cache(maxsize=5000)
def when(due: str, day: date | None, language: str) -> SafeString:
    """What a line says of the last day, in the language that is switched on; `language` tells what is kept apart."""
    shape = {"running": "<strong>{}</strong>", "late": '<span class="tag tag-bad">{}</span>'}.get(due, "{}")
    return format_html(shape, _when(due, date_format(day, "DATE_FORMAT") if day else ""))


def _when(due: str, date: str) -> str:
    if due == "running":
        return _("due by %(date)s") % {"date": date}
    if due == "late":
        return _("late: the last day was %(date)s") % {"date": date}
    if due == "over":
        return _("the last day was %(date)s, before something was asked for") % {"date": date}
    if due == "stands":
        return _("no last day: the clock stands")
    return _("no limit is known") if due == "unknown" else ""
