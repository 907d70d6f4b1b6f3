"""The memory and the terminology out into files of other tools, and in from them.

A file is read twice: first to its end, to see whether it can be relied on, then into the database, batch by batch, for
one long transaction would keep everybody from saving. What a job that failed had brought is taken out again, so that no
file is ever half in.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from uramost import exchange
from uramost.exchange import LICENCE, ORIGIN, Fault, Header, Text, Unit, tbx, tmx
from uramost.exchange.tables import lines as table_lines
from uramost.terms import write_csv
from uramost.text import BadText, clean
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import check_may
from uramost_web.translation import remembered, rules
from uramost_web.translation.actions import fingerprint
from uramost_web.translation.bringing import KEPT, Bringing, Kind, Progress, storable
from uramost_web.translation.incoming_terms import entry
from uramost_web.translation.models import LONGEST, MemoryUnit, TermEntry
from uramost_web.translation.reading import in_stored_script, stored_tag

BATCH: Final = 2000


# Out -----------------------------------------------------------------------------------------------------------------


def memory_lines(form: str, source: str, target: str, municipality: Municipality) -> Iterator[str]:
    """The memory between two languages as this municipality may see it, as TMX or CSV, piece by piece."""
    header = Header(source, target)
    return (tmx.lines if form == "tmx" else table_lines)(_units(form, source, target, municipality), header)


def _units(form: str, source: str, target: str, municipality: Municipality) -> Iterator[Unit]:
    rows = (
        MemoryUnit.objects.shown_in(municipality)
        .filter(source_language__in=(source, target), target_language__in=(source, target))
        .order_by("pk")
    )
    for row in rows.iterator(BATCH):
        texts = [Text(row.source_language, row.source, exchange.guessed(row.source)),
                 Text(row.target_language, row.target, exchange.guessed(row.target))]  # fmt: skip
        if form != "csv" and not all(exchange.fit(text, texts[0]) for text in texts):
            continue  # marks that are not opened and closed in order: it would break the file off
        said = tuple((name, value) for name, value in ((ORIGIN, row.origin), (LICENCE, row.licence)) if value)
        in_notes = form == "csv"
        yield Unit(
            key=str(row.pk),
            texts=tuple(texts if row.source_language == source else reversed(texts)),
            state="reviewed" if row.reviewed else "translated" if row.approved_at else "",
            said={"changedate": f"{row.approved_at:%Y%m%dT%H%M%SZ}"} if row.approved_at else {},
            properties=() if in_notes else said,
            notes=tuple(value for _, value in said) if in_notes else (),
        )


def terms_text(form: str) -> str:
    """The terminology as TBX of 2019 or of 2008, or as CSV."""
    terms = [row.as_rule() for row in TermEntry.objects.order_by("key")]
    if form == "csv":
        return write_csv(terms)
    return "".join(tbx.lines(terms, style="2008" if form == "tbx2008" else "dca"))


# In ------------------------------------------------------------------------------------------------------------------


@transaction.atomic
def receive(*, municipality: Municipality, kind: str, file: File[Any], by: User, at: datetime, **said: Any) -> Bringing:
    """Keep a file that was sent; it is read in the background. `said`: origin, licence, the two languages, kept.

    Raises `NotAllowed`, and OSError when there is no room for the file.
    """
    check_may(by, f"{kind}.import", municipality)
    row = Bringing(
        key=uuid.uuid4(),
        municipality=municipality,
        kind=kind,
        filename=clean(Path(file.name or "").name)[-200:],
        size=file.size,
        by=by,
        at=at,
        **said,
    )
    try:
        row.file.save("", file, save=False)
        row.save()
    except Exception:
        row.file.storage.delete(f"exchange/{row.key}.bin")
        raise
    transaction.on_commit(partial(_enqueue, row.pk))
    return row


def _enqueue(pk: int) -> None:
    job = read_in.enqueue(pk)
    Bringing.objects.filter(pk=pk).update(job=str(job.id))


@task()
def read_in(pk: int) -> int:
    """Read a file in; how many units or terms are new. Begun again after a kill, it clears what it had brought."""
    row = Bringing.objects.select_related("municipality", "by").get(pk=pk)
    if not row.is_open():
        return row.added
    _clear(row)
    row.progress, row.added, row.known, row.skipped, row.faults = Progress.RUNNING, 0, 0, 0, []
    row.save()
    try:
        (_bring_memory if row.kind == Kind.MEMORY else _bring_terms)(row)
    except exchange.Rejected as rejected:
        _clear(row)
        row.fail(rejected.code, **{name: storable(value) for name, value in rejected.values.items()})
    except Exception:
        _clear(row)
        row.fail("broken_off")
        row.save()
        raise
    row.save()
    _drop_file(row)
    return row.added


def settle(row: Bringing) -> Bringing:
    """If the job that reads this file has died for good, say so and take out what it had brought."""
    if row.is_open() and DBTaskResult.objects.filter(pk__in=_number(row.job), status=TaskResultStatus.FAILED).exists():
        _clear(row)
        row.fail("broken_off")
        row.save()
        _drop_file(row)
    return row


def _number(job: str) -> list[uuid.UUID]:
    """The number of a job in the queue; none while it has none, or where jobs are done at once."""
    try:
        return [uuid.UUID(job)]
    except ValueError:
        return []


@transaction.atomic
def take_back(*, row: Bringing, by: User, at: datetime) -> int:
    """Take out of the memory what a file had brought; how many units."""
    check_may(by, f"{row.kind}.import", row.municipality)
    if not Bringing.objects.filter(pk=row.pk, progress=Progress.DONE).update(progress=Progress.TAKEN_BACK):
        return 0  # of two people who say so, one was first
    pairs = _pairs(row)
    number = _clear(row)
    row.progress = Progress.TAKEN_BACK
    _index(pairs)
    audit.record("exchange.taken_back", subject=row, by=by, at=at, file=row.filename, units=number)
    return number


def _clear(row: Bringing) -> int:
    return MemoryUnit.objects.filter(note=row.mark).delete()[0]


Pair = tuple[str, str]


def _pairs(row: Bringing) -> set[Pair]:
    """Between which languages the units are that a file brought."""
    found = MemoryUnit.objects.filter(note=row.mark).order_by()
    return set(found.values_list("source_language", "target_language").distinct())


def _index(pairs: Iterable[Pair]) -> None:
    """Many units have come or gone: the indexes between their languages are made anew where that is due."""
    for pair in pairs:
        transaction.on_commit(partial(remembered.keep_index.enqueue, *pair))


def _drop_file(row: Bringing) -> None:
    """What was read is not needed any more."""
    row.file.storage.delete(str(row.file.name))


# The memory ----------------------------------------------------------------------------------------------------------


class _Steps:
    """Writes down how far a job is, whenever a percent more is done; two readings are the whole."""

    def __init__(self, row: Bringing) -> None:
        self.row, self.reading = row, 0

    def __call__(self, done: int, whole: int) -> None:
        share = min(99, (100 * self.reading + 100 * done // max(whole, 1)) // 2)
        if share > self.row.share:
            self.row.share = share
            Bringing.objects.filter(pk=self.row.pk).update(share=share)


def _bring_memory(row: Bringing) -> None:
    languages = (row.source_language, row.target_language) if row.source_language and row.target_language else None
    path, steps = Path(row.file.path), _Steps(row)
    for _ in exchange.read(path, languages=languages, progress=steps, keep=False):
        pass  # to the end: a file that breaks off there brings nothing
    steps.reading = 1
    reading = exchange.read(path, languages=languages, tell=partial(_tell, row), progress=steps, keep=False)
    before = MemoryUnit.objects.count()
    units = (new for unit in reading for new in _rows(unit, row))
    number = 0
    while batch := list(islice(units, BATCH)):
        MemoryUnit.objects.bulk_create(batch, ignore_conflicts=True)
        number += len(batch)
    with transaction.atomic():
        row.added = MemoryUnit.objects.filter(note=row.mark).count()
        row.known, row.share, row.progress = number - row.added, 100, Progress.DONE
        row.skipped += reading.skipped
        row.save()
        _index(_pairs(row))
        audit.record(
            "memory.brought", subject=row, by=row.by, at=timezone.now(), file=row.filename, added=row.added,
            skipped=row.skipped, before=before,
        )  # fmt: skip


def _skip(row: Bringing, fault: Fault) -> None:
    row.skipped += 1
    _tell(row, fault)


def _tell(row: Bringing, fault: Fault) -> None:
    if len(row.faults) < KEPT:
        where = fault.line or storable(fault.unit[:80])  # terms are known by their id
        row.faults.append([where, fault.rule, storable(fault.value[:200])])


def _rows(unit: Unit, row: Bringing) -> Iterator[MemoryUnit]:
    """The source with each of its translations, in the languages and scripts that are kept here."""
    known = {tongue.tag for tongue in rules.tongues()}
    texts = []
    for text in unit.texts:
        tag = exchange.ours(text.language, text.text)
        if tag not in known:
            continue
        try:
            kept = clean(text.text).strip()
        except BadText:
            return _skip(row, Fault("bad_text", unit.line, text.language, unit.key))
        if len(kept) > LONGEST:
            return _skip(row, Fault("too_long", unit.line, str(len(kept)), unit.key))
        texts.append((stored_tag(tag), in_stored_script(kept, tag)[0]))
    if len(texts) < 2:
        return _skip(row, Fault("other_languages", unit.line, " ".join(text.language for text in unit.texts), unit.key))
    said = dict(unit.properties)
    origin = f"{row.origin} ({said[ORIGIN]})" if said.get(ORIGIN) else row.origin
    for language, words in texts[1:]:
        if language != texts[0][0]:
            yield MemoryUnit(
                source_language=texts[0][0],
                target_language=language,
                source=texts[0][1],
                target=words,
                origin=origin[:200],
                licence=(row.licence or said.get(LICENCE, ""))[:120],
                note=row.mark,
                municipality=row.municipality,
                kept=row.kept,
                reviewed=unit.state in {"reviewed", "final"},
                # another municipality that brings the same file has its own: one may keep it, or take it back
                fingerprint=fingerprint(texts[0][0], language, texts[0][1], words, origin, row.municipality.code),
            )
    return None


# The terminology -----------------------------------------------------------------------------------------------------


def _bring_terms(row: Bringing) -> None:
    """All of the terms or none. One that is here already is left as it is: an administrator decides about it."""
    terms, faults = exchange.read_terms(Path(row.file.path), progress=_Steps(row))
    for fault in faults:
        _skip(row, fault)
    entries: dict[str, TermEntry] = {}
    for term in terms:
        found = entry(term, row)
        if isinstance(found, Fault):
            _skip(row, found)
        else:
            entries.setdefault(found.key, found)
    there = set(TermEntry.objects.values_list("key", flat=True))
    new = [one for key, one in entries.items() if key not in there]
    with transaction.atomic():
        TermEntry.objects.bulk_create(new)
        row.added, row.known, row.share, row.progress = len(new), len(entries) - len(new), 100, Progress.DONE
        row.save()
        audit.record("terms.brought", subject=row, by=row.by, at=timezone.now(), file=row.filename, added=row.added)
