"""A trainer imports a messy participants' file, takes attendance without a connection, and gives certificates."""

import csv
import io
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pypdf

from tests.browser import acts, cases
from tests.browser.a_roster import FIRST, PEOPLE, TWICE, workbook
from tests.browser.running import Site, visitor
from tests.browser.test_door import SENT, WAITS

TRAINER: Final = "programme@example.org"
TITLE, SERBIAN_TITLE = "Trajnim i trilluar për mbledhjet", "Измишљена обука о састанцима"
TEXT, SERBIAN_TEXT = "Ejani të gjithë që udhëhiqni mbledhje.", "Дођите сви који водите састанке."
QUESTION: Final = {
    "sq": "Kush e shkruan procesverbalin?\n* Zyrtarja\n- Askush",
    "sr-Cyrl": "Ко пише записник?\n* Службеница\n- Нико",
}
CALLED: Final = ("Jelena Измишљеновић", "Đorđe Писменовић", "Elif Përrallaj", "Valbona Trillaj", "Серафина Нигдић")
"""Those who are taken over, by the name that the directory has for them."""
LEFT_OUT: Final = "Luljeta Askujaj"
WRONG: Final = "Ime i prezime,E-mail\nГрешком Уписани,greskom@example.org\nGabimisht Shkruar,\n"
WALKED_IN: Final = "Nova Izmišljena"
BUTTON: Final = "main form .buttons .button"
LINE: Final = "li.entry:has(h3:has-text('{}'))"


def test_a_trainer_brings_a_list_notes_who_comes_and_gives_certificates(browser: Any, site: Site) -> None:
    a_training_is_announced(browser, site)
    with cases.at_work(browser, site, TRAINER) as trainer:
        to_event(trainer, site)
        event = trainer.url
        the_list_is_looked_through(trainer)
        nothing_is_written_yet(trainer, site, event)
        the_list_is_decided_about_and_confirmed(trainer, event)
        every_line_is_reported(trainer)
        another_list_is_taken_back(trainer, site, event)
        the_test_is_written(trainer, event)
        the_door_is_kept_without_a_connection(trainer, event)
        the_second_day_is_typed_in_from_paper(trainer, event)
        papers_are_typed_in(trainer, event)
        no_certificate_is_given_before_the_end(trainer, event)
        the_third_day_is_called_off(trainer, event)
        text = certificates_are_given(trainer, event)
    the_certificate_is_checked(browser, site, text)


def day(ahead: int) -> str:
    return (datetime.now().astimezone() + timedelta(days=ahead)).date().isoformat()


def a_training_is_announced(browser: Any, site: Site) -> None:
    """Of three days, of which two are over: an officer enters and writes it, a translator and a reviewer follow."""
    with cases.at_work(browser, site, acts.OFFICER) as page:
        page.click("main a[href$='/desk/events/']")
        page.click("main a[href$='/desk/events/new/']")
        for _more in range(2):
            page.click("[name=more]")
        for number, ahead in enumerate((-2, -1, 1)):
            page.fill(f"[name=times-{number}-on]", day(ahead))
            page.fill(f"[name=times-{number}-begins]", "10:00")
            page.fill(f"[name=times-{number}-ends]", "14:00")
        page.fill("[name=venue_sq]", "Shkolla e trilluar")
        page.check("[name=kind][value=training]")
        page.click(BUTTON)
        acts.give_text(page, acts.Draft("sq", TITLE, TEXT))
        acts.send(page)
        tasks = page.url
        bench = site.path(page.get_attribute(acts.TRANSLATIONS, "href"))
    with cases.at_work(browser, site, acts.TRANSLATOR) as page:
        page.goto(bench)
        acts.translate(page, [SERBIAN_TITLE, SERBIAN_TEXT])
        acts.hand_over(page)
    with cases.at_work(browser, site, acts.REVIEWER) as page:
        page.goto(bench)
        acts.approve(page)
    with cases.at_work(browser, site, acts.OFFICER) as page:
        acts.publish(page, tasks)


def to_event(page: Any, site: Site) -> None:
    acts.to_desk(page, site, "en")
    page.click("main a[href$='/desk/events/']")
    page.fill("[name=q]", "obuka o sastancima")
    page.click("form[role=search] button")
    page.click("main li.entry a")
    assert SERBIAN_TITLE in page.inner_text("main") or TITLE in page.inner_text("h1")


def go(page: Any, event: str, end: str) -> None:
    """From the page of the event, by one of its links."""
    page.goto(event)
    page.click(f"main a[href$='{end}']")


