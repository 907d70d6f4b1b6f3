"""A new case with its number, its first entry, its letters and the end of its draft: stored together or not at all.

The number comes from a counter that is held until all of it is certain, so that none is left out and none is given
twice. Everybody who asks the same town hall waits for it meanwhile; so all is made ready before, and on PostgreSQL the
counter is held for no answer to be waited for: everything is one message, which the server takes as one transaction.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

from django.db import DataError, connection, models, transaction
from django.utils import timezone
from psycopg.sql import quote

from uramost_web.casework import prepared
from uramost_web.casework.models import Case, Draft, Entry, Letter
from uramost_web.casework.prepared import Act

NEXT: Final = """INSERT INTO casework_numbers AS n (municipality_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (municipality_id, year) DO UPDATE SET last = n.last + 1
RETURNING last"""
"""One statement, whether it is the first number of the year or not; Django has no word for it."""
SAME: Final = "coalesce((SELECT mark FROM casework_edition), '') = %s"
BECAME: Final = f"""UPDATE casework_draft SET case_id = %s, answers = '{{}}'
WHERE id = %s AND case_id IS NULL AND {SAME} RETURNING 1"""  # noqa: S608 - our own words
UNCHANGED: Final = f"SELECT 1 WHERE {SAME}"
"""One of the two has to find a row: where there is a draft, that, or else the mark alone."""
FILES: Final = "UPDATE casework_attachment SET case_id = %s, entry_id = %s WHERE draft_id = %s"
INSISTS: Final = "WITH found AS ({}) SELECT 1 / count(*) FROM found"
"""By nothing PostgreSQL does not divide, and takes back everything it did."""
NUMBERED: Final = """replace(%s, %s, (SELECT %s || lpad(last::text, greatest(5, length(last::text)), '0')
FROM casework_numbers WHERE municipality_id = %s AND year = %s))"""
DIVISION_BY_ZERO: Final = "22012"


class Overtaken(Exception):
    """Nothing was stored: the draft was sent by another hand, or what the case was made by has changed meanwhile."""


@dataclass(frozen=True, slots=True)
class New:
    """What is to be stored. `mark`: the edition by which the case was made.

    Until it has a number, the case has a name by chance for its reference, and so it stands in its letters too.
    """

    case: Case
    entry: Entry
    letters: Sequence[Letter]
    draft: Draft | None
    mark: str
    counter: tuple[int, int]  # municipality and year
    start: str  # of the reference: `34-2026-`

    @property
    def rows(self) -> list[models.Model]:
        return [self.case, self.entry, *self.letters]

    def reference(self, number: int) -> str:
        """`34-2026-00012`: the municipality's code, the year, the number in it."""
        return f"{self.start}{number:05}"


def new(case: Case, entry: Entry, letters: Sequence[Letter], draft: Draft | None, mark: str) -> New:
    municipality, year = case.municipality, timezone.localtime(case.received_at).year
    return New(case, entry, letters, draft, mark, (municipality.pk, year), f"{municipality.code}-{year}-")


def store(new: New) -> None:
    """Raises `Overtaken`."""
    name, acts = new.case.reference, [prepared.insertion(row) for row in new.rows]
    number = (_in_one_message if connection.vendor == "postgresql" else _one_by_one)(new, acts)
    reference = new.case.reference = new.reference(number)
    for letter in new.letters:
        for field in ("subject", "body", "message_id"):
            setattr(letter, field, getattr(letter, field).replace(name, reference))
    if new.draft is not None:
        new.draft.case, new.draft.answers = new.case, {}


def _one_by_one(new: New, acts: Sequence[Act]) -> int:
    name = new.case.reference
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(NEXT, new.counter)
        (number,) = cursor.fetchone()
        reference = new.reference(number)

        def run(act: Act) -> None:
            values = [value.replace(name, reference) if isinstance(value, str) else _key(value) for value in act[1]]
            cursor.execute(act[0], values)

        for row, act in zip(new.rows, acts, strict=True):
            run(act)
            prepared.is_stored(row, cursor.fetchone()[0])
        run(_found(new))
        if cursor.fetchone() is None:
            raise Overtaken
        if new.draft is not None:
            run((FILES, [new.case, new.entry, new.draft]))
    return int(number)


def _found(new: New) -> Act:
    if new.draft is None:
        return UNCHANGED, [new.mark]
    return BECAME, [new.case, new.draft, new.mark]


def _in_one_message(new: New, acts: Sequence[Act]) -> int:
    statement, keys = _found(new)
    last: list[Act] = [(INSISTS.format(statement), keys)]
    if new.draft is not None:
        last.append((FILES, [new.case, new.entry, new.draft]))
    message = "; ".join(_spelled(new, act) for act in [(NEXT, new.counter), *acts, *last])
    # Within a transaction of somebody else's, what failed is taken back alone.
    with transaction.atomic() if connection.in_atomic_block else nullcontext(), connection.cursor() as cursor:
        try:
            cursor.execute(message)
        except DataError as problem:
            if getattr(problem.__cause__, "sqlstate", "") == DIVISION_BY_ZERO:
                raise Overtaken from None
            raise
        (number,) = cursor.fetchone()
        for row in new.rows:
            cursor.nextset()
            prepared.is_stored(row, cursor.fetchone()[0])
    return int(number)


def _spelled(new: New, act: Act) -> str:
    """As the server reads it, with what only the database knows in the place of keys and of the reference.

    Every value is quoted here: psycopg would look for the places of all of them in the whole message once more.
    """
    name, server, places = new.case.reference, connection.connection, []
    for value in act[1]:
        if isinstance(value, str) and name in value:
            places.append(NUMBERED % tuple(quote(one, server) for one in (value, name, new.start, *new.counter)))
        elif isinstance(value, models.Model) and value.pk is None:
            places.append(f"currval('{value._meta.db_table}_id_seq')")
        else:
            places.append("NULL" if value is None else quote(_key(value), server))
    return act[0] % tuple(places)


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
