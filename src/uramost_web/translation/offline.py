"""Work taken home: a translation goes out as a file for another program, and comes back without overwriting anybody.

Every sentence goes with the version it had, of the source and of the translation. What comes back is first shown, line
by line, beside what is here now; only what a person ticks is written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from django.db import transaction

from uramost import memory
from uramost.text import BadText, clean
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.translation import actions, versions
from uramost_web.translation.models import LONGEST, Homework, Target, TargetState, Translation, breaks_file
from uramost_web.translation.permissions import check_may_write
from uramost_web.translation.reading import in_stored_script, shown

Kind = Literal["new", "both", "source", "long", "broken", "unknown", "same"]
OFFERED: Final = ("new", "both", "source")
"""What can be taken: `new` nobody wrote here meanwhile; `both` somebody did; `source` the source was corrected."""
SHOWN: Final = 1000
"""Characters of a text that is too long."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the file: which one, what it says, and the versions it was made from."""

    position: int
    text: str
    seen: int
    of: int
    confirm: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that came back beside what is here now; `version` is that of the target when it was compared."""

    position: int
    kind: Kind
    source: str
    here: str
    back: str
    version: int
    confirm: bool
    difference: tuple[memory.Piece, ...] = ()


@transaction.atomic
def bring_back(*, translation: Translation, filename: str, rows: Iterable[Row], by: User, at: datetime) -> Homework:
    """Keep what came back, to be looked at; nothing of the translation changes yet. Raises `NotAllowed`."""
    check_may_write(by, translation)
    kept = [
        {"position": row.position, "text": row.text, "seen": row.seen, "of": row.of, "confirm": row.confirm}
        for row in rows
    ]
    return Homework.objects.create(translation=translation, filename=filename[-255:], rows=kept, by=by, at=at)


def lines(homework: Homework, tag: str) -> list[Line]:
    """What came back beside what is here now, in the order of the file; `tag` is the script it is shown in."""
    translation = homework.translation
    rows = translation.targets.select_related("segment")
    targets = {target.segment.position: target for target in rows}
    return [_line(Row(**row), targets.get(row["position"]), translation, tag) for row in homework.rows]


def _line(row: Row, target: Target | None, translation: Translation, tag: str) -> Line:
    if target is None:
        return Line(row.position, "unknown", "", "", row.text, 0, row.confirm)
    if len(row.text) > LONGEST:
        return Line(
            row.position, "long", target.segment.text, target.text, row.text[:SHOWN] + "…", target.version, False
        )
    try:
        back, _doubts = in_stored_script(clean(row.text), translation.language)
    except BadText:
        return Line(row.position, "broken", target.segment.text, target.text, row.text, target.version, row.confirm)
    languages = (translation.document.language, translation.language)
    here = shown(target.text, translation.language, tag)
    there = shown(back, translation.language, tag)
    return Line(
        position=row.position,
        kind=_kind(row, target, back, breaks_file(actions.find(target.segment.text, back, languages))),
        source=target.segment.text,
        here=here,
        back=there,
        version=target.version,
        confirm=row.confirm,
        difference=tuple(memory.difference(here, there)),
    )


def _kind(row: Row, target: Target, back: str, broken: bool) -> Kind:
    if not back.strip() or (back == target.text and not (row.confirm and target.state != TargetState.CONFIRMED)):
        return "same"
    if broken:
        return "broken"
    if row.of < target.segment.version:
        return "source"
    return "both" if row.seen != target.version and target.text and back != target.text else "new"


@dataclass(frozen=True, slots=True)
class Applied:
    """How many sentences were written, and the positions of those that somebody changed in the last moment."""

    written: int
    missed: tuple[int, ...]


@transaction.atomic
def apply(*, homework: Homework, chosen: Mapping[int, int], by: User, at: datetime) -> Applied:
    """Write what was ticked: position → the version of the target that was shown beside it.

    A sentence of a corrected source becomes a draft, for the file does not know the correction. Raises `NotAllowed`
    for a stranger or a translation in review.
    """
    held = actions.held_open(homework.translation, by)
    by_position = {line.position: line for line in lines(homework, held.language)}
    targets: dict[int, Any] = {
        target.segment.position: target
        for target in held.targets.select_related("segment", "translation__document__municipality")
    }
    written, missed = 0, []
    seen = dict(chosen)
    came: dict[int, str] = {}
    for position in sorted(chosen):
        line = by_position.get(position)
        if line is None or line.kind not in OFFERED:
            continue
        if line.confirm and came.get(position) == line.back:  # the same sentence elsewhere has just brought it here
            written += 1
            continue
        try:
            done = actions.write(
                target=targets[position],
                text=line.back,
                seen=seen[position],
                confirm=line.confirm and line.kind != "source",
                by=by,
                at=at,
            )
            written += 1
        except versions.Conflict:
            missed.append(position)
            continue
        for place in done.spread:  # what came there just now from here is nobody else's
            seen[place], came[place] = seen.get(place, 0) + 1, line.back
    Homework.objects.filter(pk=homework.pk).update(applied_at=at)
    audit.record("translation.brought_back", subject=held, by=by, at=at, written=written, missed=len(missed))
    return Applied(written, tuple(missed))
