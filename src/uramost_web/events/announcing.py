"""An event goes with its notice: announced when that is published, renamed when that is, called off when it is taken
back.
"""

from datetime import datetime

from uramost_web.accounts import audit
from uramost_web.events import calling_off, looking
from uramost_web.events.models import Event, State
from uramost_web.notices.models import Kind as NoticeKind
from uramost_web.notices.models import Notice

NOTICES = {
    "hearing": NoticeKind.HEARING,
    "debate": NoticeKind.HEARING,
    "forum": NoticeKind.HEARING,
    "working_group": NoticeKind.INFORMATION,
}
"""Of which kind the notice of an event is; information for residents where nothing stands here."""


def follow(notice: Notice, at: datetime) -> None:
    """After a notice has changed. Until it is public the event has the title of the source, for the desk's lists."""
    event = Event.objects.select_for_update().filter(notice=notice).first()
    if event is None:
        return
    if notice.withdrawn_at:
        if event.state == State.ANNOUNCED:
            calling_off.call_off(event, why={}, by=None, at=at)
        return
    titles = titles_of(notice)
    if titles != event.titles:
        event.titles = titles
        event.changed_at = at
    if notice.published_at and event.state == State.DRAFT:
        event.state = State.ANNOUNCED
        event.changed_at = at
        audit.record("event.announced", subject=event, by=None, at=at)
    event.save(update_fields=["titles", "state", "changed_at"])
    looking.index(event)


def titles_of(notice: Notice) -> dict[str, str]:
    """By tag, as they are public; before, what the officer wrote."""
    if notice.published_at:
        return dict(notice.texts.filter(current=True).order_by("tag").values_list("tag", "title"))
    return {notice.document.language: notice.document.title()} if notice.document else {}
