"""Certificates: for those who came to enough, in both languages, checked by anybody, revoked, and never guessed."""

import io
from datetime import UTC, datetime, timedelta

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from tests.conftest import AT, make_person
from tests.site.directory.conftest import of_the_programme
from tests.site.events.classroom import came, hold, people, register
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import forgetting, merging
from uramost_web.events import certifying, links
from uramost_web.events.certificates import Certificate, new_code, tidy
from uramost_web.events.views.verifying import MOST_WRONG
from uramost_web.places.models import Role
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db
CHECK = "/en/certificates/"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def cast(kosovo):
    return people("Arta e Trilluar", "Бојан Измишљени", "Dilek Uydurma")


@pytest.fixture
def training(gracanica, officer, cast):
    """Four sessions: Arta came to all, Bojan to three, Dilek to two."""
    event = hold(gracanica, officer, *(AT + timedelta(days=day) for day in range(4)))
    for number, person in zip((4, 3, 2), cast, strict=True):
        came(event, person, sessions=tuple(range(1, number + 1)))
    return event


def give(training, officer, percent=75):
    return certifying.give(event=training, percent=percent, by=officer, at=datetime.now(UTC))


def check(client, code):
    return client.post(CHECK, {"code": code})


def test_those_who_came_to_enough_get_one_once(training, officer, cast):
    made = give(training, officer)
    assert {(row.name, row.sessions, row.of, row.minutes) for row in made} == {
        ("Arta e Trilluar", 4, 4, 360), ("Бојан Измишљени", 3, 4, 270)
    }  # fmt: skip
    assert give(training, officer) == []
    assert [row.name for row in give(training, officer, 50)] == ["Dilek Uydurma"]
    assert AuditEntry.objects.filter(verb="certificates.given").count() == 2


def test_who_was_forgotten_gets_none(training, officer, cast, programme):
    forgetting.forget(person=cast[0], by=programme, at=AT)
    assert [row.name for row in give(training, officer)] == ["Бојан Измишљени"]


def test_the_database_keeps_one_that_counts(training, officer):
    row = give(training, officer, 100)[0]
    values = {"event": training, "person": row.person, "name": "x", "titles": {}, "given_by": officer, "given_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(code=new_code(), sessions=1, of=1, minutes=1, **values)
    certifying.revoke(certificate=row, by=officer, at=AT)
    with pytest.raises(certifying.CannotCertify, match="revoked_already"):
        certifying.revoke(certificate=row, by=officer, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(code=new_code(), sessions=2, of=1, minutes=1, **values)
    assert len(give(training, officer, 100)) == 1


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"kind": "hearing"}, "other_kind"),
        ({"state": "cancelled"}, "cancelled"),
        ({"state": "draft"}, "cancelled"),
        ({"titles": {"sq": "Vetëm shqip"}}, "no_title"),
    ],
)
def test_there_are_none_where_there_is_an_obstacle(training, officer, values, why):
    for name, value in values.items():
        setattr(training, name, value)
    training.save()
    with pytest.raises(certifying.CannotCertify, match=why):
        give(training, officer)
    training.refresh_from_db()
    assert certifying.obstacle(training, AT) in {why, "not_over"}


def test_merged_people_get_one(training, officer, cast):
    programme = of_the_programme("programme@example.org")
    merging.merge(kind="person", kept=cast[2].pk, gone=cast[1].pk, by=programme, at=AT)
    assert {row.name for row in give(training, officer)} == {"Arta e Trilluar", "Dilek Uydurma"}


def test_the_paper_says_it_in_both_languages(training, officer):
    row = give(training, officer, 100)[0]
    text = "".join(pypdf.PdfReader(io.BytesIO(certifying.printed(row))).pages[0].extract_text().split())
    for said in (row.name, "Trajnim i trilluar", "Измишљена обука", row.printed_code(), "/certificates/"):
        assert "".join(said.split()) in text
    certifying.revoke(certificate=row, by=officer, at=AT)
    row.refresh_from_db()
    with pytest.raises(certifying.CannotCertify):
        certifying.printed(row)


