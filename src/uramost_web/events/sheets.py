"""The list to sign on paper, for a session without a telephone or a connection: one sheet in all languages owed."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from uramost import documents, languages
from uramost_web.events import coming, wording
from uramost_web.events.models import Session
from uramost_web.interface import code, spoken
from uramost_web.notices.editions import owed
from uramost_web.places.words import words
from uramost_web.translation.reading import tag_of

ROOM: Final = 15
"""Lines for those who are not on the list."""
LINE: Final = "." * 34
MARKS: Final = str.maketrans("⟦⟧", "[]")


def tags(session: Session) -> tuple[str, ...]:
    """Those owed here which the interface has; if unknown, Albanian and Serbian."""
    try:
        found = [entry.language for entry in owed(session.event.municipality, session.starts_at.date())]
    except languages.NoStatus:
        found = []
    known = tuple(tag for tag in dict.fromkeys(tag_of(one) for one in found) if spoken(tag))
    return known if len(known) > 1 else ("sq", "sr-Cyrl")


def make(session: Session) -> bytes:
    """A PDF: what, when and where in each language, then a table with those on the list and empty lines."""
    said = [_words(session, tag) for tag in tags(session)]
    rows = [[" / ".join(dict.fromkeys(one)) for one in zip(*(heads for _title, _facts, heads in said), strict=True)]]
    rows += [[str(row.place), row.name, LINE] for row in map(coming.one, coming.expected(session.event))]
    rows += [["", LINE, LINE]] * ROOM
    title = " / ".join(dict.fromkeys(title for title, _facts, _heads in said))
    facts = [fact for _title, facts, _heads in said for fact in facts]
    blocks = list(_table(rows))
    return documents.to_pdf(title, blocks, {block.key: block.text for block in blocks}, tags(session)[0], facts)


def _words(session: Session, tag: str) -> tuple[str, list[tuple[str, str]], list[str]]:
    event, seen = session.event, words(tag)
    with translation.override(code(tag)):
        facts = [
            (_("Event"), wording.title(event, seen)),
            (_("Session"), f"{session.number}: {wording.when(session.starts_at, session.ends_at)}"),
            (_("Venue"), wording.plain(event.venue, seen)),
            (
                _("Please note"),
                _("Whoever signs is counted as present. Nobody is asked for more than a name."),
            ),
        ]
        heads = [_("No."), _("First and last name"), _("Signature")]
        return _("List of those present"), [fact for fact in facts if fact[1]], heads


def _table(rows: Iterable[Sequence[str]]) -> Iterable[documents.Block]:
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            said = " ".join(text.translate(MARKS).split()) or "\N{NO-BREAK SPACE}"
            yield documents.Block(f"{number}.{column}", "cell", 0, said, (), 0, number, column)
