"""A resident asks on a phone: in Serbian Cyrillic without a script, and with one without waiting."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from math import cos, radians
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.browser.cases import CLERK, HEAD, AtCounter, at_work, does, go_on, to_case
from tests.browser.running import Site, visitor
from tests.browser.test_every_page import HEAVIEST, Weight, faults_of
from uramost import puzzles
from uramost_web.casework.whereabouts import KILOMETRES

PHONE: Final = {"width": 360, "height": 740}
SERVICE: Final = "a[href$='/services/street-light/']"
ON: Final = "main .buttons button.button"
LIGHT: Final = "Улично светло код школе не ради од понедељка."
SCHOOL: Final = {"latitude": 42.6011, "longitude": 21.1936}
"""In Gračanica."""
SEND: Final = "main form .buttons .button"
WHICH: Final = "Напишите нам који је број стуба."
NUMBER: Final = "На стубу пише 17."
ALBANIAN: Final = "Drita u rregullua."
NO_TRANSLATOR: Final = "Преводилац је на боловању до петка."
STILL_DARK: Final = "И даље не ради."
NOT_OURS: Final = "Стуб није наш."
APPEALED: Final = "Стуб јесте ваш, на њему је знак општине."
GRANTED: Final = "Жалба је усвојена, стуб је наш."


def photo() -> bytes:
    data = BytesIO()
    Image.new("RGB", (1200, 900), "teal").save(data, "JPEG")
    return data.getvalue()


class Phone:
    """A narrow screen; every page it comes to is looked at."""

    def __init__(self, page: Any) -> None:
        self.page, self.weight = page, Weight(page)
        self.headings: list[str] = []

    def go(self, address: str) -> None:
        self.weight.bytes = 0
        self.page.goto(address)
        self.look()

    def press(self, what: str = ON) -> None:
        self.weight.bytes = 0
        self.page.click(what)
        self.look()

    def look(self) -> None:
        page = self.page
        assert page.get_attribute("html", "lang") == "sr-Cyrl"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
        assert page.locator("h1").count() == 1, page.url
        assert 1000 < self.weight.bytes <= HEAVIEST, (page.url, self.weight.bytes)
        self.headings.append(page.inner_text("h1"))


@pytest.fixture
def phone(browser: Any, site: Site) -> Iterator[Phone]:
    with visitor(browser, site, viewport=PHONE, java_script_enabled=False) as page:
        yield Phone(page)


def test_a_resident_asks_replies_rates_and_appeals_on_a_phone_without_a_script(
    browser: Any, phone: Phone, site: Site
) -> None:
    """The whole way of a request, at the resident's end; at the other end a clerk and a head of office."""
    case = asks(phone, site)
    with ExitStack() as town_hall:
        clerk, head = (town_hall.enter_context(at_work(browser, site, email)) for email in (CLERK, HEAD))
        does(clerk, case, "ask", text=WHICH, reason="Не знамо који је стуб.")
        replies_with_a_photograph(phone, case)
        answers_in_albanian(clerk, case)
        reads_the_answer_and_takes_everything_along(phone, case)
        rates(phone, case)
        opens_it_again(phone, case)
        does(clerk, case, "refuse", text=NOT_OURS, reason="Стуб је државног пута.")
        appeals(phone, case)
        does(head, case, "grant", text=GRANTED, reason="На стубу је наш знак.")
    phone.go(case.link)
    assert GRANTED in happened(phone)


