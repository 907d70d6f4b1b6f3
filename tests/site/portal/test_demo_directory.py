"""The directory of the demonstration: clearly made up, in several municipalities, with two who are there twice."""

import pytest
from django.db.models import Count

from tests.conftest import AT, make_person
from uramost_web.directory.alike import people_like
from uramost_web.directory.models import Function, Organisation, Person
from uramost_web.places.models import Membership
from uramost_web.places.models import Organisation as Partner
from uramost_web.portal.demo import directory

pytestmark = pytest.mark.django_db
MADE_UP = ("trillua", "измишљен", "made-up", "made up", "demonstration")


@pytest.fixture
def made(kosovo):
    house = Partner.objects.create(code="demonstration", names={"en": "Demonstration programme"})
    Membership.objects.create(user=make_person(directory.BY), role="programme", organisation=house)
    return directory.make(AT)


def test_a_dozen_organisations_and_fifty_people(made):
    assert made == (15, 52)
    assert Organisation.objects.filter(kind="consortium").count() == 3
    assert Organisation.objects.get(partner__code="demonstration").kind == "consortium"
    assert Organisation.objects.exclude(municipality=None).values("municipality").distinct().count() == 3
    assert Function.objects.count() == 40
    doubled = Person.objects.values("name").annotate(times=Count("pk")).filter(times__gt=1)
    assert not doubled.exists()


def test_two_of_them_are_there_twice(made):
    for typed in ("Izmisljenovic Jelena", "E. Perrallaj"):
        one = Person.objects.get(name=typed)
        found = people_like(one.name, email=one.email, phone=one.phone, but=one.pk)
        assert found, typed


def test_nobody_is_real(made):
    assert all(one.email.endswith("@example.org") for one in Person.objects.exclude(email=""))
    for row in Organisation.objects.all():
        called = " ".join(row.named().values()).casefold()
        assert any(mark in called for mark in MADE_UP), called
