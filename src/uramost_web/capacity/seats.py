"""Who somebody is in a round: its lead, a rater, the programme's facilitator, or one who only looks on."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404
from django.urls import reverse

from uramost_web.accounts.models import User
from uramost_web.capacity import links
from uramost_web.capacity.models import Rater, Round, State
from uramost_web.places.permissions import everywhere, may, read_roles

JOINED: Final = ("instrument", "organisation", "municipality")


@dataclass(frozen=True, slots=True)
class Seat:
    """`rater`: the row of whoever scores, by a link or with an account; `by` their account, where they have one."""

    round: Round
    rater: Rater | None = None
    by: User | None = None
    leads: bool = False
    facilitates: bool = False

    @property
    def name(self) -> str:
        """How what they write is signed."""
        return self.rater.name if self.rater else self.by.get_full_name() if self.by else ""

    @property
    def inside(self) -> bool:
        """Of the organisation itself."""
        return self.leads or self.rater is not None

    @property
    def by_link(self) -> bool:
        return self.by is None

    @property
    def base(self) -> str:
        """The frame of their pages."""
        return "base.html" if self.by_link else "desk.html"

    def url(self, name: str, *more: Any) -> str:
        """The address of a page of this round for whoever sits here."""
        if self.by_link and self.rater is not None:
            return reverse(f"assessment:{name}", args=[self.rater.key, links.secret(self.rater), *more])
        return reverse(f"assessments:{name}", args=[self.round.pk, *more])

    # What they may ----------------------------------------------------------------------------

    @property
    def may_score(self) -> bool:
        return self.rater is not None and self.round.state == State.OPEN

    @property
    def sees_all(self) -> bool:
        """What each rater said: nobody before everybody has scored alone."""
        return self.round.state != State.OPEN

    @property
    def may_agree(self) -> bool:
        return self.leads and self.round.state == State.DISCUSSED

    @property
    def may_add(self) -> bool:
        """Evidence: whoever is of the organisation, until the round is closed."""
        return self.inside and self.round.state != State.CLOSED

    @property
    def may_comment(self) -> bool:
        return self.facilitates and self.round.state != State.CLOSED

    @property
    def may_plan(self) -> bool:
        """From the moment on at which it is agreed where one stands; the plan outlives its round."""
        return self.leads and self.round.state in {State.AGREED, State.CLOSED}


def by_link(key: str, secret: str) -> Seat:
    """Raises Http404: the same for a wrong secret and for a row that is not there."""
    row = _raters().filter(key=key).first()
    right = links.opens(row or Rater(nonce=links.new_nonce()), secret)
    if row is None or not right or row.user_id is not None:
        raise Http404
    return Seat(row.round, rater=row, leads=row.leads)


def by_account(person: User, pk: int) -> Seat:
    """Raises Http404 for everybody whose round it is not; of its existence they learn nothing."""
    read_roles(person)
    row = Round.objects.select_related(*JOINED).filter(pk=pk).first()
    if row is None:
        raise Http404
    facilitates = row.facilitated and everywhere(person, "assessment.facilitate")
    if row.municipality is None:
        if not facilitates:
            raise Http404
        return Seat(row, by=person, facilitates=True)
    rater = Rater.objects.filter(round=row, user=person).first()
    leads = may(person, "assessment.lead", row.municipality)
    works = may(person, "assessment.see", row.municipality) and rater is not None
    if not (leads or works or facilitates or may(person, "assessment.watch", row.municipality)):
        raise Http404
    return Seat(row, rater=rater if works else None, by=person, leads=leads, facilitates=facilitates)


def _raters() -> Any:
    return Rater.objects.select_related(*(f"round__{name}" for name in JOINED))
