"""The dossier of a case for whoever watches over languages or access to documents: everything in it, as a PDF."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from uramost import documents, states
from uramost_web.casework import clocks, explaining, export, steps, wording
from uramost_web.casework.kinds import Kind
from uramost_web.casework.models import Attachment, Case, Entry
from uramost_web.casework.printing import Paper
from uramost_web.places.words import reader_tag, words

GROUNDS: Final[Mapping[str, Promise]] = {
    "late": gettext_lazy("The last day for an answer was %(last)s. There has been no answer."),
    "silence_refusal": gettext_lazy("By law this silence counts as a refusal."),
    "silence_consent": gettext_lazy("By law this silence counts as consent."),
    "answered_late": gettext_lazy("The answer came on %(answered)s. The last day was %(last)s."),
    "other_language": gettext_lazy("The answer was asked for in: %(asked)s. The municipality wrote in: %(given)s."),
}
"""Why there is a dossier → the sentence that says it."""

WHERE: Final[Mapping[str, Promise]] = {
    "commissioner": gettext_lazy(
        "The Office of the Language Commissioner takes complaints about the use of official languages."
    ),
    "agency": gettext_lazy(
        "The Information and Privacy Agency takes complaints about access to public documents that was refused or "
        "not answered."
    ),
    "ask": gettext_lazy("Their addresses are on their own pages; UraMost does not write to them for you."),
}


ENCLOSED: Final = 20_000_000
"""Bytes of files that are put into the PDF: as much as goes by mail. The export has all of them."""

STARTS: Final = frozenset(move.code for move in states.MOVES if move.effect == "starts")
ANSWERS: Final = frozenset(move.code for move in states.MOVES if move.outcome == "answered")


def grounds(case: Case, at: datetime) -> tuple[str, ...]:
    """Codes of GROUNDS that hold: without one there is nothing to complain about and no dossier is offered."""
    return tuple(_grounds(case, at))


def _grounds(case: Case, at: datetime) -> Iterable[str]:
    if case.late(at):
        yield "late"
        computed = clocks.explained(case, at)
        if computed and computed.silence in {"refusal", "consent"} and computed.silence_from:
            yield f"silence_{computed.silence}"
    if any(one.late for one in rounds(case)):
        yield "answered_late"
    if _other_languages(case):
        yield "other_language"


@dataclass(frozen=True, slots=True)
class Round:
    """The time from receipt, a reopening or an appeal to its answer; `last` is None where no limit is known."""

    since: datetime
    answered: datetime
    last: datetime | None

    @property
    def late(self) -> bool:
        return self.last is not None and self.last < self.answered


def rounds(case: Case) -> list[Round]:
    """Each time that ended in an answer; an answer that was undone was none."""
    ended: dict[datetime, datetime | None] = {}
    since = case.received_at
    for entry in case.entries.all():
        if entry.move in STARTS:
            since = entry.at
        elif entry.move in ANSWERS:
            ended[since] = entry.at
        elif entry.move == "undo":
            ended[since] = None
    return [Round(start, end, _last(case, start, end)) for start, end in ended.items() if end is not None]


def _last(case: Case, since: datetime, answered: datetime) -> datetime | None:
    """The latest moment of one time, by the case's clock as it stood then."""
    then = copy(case)
    then.clock_from, then.answered_at, then.closed_at = since, answered, answered
    computed = clocks.explained(then, answered)
    return computed.latest if computed else None


def _other_languages(case: Case) -> list[str]:
    """In which other languages the municipality wrote to the resident."""
    written = case.entries.filter(seen_by_resident=True, who__in=("clerk", "head")).exclude(text="")
    return sorted({one.language for one in written if one.language not in {"", case.language}})


def sentences(case: Case, at: datetime) -> list[str]:
    """The grounds in words, in the language that is switched on; one for each answer that was late."""
    said = []
    for code in grounds(case, at):
        if code == "answered_late":
            late = (one for one in rounds(case) if one.late)
            said += [str(GROUNDS[code]) % {"answered": _day(one.answered), "last": _day(one.last)} for one in late]
        else:
            said.append(str(GROUNDS[code]) % _values(case))
    return said


def _values(case: Case) -> dict[str, str]:
    return {
        "last": _day(case.due_at),
        "asked": words().autonym(case.language),
        "given": ", ".join(words().autonym(tag) for tag in _other_languages(case)),
    }


