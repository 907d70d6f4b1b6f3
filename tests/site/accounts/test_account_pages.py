"""Every account page: seen by the right person, kept from the wrong one, and allowed by our own content policy."""

import json
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from tests.site.accounts.arta_and_milan import PASSWORD, code_now

from uramost_web.accounts.models import AuditEntry, User
from uramost_web.accounts.second_factor import has_second_factor

FOR_ALL = (
    "account_login",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
FOR_OWNERS = (
    "account_details",
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)


def words(page):
    return page.content.decode()


def link_in(letter):
    return re.search(r"https?://\S+", letter.body.replace("http://127.0.0.1:8000", "")).group()


def assert_fits_the_policy(page):
    """No script or style inside the page that a strict policy would have to stop."""
    text = words(page)
    scripts = re.findall(r"<script([^>]*)>", text)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("name", FOR_ALL)
def test_anybody_can_open_what_leads_to_an_account(client, db, name):
    page = client.get(reverse(name))

    assert page.status_code == 200
    assert words(page).count("<h1>") == 1
    assert_fits_the_policy(page)


@pytest.mark.parametrize("name", FOR_OWNERS)
def test_an_account_is_opened_by_its_owner_only(client, arta, log_in, show_again, name):
    stranger = client.get(reverse(name))
    assert stranger.status_code == 302

    log_in("arta@example.org")
    show_again()
    page = client.get(reverse(name))

    assert page.status_code == 200
    assert words(page).count("<h1>") == 1
    assert_fits_the_policy(page)


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "account_reauthenticate",
    ],
)
def test_who_set_up_the_app_can_open_what_belongs_to_it(client, arta, secret, log_in, show_again, name):  # noqa: PLR0917 – fixtures
    entrance = client.get(log_in("arta@example.org").url)
    assert_fits_the_policy(entrance)
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    show_again()

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert words(page).count("<h1>") == 1
    assert_fits_the_policy(page)


def test_who_has_a_key_can_open_what_belongs_to_it(client, arta, key, log_in, show_again):
    page = client.get(log_in("arta@example.org").url)
    signed = json.dumps(key.sign(page.context["js_data"]["request_options"]))
    client.post(reverse("mfa_authenticate"), {"credential": signed})
    show_again()
    number = Authenticator.objects.get(type="webauthn").pk

    for name, values in (
        ("mfa_list_webauthn", []),
        ("mfa_edit_webauthn", [number]),
        ("mfa_remove_webauthn", [number]),
        ("mfa_reauthenticate_webauthn", []),
    ):
        page = client.get(reverse(name, args=values))
        assert page.status_code == 200
        assert_fits_the_policy(page)


def test_the_app_is_removed_by_its_owner(client, arta, secret, log_in, show_again):
    log_in("arta@example.org")
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    show_again()

    client.post(reverse("mfa_deactivate_totp"))

    assert not has_second_factor(arta)
    assert AuditEntry.objects.filter(verb="account.totp_removed", by=arta).count() == 1


def test_too_many_attempts_get_a_page_that_says_so(client, db):
    for _ in range(21):
        page = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert page.status_code == 429
    assert "Too many attempts" in words(page)


def test_every_page_says_what_may_be_loaded(client, db):
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_only_the_administration_may_write_styles_into_its_pages(client, administrator):
    policy = client.get(reverse("admin:index")).headers["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self';" in policy


def test_a_person_signs_up_confirms_the_address_and_logs_in(client, db, log_in):
    page = client.post(
        reverse("account_signup"),
        {"name": "Vesna Ilić", "email": "Vesna@Example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert page.url == reverse("account_email_verification_sent")
    assert log_in("vesna@example.org").url == reverse("account_email_verification_sent")

    address = link_in(mail.outbox[0])
    assert "Vesna Ilić" in words(client.get(address))
    client.post(address)

    assert log_in("vesna@example.org").url == reverse("desk")
    vesna = User.objects.get()
    assert (vesna.name, vesna.email, vesna.language) == ("Vesna Ilić", "vesna@example.org", "en")
    assert {"account.signed_up", "account.email_confirmed"} <= set(AuditEntry.objects.values_list("verb", flat=True))


def test_signing_up_with_an_address_that_has_an_account_does_not_say_so(client, arta):
    page = client.post(
        reverse("account_signup"),
        {"name": "X", "email": arta.email, "password1": PASSWORD, "password2": PASSWORD},
    )

    assert page.url == reverse("account_email_verification_sent")
    assert mail.outbox[0].to == [arta.email]
    assert User.objects.count() == 1


def test_a_short_password_is_refused_beside_its_field_and_above(client, db):
    page = client.post(
        reverse("account_signup"), {"name": "X", "email": "x@example.org", "password1": "ura", "password2": "ura"}
    )

    assert words(page).count("at least 12 characters") >= 2
    assert 'href="#id_password1"' in words(page)


def test_a_forgotten_password_is_set_anew_by_the_owner_of_the_mailbox(client, arta, log_in):
    client.post(reverse("account_reset_password"), {"email": arta.email})
    form = client.get(link_in(mail.outbox[0]), follow=True)
    new = "ura-e-re-mbi-ibër"

    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    assert log_in(arta.email, PASSWORD).status_code == 200
    assert log_in(arta.email, new).status_code == 302
    assert AuditEntry.objects.filter(verb="account.password_reset", by=arta).count() == 1


def test_a_used_link_offers_a_new_one(client, db):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "set-password"]))

    assert "no longer valid" in words(page)
    assert reverse("account_reset_password") in words(page)


