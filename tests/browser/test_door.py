"""Attendance at the door in a real browser: without a connection nothing is lost, and nothing is doubled after it."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.browser import acts, cases
from tests.browser.an_event import PEOPLE
from tests.browser.going_on import ask
from tests.browser.running import Site, visitor

SENT: Final = "#kept:has-text('Everything has been sent')"
WAITS: Final = "#kept:has-text('not yet sent: {}')"


@pytest.fixture(scope="module")
def event(site: Site) -> dict[str, str]:
    """A hearing that is going on, with three people on its list: its session, and its code."""
    session, code, *_rest = ask(site, "make")
    return {"door": f"/en/desk/events/sessions/{session}/door/", "code": code, "session": session}


@pytest.fixture
def door(browser: Any, site: Site, event: dict[str, str]) -> Iterator[Any]:
    """The officer's device, with the page at the door kept on it."""
    with cases.at_work(browser, site, acts.OFFICER) as page:
        page.goto(site.path(event["door"]))
        page.wait_for_selector("#door[data-ready]", state="attached")
        page.wait_for_selector(SENT)
        yield page


def here(site: Site, event: dict[str, str]) -> list[str]:
    return sorted(line for line in ask(site, f"tell {event['session']}") if line)


def test_what_is_noted_without_a_connection_arrives_once(
    browser: Any, site: Site, event: dict[str, str], door: Any
) -> None:
    door.context.set_offline(True)
    door.click(f"#people button:has-text('{PEOPLE[0]}')")
    door.wait_for_selector(WAITS.format(1))
    door.fill("#door [name=name]", "Nova Osoba")
    door.click("#door [name=new]")
    door.wait_for_selector(WAITS.format(2))
    door.reload()  # the telephone was switched off and on again
    door.wait_for_selector(WAITS.format(2))
    assert door.locator(".door-here", has_text=PEOPLE[0]).is_visible()
    assert here(site, event) == []

    with visitor(browser, site, locale="sq") as own:  # meanwhile the same person signs in with their own telephone
        own.goto(event["code"])
        assert "/sq/" in own.url
        own.fill("[name=name]", "Ана Измишљена")
        own.click("main form button")
        own.wait_for_url("**/done/")
    with cases.at_work(browser, site, acts.OFFICER) as second:  # and a second officer notes them too
        second.goto(site.path(event["door"]))
        second.wait_for_selector(f".door-here:has-text('{PEOPLE[0]}')")
        second.fill("#door [name=name]", "nova osoba")
        second.click("#door [name=new]")
        second.wait_for_selector(SENT)
    assert here(site, event) == [PEOPLE[0], "nova osoba"]

    door.context.set_offline(False)
    door.wait_for_selector(SENT)
    assert here(site, event) == [PEOPLE[0], "nova osoba"]
    door.click(f"#people button:has-text('{PEOPLE[2]}')")
    door.wait_for_selector(SENT)
    assert here(site, event) == [PEOPLE[0], PEOPLE[2], "nova osoba"]
    door.click("#finish")
    door.wait_for_url(f"**/sessions/{event['session']}/")
    assert door.evaluate("() => caches.has('door')") is False


def test_marks_outlive_the_login(site: Site, event: dict[str, str], door: Any) -> None:
    """Whose session is over is asked to log in, and what they noted is sent afterwards."""
    door.context.clear_cookies()
    door.click(f"#people button:has-text('{PEOPLE[1]}')")
    door.wait_for_selector(WAITS.format(1))
    assert PEOPLE[1] not in here(site, event)
    acts.log_in(door, site, acts.OFFICER, "en")
    door.goto(site.path(event["door"]))
    door.wait_for_selector(SENT)
    assert PEOPLE[1] in here(site, event)


def test_what_waits_of_one_session_shows_nobody_as_noted_at_another(browser: Any, site: Site) -> None:
    """Without a connection at the first session, with one again at the second."""
    first = ask(site, "make")[0]
    second = ask(site, f"again {first}")[0]
    button, noted = f"#people button:has-text('{PEOPLE[0]}')", f".door-here:has-text('{PEOPLE[0]}')"
    with cases.at_work(browser, site, acts.OFFICER) as page:
        for session in (second, first):
            page.goto(site.path(f"/en/desk/events/sessions/{session}/door/"))
            page.wait_for_selector("#door[data-ready]", state="attached")
        page.context.set_offline(True)
        page.click(button)
        page.wait_for_selector(WAITS.format(1))
        page.goto(site.path(f"/en/desk/events/sessions/{second}/door/"))
        page.wait_for_selector(WAITS.format(1))
        page.context.set_offline(False)
        page.wait_for_selector(SENT)
        page.click(button)
        page.wait_for_selector(noted)
        page.wait_for_selector(SENT)
    assert [here(site, {"session": session}) for session in (first, second)] == [[PEOPLE[0]]] * 2
