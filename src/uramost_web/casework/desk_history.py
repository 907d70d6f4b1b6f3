"""The history of a case as clerks read it: everything, with who did it and what was entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uramost_web.accounts.models import User
from uramost_web.casework import desk_wording
from uramost_web.casework.catalogue import Office
from uramost_web.casework.limit_words import amount_in_words
from uramost_web.casework.models import Attachment, Case, Entry
from uramost_web.casework.wording import ONLY_HEAD, moved
from uramost_web.places.words import reader_tag
from uramost_web.question import Question

NOTED: Final = (
    ("put_here", True, gettext_lazy("It came by e-mail, proved no case, and was put to this one at the desk.")),
    ("sender", "other", gettext_lazy("It came from an e-mail address that the resident did not give.")),
    ("only_head", True, ONLY_HEAD),
)
"""Fact of an entry, its value, and what is said of it."""


class Told(NamedTuple):
    """What is shown of an `Entry`; `name` is of who did it."""

    pk: int
    number: int
    at: datetime
    who: str
    name: str | None
    move: str
    text: str
    language: str
    seen_by_resident: bool
    facts: dict[str, Any]


class File(NamedTuple):
    """What is shown of an `Attachment`."""

    key: UUID
    entry: int | None
    name: str
    media_type: str
    size: int
    public: bool


ENTRIES: Final = Question(
    lambda case: Entry.objects.filter(case=case).order_by("-number").values_list(
        "pk", "number", "at", "who", "by__name", "move", "text", "language", "seen_by_resident", "facts"
    ),
    Told._make,
)  # fmt: skip
FILES: Final = Question(
    lambda case: Attachment.objects.filter(case=case).order_by("pk").values_list(*File._fields), File._make
)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: what happened and who did it; `more` are sentences about it.

    `has_letter` where one can be printed; `other` is the reference of another case it is about.
    """

    entry: Told
    title: str
    who: str
    more: tuple[str, ...]
    files: Sequence[File]
    has_letter: bool
    other: str


def lines(case: Case, files: Sequence[File]) -> list[Line]:
    """The newest first; `files` are all that came with the case."""
    entries = ENTRIES.about(case.pk)
    offices = _offices(case) if any(entry.move == "forward" for entry in entries) else {}
    given = {entry.facts["to"] for entry in entries if entry.move == "assign" and entry.facts.get("to")}
    names = dict(User.objects.filter(pk__in=given).values_list("pk", "name")) if given else {}
    return [
        Line(
            entry=entry,
            title=desk_wording.done(entry.move),
            who=str(desk_wording.WHO.get(entry.who, entry.who)) if entry.name is None else entry.name,
            more=tuple(_more(case, entry, offices, names)),
            files=[file for file in files if file.entry == entry.pk],
            has_letter=printable(entry),
            other=entry.facts.get("into") or entry.facts.get("reference") or "",
        )
        for entry in entries
    ]


def _offices(case: Case) -> dict[str, str]:
    rows = Office.objects.filter(municipality=case.municipality_id)
    return {row.code: row.name_in(reader_tag()) for row in rows}


def printable(entry: Entry | Told) -> bool:
    """Whether the entry is something the municipality wrote to the resident."""
    return bool(entry.text) and entry.seen_by_resident and entry.who != "resident" and entry.move != "supply"


def _more(case: Case, entry: Told, offices: dict[str, str], names: dict[int, str]) -> list[str]:
    facts: dict[str, Any] = entry.facts
    said = []
    if entry.move == "forward" and "to" in facts:
        office = {name: offices.get(str(facts.get(name)), str(facts.get(name))) for name in ("from", "to")}
        said.append(_("From %(from)s to %(to)s.") % office)
    if entry.move == "assign":
        name = names.get(facts.get("to") or 0)
        said.append(_("To %(name)s.") % {"name": name} if name else _("To nobody."))
    if entry.move == "extend" and "amount" in facts:
        amount = amount_in_words(facts["amount"], case.limit.get("unit", ""))
        said.append(_("By %(amount)s.") % {"amount": amount})
    if entry.move == "moved_date":
        said += moved(facts)
    said += [str(sentence) for name, value, sentence in NOTED if facts.get(name) == value]
    if "rating" in facts:
        said.append(_("%(rating)s of 5") % {"rating": facts["rating"]})
    if facts.get("reason") and facts.get("reason") != facts.get("into"):
        said.append(_("Reason: %(reason)s") % {"reason": facts["reason"]})
    if facts.get("other_language"):
        said.append(_("Not in the language of the resident, because: %(why)s") % {"why": facts["other_language"]})
    return said
