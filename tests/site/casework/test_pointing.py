"""A resident points at the place on the map: each press comes nearer, and the point under the cross is the place."""

import base64
import hashlib
import re
from datetime import timedelta
from math import cos, hypot, radians
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.site.casework.conftest import LIGHT
from tests.site.casework.filling import answer, begin, fill, send
from tests.site.pages import said
from uramost_web.casework import pointing, pointing_words, sketch
from uramost_web.casework.models import Case, Draft
from uramost_web.casework.plane import Plane
from uramost_web.casework.pointing import SIZE, Sight
from uramost_web.casework.whereabouts import KILOMETRES

pytestmark = pytest.mark.django_db
SCHOOL = (42.6011, 21.1936)
SQUARE = [[[21.1, 42.5], [21.3, 42.5], [21.3, 42.7], [21.1, 42.7], [21.1, 42.5]]]
WHOLE = Sight(Plane(42.58, 21.2, SIZE / 30, SIZE, SIZE), 30.0)
degrees = st.floats(-0.2, 0.2)
sights = st.builds(
    lambda north, east, near: Sight(WHOLE.whole, 30.0, (42.58 + north, 21.2 + east), near),
    degrees, degrees, st.integers(0, WHOLE.last),
)  # fmt: skip


def metres(one, two):
    north, east = (one[0] - two[0]) * KILOMETRES, (one[1] - two[1]) * KILOMETRES * cos(radians(one[0]))
    return 1000 * hypot(north, east)


