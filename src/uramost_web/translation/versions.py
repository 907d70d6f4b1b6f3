"""The versions of what a segment says: one is added, never changed; an earlier one comes back as a new one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uramost_web.accounts.models import User
from uramost_web.translation.beginnings import NONE, goes_on
from uramost_web.translation.models import Replacement, Segment, Target, TargetChange, TargetState, Translation


class Conflict(Exception):
    """Somebody else saved first. `theirs` is what is stored now, `mine` what was not."""

    def __init__(self, theirs: Target, mine: str) -> None:
        super().__init__(theirs.pk)
        self.theirs, self.mine = theirs, mine


@dataclass(frozen=True, slots=True)
class Version:
    """What a segment is to say next: a text in the stored script, and where it came from."""

    text: str
    state: str
    of_version: int
    findings: Sequence[Any] = ()
    doubts: Sequence[Any] = ()
    keep: Sequence[str] = ()
    origin: str = ""
    taken_from: Segment | None = None
    remembered: str = ""
    restored_from: int | None = None
    replacement: Replacement | None = None
    began: Mapping[str, Any] | None = None
    """The fields that say where it began; None: as it did before, as far as that is left."""

    def __post_init__(self) -> None:
        if not self.text.strip():
            object.__setattr__(self, "state", TargetState.EMPTY)
            object.__setattr__(self, "origin", "")


def add(*, target: Target, version: Version, seen: int, by: User, at: datetime) -> None:
    """The next version of one segment. Raises `Conflict` unless the stored one is still `seen`."""
    fields = {**_columns(version, by, at), **_began(target, version), "version": seen + 1}
    if not Target.objects.filter(pk=target.pk, version=seen).update(**fields):
        raise Conflict(Target.objects.select_related("written_by").get(pk=target.pk), version.text)
    target.refresh_from_db()
    _change(target, version, by, at).save(force_insert=True)


def add_all(rows: Iterable[tuple[Target, Version]], *, by: User, at: datetime) -> int:
    """The next version of many segments, in a few queries; the caller holds their translation. Returns how many."""
    changed = []
    changes = []
    for target, version in rows:
        for name, value in {**_columns(version, by, at), **_began(target, version)}.items():
            setattr(target, name, value)
        target.version += 1
        changed.append(target)
        changes.append(_change(target, version, by, at))
    if changed:
        # an insertion that finds its row there: many times as fast as Django's update with a CASE for each value
        Target.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["pk"], update_fields=[*COLUMNS, *NONE, "version"]
        )
        TargetChange.objects.bulk_create(changes)
    return len(changed)


COLUMNS = (
    "text",
    "state",
    "of_version",
    "findings",
    "doubts",
    "keep",
    "origin",
    "taken_from",
    "remembered",
    "written_by",
    "written_at",
)


def _began(target: Target, version: Version) -> Mapping[str, Any]:
    return goes_on(target, version.text) if version.began is None else version.began


def _columns(version: Version, by: User, at: datetime) -> dict[str, Any]:
    values = (
        version.text,
        version.state,
        version.of_version,
        list(version.findings),
        list(version.doubts),
        list(version.keep),
        version.origin,
        version.taken_from,
        version.remembered,
        by,
        at,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _change(target: Target, version: Version, by: User, at: datetime) -> TargetChange:
    return TargetChange(
        target=target,
        version=target.version,
        text=target.text,
        state=target.state,
        by=by,
        at=at,
        of_version=target.of_version,
        origin=target.origin,
        restored_from=version.restored_from,
        replacement=version.replacement,
    )


@dataclass(frozen=True, slots=True)
class Before:
    """What a segment said in an earlier version; version 0 is the empty beginning."""

    number: int
    text: str = ""
    state: str = TargetState.EMPTY
    of_version: int | None = None
    origin: str = ""

    @classmethod
    def of(cls, change: TargetChange) -> "Before":
        return cls(change.version, change.text, change.state, change.of_version, change.origin)


def earlier(target: Target, number: int) -> Before:
    """One version of a segment. Raises `LookupError` for one that never was."""
    if number == 0:
        return Before(0)
    change = target.changes.filter(version=number).first()
    if change is None:
        raise LookupError(number)
    return Before.of(change)


def before_last(target: Target) -> int | None:
    """The version that undoing leads to: the last that says something else; None where nothing is left to undo.

    What undoing led to counts as the version it came from, so that undoing twice goes back twice.
    """
    changes = {row.version: row for row in target.changes.defer("by")}
    here = changes.get(target.version)
    number = target.version if here is None or here.restored_from is None else here.restored_from
    while number > 0:
        number -= 1
        if (changes[number].text if number in changes else "") != target.text:
            return number
    return None


def at_moment(translation: Translation, moment: datetime | None) -> dict[int, str]:
    """Segment → what it said then; None: what it says now. A segment that said nothing is left out."""
    if moment is None:
        return {row.segment_id: row.text for row in translation.targets.all() if row.text}
    said: dict[int, str] = {}
    rows = TargetChange.objects.filter(target__translation=translation, at__lte=moment).order_by("version")
    for segment, text in rows.values_list("target__segment", "text"):
        said[segment] = text
    return {segment: text for segment, text in said.items() if text}
