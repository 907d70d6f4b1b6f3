"""How far translations are, and by when they are needed, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uramost_web.translation.models import Target, TargetState, Translation


@dataclass(frozen=True, slots=True)
class Progress:
    """Sentences confirmed of all, and the words of the source in those that are not."""

    done: int
    total: int
    words_left: int


NOT_DONE = ~Q(state=TargetState.CONFIRMED) | Q(of_version__lt=F("segment__version"))


def progress(translations: Iterable[Translation | int]) -> dict[int, Progress]:
    """Translation → its progress, in one query."""
    rows: Any = (
        Target.objects.filter(translation__in=list(translations))
        .values("translation")
        .annotate(total=Count("pk"), lacking=Count("pk", filter=NOT_DONE), words=Sum("segment__words", filter=NOT_DONE))
    )
    return {
        row["translation"]: Progress(row["total"] - row["lacking"], row["total"], row["words"] or 0) for row in rows
    }


def of(targets: Iterable[Target]) -> Progress:
    """The same for sentences at hand."""
    rows = list(targets)
    lacking = [target for target in rows if not target.is_done()]
    return Progress(len(rows) - len(lacking), len(rows), sum(target.segment.words for target in lacking))


def due_in_words(due: date, today: date) -> str:
    """How many days are left: `today`, `in 3 days`, `2 days late`."""
    days = (due - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}


def tone(due: date, today: date) -> str:
    """How loudly the page says it: a tone of `tag.html`."""
    days = (due - today).days
    return "bad" if days < 0 else "warning" if days <= 1 else "quiet"


def due(day: date | None) -> dict[str, str]:
    """A day in words, counted from today, and the tone they are said in; nothing where no day is set."""
    if day is None:
        return {}
    today = localdate()
    return {"due": due_in_words(day, today), "due_tone": tone(day, today)}
