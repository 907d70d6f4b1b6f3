"""The doors of a round: each opens with its own secret or for its own people, and for nobody else."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.conftest import AT, make_person
from tests.site.capacity.conftest import (
    address,
    agreed_round,
    begin_in,
    everything,
    lead_of,
    score,
)
from tests.site.directory.conftest import make_organisation, of_the_programme
from uramost_web.accounts.models import AuditEntry
from uramost_web.capacity import acts, files, links, plan_acts
from uramost_web.capacity.models import (
    Agreed,
    Brought,
    Comment,
    Evidence,
    Instrument,
    Measure,
    Plan,
    Rater,
    Rating,
    Round,
)
from uramost_web.capacity.seats import Seat
from uramost_web.capacity.urls_round import PAGES
from uramost_web.places.models import Municipality

pytestmark = pytest.mark.django_db
SENT = {
    "act": "close", "value": "1", "why": "x", "text": "x", "name": "Someone", "language": "en", "facilitated": "",
    "since": "2020-01-01", "what": "x", "owner": "x", "due": "2027-01-01", "state": "done", "purpose": "4", "plan": "4",
}  # fmt: skip
"""Enough for every form."""
TABLES = (Round, Rater, Rating, Agreed, Comment, Plan, Measure, Evidence, Brought, Instrument, AuditEntry)


def everything_there():
    return [list(model.objects.order_by("pk").values()) for model in TABLES]


def filled(row, seat):
    """A plan, a measure and a file, so that every page has something to show."""
    plan = plan_acts.make(seat=seat, since=AT.date(), until=None, at=AT)
    values = {"item": "", "what": "A measure of others", "owner": "B", "starts": None, "cost": None, "helps": "",
              "evidence": "", "due": AT.date() + timedelta(days=90)}  # fmt: skip
    plan_acts.write(seat=seat, plan=plan, measure=None, values=values, language="en", at=AT)
    item = next(row.instrument.read().places()).item.code
    return files.keep(seat=seat, file=files.File(b"%PDF-", "pdf", "application/pdf"), name="a.pdf", item=item, at=AT)


def doors(row, kept, namespace, *before):
    """Name → every address of a round behind one door."""
    brought = Brought.objects.create(round=row, filename="a.xlsx", by="x", at=AT, read={
        "instrument": row.code, "raters": [], "not_taken": [], "measures": []})  # fmt: skip
    item = next(row.instrument.read().places()).item.code
    found = {}
    for path, _view, name, _file in PAGES:
        more = [kept.key] if "named" in path else [item] if "item" in path else [1] if "number" in path else []
        found[name] = reverse(f"{namespace}:{name}", args=[*before, *([brought.pk] if name == "brought" else more)])
    return found


@pytest.fixture
def other(facilitator, gracanica):
    """A round of another organisation, to its end."""
    row = agreed_round(make_organisation(facilitator, gracanica, names={"en": "Others"}), facilitator, 2, said=(3,))
    filled(row, lead_of(row))
    return row


@pytest.fixture
def of_town(gracanica, head):
    row = begin_in(gracanica, head, facilitated=False)
    seat = Seat(row, by=head, leads=True)
    rater = acts.invite(seat=seat, name="Head", language="sq", user=head, at=AT)
    Rating.objects.create(rater=rater, item="plan", value=1, at=AT)
    acts.discuss(seat=seat, at=AT)
    for place in row.instrument.read().places():
        Agreed.objects.create(round=row, item=place.item.code, value=1, why="x", language="sq", by="Head", at=AT)
    acts.settle(seat=seat, at=AT)
    row.refresh_from_db()
    filled(row, Seat(row, by=head, leads=True))
    return row


def refused(client, addresses, status):
    before = everything_there()
    for name, door in addresses.items():
        sent = {"file": SimpleUploadedFile("a", b"x")}
        for answer in (client.get(door), client.post(door, SENT), client.post(door, sent)):
            assert answer.status_code == status, (name, answer.status_code)
            assert b"A measure of others" not in answer.content
    assert everything_there() == before


def test_the_secret_of_one_round_opens_no_door_of_another(client, row, other):
    mine, theirs = row.raters.get(), other.raters.get(leads=True)
    kept = Evidence.objects.get()
    refused(client, doors(other, kept, "assessment", theirs.key, links.secret(mine)), 404)
    refused(client, {"short": f"/en/assessment/{theirs.key}/{links.secret(theirs)[:-1]}/"}, 404)


def test_without_a_secret_the_desk_asks_to_log_in(client, other):
    refused(client, doors(other, Evidence.objects.get(), "assessments", other.pk), 302)


@pytest.mark.parametrize("role", ["clerk", "head", "administrator", "officer", "translator", "reviewer", "auditor"])
def test_a_round_of_an_organisation_is_nobody_s_at_the_desk(client, other, gracanica, role):
    """But the facilitator's, whom the organisation may shut out."""
    person = (
        of_the_programme("auditor@example.org", role) if role == "auditor"
        else make_person("someone@example.org", municipality=gracanica, roles=(role,))
    )  # fmt: skip
    client.force_login(person)
    refused(client, doors(other, Evidence.objects.get(), "assessments", other.pk), 404)


