"""An earlier version of a sentence comes back, and a whole search and replace is taken back."""

from datetime import datetime

from django.db import transaction

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.translation import actions, versions
from uramost_web.translation.models import Origin, Replacement, Target, TargetChange
from uramost_web.translation.versions import Before, Version


@transaction.atomic
def put_back(*, target: Target, number: int, seen: int, by: User, at: datetime, undoing: bool = False) -> Target:
    """Say again what version `number` said, confirmed if it was; the versions between stay in the history.

    Raises `LookupError` for a version that never was, `Conflict` and `NotAllowed` as `actions.write`.
    """
    actions.held_open(target.translation, by)
    version = again(target, versions.earlier(target, number), undoing=undoing)
    versions.add(target=target, version=version, seen=seen, by=by, at=at)
    audit.record("segment.restored", subject=target, by=by, at=at, version=target.version, restored=number)
    return target


@transaction.atomic
def undo(*, target: Target, seen: int, by: User, at: datetime) -> Target | None:
    """Take back the last change of the text; None where there is nothing before it."""
    number = versions.before_last(target)
    return None if number is None else put_back(target=target, number=number, seen=seen, by=by, at=at, undoing=True)


def again(target: Target, before: Before, *, undoing: bool = False) -> Version:
    """An earlier version as the next one, checked against the source as it is now.

    `undoing` is remembered, so that undoing again goes on from there; putting back can itself be undone.
    """
    translation = target.translation
    return Version(
        text=before.text,
        state=before.state,
        of_version=min(before.of_version or target.of_version, target.segment.version),
        findings=actions.find(target.segment.text, before.text, (translation.document.language, translation.language)),
        keep=target.keep,
        origin=Origin.RESTORED,
        restored_from=before.number if undoing else None,
    )


@transaction.atomic
def undo_replacement(*, replacement: Replacement, by: User, at: datetime) -> tuple[list[int], list[int]]:
    """Take a search and replace back: (positions taken back, positions that somebody has changed since, left alone).

    Once taken back, it cannot be again: both lists are empty then. Raises `NotAllowed`.
    """
    actions.held_open(replacement.translation, by)
    if not Replacement.objects.filter(pk=replacement.pk, undone_at=None).update(undone_at=at):
        return [], []
    changes = replacement.changes.select_related(
        "target__segment", "target__translation__document__municipality"
    ).order_by("target__segment__position")
    current = [row for row in changes if row.target.version == row.version]
    earlier = _texts_before(replacement)
    versions.add_all(
        ((row.target, again(row.target, earlier[row.target_id])) for row in current),
        by=by,
        at=at,
    )
    back = [row.target.segment.position for row in current]
    left = [row.target.segment.position for row in changes if row.target.segment.position not in set(back)]
    audit.record("translation.replacement_undone", subject=replacement.translation, by=by, at=at, positions=back)
    return back, left


def _texts_before(replacement: Replacement) -> dict[int, Before]:
    """Target → what it said before the replacement."""
    of = {row.target_id: row.version - 1 for row in replacement.changes.all()}
    rows = TargetChange.objects.filter(target__in=of, version__in=set(of.values()))
    found = {row.target_id: Before.of(row) for row in rows if of[row.target_id] == row.version}
    return {target: found.get(target, Before(0)) for target in of}