def test_codes_are_long_and_read_however_they_are_typed():
    codes = {new_code() for _number in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {20}
    assert not set("lo01") & set("".join(codes))
    row = Certificate(code=next(iter(codes)))
    assert tidy(f"  {row.printed_code()} \n") == row.code


# Anybody -------------------------------------------------------------------------------------------------------------


def test_anybody_checks_a_certificate(client, training, officer):
    row = give(training, officer, 100)[0]
    assert client.get(CHECK).status_code == 200
    answer = check(client, row.printed_code())
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "This certificate is genuine." in text
    assert row.name in text
    assert "no-store" in answer.headers["Cache-Control"]
    certifying.revoke(certificate=row, by=officer, at=timezone.now())
    text = check(client, row.code).content.decode()
    assert "This certificate was revoked on" in text
    assert row.name not in text


def test_a_guessed_code_tells_nothing_and_after_many_nothing_is_looked_at(client, training, officer):
    row = give(training, officer, 100)[0]
    near = row.code[:-1] + ("b" if row.code[-1] == "a" else "a")
    guesses = [near, row.code[:10], row.code + "a", "", "%", "\0", "ç" * 60, "a" * 5000]

    def body(code):
        answer = check(client, code)
        assert answer.status_code == 404
        return answer.content.decode().split("<main")[1].split("csrfmiddlewaretoken")[0]

    assert len({body(code) for code in guesses}) == 1
    for _number in range(MOST_WRONG - len(guesses)):
        check(client, new_code())
    assert check(client, row.code).status_code == 429


def test_whoever_has_one_prints_it_through_their_own_link(client, training, officer, cast):
    certificate = give(training, officer, 100)[0]
    row, other = register(training, cast[0]), register(training, cast[1])
    own = reverse("certificates:mine", args=[row.pk, links.secret(row)])
    assert own in client.get(reverse("events:mine", args=[row.pk, links.secret(row)])).content.decode()
    assert client.get(own).content.startswith(b"%PDF")
    assert client.get(reverse("certificates:mine", args=[other.pk, links.secret(other)])).status_code == 404
    assert client.get(reverse("certificates:mine", args=[row.pk, links.secret(other)])).status_code == 404
    certifying.revoke(certificate=certificate, by=officer, at=timezone.now())
    assert client.get(own).status_code == 404


def test_the_page_that_checks_codes_is_found_without_a_certificate_in_hand(client, kosovo):
    assert f'href="{reverse("certificates:check")}"' in client.get(reverse("events:events")).content.decode()


# The desk ------------------------------------------------------------------------------------------------------------


def addresses(training, row):
    return {
        "certificates": reverse("training:certificates", args=[training.pk]),
        "certificate": reverse("training:certificate", args=[training.pk, row.pk]),
        "revoke": reverse("training:revoke", args=[training.pk, row.pk]),
    }


def test_the_officer_gives_prints_and_revokes(client, training, officer):
    client.force_login(officer)
    page = reverse("training:certificates", args=[training.pk])
    assert "Came to enough" in client.get(page).content.decode()
    assert client.post(page, {"least": "100"}).status_code == 302
    row = Certificate.objects.get()
    ways = addresses(training, row)
    printed = client.get(ways["certificate"])
    assert printed.content.startswith(b"%PDF")
    assert client.get(ways["revoke"]).status_code == 200
    assert client.post(ways["revoke"]).status_code == 302
    assert client.post(ways["revoke"]).status_code == 302
    assert client.get(ways["certificate"]).status_code == 404
    assert "Revoked" in client.get(page, {"least": "x"}).content.decode()


def test_nobody_else_does(client, training, officer, stranger, gracanica):
    row = give(training, officer, 100)[0]
    auditor = of_the_programme("auditor@example.org", Role.AUDITOR)
    translator = make_person("translator@example.org", municipality=gracanica, roles=("translator",))
    expected = {auditor: {"certificates": (200, 403), "certificate": (403, 405), "revoke": (403, 403)}}
    nothing = {"certificates": (404, 404), "certificate": (404, 405), "revoke": (404, 404)}
    for person in (auditor, translator, stranger):
        client.force_login(person)
        found = {
            name: (client.get(to).status_code, client.post(to).status_code)
            for name, to in addresses(training, row).items()
        }
        assert found == expected.get(person, nothing)
    client.logout()
    assert {client.get(to).status_code for to in addresses(training, row).values()} == {302}
    assert Certificate.objects.filter(revoked_at=None).count() == 1
    with pytest.raises(NotAllowed):
        certifying.give(event=training, percent=50, by=auditor, at=timezone.now())


COUNTED = ("Certificates given", "Came to enough, no certificate yet", "Did not come to enough", "Certificates revoked")


def test_an_auditor_is_told_that_nobody_has_come_yet(client, gracanica, officer):
    event = hold(gracanica, officer, AT)
    client.force_login(of_the_programme("auditor@example.org", Role.AUDITOR))
    seen = client.get(reverse("training:certificates", args=[event.pk])).content.decode()
    assert "Nobody has come yet." in seen
    assert COUNTED[0] not in seen


def test_an_auditor_sees_how_many_and_no_names(client, training, officer, cast):
    rows = give(training, officer)
    certifying.revoke(certificate=rows[0], by=officer, at=timezone.now())
    page = reverse("training:certificates", args=[training.pk])
    client.force_login(of_the_programme("auditor@example.org", Role.AUDITOR))
    seen = client.get(page).content.decode()
    assert not [person for person in cast if person.name in seen]
    for said in COUNTED:
        assert f'<th scope="row">{said}</th><td class="number">1</td>' in seen
    client.force_login(officer)
    seen = client.get(page).content.decode()
    assert all(person.name in seen for person in cast)


def test_a_certificate_of_another_event_has_no_page_here(client, gracanica, training, officer):
    row = give(training, officer, 100)[0]
    other = hold(gracanica, officer, AT)
    client.force_login(officer)
    assert client.get(reverse("training:certificate", args=[other.pk, row.pk])).status_code == 404
