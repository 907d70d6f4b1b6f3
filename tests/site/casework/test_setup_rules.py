"""Limits with their sources, keys of other programmes, and the boundary."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.site.casework.conftest import send_request
from uramost.deadlines.limits import ASSUMABLE, FIRST_DAY, LAST_DAY, SILENCE, UNITS
from uramost_web.casework import clocks, setup_wording, whereabouts
from uramost_web.casework.models import ApiKey, Limit
from uramost_web.places.models import Municipality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TYPED = {
    "code": "general_procedure",
    "names_sq": "Procedura e përgjithshme",
    "amount": "30",
    "unit": "calendar_days",
    "silence": "unknown",
    "first_day": "not_counted",
    "last_day": "moves",
    "assumed": ["first_day", "last_day"],
    "source": "made up for tests",
}


def test_a_limit_that_was_not_found_is_entered_with_its_source(desk, lights):
    lights.limit_code = "general_procedure"
    lights.save()
    today = timezone.localdate()
    assert clocks.limit_for(lights, today) is None
    page = desk("limits").content.decode()
    assert "How long it is was not found. Enter it with its source." in page
    assert "<h2>General administrative procedure</h2>" in page
    form = desk("limit_new", query="?code=general_procedure").content.decode()
    assert 'value="general_procedure"' in form
    assert "05/L-031" not in form

    assert desk("limit_new", post=TYPED).status_code == 302

    page = desk("limits").content.decode()
    assert "How long it is was not found" not in page
    assert "30 days" in page
    assert "made up for tests" in page
    found = clocks.limit_for(lights, today)
    assert found is not None
    assert (found.amount, found.assumed) == (30, ("first_day", "last_day"))


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"source": " "}, "source", "A limit without a source cannot be entered."),
        ({"amount": "0"}, "amount", "greater than or equal to 1"),
        ({"amount": "400"}, "amount", "at most 366 days"),
        ({"extended_to": "20"}, "extended_to", "it has to be longer than without"),
        ({"extensions": "2"}, "extensions", "Say how long it may be with extensions."),
        ({"valid_from": "2026-05-01", "valid_until": "2026-04-01"}, "valid_until", "before the first"),
        ({"unit": "weeks"}, "unit", "valid choice"),
    ],
)
def test_a_wrong_limit_is_refused_and_stays_typed(desk, wrong, field, said):
    page = desk("limit_new", post={**TYPED, **wrong})
    assert page.status_code == 422
    assert any(said in error for error in page.context["form"].errors[field]), page.context["form"].errors
    assert "Procedura e përgjithshme" in page.content.decode()
    assert not Limit.objects.filter(municipality__isnull=False).exists()


def test_two_rows_of_a_limit_do_not_hold_on_the_same_day(desk, lights):
    lights.limit_code = "general_procedure"
    lights.save()
    desk("limit_new", post=TYPED)
    assert "valid_from" in desk("limit_new", post={**TYPED, "amount": "20"}).context["form"].errors

    first = Limit.objects.get(municipality__isnull=False)
    desk("limit_end", first.pk, post={"valid_until": "2026-05-31"})
    assert desk("limit_new", post={**TYPED, "amount": "20", "valid_from": "2026-06-01"}).status_code == 302

    assert [clocks.limit_for(lights, day).amount for day in (date(2026, 5, 31), date(2026, 6, 1))] == [30, 20]


def test_a_limit_is_not_shorter_than_what_a_service_promises(desk, lights):
    lights.norm_days = 7
    lights.save()
    page = desk("limit_new", post={**TYPED, "code": "made-up", "amount": "5"})
    assert "A service promises more time than this. Change its promise first." in page.context["form"].errors["amount"]


def test_a_promise_longer_than_a_limit_that_changed_stops_no_resident(lights, seven_days):
    """A country pack may bring a shorter limit at any time."""
    lights.norm_days = 7
    lights.save()
    seven_days.values = {**seven_days.values, "amount": 5, "extended_to": None}
    seven_days.save()
    case = send_request(lights)
    assert case.due_at is not None
    assert case.promised_at is None


def test_a_limit_with_a_promise_and_one_extension_stops_no_resident(lights, seven_days):
    lights.norm_days = 3
    lights.save()
    seven_days.values = {**seven_days.values, "extensions": 1}
    seven_days.save()

    assert timezone.localtime(send_request(lights).promised_at).date() == date(2026, 3, 5)


def test_a_row_that_has_ended_is_not_made_to_hold_again_beside_the_next(desk, lights):
    lights.limit_code = "general_procedure"
    lights.save()
    desk("limit_new", post={**TYPED, "valid_until": "2026-05-31"})
    desk("limit_new", post={**TYPED, "amount": "20", "valid_from": "2026-06-01"})
    first = Limit.objects.get(valid_until=date(2026, 5, 31))

    page = desk("limit_end", first.pk, post={"valid_until": "2026-06-30"})

    assert page.status_code == 422
    assert "Another row of this limit holds on some of these days" in page.context["form"].errors["valid_until"][0]
    assert clocks.limit_for(lights, date(2026, 6, 15)).amount == 20


def test_an_address_that_no_database_can_look_for_opens_an_empty_form(desk):
    assert desk("limit_new", query="?code=%00").status_code == 200


def test_every_choice_of_the_library_has_its_words():
    assert set(setup_wording.UNITS) == set(UNITS)
    assert set(setup_wording.SILENCE) == set(SILENCE)
    assert set(setup_wording.FIRST_DAY) == set(FIRST_DAY)
    assert set(setup_wording.LAST_DAY) == set(LAST_DAY)
    assert set(setup_wording.ASSUMED) == set(ASSUMABLE)


def test_a_limit_of_everywhere_is_not_ended_here(desk, seven_days):
    assert desk("limit_end", seven_days.pk, post={"valid_until": "2026-05-31"}).status_code == 404


def test_a_row_that_has_not_begun_is_taken_away(desk):
    desk("limit_new", post={**TYPED, "valid_from": "2999-01-01"})
    row = Limit.objects.get(municipality__isnull=False)
    desk("limit_end", row.pk, post={"valid_until": "2998-12-31"})
    assert not Limit.objects.filter(pk=row.pk).exists()


def test_a_key_is_shown_once_and_revoked(desk, gracanica):
    page = desk("keys", post={"act": "make", "name": "FixMyStreet", "scopes": ["requests.write"], "a_minute": "10"})
    row = ApiKey.objects.get()
    shown = page.context["made"]
    assert shown.startswith(row.start)
    assert shown in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert shown not in desk("keys").content.decode()
    desk("keys", post={"act": "revoke", "key": row.pk})
    row.refresh_from_db()
    assert row.revoked_at is not None
    assert desk("keys", post={"act": "revoke", "key": "9" * 30}).status_code == 404
    wrong = desk("keys", post={"act": "make", "name": "Programi", "a_minute": "0"})
    assert wrong.status_code == 422
    assert 'value="Programi"' in wrong.content.decode()


SQUARE = [[21.1, 42.5], [21.3, 42.5], [21.3, 42.7], [21.1, 42.7], [21.1, 42.5]]
HOLE = [[21.15, 42.55], [21.2, 42.55], [21.2, 42.6], [21.15, 42.6], [21.15, 42.55]]


def geojson(desk: Any, shape: Any) -> Any:
    content = shape if isinstance(shape, bytes) else json.dumps(shape).encode()
    return desk("boundary", post={"file": SimpleUploadedFile("boundary.geojson", content)})


@pytest.fixture
def known_middles(kosovo):
    Municipality.objects.filter(code="34").update(latitude=Decimal("42.60"), longitude=Decimal("21.19"))
    Municipality.objects.filter(code="4").update(latitude=Decimal("42.20"), longitude=Decimal("20.70"))


def test_a_boundary_decides_where_a_point_lies(desk, gracanica, known_middles):
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [SQUARE, HOLE]}}
    assert geojson(desk, {"type": "FeatureCollection", "features": [feature]}).status_code == 302

    gracanica.refresh_from_db()
    assert gracanica.boundary == [SQUARE, HOLE]
    assert whereabouts.likely(Decimal("42.52"), Decimal("21.12")) == gracanica
    assert whereabouts.likely(Decimal("42.58"), Decimal("21.17")) != gracanica  # in the hole
    page = desk("boundary").content.decode()
    assert "2 rings" in page
    assert "10 points" in page
    assert "does not lie within" not in page
    desk("boundary", post={"act": "drop"})
    gracanica.refresh_from_db()
    assert gracanica.boundary == []


def polygon(*points: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(points)]}


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (b"\xff", "This is not a GeoJSON file."),
        (b"[" * 100_000, "This is not a GeoJSON file."),
        (b"9" * 5_000, "This is not a GeoJSON file."),
        ({"type": "Point", "coordinates": [21, 42]}, "The file has no polygon."),
        ([], "The file has no polygon."),
        ({"type": "Polygon", "coordinates": None}, "The file has no polygon."),
        ({"type": "FeatureCollection", "features": [{}, {}]}, "several shapes"),
        (polygon(*SQUARE[:3]), "fewer than four points"),
        (polygon(*SQUARE[:4]), "does not end where it begins"),
        (polygon([21.1, "42"], *SQUARE), "not a pair of numbers"),
        (polygon([21.1, 142.0], *SQUARE), "not a pair of numbers"),
        (b'{"type": "Polygon", "coordinates": [[[NaN, 1], [1, 1], [1, 2], [NaN, 1]]]}', "not a pair of numbers"),
        (polygon(*[[y, x] for x, y in SQUARE]), "longitude and latitude mixed up"),
        (polygon(*SQUARE[:4] * 5001, SQUARE[0]), "more than 20,000 points"),
    ],
)
def test_what_is_no_boundary_is_refused(desk, gracanica, known_middles, shape, said):
    page = geojson(desk, shape)
    assert page.status_code == 422
    assert any(said in error for error in page.context["form"].errors["file"]), page.context["form"].errors
    gracanica.refresh_from_db()
    assert gracanica.boundary == []


def test_a_file_that_is_too_large_is_refused(desk):
    assert geojson(desk, b" " * (2 * 1024 * 1024 + 1)).status_code == 422
