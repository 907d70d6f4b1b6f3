"""The people's page and the audit log, asked in ways no page of ours asks."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.conftest import make_person
from tests.site.pages import said
from uramost_web.accounts.models import AuditEntry
from uramost_web.places.models import Membership, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def page(client, gracanica):
    """The administrator of Gračanica at their page; how it answers a form."""
    client.force_login(make_person("administrator@example.org", municipality=gracanica, roles=("administrator",)))
    return lambda **form: client.post(reverse("places:people", args=[gracanica.slug]), form, follow=True)


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "\0", "²", "9" * 30, "9" * 5000])
def test_a_membership_that_is_none_is_not_found_and_nothing_is_taken(page, translator, number):
    assert page(act="take", membership=number).status_code == 404
    assert Membership.objects.count() == 2


def test_a_membership_of_another_municipality_is_not_found(page, stranger):
    assert page(act="take", membership=stranger.memberships.first().pk).status_code == 404
    assert stranger.memberships.count() == 3


@pytest.mark.parametrize("role", ["programme", "auditor", "king", "", "\0"])
def test_only_roles_of_a_municipality_can_be_given(page, translator, role):
    answer = page(act="give", email=translator.email, role=role)

    assert answer.status_code == 422
    assert translator.memberships.count() == 1


@pytest.mark.parametrize("email", ["nobody@example.org", "no address", "a\0@example.org", "a@" + "b" * 5000])
def test_an_address_without_an_account_is_answered_and_is_still_in_the_form(page, email):
    answer = page(act="give", email=email, role="translator")

    assert answer.status_code == 422
    assert "Please look at this again" in said(answer)
    assert f'value="{email}"' in said(answer)


@pytest.mark.parametrize("act", ["", "fly", "\0"])
def test_an_unknown_button_changes_nothing(page, act):
    before = AuditEntry.objects.count()

    assert page(act=act).status_code == 200
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "x", "\0"])
def test_the_audit_log_has_a_page_for_every_question(client, kosovo, number):
    auditor = make_person("auditor@example.org")
    organisation = Organisation.objects.create(code="programme", names={"en": "Programme"})
    Membership.objects.create(user=auditor, role="auditor", organisation=organisation)
    client.force_login(auditor)

    assert client.get(reverse("places:audit"), {"page": number}).status_code == 200
