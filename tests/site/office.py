"""What the cast does, in one call each: for stories that begin later in the day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uramost_web.notices import actions as notices
from uramost_web.notices.models import Notice
from uramost_web.translation import actions as translation
from uramost_web.translation.models import Translation

ALBANIAN = """Komuna shpall vendin e lirë të punës për një përkthyes.

Afati i aplikimit është 15 ditë, deri më 12 mars 2026.

- Diploma universitare
- Tri vjet përvojë pune
"""
SERBIAN = {
    "Konkurs për përkthyes": "Конкурс за преводиоца",
    "Komuna shpall vendin e lirë të punës për një përkthyes.": "Општина расписује конкурс за радно место преводиоца.",
    "Afati i aplikimit është 15 ditë, deri më 12 mars 2026.": "Рок за пријаву је 15 дана, до 12. марта 2026.",
    "Diploma universitare": "Универзитетска диплома",
    "Tri vjet përvojë pune": "Три године радног искуства",
}
TITLE = "Konkurs për përkthyes"


def start_notice(
    municipality: Any, officer: Any, at: datetime, *, title: str = TITLE, text: str = ALBANIAN, written_in: str = "sq"
) -> Notice:
    """A notice with its text, sent to the translators."""
    notice = notices.start(municipality=municipality, kind="vacancy", by=officer, at=at)
    notices.give_text(
        notice=notice, title=title, data=text.encode(), filename="text.txt", written_in=written_in, by=officer, at=at
    )
    notices.send_to_translators(notice=notice, by=officer, at=at)
    return notice


def translate(
    notice: Notice, translator: Any, at: datetime, *, language: str = "sr-Cyrl", words: Mapping[str, str] = SERBIAN
) -> Translation:
    """Every segment translated and confirmed, and handed over."""
    row = notice.document.translations.get(language=language)
    for target in row.targets.select_related("segment", "translation__document__municipality"):
        translation.write(
            target=target, text=words[target.segment.text], seen=target.version, confirm=True, by=translator, at=at
        )
    translation.submit(translation=row, by=translator, at=at)
    return row


def publish_notice(municipality: Any, officer: Any, translator: Any, reviewer: Any, at: datetime, **how: Any) -> Notice:
    """A notice from the first word to its publication in Albanian and Serbian."""
    notice = start_notice(municipality, officer, at, **how)
    row = translate(notice, translator, at)
    translation.approve(translation=row, by=reviewer, at=at)
    notices.publish(notice=notice, by=officer, at=at)
    notice.refresh_from_db()
    return notice


def publish_notice_in_albanian(municipality: Any, officer: Any, at: datetime, **how: Any) -> Notice:
    """A notice that is public before its translations, with the reason for it."""
    notice = start_notice(municipality, officer, at, **how)
    notices.publish(notice=notice, reason="The translator is ill.", reason_language="en", by=officer, at=at)
    notice.refresh_from_db()
    return notice
