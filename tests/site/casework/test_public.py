"""What anyone sees of cases, and what nobody does."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.conftest import AT
from tests.site.casework.conftest import LIGHT, send_request
from uramost import states
from uramost_web.casework import acts, dots, photos, privacy, public
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case, Service

pytestmark = pytest.mark.django_db
LIST = "/sr/municipalities/gracanice/requests/"
DAY = timedelta(days=1)
PERSONAL = {
    "name": "Неко Некић", "email": "neko@example.org", "phone": "+383 00 111 222", "place_text": "Улица без имена 5",
}  # fmt: skip


@pytest.fixture
def silent(lights):
    """A service that shows nothing."""
    return Service.objects.create(
        municipality=lights.municipality, code="family", kind="application", office=lights.office, shows="nothing",
        names={"sr-Cyrl": "Породична помоћ", "sq": "Ndihmë familjare", "en": "Family aid"},
    )  # fmt: skip


def read(client, address=LIST, **asked):
    page = client.get(address, asked)
    assert page.status_code == 200
    return page.content.decode()


def references(page):
    return re.findall(r'/requests/(34-[\d-]+)/"', page)


def test_every_field_is_either_public_or_hidden_for_a_reason():
    assert {field.name for field in Case._meta.concrete_fields} == set(public.FIELDS) | set(public.HIDDEN)
    assert not set(public.FIELDS) & set(public.HIDDEN)


def test_every_state_is_in_one_group():
    grouped = [state for _words, states_ in public.GROUPS.values() for state in states_]
    assert sorted(grouped) == sorted(state.code for state in states.STATES)


def test_the_list_and_the_page_show_nothing_personal(client, lights, clerk):
    case = send_request(lights, latitude=Decimal("42.600149"), longitude=Decimal("21.191251"), **PERSONAL)
    acts.act(case=case, code="answer", by=clerk, at=AT + DAY, said=Said("Поправљено је, Некићу.", "sr-Cyrl"))
    for page in (read(client), read(client, f"{LIST}{case.reference}/")):
        assert case.reference in page
        assert "Јавна расвета" in page
        assert "Одговорено" in page
        for hidden in (LIGHT, *PERSONAL.values(), "Некићу", "42.600149", "21.191251"):
            assert hidden not in page


def test_a_point_is_rounded_to_a_street(lights):
    case = send_request(lights, latitude=Decimal("42.600149"), longitude=Decimal("21.191951"))
    case.refresh_from_db()
    shown = public.fields(case)
    assert (shown["latitude"], shown["longitude"]) == (Decimal("42.600"), Decimal("21.192"))


def test_a_text_is_public_once_a_clerk_has_released_it(client, lights, clerk, auditor):
    case = send_request(lights)
    picture = photos.keep(b"\xff\xd8\xff", name="a.jpg", media_type="image/jpeg", at=AT, case=case)
    hidden = photos.keep(b"\xff\xd8\xff", name="b.jpg", media_type="image/jpeg", at=AT, case=case)
    address = f"{LIST}{case.reference}/"
    assert client.get(f"{address}{picture.key}/").status_code == 404

    acts.release(case=case, text="Светло код школе.", photos=[picture], by=clerk, at=AT)

    assert "Светло код школе." in read(client, address)
    assert client.get(f"{address}{picture.key}/").headers["Content-Type"] == "image/jpeg"
    assert client.get(f"{address}{hidden.key}/").status_code == 404
    assert client.get(f"/georeport/pictures/{picture.key}.jpg").status_code == 200
    assert client.get(f"/georeport/pictures/{hidden.key}.jpg").status_code == 404

    lights.shows = "facts"
    lights.save()
    assert "Светло код школе." not in read(client, address)
    assert client.get(f"{address}{picture.key}/").status_code == 404


def test_a_service_that_shows_nothing_has_no_list_and_no_page(client, lights, silent):
    case = send_request(silent)
    assert references(read(client)) == []
    assert client.get(f"{LIST}{case.reference}/").status_code == 404
    assert client.get(f"{LIST}34-2026-99999/").status_code == 404
    assert "Породична помоћ" not in read(client)
    assert references(read(client, q="pomoć")) == []


def test_a_case_is_in_its_own_municipality_only(client, lights):
    case = send_request(lights)
    assert client.get(f"/sr/municipalities/prizren/requests/{case.reference}/").status_code == 404
    assert references(read(client, "/sr/municipalities/prizren/requests/")) == []


def test_an_anonymous_case_is_gone_from_the_list(client, lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    privacy.anonymise(case=case, at=AT)
    assert references(read(client)) == []
    assert client.get(f"{LIST}{case.reference}/").status_code == 404


def test_the_list_is_filtered_by_service_state_and_words_in_either_script(client, lights, clerk):
    roads = Service.objects.create(
        municipality=lights.municipality, code="roads", kind="request", office=lights.office, shows="text",
        names={"sr-Cyrl": "Путеви", "sq": "Rrugët", "en": "Roads"},
    )  # fmt: skip
    lamp, road = send_request(lights), send_request(roads)
    acts.act(case=road, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    acts.release(case=lamp, text="Мрак у Лапљем Селу", photos=(), by=clerk, at=AT)

    assert references(read(client)) == [road.reference, lamp.reference]
    assert references(read(client, service="roads")) == [road.reference]
    assert references(read(client, state="answered")) == [road.reference]
    assert references(read(client, state="at_work")) == []
    for words in ("laplje", "мрак", "ndriçimi", "Rasveta"):
        assert references(read(client, q=words)) == [lamp.reference], words
    assert references(read(client, q="LIGHT mrak")) == [lamp.reference]
    assert references(read(client, q="put\0evi", service="nonsense", state="x", after="~")) == [road.reference]


def test_one_page_follows_another_and_nothing_is_left_out(client, lights, monkeypatch):
    monkeypatch.setattr("uramost_web.casework.views.public.PAGE", 2)
    sent = [send_request(lights, at=AT + DAY * (number // 2)).reference for number in range(5)]  # some at one moment
    page, seen = read(client), []
    while True:
        seen += references(page)
        following = re.search(r'rel="next" href="\?after=([^"]+)"', page)
        if following is None:
            break
        page = read(client, after=following[1])
    assert seen == sent[::-1]


def test_the_map_has_the_points_of_the_list_and_says_them_in_words(client, lights):
    for latitude in ("42.6001", "42.6002", "42.6500"):
        send_request(lights, latitude=Decimal(latitude), longitude=Decimal("21.1900"))
    send_request(lights)
    page = read(client)
    drawn = page.split("<svg class=", 1)[1].split("</svg>")[0]
    assert re.findall(r"<title>([^<]*)</title>", drawn) == ["2", "3, 4"]
    assert "http" not in drawn
    assert page.count('class="entry-meta"') == 4


def test_dots_that_would_cover_one_another_are_one():
    far, near = Decimal("21.9"), Decimal("21.001")
    points = [(1, (Decimal("42.6"), Decimal("21"))), (2, (Decimal("42.6"), far)), (3, (Decimal("42.6"), near))]
    drawn = dots.drawing(points, [])
    assert [(dot.numbers, dot.label) for dot in drawn.dots] == [((1, 3), "1+"), ((2,), "2")]


def test_a_point_outside_the_boundary_is_not_drawn(gracanica):
    square = [[[21.0, 42.5], [21.3, 42.5], [21.3, 42.7], [21.0, 42.7]]]
    inside, outside = (Decimal("42.6"), Decimal("21.1")), (Decimal("42.9"), Decimal("21.1"))
    drawn = dots.drawing([(1, inside), (2, outside)], square)
    assert [dot.numbers for dot in drawn.dots] == [(1,)]
    assert len(drawn.outlines) == 1
    assert dots.drawing([(2, outside)], square) is None


@pytest.mark.parametrize(
    "points", [[("42.6", "21.1")], [("42.6", "21.1"), ("42.6", "21.9")], [("42", "21"), ("43", "21")]]
)
def test_every_dot_lies_within_the_drawing(points):
    numbered = [(number, (Decimal(a), Decimal(b))) for number, (a, b) in enumerate(points, start=1)]
    drawn = dots.drawing(numbered, [])
    for dot in drawn.dots:
        assert 0 < float(dot.x) < drawn.width
        assert 0 < float(dot.y) < drawn.height
    assert 0 < float(drawn.scale) <= drawn.width / 2


def test_queries_do_not_grow_with_the_list(client, lights, django_assert_num_queries):
    def count():
        with django_assert_num_queries(7):  # the place, services twice, cases, and what they point at
            read(client)

    client.get(LIST)
    send_request(lights)
    count()
    for _ in range(12):
        send_request(lights)
    count()


def test_the_page_of_a_municipality_leads_to_what_can_be_asked_and_followed(client, lights):
    page = read(client, "/sr/municipalities/gracanice/")
    for address in ("/sr/municipalities/gracanice/services/", LIST, "/sr/cases/"):
        assert f'href="{address}"' in page


def test_a_municipality_without_public_services_says_so(client, kosovo):
    assert "casework.css" in read(client, "/en/municipalities/prizren/requests/")
    assert "No requests are public" in read(client, "/en/municipalities/prizren/requests/")
    assert client.get("/en/municipalities/nowhere/requests/").status_code == 404


def test_a_picture_whose_file_was_lost_is_not_found(client, lights, clerk):
    case = send_request(lights)
    picture = photos.keep(b"\xff\xd8\xff", name="a.jpg", media_type="image/jpeg", at=AT, case=case)
    acts.release(case=case, text="Светло.", photos=[picture], by=clerk, at=AT)
    picture.file.storage.delete(picture.file.name)
    for address in (f"{LIST}{case.reference}/{picture.key}/", f"/georeport/pictures/{picture.key}.jpg"):
        assert client.get(address).status_code == 404
