"""The whole way of a notice, from the first word to the reader and back to the desk, in three languages of the site."""

import io
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from tests.browser import acts
from tests.browser.running import Site, visitor
from tests.browser.stories import DOUBTFUL, STORIES, Story

ATOM = {"a": "http://www.w3.org/2005/Atom"}
UNDER = {"sq": "/sq/", "sr-Cyrl": "/sr/", "sr-Latn": "/sr-latn/", "en": "/en/"}
"""Tag → where the interface's pages in it stand."""
WITHOUT_SIGNS = """all => all.map(one => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll(".place").forEach(sign => sign.remove());
  return copy.textContent;
})"""
"""The texts without the signs of their formatting."""


@dataclass
class Desk:
    """Three people at work and one who reads, each in a browser of their own."""

    site: Site
    browser: Any
    officer: Any
    translator: Any
    reviewer: Any
    resident: Any


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return STORIES[request.param]()


@pytest.fixture
def desk(browser: Any, site: Site, story: Story) -> Iterator[Desk]:
    with ExitStack() as stack:
        pages = [stack.enter_context(visitor(browser, site)) for _ in range(4)]
        for page, email in zip(pages, (acts.OFFICER, acts.TRANSLATOR, acts.REVIEWER), strict=False):
            acts.log_in(page, site, email, story.language)
        yield Desk(site, browser, *pages)


@pytest.mark.parametrize("story", STORIES, indirect=True)
def test_a_notice_goes_its_whole_way(desk: Desk, story: Story, tmp_path: Path) -> None:
    tasks = the_officer_hands_it_in(desk.officer, story)
    bench = desk.site.path(desk.officer.get_attribute(acts.TRANSLATIONS, "href"))
    the_translator_translates(desk.translator, bench, story)
    two_browsers_are_open(desk, bench, story)
    the_translator_hands_over_but_cannot_approve(desk.translator, bench, story)
    the_reviewer_approves(desk.reviewer, bench, story)
    address = desk.site.path(acts.publish(desk.officer, tasks))
    the_resident_reads(desk.resident, address, story)
    the_resident_sees_the_languages_beside_each_other(desk.resident, address, story)
    the_feed_has_it(desk.resident, address, story)
    the_downloads_can_be_opened(desk.resident, address, story, tmp_path)
    everything_came_out_at_one_moment(desk.resident, address)
    acts.correct(desk.officer, tasks, 2, story.correction)
    the_reader_is_told_that_it_is_out_of_date(desk.resident, address, story)
    the_translation_follows(desk, tasks, bench, story)
    the_figures_lead_to_it(desk.resident, desk.site, address, story)


def the_officer_hands_it_in(page: Any, story: Story) -> str:
    """Step 1: what is owed and why is said; a file or a text is checked once more; then it goes to the translators."""
    acts.start(page, story.draft.kind)
    owed = page.locator("#owed")
    assert owed.locator("dt").count() == 2
    assert all("02/L-37" in fact for fact in owed.locator("dd").all_inner_texts())
    acts.give_text(page, story.draft)
    assert page.locator("#owed dt").count() == 2
    assert page.locator("dl.summary dd.answer", has_text=str(len(story.typed))).count() >= 1
    if story.draft.written_in == "sr-Latn":
        assert DOUBTFUL in page.locator(".callout .doubt").all_inner_texts()
        assert DOUBTFUL in page.locator(".prose[lang=sr-Cyrl]").inner_text()
        assert "Општина Грачаница" in page.locator(".prose[lang=sr-Cyrl]").inner_text()
    acts.send(page)
    return str(page.url)


def the_translator_translates(page: Any, bench: str, story: Story) -> None:
    """Step 2: with the keyboard, sentence by sentence; some of them slowly."""
    page.goto(f"{bench}?script={story.script}" if story.script else bench)
    assert page.locator(".segment").count() == len(story.typed)
    slowly = {
        1: what_is_typed_is_saved,
        2: the_source_can_be_copied,
        story.counted[0]: a_wrong_number_is_found_while_typing,
        story.known: a_suggestion_is_taken,
    }
    if story.script == "sr-Latn":
        slowly[5] = a_doubtful_word_is_shown
    for number, sentence in enumerate(story.typed, start=1):
        if acts.position(page) > number and sentence in story.typed[: number - 1]:
            continue  # the same sentence was confirmed before, so the bench has put it here
        assert acts.position(page) == number
        if number in slowly:
            slowly[number](page, story, sentence)
        acts.translate(page, [sentence])
    assert page.locator(".segment.is-confirmed, .segment.is-current").count() == len(story.typed)