def test_an_unknown_link_of_an_address_offers_a_new_one(client, db):
    assert "no longer valid" in words(client.get(reverse("account_confirm_email", args=["unknown"])))


def test_a_password_is_changed_by_who_knows_the_old_one(client, arta, log_in):
    log_in(arta.email)
    new = "ura-e-re-mbi-ibër"
    page = client.post(reverse("account_change_password"), {"oldpassword": "x", "password1": new, "password2": new})
    assert "current password" in words(page)

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert AuditEntry.objects.filter(verb="account.password_changed", by=arta).count() == 1
    assert mail.outbox[-1].to == [arta.email]


def test_letters_are_in_the_language_of_who_receives_them(client, arta):
    arta.language = "sr"
    arta.save()

    client.post(reverse("account_reset_password"), {"email": arta.email})

    assert "/sr/accounts/" in mail.outbox[0].body


def test_a_new_address_counts_once_it_is_confirmed(client, arta, log_in):
    log_in(arta.email)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    arta.refresh_from_db()
    assert arta.email == "arta@example.org"

    client.post(link_in(mail.outbox[0]))

    arta.refresh_from_db()
    assert arta.email == "new@example.org"
    assert EmailAddress.objects.get().email == "new@example.org"
    assert AuditEntry.objects.filter(verb="account.email_changed", by=arta).exists()


def test_name_and_language_are_changed_and_the_site_goes_on_in_the_new_language(client, arta, log_in):
    log_in(arta.email)

    page = client.post(reverse("account_details"), {"name": "Arta B.", "language": "sr-latn"})

    arta.refresh_from_db()
    assert (arta.name, arta.language) == ("Arta B.", "sr-latn")
    assert page.url == "/sr-latn/accounts/"
    assert page.cookies["django_language"].value == "sr-latn"


def test_the_administration_lets_in_administrators_through_the_same_login(client, arta, milan, log_in):
    stranger = client.get(reverse("admin:login"), {"next": reverse("admin:index")})
    assert "/accounts/login/" in stranger.url

    log_in(arta.email)
    assert client.get(reverse("admin:index")).status_code == 302
    client.force_login(milan)
    assert client.get(reverse("admin:index")).url == reverse("mfa_index"), "no administration without a second step"


def test_an_administrator_makes_an_account_and_sees_no_password(client, administrator):
    page = client.post(
        reverse("admin:accounts_user_add"), {"email": "Vesna@example.org", "name": "Vesna", "language": "sr"}
    )
    assert page.status_code == 302, page.context["adminform"].form.errors
    vesna = User.objects.get(email="vesna@example.org")
    shown = words(client.get(reverse("admin:accounts_user_change", args=[administrator.pk])))

    assert AuditEntry.objects.get(verb="account.created", by=administrator).subject_key == str(vesna.pk)
    assert "pbkdf2" not in shown
    assert administrator.password[-20:] not in shown


def test_an_administrator_closes_an_account_and_cannot_delete_it(client, administrator, arta):
    client.post(reverse("admin:accounts_user_change", args=[arta.pk]), {"name": "Arta", "language": ""})

    arta.refresh_from_db()
    assert not arta.is_active
    assert AuditEntry.objects.get(verb="account.edited", by=administrator).values["fields"] == [
        "name",
        "language",
        "is_active",
    ]
    assert client.post(reverse("admin:accounts_user_delete", args=[arta.pk])).status_code == 403


def test_an_administrator_takes_off_a_lost_second_step(client, administrator, arta):
    arta.authenticator_set.create(type="totp", data={})
    client.post(
        reverse("admin:accounts_user_changelist"), {"action": "take_off_second_step", "_selected_action": [arta.pk]}
    )

    assert not arta.authenticator_set.exists()
    assert AuditEntry.objects.get(verb="account.second_step_taken_off").values == {"count": 1}