def asks(phone: Phone, site: Site) -> AtCounter:
    """From the catalogue to the page of the case."""
    page = phone.page
    phone.go(site.path("/sr/municipalities/gracanice/services/?q=rasveta"))
    phone.press(SERVICE)
    phone.press("form[action$='/begin/'] button")
    page.check("input[value='sr-Cyrl']")
    phone.press()
    page.fill("#id_text", LIGHT)
    phone.press()
    while page.locator("#id_place_text").count() == 0:  # the service's own questions
        phone.press()
    page.fill("#id_place_text", "код школе")
    phone.press()
    page.set_input_files("#id_photos", [{"name": "светло.jpg", "mimeType": "image/jpeg", "buffer": photo()}])
    phone.press()
    page.fill("#id_name", "Неко")
    page.fill("#id_email", "neko@example.org")
    phone.press()
    assert LIGHT in page.inner_text("dl.summary")
    assert "светло.jpg" in page.inner_text("dl.summary")
    assert len(set(phone.headings)) == len(phone.headings)  # every page asks something else
    phone.press()
    if page.locator("#error-summary").count():  # faster than half a minute: told how long to wait, and nothing is lost
        assert LIGHT in page.inner_text("dl.summary")
        seconds = re.search(r"\d+", page.inner_text(".error-summary p"))
        assert seconds
        page.wait_for_timeout(1000 * int(seconds[0]))
        phone.press()
    reference = page.inner_text(".callout strong >> nth=0")
    assert reference.startswith("34-")
    phone.press(f"a.button[href*='{reference}']")
    assert reference in page.inner_text("main")
    return AtCounter(reference, page.url)


def happened(phone: Phone) -> str:
    return str(phone.page.inner_text("main ol.entries"))


def replies_with_a_photograph(phone: Phone, case: AtCounter) -> None:
    """What is missing stands first; an empty reply is pointed at, and the clock runs again after a whole one."""
    page = phone.page
    phone.go(case.link)
    assert WHICH in page.inner_text(".callout-warning")
    phone.press(".callout-warning a.button")
    phone.press(SEND)
    assert page.locator(".error-summary a[href='#id_text']").count() == 1
    page.fill("#id_text", NUMBER)
    page.set_input_files("#id_papers", [{"name": "стуб.jpg", "mimeType": "image/jpeg", "buffer": photo()}])
    phone.press(SEND)
    assert page.locator(".callout-warning").count() == 0
    assert NUMBER in happened(phone)
    assert "стуб.jpg" in happened(phone)


def answers_in_albanian(clerk: Any, case: AtCounter) -> None:
    to_case(clerk, case)
    clerk.click(f"main a[href$='/{case.reference}/answer/']")
    clerk.select_option("[name=language]", "sq")
    clerk.fill("[name=text]", ALBANIAN)
    clerk.fill("[name=other_language]", NO_TRANSLATOR)
    go_on(clerk)


def reads_the_answer_and_takes_everything_along(phone: Phone, case: AtCounter) -> None:
    """How the last day came about, who has opened it, the dossier because of the language, and all that is stored."""
    page = phone.page
    phone.go(case.link)
    assert page.locator("ol.entries [lang=sq]", has_text=ALBANIAN).count() == 1
    assert NO_TRANSLATOR in happened(phone)
    page.click("details.paper-open summary")
    assert page.locator("details.paper-open li:visible").count() >= 3
    assert page.locator("main section:has(> h2:text-is('Ко је отварао Ваш предмет')) li").count() == 1
    dossier = page.request.get(site_of(page, "main a[href$='dossier.pdf']"))
    said = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(dossier.body())).pages).split())
    for words in (case.reference, LIGHT, NUMBER, ALBANIAN, NO_TRANSLATOR):
        assert words in said, words
    everything = page.request.get(site_of(page, "main a[href$='export.zip']"))
    assert (everything.status, everything.headers["content-type"]) == (200, "application/zip")


def site_of(page: Any, link: str) -> str:
    """The whole address of a link; nothing may be asked of the page itself, which runs no script."""
    return "/".join(page.url.split("/")[:3]) + str(page.get_attribute(link, "href"))


def rates(phone: Phone, case: AtCounter) -> None:
    page = phone.page
    phone.press(f"main a[href*='{case.reference}'][href$='/rate/']")
    phone.press(SEND)
    assert page.locator(".error-summary a[href='#id_rating_0']").count() == 1
    page.check("[name=rating][value='2']")
    page.fill("#id_text", "На туђем језику.")
    phone.press(SEND)
    assert re.search(r"2\D+5", happened(phone))


def opens_it_again(phone: Phone, case: AtCounter) -> None:
    phone.press(f"main a[href*='{case.reference}'][href$='/reopen/']")
    phone.page.fill("#id_text", STILL_DARK)
    phone.press(SEND)
    assert STILL_DARK in happened(phone)