def what_is_typed_is_saved(page: Any, story: Story, sentence: str) -> None:
    assert page.evaluate("document.activeElement.id") == "id_text"
    before = acts.seen(page)
    page.keyboard.type(sentence)
    acts.wait_for_save(page, before)
    page.reload()
    assert story.kept[0] in (page.input_value("#id_text"), to_kept(page, story))


def to_kept(page: Any, story: Story) -> str:
    """The sentence in hand as it is kept: Serbian in Cyrillic, whichever script it was typed in."""
    if not story.script:
        return str(page.input_value("#id_text"))
    here = f"{page.url.split('?')[0]}?s={acts.position(page)}&script="
    page.goto(here + story.target)
    kept = str(page.input_value("#id_text"))
    page.goto(here + story.script)
    return kept


def the_source_can_be_copied(page: Any, story: Story, sentence: str) -> None:
    page.keyboard.press("Alt+Enter")
    assert page.input_value("#id_text") == page.inner_text("#source")


def a_wrong_number_is_found_while_typing(page: Any, story: Story, sentence: str) -> None:
    _, right, wrong = story.counted
    page.fill("#id_text", sentence.replace(right, wrong, 1))
    finding = page.locator("#checked .finding", has_text=wrong)
    finding.wait_for()
    page.fill("#id_text", sentence)
    finding.wait_for(state="detached")


def a_suggestion_is_taken(page: Any, story: Story, sentence: str) -> None:
    offered = page.locator(".suggestion").first
    assert offered.locator(".score").inner_text().endswith("%")
    assert offered.locator("p.muted").inner_text().strip()
    page.keyboard.press("Control+Shift+Digit1")
    assert page.input_value("#id_text") == page.inner_text("#suggestion-1")


def a_doubtful_word_is_shown(page: Any, story: Story, sentence: str) -> None:
    page.fill("#id_text", sentence)
    page.locator("#checked .doubt", has_text=DOUBTFUL).wait_for()
    assert to_kept(page, story) == story.kept[4]


def two_browsers_are_open(desk: Desk, bench: str, story: Story) -> None:
    """The same sentence in two browsers: the second is told, and both texts are still there afterwards."""
    mine = desk.translator
    with visitor(desk.browser, desk.site) as theirs:
        acts.log_in(theirs, desk.site, acts.TRANSLATOR, story.language)
        here = f"{bench}?s=2" + (f"&script={story.script}" if story.script else "")
        mine.goto(here)
        theirs.goto(here)
        before = acts.seen(theirs)
        theirs.fill("#id_text", f"{story.typed[1]} (1)")
        acts.wait_for_save(theirs, before)
    mine.fill("#id_text", f"{story.typed[1]} (2)")
    mine.locator("#conflict").wait_for()
    assert "(1)" in mine.inner_text("#conflict blockquote")
    assert mine.input_value("#id_text").endswith("(2)")
    with mine.expect_navigation():
        mine.click("#conflict button")
    assert mine.input_value("#id_text").endswith("(2)")
    mine.goto(f"{bench}segments/2/history/")
    said = mine.inner_text("ol.entries")
    assert "(1)" in said
    assert "(2)" in said
    mine.goto(here)
    acts.translate(mine, [story.typed[1]])


def the_translator_hands_over_but_cannot_approve(page: Any, bench: str, story: Story) -> None:
    page.goto(bench)
    acts.hand_over(page)
    assert page.locator("#writing").count() == 0
    assert page.locator(acts.APPROVE).count() == 0
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(f"{bench}review/", form={"csrfmiddlewaretoken": token, "act": "approve"})
    assert answer.status == 403


