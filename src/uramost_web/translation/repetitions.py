"""The same sentence in several places of a document: said once, taken over where nobody has said anything else."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.translation import versions
from uramost_web.translation.beginnings import of
from uramost_web.translation.models import Origin, Target, TargetState
from uramost_web.translation.versions import Version


def repeated(texts: Iterable[str]) -> frozenset[str]:
    """The sentences that are said more than once."""
    return frozenset(text for text, times in Counter(texts).items() if times > 1 and text.strip())


def same(target: Target) -> QuerySet[Target]:
    """The other places of the document with the same sentence, in order."""
    return (
        Target.objects.filter(translation=target.translation_id, segment__text=target.segment.text)
        .exclude(pk=target.pk)
        .select_related("segment")
        .order_by("segment__position")
    )


def following(target: Target) -> QuerySet[Target]:
    """Where a confirmed sentence may go: what is empty, filled in from the memory, or was taken from it before.

    What a person has written, even as a draft, stays; so does what was taken from yet another place.
    """
    empty, taken = Q(state=TargetState.EMPTY), Q(origin=Origin.REPEATED, taken_from=target.segment_id)
    filled_in = Q(state=TargetState.DRAFT, origin=Origin.REMEMBERED)
    return same(target).filter(empty | taken | filled_in)


@transaction.atomic
def spread(*, target: Target, by: User, at: datetime, everywhere: bool = False) -> list[int]:
    """Put a confirmed sentence wherever it may go, and return the positions; the caller holds the translation.

    `everywhere`: also over drafts, as a person asked; never over what a person has confirmed.
    """
    if not target.is_done():
        return []
    confirmed_by_hand = Q(state=TargetState.CONFIRMED) & ~Q(origin=Origin.REPEATED)
    rows = list(same(target).exclude(confirmed_by_hand) if everywhere else following(target))
    rows = [row for row in rows if (row.text, row.state) != (target.text, target.state) or row.is_stale()]
    versions.add_all(
        (
            (
                row,
                Version(
                    text=target.text,
                    state=TargetState.CONFIRMED,
                    of_version=row.segment.version,
                    findings=target.findings,
                    doubts=target.doubts,
                    keep=target.keep,
                    origin=Origin.REPEATED,
                    taken_from=target.segment,
                    began=of(target),
                ),
            )
            for row in rows
        ),
        by=by,
        at=at,
    )
    positions = [row.segment.position for row in rows]
    if positions:
        audit.record("segment.repeated", subject=target, by=by, at=at, positions=positions)
    return positions
