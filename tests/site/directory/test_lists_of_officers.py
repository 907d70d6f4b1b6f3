"""Lists that officers bring: they enter nobody, and change nobody, beyond their own municipality."""

from typing import Any

import pytest

from tests.site.directory.conftest import make_one, make_organisation
from tests.site.directory.test_lists import HEAD, bring, decisions, logged_in, table
from uramost_web.directory.imports import Import, State
from uramost_web.directory.models import Function, Person
from uramost_web.places.models import Municipality

pytestmark = pytest.mark.django_db


def test_a_list_enters_nobody_in_an_organisation_of_others(officer: Any, programme: Any, cooperative: Any) -> None:
    prizren = Municipality.objects.get(slug="prizren")
    make_organisation(programme, prizren, names={"sq": "Shoqata e Prizrenit"})
    rows = [["Marko Izmišljeni", "Shoqata e Prizrenit"], ["Ana Izmišljena", "Kooperativa e trilluar"]]
    client = logged_in(officer)
    bring(client, table([["Ime i prezime", "Organizata"], *rows]), municipality=cooperative.municipality_id)
    client.post(f"/en/desk/lists/{Import.objects.get().pk}/confirm/")
    assert Person.objects.count() == 2
    assert [(one.person.name, one.organisation) for one in Function.objects.all()] == [("Ana Izmišljena", cooperative)]


def test_an_officer_enters_nobody_in_another_municipality(
    officer: Any, programme: Any, gracanica: Municipality
) -> None:
    """Nor do they learn who is known there: such a line is told, and the person is entered with no municipality."""
    gjilan = Municipality.objects.get(slug="gjilan")
    there = make_one(programme, "Arta Trilluari", email="arta@example.org", municipality=gjilan)
    rows = [["Arta", "Trilluari", "arta@example.org", "", "Gjilan", ""], ["Ana", "Izmišljena", "", "", "Gračanica", ""]]
    client = logged_in(officer)
    bring(client, table([HEAD[:6], *rows]), municipality=gracanica.pk)
    row = Import.objects.get()
    assert [line.alike for line in row.lines.all()] == [[], []]
    assert "“Gjilan” is not a municipality of yours" in client.get(f"/en/desk/lists/{row.pk}/").content.decode()
    client.post(f"/en/desk/lists/{row.pk}/confirm/")
    new = Person.objects.exclude(pk=there.pk).order_by("pk").values_list("name", "municipality")
    assert list(new) == [("Arta Trilluari", None), ("Ana Izmišljena", gracanica.pk)]


def test_what_a_line_says_is_not_entered_is_not_whoever_confirms_it(
    officer: Any, programme: Any, gracanica: Municipality
) -> None:
    rows = [["Arta", "Trilluari", "arta@example.org", "", "Gjilan", ""]]
    bring(logged_in(officer), table([HEAD[:6], *rows]), municipality=gracanica.pk)
    row = Import.objects.get()
    logged_in(programme).post(f"/en/desk/lists/{row.pk}/confirm/")
    assert Person.objects.get(name="Arta Trilluari").municipality is None


def test_an_officer_gives_nobody_who_is_there_another_municipality(
    officer: Any, programme: Any, gracanica: Municipality, member: Person
) -> None:
    """Also where the list was read when they still worked for all of them."""
    client = logged_in(officer)
    rows = [["Đorđe", "Izmišljeni", member.email, "", "Gjilan", ""]]
    bring(client, table([HEAD[:6], *rows]), municipality=gracanica.pk)
    row = Import.objects.get()
    assert decisions(row) == [(2, "same", member.pk)]
    client.post(f"/en/desk/lists/{row.pk}/confirm/")
    member.refresh_from_db()
    assert (Import.objects.get().state, member.municipality) == (State.DONE, None)
    bring(logged_in(programme), table([HEAD[:6], *rows]))
    client = logged_in(programme)
    client.post(f"/en/desk/lists/{Import.objects.latest('pk').pk}/confirm/")
    member.refresh_from_db()
    assert member.municipality == Municipality.objects.get(slug="gjilan")
