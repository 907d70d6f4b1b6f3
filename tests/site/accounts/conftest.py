"""Arta has an account and works somewhere; Milan administers the site. Nobody here exists."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from tests.site.accounts.arta_and_milan import AT, PASSWORD, code_now
from tests.site.accounts.key_on_the_table import SecurityKey

from uramost_web.accounts import actions


@pytest.fixture(autouse=True)
def _english_and_unhurried(db):
    """Pages in English; nobody has used up their attempts in the test before."""
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture
def arta(db):
    return actions.create_account(
        email="arta@example.org", name="Arta Berisha", language="en", password=PASSWORD, by=None, at=AT
    )


@pytest.fixture
def milan(db):
    return actions.create_account(
        email="milan@example.org",
        name="Milan Petrović",
        language="en",
        password=PASSWORD,
        is_staff=True,
        is_superuser=True,
        by=None,
        at=AT,
    )


@pytest.fixture
def administrator(client, milan):
    """Milan, who has a second step, at work in the administration."""
    Authenticator.objects.create(user=milan, type=Authenticator.Type.TOTP, data={})
    client.force_login(milan)
    return milan


@pytest.fixture
def log_in(client):
    """Type address and password into the login page."""

    def type_in(email, password=PASSWORD):
        return client.post(reverse("account_login"), {"login": email, "password": password})

    return type_in


@pytest.fixture
def show_again(client):
    """What may let others into the account asks for the password once more."""

    def type_in():
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    return type_in


@pytest.fixture
def secret(client, arta, log_in, show_again):
    """Arta has set up the app and has logged out again; this is the secret her telephone keeps."""
    log_in("arta@example.org")
    show_again()
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    client.post(reverse("account_logout"))
    return secret


@pytest.fixture
def key(client, arta, log_in, show_again):
    """Arta has added a key that opens her account alone, and has logged out again."""
    key = SecurityKey()
    log_in("arta@example.org")
    show_again()
    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    added = {"name": "Telephone", "passwordless": "on", "credential": json.dumps(key.register(options))}
    client.post(reverse("mfa_add_webauthn"), added)
    client.post(reverse("account_logout"))
    return key
