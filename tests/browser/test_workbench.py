"""The workbench under a quick hand and on a bad line."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from tests.browser import acts
from tests.browser.acts import Draft
from tests.browser.running import Site, visitor
from tests.browser.stories import SERBIAN, in_albanian

SAVING = "**/segments/**"


@pytest.fixture
def bench(browser: Any, site: Site) -> Iterator[Any]:
    """A translator at the first sentence of a new translation."""
    with visitor(browser, site) as officer:
        acts.log_in(officer, site, acts.OFFICER, "en")
        acts.hand_in(officer, in_albanian().draft)
        address = officer.get_attribute(acts.TRANSLATIONS, "href")
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.TRANSLATOR, "en")
        page.goto(site.path(address))
        yield page


def test_who_confirms_while_a_draft_is_on_its_way_is_no_other_person(bench: Any) -> None:
    held = Held()
    bench.route(SAVING, held, times=1)
    bench.keyboard.type(SERBIAN[0])
    held.reach_the_server(bench)
    bench.keyboard.press("Control+Enter")
    assert acts.position(bench) == 1
    with bench.expect_navigation():
        held.answer()

    assert bench.locator("#conflict").count() == 0
    assert acts.position(bench) == 2
    bench.goto(bench.url.split("?")[0] + "segments/1/history/")
    assert bench.locator("ol.entries .entry").count() == 2


class Held:
    """A request that has reached the server, and whose answer is still on the line."""

    route: Any = None

    def __call__(self, route: Any) -> None:
        self.route = route

    def reach_the_server(self, page: Any) -> None:
        while self.route is None:
            page.wait_for_timeout(50)
        self.response = self.route.fetch()

    def answer(self) -> None:
        self.route.fulfill(response=self.response)


def test_the_next_sentence_can_be_typed_at_once(bench: Any) -> None:
    for sentence in SERBIAN[:3]:
        bench.wait_for_load_state()
        bench.wait_for_function("document.activeElement.id === 'id_text'")
        bench.keyboard.type(sentence)
        acts.confirm(bench)

    assert bench.locator(".segment.is-confirmed .segment-target").all_inner_texts() == list(SERBIAN[:3])


def test_what_was_typed_in_the_last_moment_is_kept_when_one_goes_on(bench: Any) -> None:
    bench.keyboard.type(SERBIAN[0])
    with bench.expect_navigation():
        bench.keyboard.press("Alt+ArrowDown")
    assert acts.position(bench) == 2
    with bench.expect_navigation():
        bench.keyboard.press("Alt+ArrowUp")

    assert bench.input_value("#id_text") == SERBIAN[0]


def test_without_a_line_the_page_says_that_nothing_is_saved_and_asks_before_it_is_left(
    browser: Any, bench: Any
) -> None:
    asked: list[str] = []
    bench.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    before = bench.inner_text("#saved")
    bench.route(SAVING, lambda route: route.fulfill(status=503))
    bench.keyboard.type(SERBIAN[0])
    bench.wait_for_function("before => document.getElementById('saved').textContent !== before", arg=before)
    bench.click(".languages a >> nth=0")

    assert asked == ["beforeunload"]


# What goes around the text -----------------------------------------------------------------------


def formatted() -> Draft:
    """Sentence 2 has a word in bold; 3 and 5 are the same."""
    made, kept = Document(), BytesIO()
    line = made.add_paragraph("Komuna shpall ")
    line.add_run("konkurs").bold = True
    for text in ("Shënim.", "Së paku 3 vjet përvojë pune.", "Shënim."):
        made.add_paragraph(text)
    made.save(kept)
    return Draft("sq", "Konkurs", file=("konkurs.docx", kept.getvalue()))


@pytest.fixture
def formatted_bench(browser: Any, site: Site) -> Iterator[Any]:
    with visitor(browser, site) as officer:
        acts.log_in(officer, site, acts.OFFICER, "en")
        acts.hand_in(officer, formatted())
        address = officer.get_attribute(acts.TRANSLATIONS, "href")
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.TRANSLATOR, "en")
        page.goto(site.path(f"{address}?script=sr-Cyrl&s=2"))
        yield page


def test_everything_at_the_translators_fingers(formatted_bench: Any) -> None:
    page = formatted_bench
    a_question_mark_is_one_in_the_box_and_shows_the_keys_elsewhere(page)
    a_sign_goes_around_the_selected_word(page)
    the_same_sentence_is_translated_once(page)
    a_filter_stays_when_one_confirms(page)
    selected_words_are_looked_up(page)
    something_is_replaced_and_taken_back(page)


def a_question_mark_is_one_in_the_box_and_shows_the_keys_elsewhere(page: Any) -> None:
    page.focus("#id_text")
    page.keyboard.type("Шта?")
    assert page.input_value("#id_text") == "Шта?"
    assert page.locator("dialog[open]").count() == 0
    page.focus("#main")
    page.keyboard.press("?")
    assert page.locator("dialog[open] kbd").count() > 20
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def a_sign_goes_around_the_selected_word(page: Any) -> None:
    page.fill("#id_text", "Општина расписује конкурс")
    page.eval_on_selector("#id_text", "box => { box.focus(); box.setSelectionRange(18, 25); }")
    page.keyboard.press("F2")
    page.keyboard.press("1")
    assert page.input_value("#id_text") == "Општина расписује ⟦1⟧конкурс⟦/1⟧"
    acts.confirm(page)


def the_same_sentence_is_translated_once(page: Any) -> None:
    page.fill("#id_text", "Напомена.")
    acts.confirm(page)
    assert acts.position(page) == 4
    assert page.inner_text("#s5 .segment-target") == "Напомена."


def a_filter_stays_when_one_confirms(page: Any) -> None:
    page.keyboard.press("Alt+Enter")
    assert page.input_value("#id_text") == page.inner_text("#source")
    page.fill("#id_text", "Најмање три.")
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+Enter")
    page.keyboard.press("Control+Shift+F")
    page.keyboard.type("pervoje")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.click(".filter-list a[href*='show=drafts']")
    assert page.locator(".segment").count() == 1
    page.fill("#id_text", "Најмање 3 године искуства.")
    acts.confirm(page)
    assert "show=drafts&q=pervoje" in page.url
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+Backspace")
    assert page.input_value("#id_text") == "Најмање три."
    page.fill("#id_text", "Најмање 3 године искуства.")
    acts.confirm(page)


def selected_words_are_looked_up(page: Any) -> None:
    page.eval_on_selector("#id_text", "box => { box.focus(); box.setSelectionRange(0, 7); }")
    page.keyboard.press("F8")
    page.wait_for_selector("#hits > *")
    assert page.input_value("#words") == "Најмање"


def something_is_replaced_and_taken_back(page: Any) -> None:
    page.click(".toolbar a[href$='/replace/']")
    page.fill("#id_wanted", "напомена")
    page.fill("#id_instead", "белешка")
    page.click("main form[method=get] button")
    assert page.locator("[name=pick]").count() == 2
    page.locator("[name=pick]").first.uncheck()
    page.click("[name=act][value=replace]")
    page.goto(re.sub("replace/.*", "?s=4", page.url))
    assert [page.inner_text(f"#s{n} .segment-target") for n in (3, 5)] == ["Напомена.", "Белешка."]
    page.click(".toolbar a[href$='/replace/']")
    page.click("[name=act][value=undo]")
    page.goto(re.sub("replace/.*", "?s=4", page.url))
    assert page.inner_text("#s5 .segment-target") == "Напомена."


def test_what_did_not_arrive_is_sent_later_or_offered_when_one_comes_back(bench: Any) -> None:
    bench.on("dialog", lambda dialog: dialog.accept())
    bench.route(SAVING, lambda route: route.fulfill(status=503))
    before = acts.seen(bench)
    bench.keyboard.type(SERBIAN[0])
    bench.wait_for_function("() => Object.keys(localStorage).length === 1")
    bench.reload()
    assert bench.inner_text("#kept-here blockquote") == SERBIAN[0]
    assert bench.input_value("#id_text") == ""
    bench.click("[data-kept=put]")
    bench.wait_for_function("() => Object.keys(localStorage).length === 1")
    bench.unroute(SAVING)
    bench.evaluate("dispatchEvent(new Event('online'))")
    acts.wait_for_save(bench, before)
    bench.wait_for_function("() => Object.keys(localStorage).length === 0")
    bench.reload()

    assert bench.input_value("#id_text") == SERBIAN[0]
