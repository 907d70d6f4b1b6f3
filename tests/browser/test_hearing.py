"""A resident registers for a hearing in Serbian and asks; the officer runs it with interpretation, and its minutes are
read in both languages.
"""

from contextlib import ExitStack
from datetime import date
from typing import Any

from tests.browser import acts, hearing
from tests.browser.running import Site, visitor


def test_a_hearing_is_interpreted_and_its_minutes_are_read_in_both_languages(browser: Any, site: Site) -> None:
    with ExitStack() as open_:
        officer, second, translator, reviewer = (open_.enter_context(visitor(browser, site)) for _ in range(4))
        resident = open_.enter_context(visitor(browser, site, **hearing.PHONE))
        acts.log_in(officer, site, acts.OFFICER, "sq")
        acts.log_in(second, site, acts.OFFICER, "en")
        acts.log_in(translator, site, acts.TRANSLATOR, "sr")
        acts.log_in(reviewer, site, acts.REVIEWER, "en")
        it_is_announced(officer, translator, reviewer)
        own = a_resident_registers_in_serbian(resident, site)
        they_ask_in_serbian(resident)
        the_question_is_put_into_albanian_and_shown(officer)
        it_is_read_in_both_languages(resident)
        interpretation_is_planned(officer, second)
        the_resident_signs_in_by_telephone(officer, resident)
        minutes_are_written_translated_and_published(officer, translator, reviewer)
        they_are_read_with_their_decisions(resident, own)


def it_is_announced(officer: Any, translator: Any, reviewer: Any) -> None:
    """By its notice, which both languages are owed: it is announced when both are public."""
    hearing.enter_event(officer, *hearing.soon())
    officer.click(hearing.GO_ON)
    assert officer.locator("#owed dt").count() == 2
    hearing.write_notice(officer)
    hearing.translate(translator, dict([hearing.TITLE, hearing.INVITES]), hearing.TITLE[0])
    hearing.approve(reviewer, hearing.TITLE[0])
    officer.click("main a[href*='/desk/events/']")
    assert officer.locator("main .tag-warning").count() == 1, "not before it is published"
    officer.click("main a[href*='/desk/notices/']")
    hearing.publish(officer)
    officer.click("main a[href*='/desk/events/']")
    assert officer.locator("main .tag-good").count() == 1


def a_resident_registers_in_serbian(page: Any, site: Site) -> str:
    """On a telephone, without an account: what it is, five questions, all answers once more, the own link."""
    hearing.to_public_event(page, site)
    assert page.get_attribute("html", "lang") == "sr-Cyrl"
    assert page.inner_text("h1") == hearing.TITLE[1]
    assert hearing.INVITES[1] in page.inner_text("article.prose")
    assert hearing.VENUE["sr-Cyrl"] in page.inner_text("dl.facts")
    pages: list[str] = []
    own = hearing.register(page, seen=pages.append)
    assert pages == [*hearing.ANSWERS, "check"]
    assert "/sr/registrations/" in own
    page.goto(own)
    assert page.locator("dl.summary dd.answer").all_inner_texts() == ["Српски", "Место у првом реду"]
    return own


def they_ask_in_serbian(page: Any) -> None:
    page.click("main p > a[href*='/sr/events/']")
    hearing.ask(page)
    page.click("main a[href$='/questions/']")
    assert hearing.QUESTION[1] not in page.inner_text("main"), "not before somebody has looked at it"


def the_question_is_put_into_albanian_and_shown(page: Any) -> None:
    """Where a language owed lacks, it is not shown, and what was typed stays."""
    hearing.to_question(page)
    assert page.input_value("[name=sr-Cyrl]") == hearing.QUESTION[1]
    page.click("main [name=act][value=show]")
    assert page.locator(".error-summary").count() == 1
    hearing.show_question(page)
    assert page.locator("main .tag-good").count() == 1


def it_is_read_in_both_languages(page: Any) -> None:
    page.reload()
    assert hearing.QUESTION[1] in page.inner_text("main")
    page.click(".languages a[hreflang=sq]")
    assert hearing.QUESTION[0] in page.inner_text("main")
    page.click(".languages a[hreflang=sr-Cyrl]")


def interpretation_is_planned(officer: Any, second: Any) -> None:
    """One asked for Serbian; who is booked by one officer cannot be booked by the other."""
    hearing.to_event(officer)
    officer.click("main a[href$='/interpretation/']")
    assert officer.locator("tbody td.number").all_inner_texts() == ["1", "0"]
    assert officer.locator("tbody .tag-bad").count() == 1
    hearing.enter_interpreter(officer)
    hearing.to_event(second)
    second.click("main a[href$='/interpretation/']")
    hearing.book(officer)
    assert officer.locator("tbody td.number").all_inner_texts() == ["1", "1"]
    assert officer.locator("tbody .tag-bad").count() == 0
    assert hearing.INTERPRETER in officer.inner_text("main li")
    hearing.book(second)
    assert "booked already" in second.inner_text(".error-summary")
    assert second.locator("main li", has_text=hearing.INTERPRETER).count() == 1


def the_resident_signs_in_by_telephone(officer: Any, resident: Any) -> None:
    """The camera opens the code's address; in the other script it is the same person, who is counted once."""
    hearing.to_event(officer)
    officer.click("main a[href$='/sessions/']")
    officer.click("main a[href$='/code/']")
    assert officer.locator("main img").evaluate("picture => picture.naturalWidth") > 0
    resident.goto(officer.get_attribute("main p > a[href*='/here/']", "href"))
    assert "/sr/" in resident.url
    assert resident.inner_text("h1") == hearing.TITLE[1]
    resident.fill("[name=name]", "Jelena Izmišljena")
    resident.click(hearing.GO_ON)
    resident.wait_for_url("**/done/")
    officer.click(".breadcrumbs a[href$='/sessions/']")
    officer.click("main .ways a >> nth=-1")
    assert officer.locator("tbody th").all_inner_texts() == [hearing.RESIDENT]


def minutes_are_written_translated_and_published(officer: Any, translator: Any, reviewer: Any) -> None:
    """Through the pages for notices, as every text; the notice leads back to the event."""
    year = date.today().year + 1  # noqa: DTZ011 - a year is all that is wanted
    hearing.to_event(officer)
    hearing.write_minutes(officer, (date(year, 1, 15), date(year, 2, 15)))
    hearing.make_notice(officer)
    hearing.translate(translator, hearing.words_of_minutes(year), hearing.MINUTES[0])
    hearing.approve(reviewer, hearing.MINUTES[0])
    hearing.publish(officer)
    officer.click("main a[href*='/desk/events/']")
    assert officer.inner_text("h1") == hearing.TITLE[0]


def they_are_read_with_their_decisions(page: Any, own: str) -> None:
    """In both languages, each decision with who does it and until when."""
    page.goto(own)
    page.click("main p > a[href*='/sr/events/']")
    page.click("main a[href$='/minutes/']")
    for language, number, days in (("sr-Cyrl", 1, (". јануара ", ". фебруара ")), ("sq", 0, (" janar ", " shkurt "))):
        page.click(f".languages a[hreflang={language}]")
        assert page.inner_text("h1") == hearing.MINUTES[number]
        assert hearing.ANSWERED[number] in page.inner_text("article.prose")
        rows = [row.split("\t") for row in page.locator("main tbody tr").all_inner_texts()]
        assert [row[0] for row in rows] == [said[number] for said in hearing.DECIDED]
        assert [row[1] for row in rows] == [said[number] for said in hearing.RESPONSIBLE]
        assert all(day in row[2] for day, row in zip(days, rows, strict=True))
