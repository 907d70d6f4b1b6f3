"""A letter to a resident on paper, in their language; Serbian in both scripts where that is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils import translation as interface
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from uramost import documents
from uramost.scripts import to_cyrillic, to_latin
from uramost_web.casework.models import Case, Entry
from uramost_web.casework.printing import Paper
from uramost_web.casework.wording import told
from uramost_web.interface import code, spoken

SERBIAN = ("sr-Cyrl", "sr-Latn")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a letter says in one language and script: a title, (label, value) lines, and paragraphs."""

    title: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]


def make(case: Case, entry: Entry, *, both: bool = False) -> bytes:
    """A PDF. `both` counts for a text in Serbian: first Cyrillic, then Latin, in one file."""
    tags = SERBIAN if both and entry.language in SERBIAN else (entry.language,)
    first, *others = (sheet(case, entry, tag) for tag in tags)
    paper = Paper()
    _lines(paper, first.paragraphs)
    for other in others:
        paper.heading(other.title, 1)
        _lines(paper, (f"{label}: {value}" for label, value in other.facts))
        _lines(paper, other.paragraphs)
    return documents.to_pdf(first.title, paper.blocks, paper.texts(), tags[0], first.facts)


def _lines(paper: Paper, texts: Iterable[str]) -> None:
    for text in texts:
        paper.say(text)


def sheet(case: Case, entry: Entry, tag: str) -> Sheet:
    """Around the text stands its own language, or where the interface has not got it the one the resident reads."""
    page = tag if spoken(tag) else case.reads
    with interface.override(code(page)):
        facts = (
            (_("Municipality"), case.municipality.name_in(page)),
            (_("Office"), case.office.name_in(page)),
            (_("Service"), case.service.name_in(page)),
            (_("Date"), date_format(timezone.localtime(entry.at), "DATE_FORMAT")),
            (pgettext("letter", "To"), case.name),
        )
        last = _("You follow your case and reply to us with its reference and the secret code that you were given.")
        return Sheet(
            title=_("Letter about case %(reference)s") % {"reference": case.reference},
            facts=tuple((label, value) for label, value in facts if value),
            paragraphs=(*told(case, entry), _in_script(entry, tag), last),
        )


def _in_script(entry: Entry, tag: str) -> str:
    if tag == entry.language:
        return entry.text
    return to_latin(entry.text) if tag == "sr-Latn" else to_cyrillic(entry.text).text
