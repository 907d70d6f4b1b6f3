"""One account per address; no account says which community somebody belongs to."""

import io
import sys

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from tests.site.accounts.arta_and_milan import AT, PASSWORD

from uramost_web.accounts import actions
from uramost_web.accounts.models import AuditEntry, User


def test_an_address_has_one_account_however_it_is_written(arta):
    with pytest.raises(ValidationError, match="already an account"):
        actions.create_account(email="ARTA@Example.org", by=None, at=AT)

    assert User.objects.get_by_natural_key("Arta@Example.ORG") == arta


@pytest.mark.parametrize("values", [{"email": "Arta@example.org"}, {"email": "b@example.org", "language": "fi"}])
def test_the_database_itself_refuses_a_capital_letter_and_an_unknown_language(arta, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(**values)])


def test_an_account_without_a_password_cannot_be_entered(db, log_in):
    actions.create_account(email="new@example.org", by=None, at=AT)

    assert log_in("new@example.org", "").status_code == 200
    assert not User.objects.get(email="new@example.org").has_usable_password()


def test_nothing_in_an_account_names_a_community():
    fields = {field.name for field in User._meta.get_fields()}

    assert not fields & {"community", "ethnicity", "nationality", "religion"}


def test_an_account_is_made_at_the_command_line_and_can_log_in(db, log_in, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))

    call_command("create_user", "Vesna@example.org", "--name", "Vesna", "--password-stdin", stdout=io.StringIO())

    assert log_in("vesna@example.org").status_code == 302
    assert AuditEntry.objects.filter(verb="account.created", by=None).count() == 1


def test_the_command_refuses_a_short_password_and_makes_nothing(db, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("ura\n"))

    with pytest.raises(CommandError, match="12 characters"):
        call_command("create_user", "vesna@example.org", "--name", "Vesna", "--password-stdin")

    assert not User.objects.exists()
