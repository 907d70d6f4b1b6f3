"""Forms as nobody's browser sends them: whatever comes, no page breaks and no sentence is lost."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from tests.conftest import AT, make_person
from tests.site import office
from uramost_web.places.models import Membership, Organisation
from uramost_web.translation import pool, remarks, sampling
from uramost_web.translation.bringing import Bringing
from uramost_web.translation.models import Assignment, Homework, Translation
from uramost_web.translation.teamwork import Task

pytestmark = pytest.mark.django_db
FIELDS = """text seen of tag act keep comment version wanted instead pick state replacement due propagate task who note
kind severity take origin licence source_language target_language kept s2-kind s2-severity s2-note format source target
protocol url key model serbian per_minute operator country keeps days said_at pretranslate""".split()  # noqa: SIM905
VALUES: tuple[Any, ...] = (
    "",
    "Нул\0а",
    "\ud800",
    "ш" * 2_000,
    "9" * 30,
    "٣",
    "2:99999999999999999999",
    "take:99999999999999999999999",
    "⟦1⟧⟦2/⟧⟦/9⟧",
)
ACTS = ("", "confirm", "undo", "spread", "take:m", "sign:9", "approve", "mark:2", "unmark:9", "save", "look", "terms")
FILES = (
    b"",
    b"\0" * 2000,
    b"<xliff version='1.2'>\xed\xa0\x80</xliff>",
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    b"PK\x03\x04" + b"x" * 99,
)
HUGE = 10**30
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def row(gracanica: Any, officer: Any, translator: Any) -> Translation:
    """A translation with everything beside it that a page could ask for."""
    row = office.start_notice(gracanica, officer, AT).given().translations.get(language="sr-Cyrl")
    for target in row.targets.select_related("segment", "translation__document__municipality")[:3]:
        remarks.remark(target=target, text="Датум?", by=officer, at=AT)
    pool.offer(translation=row, task=Task.TRANSLATE, by=officer, at=AT)
    Homework.objects.create(translation=row, filename="x.xlf", rows=[], by=translator, at=AT)
    place = row.document.municipality
    Bringing.objects.create(
        municipality=place,
        kind="memory",
        filename="x.tmx",
        size=9,
        key=uuid4(),
        file="x",
        origin="x",
        by=officer,
        at=AT,
    )
    return row


@pytest.fixture
def everybody(gracanica: Any, row: Translation) -> Client:
    """Somebody who may do whatever can be done in a municipality."""
    roles = ("officer", "translator", "reviewer", "administrator")
    browser = Client(raise_request_exception=True)
    browser.force_login(make_person("everybody@example.org", municipality=gracanica, roles=roles))
    return browser


def addresses(row: Translation, number: int | None = None) -> Iterator[str]:
    """Every page of the part, for this translation; `number` in place of every number of the address."""
    near: dict[str, Any] = {
        "pk": row.pk,
        "position": 2,
        "remark": row.targets.first().remarks.values_list("pk", flat=True).first() or 1,
        "homework": row.homework.values_list("pk", flat=True).first(),
        "sample": row.samples.values_list("pk", flat=True).first() or 1,
        "version": "xliff21",
        "slug": row.document.municipality.slug,
    }
    if number is not None:
        near |= {name: number for name, value in near.items() if isinstance(value, int)}
    brought = Bringing.objects.values_list("pk", flat=True).first()
    patterns = get_resolver("uramost_web.translation.urls").reverse_dict
    for name in {key for key in patterns if isinstance(key, str)}:
        wanted = patterns.getlist(name)[0][0][0][1]
        own = near | {"pk": brought} if number is None and name in {"brought", "take_back"} else near
        yield reverse(f"translation:{name}", kwargs={part: own[part] for part in wanted})


def test_whatever_is_sent_no_page_breaks(everybody, row):
    said = {target.pk: target.text for target in row.targets.all()}
    for address in addresses(row):
        for number, value in enumerate(VALUES):
            form = urlencode({**dict.fromkeys(FIELDS, value), "act": ACTS[number % len(ACTS)]}, errors="surrogatepass")
            assert everybody.post(address, form, content_type=FORM).status_code < 500
            if number % 3:
                continue
            query = urlencode({"s": value[:99], "page": value[:99], "words": value[:99]}, errors="surrogatepass")
            assert everybody.get(f"{address}?{query}").status_code < 500
    assert set(said) == set(row.targets.values_list("pk", flat=True))


WELL = {"protocol": "chat", "url": "https://machine.example/", "model": "m", "serbian": "sr-Cyrl", "per_minute": "60",
        "operator": "X", "country": "XK", "keeps": "nothing"}  # fmt: skip
ODD = ("", "Нул\0а", "\ud800", "ш" * 2_000, "9" * 30, "https://[")


@pytest.mark.parametrize("field", ["kept", *WELL, "key", "days", "said_at", "pretranslate"])
def test_one_odd_value_among_good_ones_breaks_no_form_of_machines(everybody, row, field):
    address = reverse("translation:machine_setting", args=[row.document.municipality.slug])
    assert everybody.post(address, {**WELL, "act": "save"}).status_code == 302
    for value in ODD:
        form = urlencode({**WELL, field: value, "act": "save"}, errors="surrogatepass")
        assert everybody.post(address, form, content_type=FORM).status_code < 500
    assert everybody.get(address).status_code == 200


@pytest.mark.parametrize("field", ["kind", "format", "source", "target"])
def test_one_odd_value_among_good_ones_breaks_no_export(everybody, row, field):
    address = reverse("translation:export", args=[row.document.municipality.slug])
    good = {"memory-kind": "memory", "memory-format": "tmx", "memory-source": "sq", "memory-target": "sr-Cyrl"}
    assert everybody.get(address, good).status_code == 200
    for value in ODD:
        query = urlencode({**good, f"memory-{field}": value}, errors="surrogatepass")
        assert everybody.get(f"{address}?{query}").status_code == 422


@pytest.mark.parametrize("field", ["kind", "origin", "licence", "kept", "source_language", "target_language"])
def test_one_odd_value_among_good_ones_breaks_no_import(everybody, row, field):
    address = reverse("translation:bring", args=[row.document.municipality.slug])
    for value in ("x", *ODD):
        file = SimpleUploadedFile("a.csv", "sq,sr-Cyrl\nKomuna,Општина\n".encode())
        form = {"kind": "memory", "origin": "x", field: value.encode("utf-8", "surrogatepass"), "file": file}
        answer = everybody.post(address, form)
        assert answer.status_code in ({302} if value == "x" and field in {"origin", "licence"} else {302, 404, 422})


def test_a_number_that_no_row_has_is_not_found(everybody, row):
    for address in addresses(row, HUGE):
        if str(HUGE) in address:
            assert everybody.get(address).status_code in {404, 405}, address
            assert everybody.post(address, {}).status_code in {404, 405}, address
    long = reverse("translation:take_home", args=[row.pk, "xliff21"]).replace(f"/{row.pk}/", f"/{'9' * 5000}/")
    assert everybody.post(long).status_code == 404


@pytest.mark.parametrize("data", FILES)
def test_no_file_breaks_the_pages_that_take_one(everybody, row, data):
    for name, args in (("homework", [row.pk]), ("bring", [row.document.municipality.slug])):
        for ending in ("xlf", "tmx", "csv", "tbx"):
            form = {"kind": "memory", "origin": "x", "file": SimpleUploadedFile(f"a.{ending}", data)}
            assert everybody.post(reverse(f"translation:{name}", args=args), form).status_code in {302, 422}


def test_who_only_looks_changes_nothing(row):
    """Also not that the machine's suggestion was taken: only who may write takes one."""
    organisation = Organisation.objects.create(code="house", names={"en": "The programme"})
    for role in ("programme", "auditor"):
        browser = Client()
        person = make_person(f"{role}@example.org")
        Membership.objects.create(user=person, role=role, organisation=organisation)
        browser.force_login(person)
        before = _state(row)
        for address in addresses(row):
            for act in ("take:m", "approve", "mark:2"):
                answer = browser.post(address, {"act": act, "text": "", "seen": 0, "wanted": "а", "take": "2:0"})
                assert answer.status_code < 500, address
        assert _state(row) == before


def _state(row: Translation) -> Any:
    row.refresh_from_db()
    parts = (row.targets, row.assignments, row.homework, row.samples, row.replacements)
    return row.state, row.due_date, [list(part.order_by("pk").values()) for part in parts]


def test_nothing_is_drawn_or_taken_by_looking(everybody, row, officer):
    """A link changes nothing: every page is asked with GET as its form would be posted."""
    before = _state(row)
    for address in addresses(row):
        everybody.get(address, {"act": "approve", "text": "x", "seen": 0, "who": "nobody", "task": "translate"})
    assert _state(row) == before
    assert Assignment.objects.waiting().count() == 1
    with pytest.raises(sampling.NothingToRead):
        sampling.draw(translation=row, by=make_person("r@example.org", municipality=row.document.municipality,
                                                      roles=("reviewer",)), at=AT)  # fmt: skip
