"""The pictures of the guide to events: a hearing from its announcement to its minutes."""

from contextlib import ExitStack
from datetime import date
from typing import Any, Final

from camera import take
from tests.browser import acts, hearing
from tests.browser.running import Site, visitor

BUSY: Final = "rruget"
"""A word of the hearing of the demonstration for which several people have registered."""


def a_hearing_is_held(browser: Any, site: Site) -> None:
    year = date.today().year + 1  # noqa: DTZ011 - a year is all that is wanted
    with ExitStack() as open_:
        officer, translator, reviewer = (open_.enter_context(visitor(browser, site)) for _ in range(3))
        resident = open_.enter_context(visitor(browser, site, **hearing.PHONE))
        for page, email in ((officer, acts.OFFICER), (translator, acts.TRANSLATOR), (reviewer, acts.REVIEWER)):
            acts.log_in(page, site, email, "en")
        it_is_announced(officer, translator, reviewer)
        a_resident_registers(resident, site)
        hearing.to_event(officer)
        hearing.to_question(officer)
        officer.fill("[name=sq]", hearing.QUESTION[0])
        take(officer, "84-question", part="main", height=820)
        the_resident_signs_in(officer, resident)
        hearing.to_event(officer)
        hearing.write_minutes(officer, (date(year, 1, 15), date(year, 2, 15)))
        hearing.make_notice(officer)
        hearing.translate(translator, hearing.words_of_minutes(year), hearing.MINUTES[0])
        hearing.approve(reviewer, hearing.MINUTES[0])
        hearing.publish(officer)
        hearing.to_event(officer)
        officer.click("main a[href*='/en/events/']")
        officer.click("main a[href$='/minutes/']")
        officer.click(".languages a[hreflang=sr-Cyrl]")
        take(officer, "86-minutes", part="main", height=760)


def it_is_announced(officer: Any, translator: Any, reviewer: Any) -> None:
    hearing.enter_event(officer, *hearing.soon())
    take(officer, "81-event", part="main", height=980)
    officer.click(hearing.GO_ON)
    hearing.write_notice(officer)
    hearing.translate(translator, dict([hearing.TITLE, hearing.INVITES]), hearing.TITLE[0])
    hearing.approve(reviewer, hearing.TITLE[0])
    hearing.publish(officer)


def a_resident_registers(page: Any, site: Site) -> None:
    def seen(step: str) -> None:
        if step == "interpretation":
            take(page, "82-register", part="main", height=740)

    hearing.to_public_event(page, site)
    event = page.url
    hearing.register(page, seen=seen)
    page.goto(event)
    hearing.ask(page)


def the_resident_signs_in(officer: Any, resident: Any) -> None:
    hearing.to_event(officer)
    officer.click("main a[href$='/sessions/']")
    officer.click("main a[href$='/code/']")
    resident.goto(officer.get_attribute("main p > a[href*='/here/']", "href"))
    resident.fill("[name=name]", hearing.RESIDENT)
    take(resident, "85-sign-in", part="main", height=760)


def interpretation_is_planned(browser: Any, site: Site) -> None:
    """Of the demonstration's own hearing: one language is covered by one interpreter, another by nobody."""
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.OFFICER, "en")
        page.goto(site.path(f"/en/desk/events/?q={BUSY}"))
        page.click("main li.entry a")
        page.click("main a[href$='/interpretation/']")
        hearing.enter_interpreter(page)
        take(page, "83-interpretation", part="main", height=760)


TAKEN: Final = (interpretation_is_planned, a_hearing_is_held)
