"""Who decides on an appeal? A head of office who decided nothing in the case before; is there none, that is said."""

from typing import Final, Literal, TypeAlias

from uramost import states
from uramost_web.accounts.models import User
from uramost_web.casework.models import Case
from uramost_web.places.models import Membership, Role

Judged: TypeAlias = Literal["free", "only_head", "not_by_you", "own_decision"]
"""free: nothing stands against it; only_head: it is their own decision, and there is nobody else; or why not."""

DECIDES: Final = frozenset({"answer", "fix", "uphold", "grant"})
"""Moves that decide on an appeal."""
DECISIONS: Final = DECIDES | {"refuse", "no_competence", "lapse"}
"""Moves with which an office decides on a case; whoever made one does not decide on the appeal."""


def under_appeal(case: Case) -> bool:
    """Whether the resident appealed against a decision, which only a head of office answers. Silence was none."""
    if case.state != "appealed":
        return False
    last = case.entries.filter(move__in=("appeal", "appeal_silence")).last()
    return last is not None and last.move == "appeal"


def judged(case: Case, code: str, who: states.Who, by: User | None) -> Judged:
    """Whether this person may decide with this move; "free" also where it decides on no appeal."""
    if code not in DECIDES or not under_appeal(case):
        return "free"
    if who == "clerk":
        return "not_by_you"
    deciders = set(case.entries.filter(move__in=DECISIONS, by__isnull=False).values_list("by", flat=True))
    if by is None or by.pk not in deciders:
        return "free"
    heads = Membership.objects.filter(municipality=case.municipality_id, role=Role.HEAD, user__is_active=True)
    return "own_decision" if heads.exclude(user__in=deciders).exists() else "only_head"
