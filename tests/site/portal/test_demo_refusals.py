"""The demonstration stays out of where it does not belong."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from uramost_web.accounts.models import User
from uramost_web.notices.models import Notice
from uramost_web.places.models import Municipality


def load() -> None:
    call_command("load_demo", stdout=StringIO())


def test_it_refuses_to_mix_with_real_notices(kosovo, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="URAMOST_DEMO=1"):
        load()

    assert not Notice.objects.exists()


def test_without_its_municipalities_it_says_what_comes_first(kosovo, settings):
    settings.DEMO = True
    Municipality.objects.filter(slug="gjilan").update(slug="elsewhere")

    with pytest.raises(CommandError, match=r"load_pack kosovo.*gjilan"):
        load()

    assert not User.objects.exists()


def test_an_account_with_one_of_its_addresses_is_left_alone(kosovo, settings, officer):
    """Somebody in a demonstration has made an account that the loader would make: nothing is half loaded."""
    settings.DEMO = True
    officer.email = "auditor@example.org"
    officer.save()

    with pytest.raises(CommandError, match=r"auditor@example\.org"):
        load()

    assert not Notice.objects.exists()
    assert list(User.objects.all()) == [officer]


def test_a_database_in_which_somebody_works_is_left_alone(kosovo, settings, officer):
    """The variable of a demonstration is set by accident where the real database is."""
    settings.DEMO = True

    with pytest.raises(CommandError, match="Somebody works in this database"):
        load()

    assert list(User.objects.all()) == [officer]