def seen(location):
    """Latitude, longitude and steps of an address of the map."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
    return tuple(map(float, query["at"].split(","))), int(query["near"])


def to_map(client, service, language="en", **typed):
    """From the beginning to the map, by way of the question where it is."""
    here = answer(client, answer(client, begin(client, service, language), language="sr-Cyrl"), text=LIGHT)
    assert 'name="map"' in said(client.get(here))
    return answer(client, here, map="1", **typed)


def press(client, address, **pressed):
    """The form of the map as a browser sends it: what is hidden in it, and what was pressed; where that leads."""
    form = said(client.get(address)).split('<form class="pointing"')[1].split("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="([\w.]+)" value="([^"]*)"', form))
    page = client.get(urlsplit(address).path, hidden | pressed)
    assert page.status_code == 302
    return urlsplit(address).path + page.headers["Location"]


def aimed(sight, size, target):
    """Where a finger presses that means the target."""
    x, y = sight.plane.at(*target)
    return round(x * size / SIZE), round(y * size / SIZE)


@given(sights, st.floats(0, SIZE), st.floats(0, SIZE))
def test_a_spot_of_the_drawing_is_a_point_and_the_same_spot_again(sight, x, y):
    back = sight.plane.at(*sight.plane.back(x, y))
    assert back == pytest.approx((x, y), abs=1e-4)


@given(sights, st.sampled_from(sorted(pointing.SHOWN.values())), st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_a_press_comes_nearer_to_what_was_pressed(sight, size, right, down):
    target = sight.plane.back(right * SIZE, down * SIZE)
    after = sight.pressed(*aimed(sight, size, target), size)
    assert metres(after.point, target) <= 1000 * sight.kilometres / size  # a pixel
    assert after.near == min(sight.near + 1, sight.last)
    x, y = after.plane.at(*target)
    assert hypot(x - SIZE / 2, y - SIZE / 2) < SIZE / 50  # in the middle of the nearer map


@given(sights)
def test_what_stands_in_the_address_is_what_was_seen(sight):
    again = pointing.seen(WHOLE, {"at": sight.at, "near": str(sight.near)})
    assert again.near == sight.near
    assert metres(again.point, sight.point) < 0.2
    assert pointing.seen(WHOLE, {"at": again.at, "near": str(again.near)}) == again


@given(sights, st.lists(st.sampled_from([*pointing.MOVES, "nearer", "farther"]), max_size=30))
def test_buttons_never_leave_what_the_map_reaches(sight, pressed):
    for code in pressed:
        sight = pointing.after(sight, {"go": code})
        assert sight.reaches(sight.point)
        assert 0 <= sight.near <= sight.last
    assert sight.kilometres >= pointing.NEAREST / pointing.TIMES


def test_with_buttons_alone_every_place_is_reached(client, lights):
    here, target = to_map(client, lights), (42.6519, 21.3011)
    for _ in range(60):
        sight = pointing.seen(pointing.first(lights.municipality), _query(here))
        x, y = sight.plane.at(*target)
        across, down = x - SIZE / 2, y - SIZE / 2
        if sight.point and not sight.near:
            at = sight.plane.at(*sight.point)
            across, down = x - at[0], y - at[1]
        if max(abs(across), abs(down)) <= SIZE / 8:
            if sight.near == sight.last:
                break
            go = "nearer"
        elif abs(across) > abs(down):
            go = "east" if across > 0 else "west"
        else:
            go = "south" if down > 0 else "north"
        here = press(client, here, go=go)
    assert metres(seen(here)[0], target) < 100


@pytest.mark.parametrize(
    ("metres", "words"),
    [(12.4, "12 m"), (120.4, "120 m"), (994.0, "990 m"), (1234.5, "1,2 km"), (2000, "2 km"), (20_500.0, "20 km")],
)
def test_how_far_it_is_in_words(metres, words):
    with translation.override("sr"):
        assert pointing_words.length(metres) == words


def _query(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_pressed_three_times_it_is_the_place_and_the_case_has_it(client, lights):
    here = to_map(client, lights, place_text="код школе")
    assert "?" not in here
    for name, size in (("small", 280), ("large", 560), ("small", 280), ("small", 280)):
        sight = pointing.seen(pointing.first(lights.municipality), _query(here))
        x, y = aimed(sight, size, SCHOOL)
        here = press(client, here, **{f"{name}.x": str(x), f"{name}.y": str(y)})
    point, near = seen(here)
    assert (metres(point, SCHOOL) < 10, near) == (True, 4)

    page = said(client.get(here))
    assert "of the middle of" in page
    form = page.split('<form method="post"')[-1]
    given = dict(re.findall(r'name="(place_text|latitude|longitude)" value="([^"]*)"', form))
    assert given["place_text"] == "код школе"
    after = answer(client, re.search(r'action="([^"]+)"', form)[1], **given)
    assert after.endswith("/photos/")
    contact = answer(client, after, act="go")
    send(client, answer(client, contact, email="resident@example.org"))
    case = Case.objects.get()
    assert (float(case.latitude), float(case.longitude), case.place_text) == (*point, "код школе")


def test_a_key_on_the_map_presses_what_is_under_the_cross(client, lights):
    here = to_map(client, lights, place_text="", latitude="42.6011", longitude="21.1936")
    assert seen(here) == (SCHOOL, 1)
    assert seen(press(client, here, **{"small.x": "0", "small.y": "0"})) == (SCHOOL, 2)
    assert seen(press(client, here, go="farther")) == (SCHOOL, 0)


@pytest.mark.parametrize(
    "pressed",
    [
        {"small.x": "x", "small.y": "1"}, {"small.x": "10"}, {"small.y": "10"}, {"small.x": "-1", "small.y": "3"},
        {"small.x": "281", "small.y": "3"}, {"large.x": "3", "large.y": "9" * 40}, {"small.x": "٣", "small.y": "1"},
        {"go": "up"}, {"go": ""},
    ],
)  # fmt: skip
def test_a_press_that_cannot_be_meant_changes_nothing(client, lights, pressed):
    here = to_map(client, lights)
    assert press(client, here, **pressed) == here + "?"
    nearer = press(client, here, go="nearer")
    assert press(client, nearer, **pressed) == nearer


@pytest.mark.parametrize(
    "at", ["", "x", "42.6", "42.6,", "48.1,11.5", "nan,nan", "1e3,1.0", "٤٢.٦,٢١.١", "42.6,21.1,1"]
)
def test_an_address_that_shows_nothing_here_is_the_whole_map(client, lights, at):
    here = to_map(client, lights)
    picture = "/en/municipalities/gracanice/map.svg"
    assert client.get(picture, {"at": at, "near": "2"}).content == client.get(picture).content
    assert "This is the place" not in said(client.get(here, {"at": at, "near": "2"}))
    assert seen(press(client, here, go="nearer"))[1] == 1


@pytest.mark.parametrize("near", ["-1", "x", "99", "5000000", ""])
def test_steps_that_do_not_exist(client, lights, near):
    page = client.get(to_map(client, lights), {"at": "42.6011,21.1936", "near": near})
    assert re.search(r'name="near" value="[04]"', said(page))


def test_a_place_outside_is_asked_about_as_everywhere(client, lights):
    lights.municipality.boundary = SQUARE
    lights.municipality.save()
    here = to_map(client, lights)
    assert 'value="farther"' not in said(client.get(here))
    for _ in range(3):
        here = press(client, here, go="south")
    (latitude, longitude), _near = seen(here)
    assert latitude < 42.5
    page = said(client.get(here))
    question = re.search(r'<form method="post" action="([^"]+)"', page)[1]
    doubt = client.post(question, {"place_text": "", "latitude": str(latitude), "longitude": str(longitude)})
    assert doubt.status_code == 422
    assert "Is this the right municipality?" in said(doubt)


def test_a_change_from_the_answers_leads_over_the_map_back_to_the_answers(client, lights):
    check = fill(client, lights, "en")
    here = answer(client, check.replace("/check/", "/place/?to=check"), map="1", place_text="код цркве")
    here = press(client, here, **{"small.x": "140", "small.y": "140"})
    form = said(client.get(here)).split('<form method="post"')[-1]
    given = dict(re.findall(r'name="(place_text|latitude|longitude)" value="([^"]*)"', form))
    assert answer(client, re.search(r'action="([^"]+)"', form)[1], **given) == check
    assert Draft.objects.get().answers["place"]["place_text"] == "код цркве"


def test_who_comes_back_without_a_place_is_still_asked(client, lights):
    lights.place = "must"
    lights.save()
    here = to_map(client, lights)
    check = here.replace("/place/map/", "/check/")
    assert client.get(check).headers["Location"].endswith("/place/?to=check")
    question = here.removesuffix("map/")
    assert client.post(question, {"place_text": ""}).status_code == 422
    assert client.post(question, {"latitude": "42.6", "longitude": "", "map": "1"}).status_code == 422  # half a point


def test_no_map_without_a_boundary_and_a_middle(client, lights):
    here = to_map(client, lights)
    place = lights.municipality
    place.latitude = place.longitude = None
    place.save()
    assert 'name="map"' not in said(client.get(here.removesuffix("map/")))
    assert client.get(here).status_code == 404
    assert client.get("/en/municipalities/gracanice/map.svg").status_code == 404
    place.boundary = SQUARE
    place.save()
    page = said(client.get(here, {"at": "42.6011,21.1936", "near": "1"}))
    assert "This is the place" in page
    assert "of the middle of" not in page


def test_no_map_for_a_service_that_does_not_ask_where(client, lights):
    here = to_map(client, lights)
    lights.place = "no"
    lights.save()
    assert client.get(here).status_code == 404
    assert client.get("/en/ask/00000000-0000-4000-8000-000000000000/place/map/").status_code == 404


def test_after_sending_the_map_leads_to_the_reference(client, lights):
    check = fill(client, lights, "en")
    done = send(client, check)
    assert client.get(check.replace("/check/", "/place/map/")).headers["Location"] == done


def test_a_service_that_has_ended_says_so_on_the_map_too(client, lights):
    here = to_map(client, lights)
    lights.ends_on = timezone.localdate() - timedelta(days=1)
    lights.save()
    assert client.get(here).status_code == 410


def test_the_picture(client, lights):
    page = client.get("/sr/municipalities/gracanice/map.svg?at=42.601100,21.193600&near=1")
    assert page.headers["Content-Type"] == "image/svg+xml"
    assert "max-age=3600" in page.headers["Cache-Control"]
    assert "public" in page.headers["Cache-Control"]
    assert "Cookie" not in page.headers.get("Vary", "")
    text = page.content.decode()
    style = re.search(r"<style>(.*)</style>", text)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.headers["Content-Security-Policy"]
    assert "Грачаница" in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    scale = re.search(r'class="line" d="M16 534v10h(\d+)', text)
    assert int(scale[1]) == round(2 * SIZE / 10)  # 2 km of 10
    assert ">2 km</text>" in text
    assert etree.fromstring(page.content).tag.endswith("}svg")


def test_a_long_boundary_is_a_small_picture(client, lights):
    saw = [[21.1 + 0.2 * n / 19000, 42.5 + 0.03 * (n % 2)] for n in range(19000)]
    lights.municipality.boundary = [[*saw, [21.3, 42.7], [21.1, 42.7], saw[0]]]
    lights.municipality.save()
    for address in ("", "?at=42.515000,21.200000&near=1", "?at=42.515000,21.200000&near=3"):
        page = client.get(f"/en/municipalities/gracanice/map.svg{address}").content
        assert 1000 < len(page) <= 20_000
        assert b'class="area"' in page


def test_the_boundary_is_cut_to_the_picture():
    sight = Sight(WHOLE.whole, 30.0, (42.5, 21.2), 2)  # on the southern side of the square
    drawn = sketch.sketch(sight, SQUARE, [(SCHOOL, "far"), ((42.5, 21.2), "here")])
    corners = {tuple(map(int, pair.split(","))) for pair in drawn.outline.strip("MZ").split()}
    assert corners == {(-20, 280), (580, 280), (580, -20), (-20, -20)}
    assert drawn.names == ((280, 280, "middle", "here"),)
    assert drawn.cross == (280, 280)
    inside = sketch.sketch(Sight(WHOLE.whole, 30.0, SCHOOL, 4), SQUARE, [])
    assert len(inside.outline.split()) == 4  # all of it is inside
    assert sketch.sketch(Sight(WHOLE.whole, 30.0, (42.4, 21.2), 3), SQUARE, []).outline == ""


def test_a_map_costs_always_the_same_queries(client, lights, django_assert_num_queries):
    here = to_map(client, lights)
    for address in (here, f"{here}?at=42.601100,21.193600&near=2"):
        client.get(address)
        with django_assert_num_queries(1):  # the form, and whether what a town hall works by has changed
            client.get(address)
    for address in ("", "?at=42.601100,21.193600&near=2"):
        with django_assert_num_queries(2):  # the municipality with its boundary, and the names around
            client.get(f"/en/municipalities/gracanice/map.svg{address}")


def test_the_map_by_itself_gives_the_numbers_to_whom_it_is_read(client, lights, clerk):
    here = "/en/municipalities/gracanice/map/"
    here = press(client, here, **{"large.x": "280", "large.y": "280"})
    assert "This is the place" not in said(client.get(here))
    pair = re.search(r"<strong>([-\d.]+, [-\d.]+)</strong>", said(client.get(here)))[1]
    assert metres(tuple(map(float, pair.split(", "))), seen(here)[0]) == 0

    client.force_login(clerk)
    entering = client.post("/en/desk/cases/new/", {"service": lights.pk}).headers["Location"]
    assert '/en/municipalities/gracanice/map/" target="_blank"' in said(client.get(entering))
    client.post(entering, {"channel": "counter", "language": "sr-Cyrl", "text": LIGHT, "latitude": pair})
    case = Case.objects.get()
    assert f"{case.latitude}, {case.longitude}" == pair
