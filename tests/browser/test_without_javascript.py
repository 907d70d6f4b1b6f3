"""Every step that is a form also works where no script runs."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.browser import acts
from tests.browser.acts import Draft
from tests.browser.running import Site, visitor
from tests.browser.stories import ALBANIAN, DOUBTFUL, SERBIAN, SERBIAN_LATIN, TITLE_SQ, as_typed, in_albanian

CONFIRM = "#writing [value=confirm]"
SAVE = "#writing [value=save]"


@pytest.fixture
def people(browser: Any, site: Site) -> Iterator[list[Any]]:
    """The officer, the translator and the reviewer, none of whom runs a script."""
    with ExitStack() as stack:
        pages = [stack.enter_context(visitor(browser, site, java_script_enabled=False)) for _ in range(3)]
        for page, email in zip(pages, (acts.OFFICER, acts.TRANSLATOR, acts.REVIEWER), strict=True):
            acts.log_in(page, site, email, "en")
        yield pages


def test_a_notice_goes_its_whole_way_without_javascript(people: list[Any], site: Site) -> None:
    officer, translator, reviewer = people
    tasks = the_officer_mends_what_is_wrong(officer)
    bench = site.path(officer.get_attribute(acts.TRANSLATIONS, "href"))
    the_translator_works_with_buttons(translator, bench)
    the_reviewer_sends_it_back_once(translator, reviewer, bench)
    address = site.path(acts.publish(officer, tasks))
    acts.correct(officer, tasks, 2, in_albanian().correction)
    translator.goto(f"{bench}?script=sr-Latn")
    assert acts.position(translator) == 2
    fill_in(translator, in_albanian().followed)
    acts.hand_over(translator)
    reviewer.goto(bench)
    acts.approve(reviewer)
    acts.publish(officer, tasks)
    officer.goto(address)
    assert officer.locator(".stale").count() == 0
    officer.click("a[href$='/side-by-side/']")
    assert officer.locator(".side-by-side").count() > 5


def the_officer_mends_what_is_wrong(page: Any) -> str:
    """Nothing chosen, nothing written; then a file that is not one; then the text typed. What was typed stays."""
    page.click("main a[href$='/desk/notices/new/']")
    page.click(acts.GO_ON)
    assert page.locator(".error-summary a[href='#id_kind_0']").count() == 1
    page.check("[name=kind][value=vacancy]")
    page.click(acts.GO_ON)
    page.fill("#id_title", TITLE_SQ)
    page.click(acts.GO_ON)
    assert page.locator(".error-summary a").count() == 2
    page.check("[name=written_in][value=sq]")
    page.set_input_files("#id_file", {"name": "a.docx", "mimeType": "text/plain", "buffer": b"not a document"})
    page.click(acts.GO_ON)
    assert page.locator(".error-summary a[href='#id_file']").count() == 1
    assert page.input_value("#id_title") == TITLE_SQ
    assert page.is_checked("[name=written_in][value=sq]")
    acts.give_text(page, Draft("sq", TITLE_SQ, as_typed(ALBANIAN)))
    acts.send(page)
    return str(page.url)


def fill_in(page: Any, sentence: str) -> None:
    """The next page is there: a click on what this one has would go nowhere while it leaves."""
    page.fill("#id_text", sentence)
    with page.expect_navigation():
        page.click(CONFIRM)


def the_translator_works_with_buttons(page: Any, bench: str) -> None:
    page.goto(bench)
    page.click("#writing [value=copy]")
    assert page.input_value("#id_text") == ALBANIAN[0]
    page.click("nav.toolbar a[href*='script=sr-Latn']")
    page.fill("#id_text", SERBIAN_LATIN[0])
    page.click(SAVE)
    assert acts.position(page) == 1
    for sentence in SERBIAN_LATIN[:4]:
        fill_in(page, sentence)
    page.fill("#id_text", SERBIAN_LATIN[4])
    page.click(SAVE)
    page.click(f"#checked .doubt:has-text('{DOUBTFUL}') button")
    fill_in(page, SERBIAN_LATIN[4])
    fill_in(page, SERBIAN_LATIN[5].replace("15", "16"))
    page.goto(f"{bench}?s=6")
    assert page.locator("#checked .finding", has_text="16").count() == 1
    fill_in(page, SERBIAN_LATIN[5])
    assert acts.position(page) == 7
    page.click("[value='take:1']")
    assert page.input_value("#id_text") == page.inner_text("#suggestion-1")
    two_tabs(page, bench)
    page.goto(f"{bench}?script=sr-Cyrl")
    acts.hand_over(page)
    assert page.locator(".segment-target").all_inner_texts() == list(SERBIAN)


def two_tabs(page: Any, bench: str) -> None:
    """What was saved first and what comes second are both shown; the second may then put its own in place."""
    other = page.context.new_page()
    other.goto(f"{bench}?s=7")
    fill_in(page, SERBIAN_LATIN[6])
    fill_in(other, "Ne razmatraju se.")
    assert other.locator("#conflict blockquote").inner_text() == SERBIAN_LATIN[6]
    assert other.input_value("#id_text") == "Ne razmatraju se."
    fill_in(other, SERBIAN_LATIN[6])
    assert other.locator("#conflict").count() == 0
    other.close()


def the_reviewer_sends_it_back_once(translator: Any, reviewer: Any, bench: str) -> None:
    reviewer.goto(bench)
    reviewer.locator("details:has([value=return]) summary").click()
    reviewer.click("[name=act][value=return]")
    assert reviewer.locator(".error-summary a[href='#id_comment']").count() == 1
    reviewer.fill("#id_comment", "Проверите рок.")
    reviewer.click("[name=act][value=return]")
    translator.goto(bench)
    assert "Проверите рок." in translator.inner_text(".callout-warning")
    acts.hand_over(translator)
    reviewer.goto(bench)
    acts.approve(reviewer)


def test_replacing_and_putting_back_without_javascript(people: list[Any], site: Site) -> None:
    officer, page, _reviewer = people
    acts.hand_in(officer, in_albanian().draft)
    bench = site.path(officer.get_attribute(acts.TRANSLATIONS, "href"))
    page.goto(f"{bench}?script=sr-Latn")
    for sentence in SERBIAN_LATIN[:2]:
        fill_in(page, sentence)
    page.click("nav.toolbar a[href$='/replace/']")
    page.fill("#id_wanted", "konkurs")
    page.fill("#id_instead", "oglas")
    page.click("main form[method=get] button")
    assert page.locator(".changes ins").all_text_contents() == ["added: Oglas", "added: oglas"]
    page.uncheck("[name=pick] >> nth=1")
    page.check("[name=state][value=keep]")
    page.click("[name=act][value=replace]")
    page.goto(f"{bench}?s=1")
    assert page.input_value("#id_text") == SERBIAN_LATIN[0].replace("Konkurs", "Oglas")
    page.click("a[href*='/segments/1/history/']")
    page.click("[name=version][value='1']")
    assert page.input_value("#id_text") == SERBIAN_LATIN[0]
    page.click("[name=act][value=undo]")
    assert page.input_value("#id_text") == SERBIAN_LATIN[0].replace("Konkurs", "Oglas")


def test_a_file_is_taken_without_javascript(people: list[Any]) -> None:
    officer = people[0]
    acts.start(officer, "decision")
    acts.give_text(officer, Draft("sq", TITLE_SQ, file=("text.html", "<h1>Vendim</h1><p>Një fjali.</p>".encode())))
    assert officer.locator(".prose").inner_text().split("\n")[0] == "Vendim"


def test_a_municipality_is_found_without_javascript(people: list[Any], site: Site) -> None:
    page = people[0]
    page.goto(site.path("/sr/municipalities/"))
    page.fill("#q", "Prishtinë")
    page.click("form.search-box button")
    assert page.locator("section:has(> #list) tbody th").all_inner_texts() == ["Приштина"]