def the_reviewer_approves(page: Any, bench: str, story: Story) -> None:
    """Step 3, by a second person, who reads what was kept."""
    page.goto(f"{bench}?script={story.target}")
    shown = page.locator(".segment-target").evaluate_all(WITHOUT_SIGNS)
    assert [line.strip() for line in shown] == [re.sub("⟦[^⟧]*⟧", "", sentence) for sentence in story.kept]
    acts.approve(page)


def in_language(address: str, tag: str) -> str:
    """The same notice under the pages of another language."""
    host, _, rest = address.partition("://")[2].partition("/")
    return f"http://{host}{UNDER[tag]}{rest.partition('/')[2]}"


def text_in(page: Any) -> str:
    return str(page.locator("article.prose").inner_text())


def the_resident_reads(page: Any, address: str, story: Story) -> None:
    """Step 6: in the own language; the switch leads to the same notice."""
    page.goto(address)
    if story.language == "en":
        assert page.locator(".absent a").count() == 3
        assert page.locator("article.prose").count() == 0
    for tag, part in (("sq", "Graçanicës"), ("sr-Cyrl", "Општина Грачаница"), ("sr-Latn", "Opština Gračanica")):
        page.click(f".languages a[hreflang={tag}]")
        assert page.url == in_language(address, tag)
        assert page.get_attribute("html", "lang") == tag
        assert page.get_attribute("article.prose", "lang") in (tag, None)
        assert part in text_in(page)


def the_resident_sees_the_languages_beside_each_other(page: Any, address: str, story: Story) -> None:
    page.goto(in_language(address, story.source))
    page.click("a[href$='/side-by-side/']")
    shown = page.locator(".side-by-side").first.locator("> [lang]")
    assert {shown.nth(number).get_attribute("lang") for number in range(shown.count())} == {story.source, story.target}
    page.check("[name=text][value=sr-Latn]")
    page.click("main form button")
    assert page.locator(".side-by-side").first.locator("> [lang]").count() == 3


def the_feed_has_it(page: Any, address: str, story: Story) -> None:
    for tag in ("sq", "sr-Cyrl", "sr-Latn"):
        page.goto(in_language(address, tag))
        title = page.inner_text("h1")
        answer = page.request.get(page.eval_on_selector("head link[type='application/atom+xml']", "link => link.href"))
        assert answer.headers["content-type"].startswith("application/atom+xml")
        feed = etree.fromstring(answer.body())
        assert feed.tag == f"{{{ATOM['a']}}}feed"
        assert feed.findtext("a:updated", namespaces=ATOM)
        ids = [entry.findtext("a:id", namespaces=ATOM) for entry in feed.iterfind("a:entry", ATOM)]
        assert len(ids) == len(set(ids)) > 0
        newest = feed.find("a:entry", ATOM)
        assert newest.findtext("a:title", namespaces=ATOM) == title
        assert newest.findtext("a:updated", namespaces=ATOM)
        assert newest.find("a:link", ATOM).get("href") == page.url