@pytest.mark.parametrize("role", ["clerk", "officer", "translator", "reviewer", "programme"])
def test_a_municipality_s_round_is_for_those_who_lead_or_score(client, of_town, gracanica, role):
    """Its own staff without a part in it, and the programme that was not asked in, learn nothing."""
    person = (
        of_the_programme("programme@example.org") if role == "programme"
        else make_person("someone@example.org", municipality=gracanica, roles=(role,))
    )  # fmt: skip
    client.force_login(person)
    refused(client, doors(of_town, Evidence.objects.get(), "assessments", of_town.pk), 404)


def test_a_stranger_from_another_municipality_learns_nothing(client, of_town, stranger):
    client.force_login(stranger)
    refused(client, doors(of_town, Evidence.objects.get(), "assessments", of_town.pk), 404)
    assert "Graçanicë" not in client.get("/en/desk/assessments/").content.decode()


def test_an_auditor_looks_on_and_changes_nothing(client, of_town):
    client.force_login(of_the_programme("auditor@example.org", "auditor"))
    before = everything_there()
    found = doors(of_town, Evidence.objects.get(), "assessments", of_town.pk)
    looked = {name for name, door in found.items() if client.get(door).status_code == 200}
    assert looked == {"round", "result", "discuss", "plan", "follow", "file"}
    after_brought = everything_there()
    for door in found.values():
        client.post(door, SENT)
    assert everything_there() == after_brought
    assert [rows for table, rows in zip(TABLES, before, strict=True) if table is not Brought] == [
        rows for table, rows in zip(TABLES, everything_there(), strict=True) if table is not Brought
    ]


def test_a_facilitator_reads_and_comments_only(client, other, facilitator):
    client.force_login(facilitator)
    found = doors(other, Evidence.objects.get(), "assessments", other.pk)
    looked = {name for name, door in found.items() if client.get(door).status_code == 200}
    assert looked == {"round", "result", "discuss", "plan", "follow", "file", "comment", "comment_item"}
    before = everything_there()
    for name, door in found.items():
        if name not in {"comment", "comment_item"}:
            client.post(door, SENT)
    assert everything_there() == before


def test_nothing_is_changed_by_looking(client, other):
    rater = other.raters.get(leads=True)
    found = doors(other, Evidence.objects.get(), "assessment", rater.key, links.secret(rater))
    before = everything_there()
    for door in found.values():
        client.get(door, SENT)
    assert everything_there() == before


def test_another_site_cannot_post_with_the_session_of_somebody(other, facilitator):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(facilitator)
    found = doors(other, Evidence.objects.get(), "assessments", other.pk)
    before = everything_there()
    assert {browser.post(door, SENT).status_code for door in found.values()} <= {403, 405}
    for door in ("/en/desk/assessments/instruments/", "/en/desk/assessments/new/cso/"):
        assert browser.post(door, SENT).status_code == 403
    assert everything_there() == before


DESK = ("", "new/", "new/cso/", "new/municipality/", "instruments/", "instruments/cso/")


@pytest.mark.parametrize(
    ("role", "open_"),
    [
        ("programme", {"", "new/", "new/cso/", "instruments/", "instruments/cso/"}),
        ("auditor", {""}),
        ("head", {"", "new/", "new/municipality/"}),
        ("administrator", {"", "new/", "new/municipality/"}),
        ("clerk", {""}),
        ("nobody", set()),
    ],
)
def test_the_pages_of_the_desk_by_role(client, gracanica, role, open_):
    if role in {"programme", "auditor"}:
        person = of_the_programme("someone@example.org", role)
    else:
        person = make_person("someone@example.org", municipality=gracanica, roles=() if role == "nobody" else (role,))
    client.force_login(person)
    found = {page for page in DESK if client.get(f"/en/desk/assessments/{page}").status_code == 200}
    assert found == open_


