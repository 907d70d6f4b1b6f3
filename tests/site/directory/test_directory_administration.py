"""The administration shows the directory and changes nothing in it; declarations are not there at all."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.conftest import make_person
from tests.site.directory.conftest import make_one
from uramost_web.directory import merging
from uramost_web.directory.models import DeclarationKey, DeclarationRow, Function, Merge, Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(db):
    row = make_person("keeper@example.org")
    row.is_staff = row.is_superuser = True
    row.save()
    return row


def test_it_is_looked_at_and_not_changed(client, keeper, programme, member, cooperative):
    twin = make_one(programme, "Drugi Izmišljeni")
    merging.merge(kind="person", kept=member.pk, gone=twin.pk, by=programme, at=member.added_at)
    client.force_login(keeper)
    for model in (Organisation, Person, Function, Merge):
        name = model._meta.model_name
        shown = client.get(reverse(f"admin:directory_{name}_changelist"))
        assert shown.status_code == 200, name
        row = model.objects.order_by("pk").first()
        page = client.get(reverse(f"admin:directory_{name}_change", args=[row.pk]))
        assert page.status_code == 200, name
        assert member.nonce not in page.content.decode()
        assert client.post(reverse(f"admin:directory_{name}_change", args=[row.pk]), {}).status_code == 403
        assert client.get(reverse(f"admin:directory_{name}_add")).status_code == 403
        assert client.post(reverse(f"admin:directory_{name}_delete", args=[row.pk])).status_code == 403
    found = client.get(reverse("admin:directory_person_changelist"), {"q": "izmisljeni"})
    assert "Đorđe Izmišljeni" in found.content.decode()


def test_declarations_are_not_there():
    assert not admin.site.is_registered(DeclarationRow)
    assert not admin.site.is_registered(DeclarationKey)
