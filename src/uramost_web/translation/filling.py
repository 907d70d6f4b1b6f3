"""Filling in from the memory: what would be put where nobody has translated yet, and putting it there.

It becomes a draft, for a person to read and to confirm. What needs a person first stays a suggestion: where the two
sentences say opposite things or have other numbers, where a machine made it (docs/decisions/011), where signs for
formatting do not fit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from uramost import memory
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.translation import actions, rules, versions
from uramost_web.translation.models import Origin, Target, TargetState, Translation, breaks_file
from uramost_web.translation.permissions import check_may_write, is_insider
from uramost_web.translation.reading import in_stored_script
from uramost_web.translation.suggestions import MINIMUM
from uramost_web.translation.versions import Version


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what the memory would put there, in the stored script.

    `worth` is what the workbench shows in percent, `swapped` whether names were put in from this sentence, `left` the
    codes of why it is only suggested; empty: it is filled in.
    """

    target: Target
    text: str
    worth: int
    origin: str
    penalties: tuple[str, ...]
    swapped: bool
    left: tuple[str, ...]
    findings: Sequence[Any]
    doubts: Sequence[Any]


def lines(*, translation: Translation, minimum: int, by: User) -> list[Line]:
    """The best of the memory for every sentence that is not translated, where it is worth `minimum` percent or more.

    In the order of the document, as `by` may be shown it. 101 is the same sentence between the same ones.
    """
    document = translation.document
    rows = list(translation.targets.select_related("segment").order_by("segment__position"))
    found = rules.similar_all(
        [row.segment.text for row in rows],
        document.language,
        translation.language,
        minimum=100 if minimum >= 100 else MINIMUM,  # what is less alike can be worth more: names are put in
        municipality=document.municipality,
        insider=is_insider(by, translation),
        asked=[place for place, row in enumerate(rows) if _is_untranslated(row)],
    )
    best = ((rows[place], matches[0]) for place, matches in found.items() if matches)
    return [_line(row, match, translation) for row, match in best if match.shown >= minimum]


def fill(*, translation: Translation, minimum: int, by: User, at: datetime) -> list[int]:
    """Put the drafts where nobody has written yet: the positions. Raises `NotAllowed` as `actions.write`.

    The memory is asked before anything is held, so that others go on writing meanwhile.
    """
    check_may_write(by, translation)
    found = lines(translation=translation, minimum=minimum, by=by)
    return _write(translation, [line for line in found if not line.left], by, at)


@transaction.atomic
def _write(translation: Translation, found: Iterable[Line], by: User, at: datetime) -> list[int]:
    held = actions.held_open(translation, by)
    now = {row.pk: row for row in held.targets.filter(state=TargetState.EMPTY).select_related("segment")}
    still = [(now[line.target.pk], line) for line in found if line.target.pk in now]
    still = [(row, line) for row, line in still if row.segment.version == line.target.segment.version]
    versions.add_all(((row, _version(row, line)) for row, line in still), by=by, at=at)
    positions = [row.segment.position for row, _line_ in still]
    if positions:
        audit.record("translation.filled", subject=held, by=by, at=at, positions=positions)
    return positions


def _is_untranslated(row: Target) -> bool:
    return row.state == TargetState.EMPTY and bool(row.segment.text.strip())


def _line(row: Target, match: memory.Match, translation: Translation) -> Line:
    text, doubts = in_stored_script(match.target, translation.language)
    findings = actions.find(row.segment.text, text, (translation.document.language, translation.language))
    left = [*match.alerts, *(["machine"] if match.unit.machine else []), *(["signs"] if breaks_file(findings) else [])]
    return Line(
        target=row,
        text=text,
        worth=int(match.shown),
        origin=match.unit.origin,
        penalties=match.penalties,
        swapped=bool(match.replaced),
        left=tuple(left),
        findings=findings,
        doubts=doubts,
    )


def _version(row: Target, line: Line) -> Version:
    return Version(
        text=line.text,
        state=TargetState.DRAFT,
        of_version=row.segment.version,
        findings=line.findings,
        doubts=line.doubts,
        origin=Origin.REMEMBERED,
        remembered=line.origin[:200],
    )
