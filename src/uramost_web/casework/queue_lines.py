"""A case as a line of the queue: its words looked up once for all lines of a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from uramost_web.casework import desk_wording, queue
from uramost_web.casework.models import Case, Channel
from uramost_web.casework.templatetags.casework import said
from uramost_web.places.words import reader_tag, words


@dataclass(frozen=True, slots=True)
class Line:
    """`service` and `office` as the reader reads them; `due` is running, late, over, stands, unknown or ended.

    over: the last day had passed when something was asked for; stands: there is none until it is supplied.
    """

    case: Case
    beginning: str
    cut: bool
    service: SafeString
    office: SafeString
    state: str
    channel: str
    language: str
    due: str


def lines(rows: Iterable[Case], now: datetime) -> list[Line]:
    tag, known = reader_tag(), words()
    channels = {value: str(label) for value, label in Channel.choices}
    states = _once(desk_wording.state)
    texts: dict[tuple[str, int], SafeString] = {}

    def named(kind: str, row: object) -> SafeString:
        key = (kind, row.pk)  # type: ignore[attr-defined]  # a service or an office
        if key not in texts:
            texts[key] = said(row.names, tag)  # type: ignore[attr-defined]
        return texts[key]

    return [
        Line(
            case=row,
            beginning=row.beginning,  # type: ignore[attr-defined]  # annotated by the queue
            cut=len(row.beginning) == queue.BEGINNING,  # type: ignore[attr-defined]
            service=named("service", row.service),
            office=named("office", row.office),
            state=states(row.state),
            channel=channels.get(row.channel, row.channel),
            language=known.autonym(row.language),
            due=due(row, now),
        )
        for row in rows
    ]


def due(case: Case, now: datetime) -> str:
    """How it stands with the last day."""
    if case.closed_at is not None:
        return "ended"
    if case.paused:
        return "over" if case.due_at else "stands"
    if case.due_at is None:
        return "unknown"
    return "late" if case.late(now) else "running"


def _once(look_up: Callable[[str], str]) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def looked_up(code: str) -> str:
        if code not in known:
            known[code] = look_up(code)
        return known[code]

    return looked_up
