"""What is done to accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from uramost_web.accounts import audit
from uramost_web.accounts.models import User


@transaction.atomic
def create_account(
    *,
    email: str,
    by: User | None,
    at: datetime,
    name: str = "",
    language: str = "",
    password: str | None = None,
    is_staff: bool = False,
    is_superuser: bool = False,
) -> User:
    """Make an account whose address counts as confirmed.

    Without a password the person sets their own through "Forgot your password?", which only the owner of the mailbox
    can do. `by` is None when it is made at the command line. Raises ValidationError where a value is not allowed or
    the address has an account.
    """
    user = User(email=email, name=name, language=language, is_staff=is_staff, is_superuser=is_superuser)
    user.set_password(password)
    user.full_clean()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    audit.record("account.created", subject=user, by=by, at=at, is_superuser=is_superuser)
    return user


@transaction.atomic
def edit_details(*, user: User, name: str, language: str, by: User, at: datetime) -> None:
    """Change how a person is called and in which language the site speaks to them."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    audit.record("account.edited", subject=user, by=by, at=at, fields=["name", "language"])


@transaction.atomic
def take_off_second_step(*, user: User, by: User, at: datetime) -> int:
    """For a person who lost their telephone and their recovery codes; returns how many authenticators went."""
    count, _per_model = Authenticator.objects.filter(user=user).delete()
    audit.record("account.second_step_taken_off", subject=user, by=by, at=at, count=count)
    return int(count)
