"""The translator's and the reviewer's acts."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from uramost import checks, memory
from uramost.text import clean, words
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.permissions import NotAllowed, check_may
from uramost_web.translation import letters, machine_work, remarks, remembered, repetitions, rules, versions
from uramost_web.translation.beginnings import beginning
from uramost_web.translation.findings import stored
from uramost_web.translation.models import (
    Document,
    MemoryUnit,
    Segment,
    Target,
    TargetState,
    Translation,
    bare,
    breaks_file,
)
from uramost_web.translation.permissions import check_may_act, check_may_write
from uramost_web.translation.reading import in_stored_script, stored_tag
from uramost_web.translation.states import State, act_of, move
from uramost_web.translation.versions import Conflict, Version

__all__ = ["Conflict"]


class Changed(Exception):
    """The sentence of the source has been corrected since it was read."""


class BrokenSigns(Exception):
    """The corrected sentence has signs for formatting that the file does not have there."""


class NotReady(Exception):
    """A translation cannot be submitted; `positions` are the segments that are not confirmed or are out of date."""

    def __init__(self, positions: list[int]) -> None:
        super().__init__(positions)
        self.positions = positions


@transaction.atomic
def open_translations(
    *, document: Document, tags: Iterable[str], by: User, at: datetime, due: date | None = None
) -> list[Translation]:
    """Open a translation into each language that has none yet, with an empty target for every segment.

    `due` is the day by which they are needed.
    """
    check_may(by, "notice.write", document.municipality)
    segments = list(document.segments.all())
    opened = []
    for tag in tags:
        if tag == document.language:
            continue
        translation, new = Translation.objects.get_or_create(
            document=document, language=tag, defaults={"due_date": due}
        )
        if not new:
            continue
        Target.objects.bulk_create(
            Target(translation=translation, segment=segment, of_version=segment.version) for segment in segments
        )
        audit.record("translation.opened", subject=translation, by=by, at=at, language=tag)
        transaction.on_commit(partial(letters.tell_translators.enqueue, translation.pk))
        transaction.on_commit(partial(machine_work.if_wanted, translation.pk))
        opened.append(translation)
    return opened


def find(source: str, target: str, languages: tuple[str, str]) -> list[dict[str, Any]]:
    """The parity checks' findings for a pair of texts, as they are stored and shown. An empty target has none."""
    if not target.strip():
        return []
    found = checks.examine(source, target, rules.context(*languages))
    return [stored(finding) for finding in found]


@transaction.atomic
def write(
    *,
    target: Target,
    text: str,
    seen: int,
    confirm: bool,
    by: User,
    at: datetime,
    of: int | None = None,
    tag: str = "",
    keep: Iterable[str] = (),
) -> Target:
    """Save a translation of a segment, as a draft or confirmed; the same sentences elsewhere follow a confirmed one.

    `seen` is the version on which the writer built, `of` that of the source they had before them (None: the newest).
    `tag` is the script they write in; one that is none of this language's counts as the stored one.
    Raises `Conflict` when another has been saved since, `text.BadText` for a text that cannot be kept, `NotAllowed`
    for a stranger or a translation in review.
    """
    translation = held_open(target.translation, by)  # nobody hands it over while this is being saved
    typed = clean(text)
    script = tag if stored_tag(tag) == translation.language else translation.language
    stored, doubts = in_stored_script(typed, script, keep)
    segment = target.segment
    of_version = segment.version if of is None else min(of, segment.version)
    version = Version(
        text=stored,
        state=TargetState.CONFIRMED if confirm else TargetState.DRAFT,
        # a draft does not yet say what the corrected source says
        of_version=target.of_version if not confirm and target.is_stale() else of_version,
        findings=find(segment.text, stored, (translation.document.language, translation.language)),
        doubts=doubts,
        keep=tuple(keep),
        began=beginning(target, stored),
    )
    try:
        versions.add(target=target, version=version, seen=seen, by=by, at=at)
    except Conflict as conflict:
        theirs = conflict.theirs
        if (theirs.text, theirs.written_by_id) != (stored, by.pk):
            raise Conflict(theirs, typed) from conflict
        # it had arrived before on a bad line, and only the answer was lost: nobody meets themselves
        versions.add(target=target, version=version, seen=theirs.version, by=by, at=at)
    audit.record(
        "segment.confirmed" if confirm else "segment.drafted", subject=target, by=by, at=at, version=target.version
    )
    if confirm and translation.propagate:
        target.spread = tuple(repetitions.spread(target=target, by=by, at=at))
    return target


@transaction.atomic
def spread(*, target: Target, by: User, at: datetime) -> list[int]:
    """Put a confirmed sentence wherever the same one stands and no person has confirmed another text: the positions."""
    held_open(target.translation, by)
    return repetitions.spread(target=target, by=by, at=at, everywhere=True)


def held_open(translation: Translation, by: User) -> Translation:
    """The row, held until the end of the transaction, for somebody who may write in it now. Raises `NotAllowed`."""
    held: Translation = Translation.objects.held(translation.pk)
    check_may_write(by, held)
    if held.state != State.OPEN:
        raise NotAllowed("not_open")
    return held


def unready(translation: Translation) -> list[int]:
    """Positions of the segments that are not confirmed, or whose source was corrected since, or whose signs are broken.

    A text with broken placeables cannot be put back into the file it came from.
    """
    rows = translation.targets.select_related("segment").order_by("segment__position")
    return [row.segment.position for row in rows if not row.is_done()]


