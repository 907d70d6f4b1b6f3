"""Keys of other programmes."""

from datetime import timedelta

import pytest

from tests.conftest import AT
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import keys
from uramost_web.casework.models import ApiKey
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def made(gracanica, administrator):
    return keys.make(
        municipality=gracanica, name="Made-up app", scopes=["requests.write"], by=administrator, at=AT, a_minute=2
    )


def test_a_key_is_shown_once_and_only_its_hash_is_kept(made):
    row, key = made

    assert len(key) >= 43
    assert row.start == key[:8]
    stored = ApiKey.objects.filter(pk=row.pk).values().get()
    assert key not in str(stored)
    assert AuditEntry.objects.get(verb="api_key.made").values == {"start": key[:8], "scopes": ["requests.write"]}


def test_a_key_opens_its_own_municipality_and_scope_only(made, gracanica, stranger):
    row, key = made
    elsewhere = stranger.memberships.first().municipality

    assert keys.opened(key=key, municipality=gracanica, scope="requests.write", at=AT) == row
    for said in (
        {"key": key, "municipality": gracanica, "scope": "updates.write"},
        {"key": key, "municipality": elsewhere, "scope": "requests.write"},
        {"key": key[:-1], "municipality": gracanica, "scope": "requests.write"},
        {"key": "", "municipality": gracanica, "scope": "requests.write"},
        {"key": row.digest, "municipality": gracanica, "scope": "requests.write"},
    ):
        with pytest.raises(keys.BadKey):
            keys.opened(**said, at=AT)


def test_calls_of_a_minute_are_counted(made, gracanica):
    said = {"key": made[1], "municipality": gracanica, "scope": "requests.write"}
    keys.opened(**said, at=AT)
    keys.opened(**said, at=AT)
    with pytest.raises(keys.TooMany) as refused:
        keys.opened(**said, at=AT + timedelta(seconds=50))

    assert refused.value.after == 10
    keys.opened(**said, at=AT + MINUTE)


def test_a_revoked_key_opens_nothing(made, gracanica, administrator):
    row, key = made
    keys.revoke(row=row, by=administrator, at=AT)
    keys.revoke(row=row, by=administrator, at=AT + MINUTE)

    assert row.revoked_at == AT
    assert AuditEntry.objects.filter(verb="api_key.revoked").count() == 1
    with pytest.raises(keys.BadKey):
        keys.opened(key=key, municipality=gracanica, scope="requests.write", at=AT)


def test_when_it_was_used_is_known_to_the_hour(made, gracanica):
    said = {"key": made[1], "municipality": gracanica, "scope": "requests.write"}
    for at in (AT, AT + 5 * MINUTE, AT + 70 * MINUTE):
        keys.opened(**said, at=at)
        if at == AT + 5 * MINUTE:
            assert ApiKey.objects.get().used_at == AT
    assert ApiKey.objects.get().used_at == AT + 70 * MINUTE


def test_only_an_administrator_of_the_place_makes_and_revokes(made, gracanica, officer, clerk):
    for person in (officer, clerk):
        with pytest.raises(NotAllowed):
            keys.make(municipality=gracanica, name="x", scopes=["requests.write"], by=person, at=AT)
        with pytest.raises(NotAllowed):
            keys.revoke(row=made[0], by=person, at=AT)


def test_an_unknown_scope_is_refused(gracanica, administrator):
    with pytest.raises(keys.UnknownScope):
        keys.make(municipality=gracanica, name="x", scopes=["all"], by=administrator, at=AT)
