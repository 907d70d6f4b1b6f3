"""Logging in: with a password, with a code, with a recovery code, with a passkey; and what the log says of it."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from tests.site.accounts.arta_and_milan import PASSWORD, code_now
from tests.site.accounts.key_on_the_table import SecurityKey

from uramost_web.accounts.events import email_mark
from uramost_web.accounts.models import AuditEntry
from uramost_web.accounts.second_factor import has_second_factor
from uramost_web.accounts.sessions import SessionStore


def acts(user=None):
    return list(AuditEntry.objects.filter(by=user).exclude(verb="account.created").values_list("verb", flat=True))


def logged_in(client):
    return "_auth_user_id" in client.session


def test_address_and_password_lead_to_the_desk_in_the_persons_language(client, arta, log_in):
    arta.language = "sr"
    arta.save()

    page = log_in("Arta@Example.org")

    assert page.url == "/sr/desk/"
    assert page.cookies["django_language"].value == "sr"
    assert acts(arta) == ["account.logged_in"]


def test_a_session_that_not_every_database_can_look_for_is_none(client):
    assert SessionStore("made-up-key").session_key == "made-up-key"
    assert SessionStore("\0made-up-key").session_key is None
    assert client.get(reverse("account_login"), headers={"cookie": 'sessionid="\\000made-up-key"'}).status_code == 200


def test_a_wrong_password_is_refused_and_logged_without_password_and_address(client, arta, log_in):
    page = log_in("arta@example.org", "wrong-password-here")

    assert "not correct" in page.content.decode()
    entry = AuditEntry.objects.get(verb="account.login_failed")
    assert entry.values == {"email": email_mark("ARTA@example.org")}
    assert entry.by is None
    assert not logged_in(client)


def test_the_sixth_wrong_password_in_five_minutes_is_not_even_tried(client, arta, log_in):
    for _ in range(5):
        log_in("arta@example.org", "wrong-password-here")

    page = log_in("arta@example.org", PASSWORD)

    assert "Too many failed login attempts" in page.content.decode()
    assert not logged_in(client)


def test_a_closed_account_stays_closed(client, arta, log_in):
    arta.is_active = False
    arta.save()

    page = log_in("arta@example.org")

    assert page.url == reverse("account_inactive")
    assert not logged_in(client)


def test_logging_out_is_logged(client, arta, log_in):
    log_in("arta@example.org")

    client.post(reverse("account_logout"))

    assert acts(arta) == ["account.logged_in", "account.logged_out"]
    assert not logged_in(client)


def test_with_the_app_the_password_alone_does_not_open_the_account(client, arta, secret, log_in):
    page = log_in("arta@example.org")
    assert page.url == reverse("mfa_authenticate")
    assert not logged_in(client)

    wrong = client.post(page.url, {"code": "000000" if code_now(secret) != "000000" else "000001"})
    assert "Incorrect code" in wrong.content.decode()
    assert not logged_in(client)

    client.post(page.url, {"code": code_now(secret)})
    assert logged_in(client)
    assert acts(arta)[-2:] == ["account.totp_failed", "account.logged_in"]


@pytest.mark.django_db(transaction=True)  # allauth tells of it only after a real commit
def test_setting_up_the_app_gives_recovery_codes_and_is_logged_and_written_to_the_owner(arta, secret):
    assert has_second_factor(arta)
    assert {"account.totp_added", "account.recovery_codes_added"} <= set(acts(arta))
    assert any("Authenticator App Activated" in letter.subject for letter in mail.outbox)


def test_the_database_does_not_show_the_secret(arta, secret):
    stored = json.dumps(list(Authenticator.objects.filter(user=arta).values_list("data", flat=True)))

    assert secret not in stored


def test_a_recovery_code_opens_the_account_once(client, arta, secret, log_in):
    code = Authenticator.objects.get(user=arta, type="recovery_codes").wrap().get_unused_codes()[0]

    log_in("arta@example.org")
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert logged_in(client)

    client.post(reverse("account_logout"))
    log_in("arta@example.org")
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert not logged_in(client)


def test_recovery_codes_alone_are_no_second_step(arta):
    Authenticator.objects.create(user=arta, type="recovery_codes", data={})

    assert not has_second_factor(arta)


def test_a_passkey_opens_the_account_without_a_password(client, arta, key):
    options = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()

    client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(key.sign(options["request_options"]))})

    assert logged_in(client)
    assert acts(arta)[-1] == "account.logged_in"


def test_another_key_does_not_open_the_account(client, arta, key):
    stranger = SecurityKey()
    stranger.owner, stranger.id = key.owner, key.id
    options = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()

    client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(stranger.sign(options["request_options"]))})

    assert not logged_in(client)


def test_a_key_serves_as_the_second_step_and_is_in_the_list(client, arta, key, log_in):
    page = client.get(log_in("arta@example.org").url)
    client.post(
        reverse("mfa_authenticate"),
        {"credential": json.dumps(key.sign(page.context["js_data"]["request_options"]))},
    )

    listed = client.get(reverse("mfa_list_webauthn")).content.decode()

    assert has_second_factor(arta)
    assert "Telephone" in listed
    assert "account.webauthn_added" in acts(arta)


def test_a_key_is_renamed_and_removed_by_its_owner_only(client, arta, milan, key, log_in, show_again):  # noqa: PLR0917 – fixtures
    authenticator = Authenticator.objects.get(user=arta, type="webauthn")
    remove = reverse("mfa_remove_webauthn", args=[authenticator.pk])

    log_in("milan@example.org")
    show_again()
    assert client.post(remove).status_code == 404
    client.post(reverse("account_logout"))

    page = client.get(log_in("arta@example.org").url)
    signed = json.dumps(key.sign(page.context["js_data"]["request_options"]))
    client.post(reverse("mfa_authenticate"), {"credential": signed})
    show_again()
    client.post(reverse("mfa_edit_webauthn", args=[authenticator.pk]), {"name": "Office key"})
    assert "Office key" in client.get(remove).content.decode()
    client.post(remove)
    assert not has_second_factor(arta)
    assert "account.webauthn_removed" in acts(arta)