@transaction.atomic
def submit(*, translation: Translation, by: User, at: datetime) -> None:
    """Hand it to a second person. Raises `NotReady` with the segments that are missing."""
    translation = Translation.objects.held(translation.pk)
    _take(translation, "submit", by)
    if positions := unready(translation):
        raise NotReady(positions)
    translation.submitted_by, translation.submitted_at = by, at
    translation.comment = ""
    translation.save()
    audit.record("translation.submitted", subject=translation, by=by, at=at)
    transaction.on_commit(partial(letters.tell_reviewers.enqueue, translation.pk))


def is_own_work(translation: Translation, person: User) -> bool:
    """Whether this person wrote any of it."""
    return translation.targets.filter(written_by=person).exists()


def check_may_approve(person: User, translation: Translation) -> None:
    """A reviewer who wrote none of it; the writer only where the municipality allows it.

    Raises `NotAllowed`: "role" without the role, "own_work" for the writer.
    """
    municipality = translation.document.municipality
    own = is_own_work(translation, person)
    if own and not municipality.self_approval:
        raise NotAllowed("own_work")
    check_may_act(person, "translation.write" if own else "translation.review", translation)


@transaction.atomic
def approve(*, translation: Translation, by: User, at: datetime) -> None:
    """Say that it may go out, and put every pair into the memory.

    Raises `MoveNotAllowed` when another was first, and `OpenRemarks` while a remark is not settled.
    """
    translation = Translation.objects.held(translation.pk)
    check_may_approve(by, translation)
    remarks.check_settled(translation)
    translation.state = move("approve", translation.state).after
    translation.approved_by, translation.approved_at = by, at
    translation.self_approved = is_own_work(translation, by)
    translation.save()
    remember(translation=translation, by=by, at=at)
    audit.record("translation.approved", subject=translation, by=by, at=at, own_work=translation.self_approved)


@transaction.atomic
def send_back(*, translation: Translation, comment: str, by: User, at: datetime) -> None:
    """Return it to the translator with a reason."""
    translation = Translation.objects.held(translation.pk)
    _take(translation, "return", by)
    translation.comment, translation.returned_at = clean(comment), at
    translation.save()
    audit.record("translation.returned", subject=translation, by=by, at=at, comment=translation.comment)


@transaction.atomic
def reopen(*, translation: Translation, by: User, at: datetime) -> None:
    """Open an approved translation again, to improve it."""
    translation = Translation.objects.held(translation.pk)
    _take(translation, "reopen", by)
    translation.save()
    audit.record("translation.reopened", subject=translation, by=by, at=at)


@transaction.atomic
def set_due(*, translation: Translation, due: date | None, by: User, at: datetime) -> None:
    """Say by which day the translation is needed, or that no day is set any more."""
    check_may_act(by, "notice.write", translation)
    Translation.objects.filter(pk=translation.pk).update(due_date=due)
    translation.due_date = due
    audit.record("translation.due", subject=translation, by=by, at=at, due=due)


@transaction.atomic
def set_propagate(*, translation: Translation, propagate: bool, by: User, at: datetime) -> None:
    """Whether a confirmed sentence is taken for the same ones elsewhere in the document."""
    translation = held_open(translation, by)
    translation.propagate = propagate
    translation.save(update_fields=["propagate"])
    audit.record("translation.propagate", subject=translation, by=by, at=at, propagate=propagate)


@transaction.atomic
def correct(*, segment: Segment, text: str, seen: int, by: User, at: datetime) -> Segment:
    """Correct a sentence of the source: what was said in the other languages is out of date from this moment.

    Raises `Changed` when the sentence has been corrected since it was read (`seen` is its version then), and
    `BrokenSigns` for one that would no longer fit into the file.
    """
    document = segment.document
    check_may(by, "notice.write", document.municipality)
    stored, doubts = in_stored_script(clean(text).strip(), document.written_in)
    if breaks_file(find(segment.text, stored, (document.language, document.language))):
        raise BrokenSigns
    fields = {"text": stored, "doubts": doubts, "words": len(words(stored)), "version": seen + 1}
    if not Segment.objects.filter(pk=segment.pk, version=seen).update(**fields):
        raise Changed
    for translation in document.translations.select_for_update():
        if translation.state != State.OPEN:
            _take(translation, "source_changed", by)
            translation.save()
        transaction.on_commit(partial(letters.tell_translators.enqueue, translation.pk))
    audit.record("source.corrected", subject=segment, by=by, at=at, version=seen + 1)
    segment.refresh_from_db()
    return segment


def remember(*, translation: Translation, by: User, at: datetime) -> None:
    """Every confirmed pair becomes a unit of the memory, with who approved it, from which document and beside what.

    From now on it is offered in every municipality, or in this one only where it keeps its own; before that in none
    (docs/decisions/010).
    """
    document = translation.document
    rows = list(translation.targets.select_related("segment").order_by("segment__position"))
    texts = [row.segment.text for row in rows]
    origin = f"{document.municipality.both_names()}: {bare(document.title())}"[:200]
    units = [
        MemoryUnit(
            source_language=document.language,
            target_language=translation.language,
            source=row.segment.text,
            target=row.text,
            origin=origin,
            approved_by=by,
            approved_at=at,
            municipality=document.municipality,
            reviewed=not translation.self_approved,
            document_key=document.key,
            before=before,
            after=after,
            fingerprint=fingerprint(
                document.language, translation.language, row.segment.text, row.text, str(document.key)
            ),
        )
        for row, (before, after) in zip(rows, memory.contexts(texts), strict=True)
    ]
    MemoryUnit.objects.bulk_create(units, ignore_conflicts=True)
    transaction.on_commit(partial(remembered.keep_index.enqueue, document.language, translation.language))


def fingerprint(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _take(translation: Translation, name: str, by: User) -> None:
    """Into the next state, by somebody who may. Raises `NotAllowed`, else `MoveNotAllowed`."""
    check_may_act(by, act_of(name), translation)
    translation.state = move(name, translation.state).after