def test_a_link_is_in_no_search_engine_no_cache_and_no_log(client, row):
    answer = client.get(address(row.raters.get()))
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    from uramost_web.casework.redacting import without_secrets

    assert links.secret(row.raters.get()) not in without_secrets(address(row.raters.get(), "score/1/"))


def test_whoever_works_there_no_longer_is_not_offered_the_round(client, gracanica, head):
    row = begin_in(gracanica, head)
    clerk = make_person("clerk@example.org", municipality=gracanica, roles=("clerk",))
    acts.invite(seat=Seat(row, by=head, leads=True), name="Clerk", language="sq", user=clerk, at=AT)
    client.force_login(clerk)
    door = reverse("assessments:round", args=[row.pk])
    assert door in client.get("/en/desk/assessments/").content.decode()
    clerk.memberships.update(municipality=Municipality.objects.get(slug="prizren"))
    assert door not in client.get("/en/desk/assessments/").content.decode()
    assert client.get(door).status_code == 404


def test_an_account_s_row_opens_by_no_link(client, gracanica, head):
    row = begin_in(gracanica, head)
    rater = acts.invite(seat=Seat(row, by=head, leads=True), name="Head", language="sq", user=head, at=AT)
    assert client.get(address(rater)).status_code == 404


def test_a_copy_of_the_database_opens_no_round(row, settings):
    before = links.secret(row.raters.get())
    settings.SECRET_KEY = "another"
    assert links.secret(row.raters.get()) != before
    settings.SECRET_KEY_FALLBACKS = []
    assert not links.opens(row.raters.get(), before)


# Instruments -------------------------------------------------------------------------------------


def upload(client, content):
    return client.post("/en/desk/assessments/instruments/", {"file": SimpleUploadedFile("own.toml", content)})


def test_the_programme_adds_a_version_and_what_is_wrong_is_told_by_place(client, facilitator, instrument):
    from pathlib import Path

    import uramost.packs

    client.force_login(facilitator)
    text = (Path(uramost.packs.__file__).parent / "kosovo/instruments/cso.toml").read_text("utf-8")
    wrong = upload(client, text.replace("version = 1", "version = 0").replace('code = "board"', 'code = "B!"').encode())
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "domain 1 (governance), item 2 (B!), code" in page
    assert "is no version" in page
    changed = text.replace("We work alone.", "We always work alone.")
    assert upload(client, changed.encode()).status_code == 422, "the same version with other words"
    assert upload(client, changed.replace("version = 1", "version = 2").encode()).status_code == 302
    assert list(Instrument.objects.filter(code="cso").values_list("version", flat=True)) == [1, 2]
    for broken, field in product((b"", b"\xff", b"code ="), ("file",)):
        page = upload(client, broken)
        assert page.status_code == 422
        assert f"id_{field}" in page.content.decode()


def test_an_instrument_without_the_reader_s_language_says_so(client, facilitator):
    from uramost import assessment
    from uramost_web.capacity import loading

    plain = assessment.as_plain(Instrument.objects.get(code="business").read()) | {"code": "own"}

    def without(value):
        if isinstance(value, dict):
            return {key: without(one) for key, one in value.items() if key not in {"en", "sr-Cyrl"}}
        return [without(one) for one in value] if isinstance(value, list) else value

    loading.add(instrument=assessment.of_plain(without(plain)), by=facilitator, at=AT)
    page = client.get("/en/assessments/own/").content.decode()
    assert "not there in your language yet" in page
    assert '<h1><span lang="sq">' in page


@pytest.mark.parametrize("tag", ["sq", "sr", "sr-latn", "en"])
@pytest.mark.parametrize("code", ["cso", "languages", "municipality", "business"])
def test_everybody_reads_an_instrument_in_their_language_and_takes_it_along(client, kosovo, tag, code):
    page = client.get(f"/{tag}/assessments/{code}/")
    assert page.status_code == 200
    assert len(page.content) < 100 * 1024
    assert client.get(f"/{tag}/assessments/").status_code == 200
    if code == "business":
        assert client.get(f"/{tag}/assessments/{code}/sheet/").content.startswith(b"PK")


def test_whoever_scored_is_still_there_when_two_agree_at_once(row):
    """The state decides under a lock: whoever comes second is told."""
    score(row.raters.get(), everything(row, 2))
    first, second = lead_of(row), lead_of(row)
    acts.discuss(seat=first, at=AT)
    with pytest.raises(acts.Refused):
        acts.discuss(seat=second, at=AT)
