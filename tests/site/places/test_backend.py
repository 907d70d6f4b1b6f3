"""Whoever is logged in is read in one question, with their roles, the places of these and their second step."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from tests.conftest import make_person
from uramost_web.accounts.models import User
from uramost_web.places.backend import Backend
from uramost_web.places.models import Membership, Municipality, Organisation
from uramost_web.places.permissions import may, workplaces

pytestmark = pytest.mark.django_db


def read(person: User) -> User:
    found = Backend().get_user(person.pk)
    assert found is not None
    return found


def test_an_account_comes_with_its_roles_and_their_places(gracanica, django_assert_num_queries):
    other = Municipality.objects.exclude(pk=gracanica.pk).order_by("slug")[0]
    clerk = make_person("clerk@example.org", municipality=gracanica, roles=("officer", "clerk"))
    Membership.objects.create(user=clerk, role="clerk", municipality=other)
    read(clerk)
    with django_assert_num_queries(1):
        found = read(clerk)
        assert workplaces(found, "case.see") == sorted([gracanica, other], key=lambda place: place.slug)
        assert workplaces(found, "notice.write") == [gracanica]
        assert workplaces(found, "audit.see") == []
        assert not may(found, "notice.write", other)
        assert {place.name_in("sq") for place in workplaces(found, "case.see")} >= {gracanica.name_in("sq")}
    kept = User.objects.get(pk=clerk.pk)
    fields = [field.attname for field in User._meta.concrete_fields]
    assert [getattr(found, name) for name in fields] == [getattr(kept, name) for name in fields]
    assert list(found.memberships.all()) == list(kept.memberships.order_by("pk"))


def test_whoever_works_for_the_programme_works_everywhere(gracanica):
    auditor = make_person("auditor@example.org")
    programme = Organisation.objects.create(code="programme", names={"en": "Programme"})
    Membership.objects.create(user=auditor, role="auditor", organisation=programme)
    assert workplaces(read(auditor), "case.see") == list(Municipality.objects.all())
    assert workplaces(read(auditor), "case.enter") == []


def test_a_second_step_is_an_app_or_a_passkey_and_no_recovery_codes(gracanica, django_assert_num_queries):
    clerk = make_person("clerk@example.org", municipality=gracanica, roles=("clerk",))
    assert read(clerk).second_step is True
    Authenticator.objects.update(type=Authenticator.Type.WEBAUTHN)
    assert read(clerk).second_step is True
    Authenticator.objects.update(type=Authenticator.Type.RECOVERY_CODES)
    assert read(clerk).second_step is False
    assert User.objects.get(pk=clerk.pk).second_step is None


def test_who_has_no_role_and_who_is_not_there(kosovo):
    resident = make_person("resident@example.org")
    assert list(read(resident).memberships.all()) == []
    assert workplaces(read(resident), "case.see") == []
    assert Backend().get_user(0) is None
    User.objects.filter(pk=resident.pk).update(is_active=False)
    assert Backend().get_user(resident.pk) is None


def test_a_change_counts_from_the_next_page_on(client, gracanica):
    clerk = make_person("clerk@example.org", municipality=gracanica, roles=("clerk",))
    client.force_login(clerk)
    assert client.session[SESSION_KEY] == str(clerk.pk)
    queue = reverse("cases:queue")
    assert client.get(queue).status_code == 200
    role = Membership.objects.get()
    role.delete()
    assert client.get(queue).status_code == 404
    Membership.objects.create(user=clerk, role="clerk", municipality=gracanica)
    Authenticator.objects.all().delete()
    answer = client.get(queue)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("mfa_index"))