def appeals(phone: Phone, case: AtCounter) -> None:
    """What was refused: why is read first."""
    phone.go(case.link)
    assert NOT_OURS in happened(phone)
    phone.press(f"main a[href*='{case.reference}'][href$='/appeal/']")
    phone.page.fill("#id_text", APPEALED)
    phone.press(SEND)
    assert APPEALED in happened(phone)


def test_a_resident_points_at_the_map_on_a_phone_without_a_script(phone: Phone, site: Site) -> None:
    page = phone.page
    phone.go(site.path("/sr/municipalities/gracanice/services/street-light/"))
    phone.press("form[action$='/begin/'] button")
    page.check("input[value='sr-Cyrl']")
    phone.press()
    page.fill("#id_text", LIGHT)
    phone.press()
    while page.locator("#id_place_text").count() == 0:
        phone.press()
    page.fill("#id_place_text", "код школе")
    phone.press("main button[name=map]")
    seen, (wide, east, down) = [], (10, 100, -40)  # kilometres across 280 pixels, after one press
    for x, y in ((140, 140), (140 + east, 140 + down), (1, 279)):
        page.click("input.pointing-small", position={"x": x, "y": y})
        phone.look()
        at = parse_qs(urlsplit(page.url).query)["at"][0]
        seen.append([float(part) for part in at.split(",")])
    (south, west), (north, further), last = seen
    assert (north - south) * KILOMETRES == pytest.approx(-down * wide / 280, abs=wide / 280)
    assert (further - west) * KILOMETRES * cos(radians(south)) == pytest.approx(east * wide / 280, abs=wide / 280)
    assert (last[0] < north, last[1] < further) == (True, True)
    page.locator("input.pointing-small").press("Enter")  # a key means what is under the cross
    page.wait_for_url("**near=4")
    phone.press("main button[value=east]")
    moved = page.locator("main form[method=post]")
    assert float(moved.locator("[name=longitude]").input_value()) > last[1]
    assert moved.locator("[name=latitude]").input_value() == f"{last[0]:.6f}"
    picture = page.request.get(site.path(page.get_attribute("input.pointing-small", "src")))
    assert (picture.status, 500 < len(picture.body()) <= 20_000) == (200, True)
    phone.press()
    if page.locator("button[name=sure]").count():  # there is another municipality nearer to the point
        phone.press("button[name=sure]")
    assert page.locator("#id_photos").count() == 1
    page.click("main a >> nth=0")
    assert page.input_value("#id_place_text") == "код школе"
    assert page.locator("details[open] #id_latitude").input_value() == f"{last[0]:.6f}"


def test_with_a_script_nobody_waits_and_a_position_is_filled_in(browser: Any, site: Site) -> None:
    faults: list[str] = []
    with visitor(
        browser, site, viewport=PHONE, bypass_csp=True, geolocation=SCHOOL, permissions=["geolocation"]
    ) as page:
        page.goto(site.path("/sq/municipalities/gracanice/services/street-light/"))
        faults += faults_of(page)
        page.click("form[action$='/begin/'] button")
        faults += faults_of(page)
        page.click(ON)
        page.click(ON)
        faults += faults_of(page)  # with an error
        page.fill("#id_text", "Drita nuk punon.")
        page.click(ON)
        while page.locator("#id_place_text").count() == 0:
            page.click(ON)
        page.click("#position")
        page.wait_for_function("document.getElementById('id_latitude').value")
        faults += faults_of(page)
        assert page.input_value("#id_longitude") == "21.193600"
        page.click(ON)
        page.set_input_files("#id_photos", [{"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}])
        page.click(ON)
        faults += faults_of(page)
        page.click(ON)
        faults += faults_of(page)
        page.click(ON)
        faults += faults_of(page)
        for bits, puzzle in ((1, "0" * 32), (8, "f" * 32), (12, "0123456789abcdef" * 2), (14, "a" * 32)):
            assert page.evaluate(f"solve('{puzzle}', {bits})") == puzzles.solve(puzzle, bits)
        page.click(ON)
        page.wait_for_url("**/done/")
        faults += faults_of(page)
    assert not faults, "\n".join(faults)
