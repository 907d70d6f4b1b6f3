"""Somebody asks to be forgotten: afterwards no table says who they were, and every figure is what it was."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import Workbook
from PIL import Image

from tests.conftest import AT
from tests.site.directory.conftest import give_function, make_one, make_organisation
from tests.site.events.classroom import came, hold, register
from tests.site.events.conftest import come
from uramost import pictures
from uramost.declarations import Declaration
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import acts, declaring, forgetting, merging, vault
from uramost_web.directory.declared import DeclarationRow
from uramost_web.directory.imports import ImportLine
from uramost_web.directory.models import Person
from uramost_web.directory.people import NOBODY
from uramost_web.directory.views.own import own_path
from uramost_web.events import certifying, counting, interpreting, links, picturing
from uramost_web.events.models import Booking, Interpreter, Registration
from uramost_web.events.photographs import Photograph
from uramost_web.events.tallies import Presence
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db
WHO = ("Vjosa", "Вјоса", "vjosa", "Prejaštvarë", "Прејаштваре", "prejastvar", "44 765 432", "44765432")
"""By which she is found in a copy of the database, in either script and folded; nobody else is called so."""


@pytest.fixture(autouse=True)
def _in_english(settings: Any, tmp_path: Path) -> Any:
    settings.DECLARATIONS_KEYS, settings.DECLARATIONS_KEY_FILE = [], tmp_path / "declarations.key"
    settings.MEDIA_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def vjosa(programme: Any, gracanica: Any) -> Person:
    told = {"email": "vjosa@example.org", "phone": "+383 44 765 432", "language": "sq", "municipality": gracanica}
    return make_one(programme, "Vjosa Prejaštvarë", **told)


def forget(person: Person, by: Any) -> None:
    person.refresh_from_db()
    forgetting.forget(person=person, by=by, at=timezone.now())


def said_of_her() -> set[str]:
    """What a copy of the database still says of her, with the table; words that occur in names are nobody's."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            rows = str(cursor.fetchall())
            escaped = {word: json.dumps(word)[1:-1].replace("\\", "\\\\") for word in WHO}
            found |= {
                f"{table}: {word}"
                for word, other in escaped.items()
                if (word in rows or other in rows) and table != "directory_namekey"
            }
    return found


def figures() -> list[Any]:
    counting.recount(counting.stale(), timezone.now())
    return [(row.of, row.people, row.times, row.minutes) for row in counting.figures(Presence.objects, *counting.CELL)]


def brought(client: Any) -> None:
    """A list on which she stands twice."""
    book = Workbook()
    for row in (
        ["Emri/Ime", "E-mail"], ["Vjosa Prejaštvarë", "vjosa@example.org"], ["Вјоса Прејаштваре", ""],
        ["Arta e Trilluar", "arta@example.org"],
    ):  # fmt: skip
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post("/en/desk/lists/new/", {"file": SimpleUploadedFile("lista.xlsx", out.getvalue())})


def test_nothing_says_who_it_was_and_every_figure_stays(
    client: Any, programme: Any, officer: Any, hearing: Any, vjosa: Person
) -> None:
    client.force_login(programme)
    gracanica = hearing.municipality
    cooperative = make_organisation(programme, gracanica)
    give_function(programme, vjosa, cooperative, what={"sq": "Kryetare"})
    twin = make_one(programme, "Вјоса Прејаштваре", phone="044 765 432")
    merging.merge(kind="person", kept=vjosa.pk, gone=twin.pk, by=programme, at=AT)
    brought(client)
    client.post(f"/en/desk/lists/{ImportLine.objects.all()[0].of_id}/confirm/")
    training = hold(gracanica, officer, AT, AT + timedelta(days=1))
    other = make_one(programme, "Arta e Trilluar")
    came(training, vjosa, other, sessions=(1, 2))
    certifying.give(event=training, percent=50, by=officer, at=datetime.now(UTC))
    declaring.declare(vjosa.pk, sex="female")
    told = {"name": "Vjosa Prejaštvarë", "email": "vjosa@example.org", "reads": "sq"}
    assert come(hearing, **told, needs={"access": "Vjosa pa shkallë"}) == "registered"
    assert said_of_her() >= {"events_letter: vjosa", "directory_importline: Вјоса", "events_registration: Vjosa"}
    assert Registration.objects.get().person == vjosa
    before = figures()

    forget(vjosa, programme)

    assert said_of_her() == set()
    assert figures() == before
    assert training.sessions.get(number=1).attendances.filter(person=vjosa).exists()
    held = vault.standing()
    token = held.token(vjosa.pk)
    assert held.opened(token, DeclarationRow.objects.get(pk=token).sealed) == Declaration()
    assert [line.read.get("name") for line in ImportLine.objects.order_by("number")] == [None, None, "Arta e Trilluar"]
    assert AuditEntry.objects.filter(verb="person.forgotten").count() == 1


def test_whoever_waits_gets_the_place(hearing: Any, programme: Any, vjosa: Person) -> None:
    for name in ("Vjosa Prejaštvarë", "Milan Ilić", "Vesna Đorđević"):
        come(hearing, name)
    assert Registration.objects.get(person=vjosa).state == "registered"
    forget(vjosa, programme)
    assert dict(Registration.objects.values_list("person__name", "state")) == {
        NOBODY: "cancelled", "Milan Ilić": "registered", "Vesna Đorđević": "registered",
    }  # fmt: skip