def bring(page: Any, name: str, data: bytes) -> None:
    """From the page of who comes to the one on which each line is decided about."""
    page.click("main a[href$='/people/list/']")
    page.set_input_files("#id_file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    page.click(BUTTON)
    page.wait_for_selector("main nav a[href='?show=open']")  # it looks again by itself while lines are compared


def the_list_is_looked_through(page: Any) -> None:
    """What was odd stands on each line, and who it may be with a score; nothing unsure is decided."""
    go(page, page.url, "/people/")
    assert "Nobody yet." in page.inner_text("main")
    bring(page, "pjesëmarrësit.xlsx", workbook())
    said = page.inner_text("main")
    assert "“Gjinia/Pol” is not taken over" in said
    assert f"The same person as on line {FIRST + 1}." in page.inner_text(LINE.format(TWICE[1]))
    assert "“JELENA IZMIŠLJENOVIĆ” was all in capital letters." in said
    assert "day and month can be the other way round" in page.inner_text(LINE.format("Elif Perrolaj"))
    assert "No municipality is called “Nigdje”." in page.inner_text(LINE.format(LEFT_OUT))
    assert said.count("12 March 2026") == 5, "in four styles"
    sure, similar = (page.locator(LINE.format(name)) for name in ("Jelena", "Elif"))
    assert sure.locator("[value^='same:']:checked").count() == 1
    assert "same e-mail address" in sure.inner_text()
    assert similar.locator(":checked").count() == 0
    assert re.search(r"It is Elif Përrallaj, who is there already \(\d\d of 100\): similar name", similar.inner_text())


def nothing_is_written_yet(page: Any, site: Site, event: str) -> None:
    here = page.url
    for name in ("Valbona Trillaj", "Pismenovic"):
        acts.to_desk(page, site, "en")
        page.click("main a[href$='/desk/directory/people/']")
        page.fill("[name=q]", name)
        page.click("form[role=search] button")
        assert "Nobody" in page.inner_text("main")
    go(page, event, "/people/")
    assert "Nobody yet." in page.inner_text("main")
    page.goto(here)


def the_list_is_decided_about_and_confirmed(page: Any, event: str) -> None:
    """An open line keeps everything from being written; the same person is told from a new one by the trainer."""
    page.click("main [name=then]")
    assert "Still to be decided" in page.inner_text("main")
    assert page.locator("main form button").count() == 0
    page.click("main a[href$='?show=open']")
    page.locator(LINE.format("Elif")).locator("[value^='same:']").first.check()
    page.click("main .buttons .button-secondary")
    page.click("main a[href='?show=all']")
    page.locator(LINE.format(LEFT_OUT)).locator("[value=skip]").check()
    page.click("main [name=then]")
    said = page.inner_text("main")
    assert "Nobody is written to because of this." in said
    page.click("main form button")
    assert "The people have been brought into the directory." in page.inner_text("body")


def every_line_is_reported(page: Any) -> None:
    with page.expect_download() as taken:
        page.click("main a[href$='/report.csv']")
    lines = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8-sig"))))
    assert [line["Decision"] for line in lines] == [
        "The same person", "A new person", "Left out", "The same person", "A new person", "A new person", "Left out",
    ]  # fmt: skip
    assert [int(line["Line"]) for line in lines] == [FIRST + place for place in range(len(PEOPLE))]
    page.click("main a[href$='/people/']")
    assert coming(page) == sorted(CALLED)


def coming(page: Any) -> list[str]:
    return sorted(page.locator("main tbody th").all_inner_texts())


def another_list_is_taken_back(page: Any, site: Site, event: str) -> None:
    """The wrong file: it is confirmed, and nothing of it stays."""
    bring(page, "tjetër.csv", WRONG.encode())
    page.click("main [name=then]")
    page.click("main form button")
    page.click("main a[href$='/people/']")
    assert len(coming(page)) == len(CALLED) + 2
    page.go_back()
    page.click("main a[href$='/undo/']")
    page.click("main form button")
    assert "The import has been taken back." in page.inner_text("body")
    page.click("main a[href$='/people/']")
    assert coming(page) == sorted(CALLED)


def the_test_is_written(page: Any, event: str) -> None:
    go(page, event, "/test/")
    for tag, question in QUESTION.items():
        page.fill(f"[name={tag}]", question)
    page.click(BUTTON)


def the_door_is_kept_without_a_connection(page: Any, event: str) -> None:
    """Four of the list and one who is not on it; the device is switched off and on before there is a connection."""
    go(page, event, "/sessions/")
    page.locator("main .entry").nth(0).locator("a[href$='/door/']").click()
    page.wait_for_selector("#door[data-ready]", state="attached")
    page.wait_for_selector(SENT)
    page.context.set_offline(True)
    for number, name in enumerate(CALLED[:4], 1):
        page.click(f"#people button:has-text('{name}')")
        page.wait_for_selector(WAITS.format(number))
    page.fill("#door [name=name]", WALKED_IN)
    page.click("#door [name=new]")
    page.wait_for_selector(WAITS.format(5))
    page.reload()
    page.wait_for_selector(WAITS.format(5))
    page.fill("#door [name=name]", "Нова Измишљена")  # noted once more, in the other script
    page.click("#door [name=new]")
    page.wait_for_selector(WAITS.format(6))
    page.context.set_offline(False)
    page.wait_for_selector(SENT)
    page.click("#finish")
    page.wait_for_url(re.compile(r"/sessions/\d+/$"))
    assert coming(page) == sorted([*CALLED[:4], WALKED_IN])


def the_second_day_is_typed_in_from_paper(page: Any, event: str) -> None:
    """Three who were there the day before."""
    go(page, event, "/sessions/")
    page.locator("main .entry").nth(1).locator("a[href$='/sheet/']").click()
    for name in CALLED[:3]:
        page.get_by_label(name).check()
    page.click(BUTTON)
    go(page, event, "/sessions/")
    came = page.locator("main .entry-meta").all_inner_texts()
    assert [re.sub(r"\D", "", one) for one in came] == ["5", "3", "0"]


def papers_are_typed_in(page: Any, event: str) -> None:
    go(page, event, "/test/")
    page.click("main a[href$='/paper/']")
    for when, letter, points in (("before", "b", "0 of 1"), ("after", "a", "1 of 1")):
        page.select_option("#id_person", label=CALLED[1])
        page.check(f"[name=when][value={when}]")
        page.fill("#id_letters", letter)
        page.click(BUTTON)
        assert f"Saved: {points} points." in page.inner_text("body")


def no_certificate_is_given_before_the_end(page: Any, event: str) -> None:
    go(page, event, "/certificates/")
    assert "It is not over yet." in page.inner_text("main")
    assert page.locator("form[method=post] .buttons button").count() == 0


def the_third_day_is_called_off(page: Any, event: str) -> None:
    go(page, event, "/change/")
    for name in ("on", "begins", "ends"):
        page.fill(f"[name=times-2-{name}]", "")
    page.click(BUTTON)
    assert "Everybody who registered is written to." in page.inner_text("body")


def certificates_are_given(page: Any, event: str) -> str:
    """To the three who came to both days. Returns what stands on that of one of them, in both languages."""
    go(page, event, "/certificates/")
    page.select_option("#least", "100")
    page.click("main form[method=get] button")
    assert page.locator("td:text-is('Came to enough')").count() == 3
    page.click("main form[method=post] .buttons button")
    assert "3 certificates were given." in page.inner_text("body")
    with page.expect_download() as taken:
        page.click(f"main tr:has-text('{CALLED[1]}') a[href$='.pdf']")
    text = pypdf.PdfReader(Path(taken.value.path())).pages[0].extract_text()
    flat = "".join(text.split())
    for words in (TITLE, SERBIAN_TITLE, CALLED[1]):
        assert flat.count("".join(words.split())) >= 1, words
    return str(text)


def the_certificate_is_checked(browser: Any, site: Site, text: str) -> None:
    """By anybody: with the code that stands on the paper, and with one letter of it wrong."""
    found = re.search(r"(?:[A-Z\d]{4}[- ]){4}[A-Z\d]{4}", text)
    assert found, text
    with visitor(browser, site) as page:
        page.goto(site.path("/sr/"))
        page.click("header a[href='/sr/events/']")
        page.click("main a[href$='/certificates/']")
        page.fill("#code", found[0])
        page.click(BUTTON)
        assert CALLED[1] in page.inner_text("main")
        assert SERBIAN_TITLE in page.inner_text("main")
        wrong = found[0][:-1] + ("3" if found[0][-1] != "3" else "4")
        page.fill("#code", wrong)
        page.click(BUTTON)
        assert page.locator(".error-summary").count() == 1
        assert CALLED[1] not in page.inner_text("main")
