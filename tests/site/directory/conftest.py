"""The cast of the directory. Nobody and nothing here exists."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import AT, make_person
from uramost_web.directory import acts
from uramost_web.directory.models import Organisation, Person
from uramost_web.places.models import Membership, Municipality, Role
from uramost_web.places.models import Organisation as Partner


def of_the_programme(email: str, role: str = Role.PROGRAMME) -> Any:
    person = make_person(email)
    house, _new = Partner.objects.get_or_create(code="house", defaults={"names": {"en": "House"}})
    Membership.objects.create(user=person, role=role, organisation=house)
    return person


@pytest.fixture
def programme(kosovo: None) -> Any:
    return of_the_programme("programme@example.org")


@pytest.fixture
def auditor(kosovo: None) -> Any:
    return of_the_programme("auditor@example.org", Role.AUDITOR)


@pytest.fixture
def administrator(gracanica: Municipality) -> Any:
    return make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))


def make_organisation(by: Any, municipality: Any = None, **told: Any) -> Organisation:
    names = told.pop("names", {"sq": "Kooperativa e trilluar", "sr-Cyrl": "Измишљена задруга"})
    sectors, languages = told.pop("sectors", ("agriculture",)), told.pop("languages", ("sq", "sr"))
    values = {"kind": "cso", "municipality": municipality, **told}
    return acts.write_organisation(
        organisation=None, values=values, names=names, sectors=sectors, languages=languages, by=by, at=AT
    )


def make_one(by: Any, name: str, **values: Any) -> Person:
    return acts.add_person(values={"name": name, **values}, by=by, at=AT)


def give_function(by: Any, person: Person, organisation: Organisation, **told: Any) -> Any:
    values = {"what": {"en": "Member"}, "since": None, "until": None, **told}
    return acts.write_function(function=None, person=person, organisation=organisation, by=by, at=AT, **values)


@pytest.fixture
def cooperative(programme: Any, gracanica: Municipality) -> Organisation:
    return make_organisation(programme, gracanica, email="zadruga@example.org")


@pytest.fixture
def member(programme: Any, gracanica: Municipality, cooperative: Organisation) -> Person:
    row = make_one(programme, "Đorđe Izmišljeni", email="Djordje@Example.org", phone="+383 44 111 222")
    give_function(programme, row, cooperative, what={"sr-Cyrl": "Секретар", "sq": "Sekretar"})
    return row


def queries(client: Any, name: str, *arguments: Any, **asked: Any) -> int:
    """How many a warm page of the desk makes."""
    to = reverse(f"directory:{name}", args=arguments)
    assert client.get(to, asked).status_code == 200
    with CaptureQueriesContext(connection) as made:
        client.get(to, asked)
    return len(made)