def test_who_was_there_stays_registered_and_the_link_opens_nothing(
    client: Any, officer: Any, programme: Any, vjosa: Person, django_capture_on_commit_callbacks: Any
) -> None:
    event = hold(vjosa.municipality, officer, timezone.now() - timedelta(days=2), kind="hearing")
    row = register(event, vjosa, photos=True)
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    picturing.add(
        event=event, picture=pictures.read(out.getvalue()), says={}, seen=[row], by=officer, at=timezone.now()
    )
    kept = Photograph.objects.get()
    mine, own = reverse("events:mine", args=[row.pk, links.secret(row)]), own_path(vjosa)
    assert client.get(mine).status_code == client.get(own).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        forget(vjosa, programme)
    assert client.get(mine).status_code == client.get(own).status_code == 404
    assert not Photograph.objects.exists()
    assert not kept.file.storage.exists(kept.file.name)
    row.refresh_from_db()
    assert row.state == "registered"


def test_an_interpreter_is_booked_no_more(meeting: Any, officer: Any, programme: Any, gracanica: Any) -> None:
    values = {"name": "Lule Izmišljena", "email": "lule@example.org", "municipality": gracanica}
    row = interpreting.write_interpreter(
        interpreter=None, values=values, pairs=[("sq", "sr")], active=True, by=officer, at=AT
    )
    session = meeting.sessions.get()
    session.starts_at = timezone.now() + timedelta(days=1)
    session.ends_at = session.starts_at + timedelta(hours=1)
    session.save()
    interpreting.book(session=session, interpreter=row, pair=("sq", "sr"), by=officer, at=AT)
    forget(row.person, programme)
    assert not Booking.objects.exists()
    assert not Interpreter.objects.get().active


# Asking and deleting --------------------------------------------------------------------------------------------------


def test_it_is_asked_through_the_own_link_and_done_at_the_desk(client: Any, programme: Any, vjosa: Person) -> None:
    own = f"{own_path(vjosa)}delete/"
    assert "What stays" in client.get(own).content.decode()
    client.post(own, {"act": "ask"})
    client.post(own, {"act": "ask"})
    client.post(own, {"act": "stay"})
    client.post(own, {"act": "ask"})
    verbs = AuditEntry.objects.filter(verb__in=("person.asks_to_go", "person.stays")).values_list("verb", flat=True)
    assert list(verbs) == ["person.asks_to_go", "person.stays", "person.asks_to_go"]
    assert "you asked that your entry is deleted" in client.get(own_path(vjosa)).content.decode()

    client.force_login(programme)
    leaving = reverse("directory:people_leaving")
    page = reverse("directory:forget", args=[vjosa.pk])
    assert leaving in client.get(reverse("directory:people")).content.decode()
    assert page in client.get(leaving).content.decode()
    assert page in client.get(vjosa.get_absolute_url()).content.decode()
    assert "through their own link" in client.get(page).content.decode()
    assert client.post(page).url == reverse("directory:people")
    assert "Nobody asks for it." in client.get(leaving).content.decode()
    assert "This entry was deleted on" in client.get(vjosa.get_absolute_url()).content.decode()
    assert client.get(page).status_code == client.post(page).status_code == 404
    assert NOBODY not in [line.name for line in client.get(reverse("directory:people")).context["lines"]]


def test_who_was_forgotten_is_not_written_to_merged_or_found(client: Any, programme: Any, vjosa: Person) -> None:
    cooperative = make_organisation(programme)
    other = make_one(programme, "Vjosa Prejastvare")
    brought_before = Person.objects.get(pk=vjosa.pk)
    forget(vjosa, programme)
    with pytest.raises(acts.Faulty, match="is_forgotten"):
        acts.change_person(person=brought_before, values={"email": "vjosa@example.org"}, by=programme, at=AT)
    vjosa.refresh_from_db()
    with pytest.raises(acts.Faulty, match="is_forgotten"):
        give_function(programme, vjosa, cooperative)
    with pytest.raises(acts.Faulty, match="is_forgotten"):
        forget(vjosa, programme)
    with pytest.raises(merging.CannotMerge, match="was_forgotten"):
        merging.merge(kind="person", kept=other.pk, gone=vjosa.pk, by=programme, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=vjosa.pk).update(phone="044 765 432")
    client.force_login(programme)
    shown = client.get(reverse("directory:people"), {"q": "vjosa@example.org"})
    assert shown.context["lines"] == []


def test_a_list_that_is_looked_through_offers_them_no_more(client: Any, programme: Any, vjosa: Person) -> None:
    client.force_login(programme)
    brought(client)
    line = ImportLine.objects.get(number=2)
    assert (line.decision, line.person) == ("same", vjosa)
    forget(vjosa, programme)
    line.refresh_from_db()
    assert (line.decision, line.person, line.alike) == ("open", None, [])


def test_without_the_key_of_declarations_the_rest_is_forgotten(programme: Any, vjosa: Person, settings: Any) -> None:
    declaring.declare(vjosa.pk, sex="female")
    settings.DECLARATIONS_KEY_FILE.unlink()
    forget(vjosa, programme)
    assert said_of_her() == set()


def test_who_may_not_delete_deletes_nobody(
    client: Any, vjosa: Person, officer: Any, stranger: Any, auditor: Any
) -> None:
    for person in (officer, stranger, auditor):
        with pytest.raises(NotAllowed):
            forget(vjosa, person)
        client.force_login(person)
        assert client.post(reverse("directory:forget", args=[vjosa.pk])).status_code in {403, 404}
        assert client.get(reverse("directory:people_leaving")).status_code in {403, 404}
    client.logout()
    assert client.post(f"/en/people/{vjosa.pk}/{'a' * 20}/delete/", {"act": "ask"}).status_code == 404
    vjosa.refresh_from_db()
    assert (vjosa.name, vjosa.asked_to_be_deleted_at) == ("Vjosa Prejaštvarë", None)
