"""Lists of people at the desk: nothing is written before somebody confirms, and all of it can be taken back."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from tests.conftest import AT, make_person
from tests.site.directory.conftest import make_one
from uramost_web.directory import acts, forgetting, importing, merging
from uramost_web.directory.imports import Decision, Import, State
from uramost_web.directory.models import Function, Organisation, Person
from uramost_web.places.models import Municipality

pytestmark = pytest.mark.django_db
HEAD = ["Emri/Ime", "Mbiemri/Prezime", "E-mail", "Tel.", "Komuna/Opština", "Pozita", "Nacionalnost"]
ROWS = [
    ["Ђорђе", "Измишљени", "djordje@example.org", "", "Gračanica", "Sekretar", "tajna1"],
    ["Djordje", "Izmisljeni", "", "044 999 888", "", "", "tajna2"],
    ["Arta", "Trilluari", "arta@example.org", "", "Graçanicë", "", "tajna3"],
    ["", "", "x@example.org", "", "", "", ""],
    ["Đorđo", "Izmišljenac", "bad", "", "Nigdje", "", "tajna4"],
]


def table(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def logged_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def bring(client: Client, data: bytes, name: str = "lista.xlsx", **more: Any) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post("/en/desk/lists/new/", {"file": SimpleUploadedFile(name, data), **more})


@pytest.fixture
def brought(programme: Any, member: Person) -> Import:
    assert bring(logged_in(programme), table([HEAD, *ROWS])).status_code == 302
    return Import.objects.get()


def decisions(row: Import) -> list[tuple[int, str, int | None]]:
    return list(row.lines.order_by("number").values_list("number", "decision", "person"))


def stored(row: Import) -> str:
    """All that the database has of the file."""
    return str([row.__dict__, *(line.__dict__ for line in row.lines.all())])


def everything() -> list[Any]:
    return [list(Person.objects.order_by("pk").values()), list(Function.objects.order_by("pk").values())]


def test_a_messy_list_is_read_compared_and_written_only_when_confirmed(
    brought: Import, member: Person, programme: Any
) -> None:
    client, before = logged_in(programme), everything()
    assert brought.state == State.PREVIEW
    assert decisions(brought) == [
        (2, "same", member.pk),
        (3, "skip", None),
        (4, "new", None),
        (5, "skip", None),
        (6, "open", None),
    ]
    body = client.get(f"/en/desk/lists/{brought.pk}/").content.decode()
    assert "The same person as on line 2." in body
    assert "There is no name." in body
    assert "No municipality is called “Nigdje”." in body
    assert "“bad” is no e-mail address" in body
    assert "The column “Nacionalnost” is not taken over" in body

    refused = client.post(f"/en/desk/lists/{brought.pk}/confirm/", follow=True)
    assert "1 line is still to be decided about." in refused.content.decode()
    assert everything() == before, "Nothing is written while a line is open"
    client.post(f"/en/desk/lists/{brought.pk}/", {"line_6": "new"})
    client.post(f"/en/desk/lists/{brought.pk}/confirm/")
    assert set(Person.objects.values_list("name", flat=True)) == {member.name, "Arta Trilluari", "Đorđo Izmišljenac"}
    assert Person.objects.get(name="Arta Trilluari").municipality.slug == "gracanice"
    done = client.get(f"/en/desk/lists/{brought.pk}/?show=same").content.decode()
    assert f'<a href="/en/desk/directory/people/{member.pk}/" lang="">{member.name}</a>' in done, "Each says who it is"
    report = client.get(f"/en/desk/lists/{brought.pk}/report.csv").content.decode()
    assert [line.split(",")[:3] for line in report.splitlines()[1:]] == [
        ["2", "Ђорђе Измишљени", "The same person"],
        ["3", "Djordje Izmisljeni", "Left out"],
        ["4", "Arta Trilluari", "A new person"],
        ["5", "", "Left out"],
        ["6", "Đorđo Izmišljenac", "A new person"],
    ]


def test_suggestions_stand_with_their_score_and_reasons(brought: Import, member: Person, programme: Any) -> None:
    page = logged_in(programme).get(f"/en/desk/lists/{brought.pk}/?show=all").content.decode()
    same = f"It is {member.name}, who is there already ({round(brought.lines.get(number=2).score)} of 100): same name"
    assert same in page
    near = brought.lines.get(number=6)
    assert 0 < near.score < 100
    assert f"It is {member.name}, who is there already ({round(near.score)} of 100): similar name" in page


def test_what_people_are_asked_themselves_is_stored_nowhere(brought: Import) -> None:
    assert "tajna" not in stored(brought)


def test_the_whole_import_is_taken_back(brought: Import, member: Person, programme: Any) -> None:
    client = logged_in(programme)
    Person.objects.filter(pk=member.pk).update(municipality=None)
    before = everything()
    client.post(f"/en/desk/lists/{brought.pk}/", {"line_6": "new"})
    client.post(f"/en/desk/lists/{brought.pk}/confirm/")
    member.refresh_from_db()
    assert member.municipality is not None, "What was missing is filled in"
    client.post(f"/en/desk/lists/{brought.pk}/undo/")
    assert everything() == before
    assert Import.objects.get().state == State.UNDONE
    assert "A new person" not in client.get(f"/en/desk/lists/{brought.pk}/").content.decode()
    again = client.post(f"/en/desk/lists/{brought.pk}/undo/")
    assert again.status_code == 302
    assert everything() == before


def test_what_was_used_or_changed_since_stays_and_is_told(
    brought: Import, member: Person, programme: Any, cooperative: Organisation
) -> None:
    client = logged_in(programme)
    Person.objects.filter(pk=member.pk).update(phone="", phone_key="", municipality=None)
    client.post(f"/en/desk/lists/{brought.pk}/", {"line_6": "new"})
    client.post(f"/en/desk/lists/{brought.pk}/confirm/")
    ana = Person.objects.get(name="Đorđo Izmišljenac")
    acts.write_function(
        function=None, person=ana, organisation=cooperative, what={}, since=None, until=None, by=programme, at=AT
    )
    Person.objects.filter(pk=member.pk).update(municipality=Municipality.objects.get(slug="prizren"))
    client.post(f"/en/desk/lists/{brought.pk}/undo/")
    assert Person.objects.filter(name="Đorđo Izmišljenac").exists()
    assert not Person.objects.filter(name="Arta Trilluari").exists()
    body = client.get(f"/en/desk/lists/{brought.pk}/?show=stayed").content.decode()
    assert "The person stays: something hangs on them meanwhile." in body
    assert "“Municipality” stays: it was changed meanwhile." in body


def test_a_list_of_an_organisation_gives_functions(programme: Any, cooperative: Organisation) -> None:
    client = logged_in(programme)
    data = table([["Ime i prezime", "Funkcija"], ["Marko Izmišljeni", "Blagajnik"]])
    refused = bring(client, data, organisation="nothing like it")
    assert refused.status_code == 422
    assert "No organisation is called so." in refused.content.decode()
    assert bring(client, data, organisation="Izmišljena zadruga").status_code == 302
    client.post(f"/en/desk/lists/{Import.objects.get().pk}/confirm/")
    function = Function.objects.get()
    assert (function.person.name, function.organisation, function.what) == (
        "Marko Izmišljeni",
        cooperative,
        {"en": "Blagajnik"},
    )
    client.post(f"/en/desk/lists/{Import.objects.get().pk}/undo/")
    assert not Function.objects.exists()
    assert not Person.objects.exists()


def test_columns_without_heads_are_named_by_hand(programme: Any) -> None:
    client, data = logged_in(programme), table([["Arta Trilluari", "arta@example.org"], ["Ana Ana", "ana@example.org"]])
    asked = bring(client, data)
    assert asked.status_code == 422
    assert "Column 2" in asked.content.decode()
    assert not Import.objects.exists(), "Nothing is kept of a file that could not be read"
    assert bring(client, data, column_0="name", column_1="email").status_code == 302
    client.post(f"/en/desk/lists/{Import.objects.get().pk}/confirm/")
    assert set(Person.objects.values_list("email", flat=True)) == {"arta@example.org", "ana@example.org"}


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "protected by a password",
        ),
        (b"a\n" * 30_000, "a.csv", "more than 20000 rows"),
        (b"PK\x03\x04", "a.xlsx", "damaged"),
        (b"%PDF", "a.pdf", "Choose a table"),
    ],
)
def test_files_that_are_refused_say_why(programme: Any, data: bytes, name: str, said: str) -> None:
    refused = bring(logged_in(programme), data, name)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not Import.objects.exists()


def test_only_who_was_offered_can_be_the_same(brought: Import, programme: Any) -> None:
    stranger = make_one(programme, "Somebody Else")
    client = logged_in(programme)
    sent = {"line_4": f"same:{stranger.pk}", "line_5": "new", "line_6": "open:x", "line_99": "new", "line_x": "new"}
    client.post(f"/en/desk/lists/{brought.pk}/", sent)
    assert [one[1] for one in decisions(brought)] == ["same", "skip", "new", "skip", "open"]


def test_writing_and_taking_back_ask_no_more_the_more_lines_there_are(programme: Any, cooperative: Any) -> None:
    client, counted = logged_in(programme), []
    for many in (3, 40):
        rows = [[f"Prvi{number} Svako{many}", "Član"] for number in range(many)]
        bring(client, table([["Ime i prezime", "Funkcija"], *rows]), organisation="Izmišljena zadruga")
        address = f"/en/desk/lists/{Import.objects.order_by('-pk')[0].pk}/"
        client.post(address, {f"line_{number}": "new" for number in range(2, many + 2)})
        for act in ("confirm/", "undo/"):
            with CaptureQueriesContext(connection) as made:
                client.post(f"{address}{act}")
            counted.append(len(made))
        assert not Person.objects.exists()
    assert counted[:2] == counted[2:]


def test_a_list_thrown_away_leaves_nothing(brought: Import, programme: Any) -> None:
    logged_in(programme).post(f"/en/desk/lists/{brought.pk}/throw-away/")
    assert not Import.objects.exists()


def test_a_comparison_that_was_killed_is_gone_on_with(brought: Import) -> None:
    Import.objects.update(state=State.COMPARING)
    brought.lines.filter(number=4).update(score=None, decision=Decision.OPEN, alike=[])
    assert importing.compare.func(brought.pk) == 1, "Only the line that was not compared"
    assert Import.objects.get().state == State.PREVIEW


def test_whose_pages_they_are(brought: Import, programme: Any, auditor: Any, administrator: Any) -> None:
    inside = f"/en/desk/lists/{brought.pk}/"
    acts_on_it = ["", "confirm/", "undo/", "report.csv"]
    for person, lists, one in (
        (auditor, 404, 404),
        (administrator, 200, 404),
        (make_person("nobody@example.org"), 404, 404),
        (programme, 200, 200),
    ):
        client = logged_in(person)
        assert client.get("/en/desk/lists/").status_code == lists
        found = {client.get(f"{inside}{act}").status_code for act in acts_on_it}
        assert found <= ({one} if one == 404 else {200, 302})
    assert Client().get(inside).status_code == 302


def test_queries_do_not_grow_with_the_lines(programme: Any) -> None:
    client, counted = logged_in(programme), []
    for many in (3, 40):
        rows = [[f"Ime{number} Prezime{number}"] for number in range(many)]
        bring(client, table([["Ime i prezime"], *rows]))
        address = f"/en/desk/lists/{Import.objects.order_by('-pk')[0].pk}/"
        client.get(address)
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        counted.append(len(made))
    assert counted[0] == counted[1]


# What happens meanwhile, and what belongs to others -------------------------------------------------------------------


def test_who_came_with_a_list_that_was_taken_back_is_the_same_no_more(programme: Any) -> None:
    client, data = logged_in(programme), table([["Ime i prezime", "E-mail"], ["Arta Trilluari", "arta@example.org"]])
    bring(client, data)
    client.post(f"/en/desk/lists/{Import.objects.get().pk}/confirm/")
    first = Import.objects.get()
    arta = Person.objects.get()
    bring(client, data)
    second = Import.objects.exclude(pk=first.pk).get()
    assert decisions(second) == [(2, "same", arta.pk)]
    client.post(f"/en/desk/lists/{first.pk}/undo/")
    refused = client.post(f"/en/desk/lists/{second.pk}/confirm/", follow=True)
    assert "1 line is still to be decided about." in refused.content.decode()
    client.post(f"/en/desk/lists/{second.pk}/", {"line_2": f"same:{arta.pk}"})
    assert decisions(second) == [(2, "open", None)]
    client.post(f"/en/desk/lists/{second.pk}/", {"line_2": "new"})
    client.post(f"/en/desk/lists/{second.pk}/confirm/")
    assert Person.objects.get().pk != arta.pk


def test_who_was_forgotten_while_a_list_was_compared_is_the_same_no_more(
    brought: Import, member: Person, programme: Any
) -> None:
    forgetting.forget(person=member, by=programme, at=AT)
    # The comparison had read everybody before, and writes its suggestions after.
    brought.lines.filter(number=2).update(decision=Decision.SAME, person=member, alike=[[member.pk, 100, []]])
    client = logged_in(programme)
    assert f"same:{member.pk}" not in client.get(f"/en/desk/lists/{brought.pk}/").content.decode()
    client.post(f"/en/desk/lists/{brought.pk}/", {"line_6": "new", "line_2": f"same:{member.pk}"})
    client.post(f"/en/desk/lists/{brought.pk}/confirm/")
    assert Import.objects.get().state == State.PREVIEW
    assert decisions(brought)[0] == (2, "open", None)


def test_a_line_left_out_that_surely_named_who_is_forgotten_is_emptied(
    brought: Import, member: Person, programme: Any
) -> None:
    client = logged_in(programme)
    client.post(f"/en/desk/lists/{brought.pk}/", {"line_2": "skip", "line_6": "new"})
    client.post(f"/en/desk/lists/{brought.pk}/confirm/")
    assert "djordje@example.org" in stored(brought)
    forgetting.forget(person=member, by=programme, at=AT)
    assert "djordje@example.org" not in stored(brought)
    assert "Izmisljeni" not in stored(brought), "Nor the line that was the same person once more"
    assert "arta@example.org" in stored(brought)


def test_a_function_that_was_changed_since_stays(programme: Any, cooperative: Organisation) -> None:
    client = logged_in(programme)
    data = table([["Ime i prezime", "Funkcija"], ["Marko Izmišljeni", "Blagajnik"], ["Ana Izmišljena", "Član"]])
    bring(client, data, organisation="Izmišljena zadruga")
    client.post(f"/en/desk/lists/{Import.objects.get().pk}/confirm/")
    changed = Function.objects.get(person__name="Marko Izmišljeni")
    acts.write_function(
        function=changed, person=changed.person, organisation=cooperative, what=changed.what, since=AT.date(),
        until=None, by=programme, at=AT,
    )  # fmt: skip
    client.post(f"/en/desk/lists/{Import.objects.get().pk}/undo/")
    assert list(Function.objects.all()) == [changed]
    body = client.get(f"/en/desk/lists/{Import.objects.get().pk}/?show=stayed").content.decode()
    assert "“Function” stays: it was changed meanwhile." in body


def test_a_function_in_serbian_is_kept_as_the_forms_keep_it(programme: Any, cooperative: Organisation) -> None:
    client = logged_in(programme)
    data = SimpleUploadedFile("lista.xlsx", table([["Ime i prezime", "Funkcija"], ["Marko Izmišljeni", "Blagajnik"]]))
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post("/sr-latn/desk/lists/new/", {"file": data, "organisation": "Izmišljena zadruga"})
    client.post(f"/en/desk/lists/{Import.objects.get().pk}/confirm/")
    assert Function.objects.get().what == {"sr-Cyrl": "Благајник"}


def test_who_was_merged_since_is_not_deleted_with_the_list(programme: Any, brought: Import, member: Person) -> None:
    client = logged_in(programme)
    client.post(f"/en/desk/lists/{brought.pk}/", {"line_6": "new"})
    client.post(f"/en/desk/lists/{brought.pk}/confirm/")
    double = Person.objects.get(name="Đorđo Izmišljenac")
    merge = merging.merge(kind="person", kept=member.pk, gone=double.pk, by=programme, at=AT)
    client.post(f"/en/desk/lists/{brought.pk}/undo/")
    assert client.get(f"/en/desk/directory/merges/{merge.pk}/").status_code == 200
    merging.undo(merge=merge, by=programme, at=AT)
    assert double in Person.objects.standing()


def test_two_lines_of_one_person_are_taken_back_whole(programme: Any, member: Person) -> None:
    Person.objects.filter(pk=member.pk).update(phone="", phone_key="", municipality=None)
    head = ["Ime i prezime", "E-mail", "Telefon", "Opština"]
    rows = [["Ђорђе Измишљени", "djordje@example.org", "044 999 888", ""], ["Đorđo Izmišljenac", "", "", "Prizren"]]
    client = logged_in(programme)
    bring(client, table([head, *rows]))
    address = f"/en/desk/lists/{Import.objects.get().pk}/"
    client.post(address, {"line_3": f"same:{member.pk}"})
    client.post(f"{address}confirm/")
    member.refresh_from_db()
    assert (member.phone_key, member.municipality.slug) == ("44999888", "prizren")
    client.post(f"{address}undo/")
    member.refresh_from_db()
    assert (member.phone, member.phone_key, member.municipality) == ("", "", None)


def test_what_the_database_has_no_room_for_is_not_taken_over(programme: Any) -> None:
    client = logged_in(programme)
    bring(client, table([["Ime i prezime", "E-mail"], ["Arta Trilluari", f"{'a' * 250}@example.org"]]))
    address = f"/en/desk/lists/{Import.objects.get().pk}/"
    assert "is no e-mail address; it is not taken over." in client.get(address).content.decode()
    client.post(f"{address}confirm/")
    assert Person.objects.get().email == ""


def test_a_comparison_of_a_list_thrown_away_has_nothing_to_do(brought: Import) -> None:
    number = brought.pk
    brought.delete()
    assert importing.compare.func(number) == 0
