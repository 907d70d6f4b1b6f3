"""The workbench under a quick hand and on a bad line."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import acts
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