def the_downloads_can_be_opened(page: Any, address: str, story: Story, folder: Path) -> None:
    page.goto(in_language(address, "sr-Cyrl"))
    links = page.locator("a[download]").evaluate_all("all => all.map(one => one.href)")
    files = {link.rpartition(".")[2]: page.request.get(link).body() for link in links}
    assert files.keys() == {"docx", "pdf"}
    written = docx.Document(io.BytesIO(files["docx"]))
    styles = {paragraph.style.name for paragraph in written.paragraphs}
    assert any(style.startswith("Heading") for style in styles)
    assert any(style.startswith("List") for style in styles)
    assert "Општина Грачаница" in "\n".join(paragraph.text for paragraph in written.paragraphs)
    if story.draft.file:
        original = docx.Document(io.BytesIO(story.draft.file[1]))
        assert [len(table.rows) for table in written.tables] == [len(table.rows) for table in original.tables]
        assert written.tables[0].style.name == original.tables[0].style.name == "Table Grid"
        assert styles == {paragraph.style.name for paragraph in original.paragraphs}
    assert files["pdf"].startswith(b"%PDF")
    if not (reader := shutil.which("pdftotext")):
        warnings.warn("Only the beginning of the PDF was looked at: pdftotext (poppler-utils) is missing", stacklevel=1)
        return
    (folder / "notice.pdf").write_bytes(files["pdf"])
    said = subprocess.run([reader, str(folder / "notice.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    assert "Општина" in said


def everything_came_out_at_one_moment(page: Any, address: str) -> None:
    """Step 5: one publication, with all languages and scripts in it."""
    page.goto(address)
    events = page.locator("section:has(> #history) li")
    assert events.count() == 1
    assert events.first.locator("[lang]").count() == 3


def the_reader_is_told_that_it_is_out_of_date(page: Any, address: str, story: Story) -> None:
    """Step 7."""
    page.goto(in_language(address, story.target))
    assert page.locator(".stale").count() == 1
    assert page.locator(f".tongues a[lang={story.target}].tongue-stale").count() == 1
    page.goto(in_language(address, story.source))
    assert page.locator(".stale").count() == 0
    assert story.correction in text_in(page)


def the_translation_follows(desk: Desk, tasks: str, bench: str, story: Story) -> None:
    page = desk.translator
    page.goto(f"{bench}?script={story.script}" if story.script else bench)
    assert acts.position(page) == 2
    assert page.locator(".segment.is-current .callout-warning:visible").count() == 1
    acts.translate(page, [story.followed])
    acts.hand_over(page)
    desk.reviewer.goto(bench)
    acts.approve(desk.reviewer)
    address = desk.site.path(acts.publish(desk.officer, tasks))
    desk.resident.goto(in_language(address, story.target))
    assert desk.resident.locator("article.prose").count() == 1
    assert desk.resident.locator(".stale").count() == 0


def the_figures_lead_to_it(page: Any, site: Site, address: str, story: Story) -> None:
    """Step 8: four figures for each of 38 municipalities, each with the notices behind it; 38 equal tiles."""
    page.goto(site.path(f"/{story.language}/municipalities/gracanice/"))
    assert page.locator(".figures .figure").count() == 4
    page.goto(site.path(f"/{story.language}/municipalities/"))
    rows = page.locator("section:has(> #list) tbody tr")
    assert rows.count() == 38
    assert page.locator("section:has(> #list) tbody th", has_text="◆").count() == 16
    sizes = page.locator(".tile").evaluate_all("all => all.map(one => [one.offsetWidth, one.offsetHeight].join())")
    assert len(sizes) == 38
    assert len(set(sizes)) == 1
    behind = page.locator("section:has(> #list) tbody td a").evaluate_all("all => all.map(one => one.href)")
    own = [link for link in behind if "/gracanice/" in link]
    assert len(own) == 4
    notice = in_language(address, {"sr": "sr-Cyrl"}.get(story.language, story.language)).removeprefix(site.url)
    for link in own:
        page.goto(link)
        assert page.locator(f"tbody a[href='{notice}']").count() == 1
    for link in behind:
        answer = page.request.get(link)
        assert answer.status == 200
        assert "<tbody><tr>" in answer.text()


@pytest.mark.parametrize("story", ["sq", "sr"], indirect=True)
def test_a_missing_language_needs_a_reason_that_everybody_can_read(desk: Desk, story: Story) -> None:
    """Water is cut off today; the translation comes tomorrow."""
    reason, page = "Përkthyesi është i sëmurë. / Преводилац је болестан.", desk.officer
    tasks = acts.hand_in(page, story.draft)
    page.click(acts.PUBLISH)
    page.click(acts.GO_ON)
    assert page.locator(".error-summary a[href='#id_reason']").count() == 1
    address = desk.site.path(acts.publish(page, tasks, reason))

    reader = desk.resident
    reader.goto(in_language(address, story.source))
    assert reader.locator(".tongue-missing").count() == 1
    assert reason in reader.inner_text("section:has(> #history) q")
    reader.goto(in_language(address, story.target))
    assert reason in reader.inner_text(".absent q")
    assert reader.locator("article.prose").count() == 0
    reader.goto(desk.site.path(f"/{story.language}/figures/gracanice/accessible/"))
    assert reason in reader.locator("tr", has_text=reader.locator("tbody q").first.inner_text()).first.inner_text()