def pdf(case: Case, at: datetime) -> bytes:
    """The dossier in the language that is switched on."""
    tag, paper = reader_tag(), Paper()
    paper.part(_("Why there is this dossier"), sentences(case, at))
    _asked(paper, case, tag)
    paper.part(_("The last day, and how it was computed"), [])
    for said in explaining.sentences(case, at):
        paper.item(said)
    _history(paper, case)
    _letters(paper, case)
    enclosed = _files(paper, case)
    _readings(paper, case, tag)
    second = WHERE["agency"] if case.service.kind == Kind.DOCUMENT else None
    paper.part(_("Where to turn"), [str(one) for one in (WHERE["commissioner"], second, WHERE["ask"]) if one])
    title = _("Dossier of the case %(reference)s") % {"reference": case.reference}
    printed = documents.to_pdf(title, paper.blocks, paper.texts(), tag, _meta(case, tag, at))
    return documents.enclose(printed, enclosed) if enclosed else printed


def _meta(case: Case, tag: str, at: datetime) -> list[tuple[str, str]]:
    return [
        (_("Municipality"), case.municipality.name_in(tag)),
        (_("Service"), case.service.name_in(tag)),
        (_("Office"), case.office.name_in(tag)),
        (_("State"), wording.state(case.state)),
        (_("Language of the answer"), words().autonym(case.language)),
        (_("Received"), _moment(case.received_at)),
        (_("This dossier was made"), _moment(at)),
    ]


def _asked(paper: Paper, case: Case, tag: str) -> None:
    paper.part(_("What was asked"), [case.text])
    for question, answer in steps.said(case.service, case.given, tag):
        paper.say(f"{question}: {answer}")
    point = f"{case.latitude}, {case.longitude}" if case.latitude is not None else ""
    lines = (
        (_("Place"), ", ".join(filter(None, (case.place_text, point)))),
        (_("Name"), case.name),
        (_("E-mail"), case.email),
        (_("Telephone"), case.phone),
        (_("How it came"), case.get_channel_display()),
    )
    for label, value in lines:
        if value:
            paper.say(f"{label}: {value}")


def _history(paper: Paper, case: Case) -> None:
    paper.part(_("What has happened"), [])
    for entry in case.entries.filter(seen_by_resident=True).prefetch_related("attachments"):
        first, *more = wording.told(case, entry)
        paper.heading(f"{_moment(entry.at)}: {first}", 2)
        for said in (*more, *_said(entry)):
            paper.say(said)


def _said(entry: Entry) -> list[str]:
    """The text of an entry, in which language it is where the municipality wrote it, and its files."""
    said = [entry.text] if entry.text and entry.text != entry.facts.get("reason") else []
    if entry.text and entry.who in {"clerk", "head"}:
        said.append(_("Language of this text: %(language)s") % {"language": words().autonym(entry.language)})
    if rating := entry.facts.get("rating"):
        said.append(_("Rating: %(rating)s of 5") % {"rating": rating})
    if files := [file.name for file in entry.attachments.all()]:
        said.append(_("Files: %(names)s") % {"names": ", ".join(files)})
    return said


def _letters(paper: Paper, case: Case) -> None:
    """Which letters left when; one that waits or was refused says so."""
    paper.part(_("Letters to the resident"), [])
    letters = list(case.letters.order_by("pk"))
    if not letters:
        paper.say(_("None: no e-mail address was given."))
        return
    paper.row(_("Sent"), pgettext("letter", "To"), pgettext("letter", "About"))
    for letter in letters:
        sent = _moment(letter.sent_at) if letter.sent_at else _("not sent")
        paper.row(sent, letter.to, letter.subject or letter.body)


def _files(paper: Paper, case: Case) -> list[tuple[str, bytes]]:
    """The name of every file, and (name, content) of those for which there is room."""
    rows = list(case.attachments.order_by("pk"))
    paper.part(
        _("Files"), [_("They are inside this PDF; most programmes list them beside its pages.") if rows else _("None.")]
    )
    enclosed, room = [], ENCLOSED
    for row, name in zip(rows, export.names(rows), strict=True):
        about, content = f"{row.name} ({row.media_type}, {_moment(row.at)})", b""
        if row.size <= room:
            content = _content(row)
        if content:
            enclosed.append((name, content))
            room -= len(content)
        paper.item(about if content else f"{about}: {_('not inside: too large, or lost')}")
    return enclosed


def _content(row: Attachment) -> bytes:
    """Nothing, where the file was lost."""
    try:
        with row.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


def _readings(paper: Paper, case: Case, tag: str) -> None:
    """Who of the municipality opened the case when."""
    readings = list(case.readings.select_related("office"))
    paper.part(_("Who opened the case"), [] if readings else [_("Nobody of the municipality has opened it yet.")])
    for reading in readings:
        office = reading.office.name_in(tag) if reading.office else case.municipality.name_in(tag)
        paper.item(f"{_moment(reading.first_at)}: {office}")


def _day(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT") if at else "–"


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
