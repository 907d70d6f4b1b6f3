"""An administrator's acts: who works here, and what the municipality allows."""

from datetime import datetime
from typing import Final

from django.db import transaction

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.models import MUNICIPAL, Membership, Municipality
from uramost_web.places.permissions import NotAllowed, check_may


class NoSuchPerson(LookupError):
    """Nobody has an account with this address."""


@transaction.atomic
def give_role(*, municipality: Municipality, email: str, role: str, by: User, at: datetime) -> Membership:
    """Give somebody who has an account a role here. Raises `NoSuchPerson`; giving it twice changes nothing."""
    check_may(by, "people.manage", municipality)
    if role not in MUNICIPAL:
        raise NotAllowed("role")
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise NoSuchPerson(email)
    membership, new = Membership.objects.get_or_create(user=user, role=role, municipality=municipality)
    if new:
        audit.record("membership.given", subject=membership, by=by, at=at, role=role, user=user.pk)
    return membership


@transaction.atomic
def take_role(*, membership: Membership, by: User, at: datetime) -> None:
    """Take a role away; the last administrator stays, or nobody could give roles any more."""
    municipality = membership.municipality
    if municipality is None:
        raise NotAllowed("role")
    check_may(by, "people.manage", municipality)
    administrators = list(municipality.members.select_for_update().filter(role="administrator"))  # a count locks none
    if membership.role == "administrator" and len(administrators) == 1:
        raise NotAllowed("last_administrator")
    audit.record("membership.taken", subject=membership, by=by, at=at, role=membership.role, user=membership.user_id)
    membership.delete()


SETTINGS: Final = ("self_approval", "shares_memory")
"""What a municipality decides about its translations: may one approve one's own, do others see what it approved."""


@transaction.atomic
def decide(*, municipality: Municipality, setting: str, allowed: bool, by: User, at: datetime) -> None:
    """Switch one of SETTINGS. Raises KeyError for another word."""
    if setting not in SETTINGS:
        raise KeyError(setting)
    check_may(by, "people.manage", municipality)
    setattr(municipality, setting, allowed)
    municipality.save(update_fields=[setting, "changed_at"])
    audit.record("place.edited", subject=municipality, by=by, at=at, how="changed", fields=[setting], name=str(allowed))
