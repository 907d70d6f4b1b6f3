"""What happens to a notice after it is out."""

from datetime import datetime, timedelta
from typing import Any

from tests.conftest import AT
from tests.site import office
from uramost_web.notices import actions
from uramost_web.notices.models import Notice
from uramost_web.translation import actions as translation

LATER = AT + timedelta(hours=30)
TURKISH = {
    "Konkurs për përkthyes": "Çevirmen alımı",
    "Komuna shpall vendin e lirë të punës për një përkthyes.": "Belediye bir çevirmen alacaktır.",
    "Afati i aplikimit është 15 ditë, deri më 12 mars 2026.": "Başvuru süresi 15 gündür, 12 Mart 2026'ya kadar.",
    "Diploma universitare": "Üniversite diploması",
    "Tri vjet përvojë pune": "Üç yıl iş deneyimi",
}


def publish_albanian_only(municipality: Any, officer: Any, reason: str = "The translator is ill.") -> Notice:
    """The Serbian is missing, with a reason written in English."""
    notice = office.start_notice(municipality, officer, AT)
    actions.publish(notice=notice, reason=reason, reason_language="en", by=officer, at=AT)
    notice.refresh_from_db()
    return notice


def publish_serbian_later(notice: Notice, officer: Any, translator: Any, reviewer: Any, at: datetime = LATER) -> None:
    translation.approve(translation=office.translate(notice, translator, at), by=reviewer, at=at)
    actions.publish(notice=notice, by=officer, at=at)


def publish_turkish_too(notice: Notice, officer: Any, translator: Any, reviewer: Any) -> None:
    """Turkish is not owed in Gračanica; the officer asks for it."""
    actions.send_to_translators(notice=notice, further=["tr"], by=officer, at=AT)
    row = office.translate(notice, translator, AT, language="tr", words=TURKISH)
    translation.approve(translation=row, by=reviewer, at=AT)
    actions.publish(notice=notice, by=officer, at=AT)


def publish_self_approved(municipality: Any, officer: Any, translator: Any) -> Notice:
    municipality.self_approval = True
    municipality.save()
    notice = office.start_notice(municipality, officer, AT)
    translation.approve(translation=office.translate(notice, translator, AT), by=translator, at=AT)
    actions.publish(notice=notice, by=officer, at=AT)
    notice.refresh_from_db()
    return notice


def correct_deadline(notice: Notice, officer: Any, at: datetime = LATER) -> None:
    """The officer corrects the deadline in the Albanian original."""
    segment = notice.document.segments.get(text__contains="15 ditë")
    text = segment.text.replace("15 ditë", "20 ditë").replace("12 mars", "17 mars")
    actions.correct(notice=notice, segment=segment, text=text, seen=segment.version, by=officer, at=at)


def withdraw(notice: Notice, officer: Any, at: datetime = LATER) -> None:
    actions.withdraw(notice=notice, by=officer, at=at)
