"""What people do on the pages: by addresses, names and ids, for the words differ with the language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.browser.running import Site

OFFICER: Final = "officer.gracanice@example.org"
TRANSLATOR: Final = "translator.gracanice@example.org"
REVIEWER: Final = "reviewer.gracanice@example.org"
PASSWORD: Final = "demo-bridge-2026"  # as `manage.py demo` prints it

GO_ON: Final = "main form .buttons button"
TRANSLATIONS: Final = "main .tasks a[href*='/desk/translations/']"
PUBLISH: Final = "main .tasks a[href$='/publish/']"
SUBMIT: Final = "form[action$='/submit/'] button"
APPROVE: Final = "[name=act][value=approve]"


@dataclass(frozen=True)
class Draft:
    """What an officer gives: a title and a text that is typed, or a file (its name, its content)."""

    written_in: str
    title: str
    text: str = ""
    file: tuple[str, bytes] | None = None
    kind: str = "vacancy"


def log_in(page: Any, site: Site, email: str, language: str) -> None:
    """To the desk, in the language of the story and not in that of the account."""
    page.goto(site.path(f"/{language}/accounts/login/"))
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/desk/**")
    to_desk(page, site, language)


def to_desk(page: Any, site: Site, language: str) -> None:
    page.goto(site.path(f"/{language}/desk/"))


def start(page: Any, kind: str) -> int:
    """From the desk to the page for the text. Returns the number of the notice in the addresses of the desk."""
    page.click("main a[href$='/desk/notices/new/']")
    page.check(f"[name=kind][value={kind}]")
    page.click(GO_ON)
    page.wait_for_url("**/text/")
    return int(page.url.split("/")[-3])


def give_text(page: Any, draft: Draft) -> None:
    """To the page on which everything is checked once more."""
    page.check(f"[name=written_in][value={draft.written_in}]")
    page.fill("#id_title", draft.title)
    page.fill("#id_text", draft.text)
    if draft.file:
        name, content = draft.file
        page.set_input_files("#id_file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.click(GO_ON)
    page.wait_for_url("**/send/")


def send(page: Any, further: Iterable[str] = ()) -> None:
    """To the list of tasks."""
    for tag in further:
        page.check(f"[name=further][value={tag}]")
    page.click(GO_ON)
    page.wait_for_url(re.compile(r"/desk/notices/\d+/$"))


def hand_in(page: Any, draft: Draft, further: Iterable[str] = ()) -> str:
    """An officer's first three steps at one go. Returns the address of the list of tasks."""
    start(page, draft.kind)
    give_text(page, draft)
    send(page, further)
    return str(page.url)


def position(page: Any) -> int:
    """The number of the sentence in hand."""
    return int(page.inner_text(".segment.is-current .segment-number"))


def wait_for_save(page: Any, seen: int) -> None:
    """Until the draft has become the version after `seen`, and the page has said so."""
    page.wait_for_function(
        "seen => Number(document.getElementById('seen').value) > seen && "
        "document.getElementById('saved').textContent.trim() !== ''",
        arg=seen,
    )


def seen(page: Any) -> int:
    """The version of the sentence in hand on which the writer builds."""
    return int(page.get_attribute("#seen", "value"))


def confirm(page: Any) -> None:
    """Ctrl+Enter, and the page that comes after it."""
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def translate(page: Any, sentences: Iterable[str]) -> None:
    """Type every sentence in turn and confirm it with the keyboard, as fast as the pages come."""
    for sentence in sentences:
        page.fill("#id_text", sentence)
        confirm(page)


def hand_over(page: Any) -> None:
    with page.expect_navigation():
        page.click(SUBMIT)


def approve(page: Any) -> None:
    page.click(APPROVE)
    page.wait_for_url("**/desk/")


def publish(page: Any, tasks: str, reason: str = "") -> str:
    """From the list of tasks. Returns the address on the portal."""
    page.goto(tasks)
    page.click(PUBLISH)
    if reason:
        page.fill("#id_reason", reason)
    page.click(GO_ON)
    page.wait_for_url(tasks)
    return public_address(page)


def public_address(page: Any) -> str:
    """On the list of tasks of a notice that is public."""
    return str(page.get_attribute("main p > a[href*='/notices/gracanice/']", "href"))


def correct(page: Any, tasks: str, number: int, text: str) -> None:
    page.goto(f"{tasks}correct/{number}/")
    page.fill("#id_text", text)
    page.click(GO_ON)
    page.wait_for_url(tasks)


def waiting(page: Any, site: Site, words: str) -> str:
    """The address of a text that waits on the desk of who has logged in, by words of its title."""
    to_desk(page, site, "en")
    link = page.locator("main a[href*='/desk/translations/']", has_text=words).first
    return site.path(link.get_attribute("href"))


def bring_back(page: Any, bench: str, sentences: Mapping[int, str]) -> str:
    """Take the text home as XLIFF, write sentences into the file, and bring it back. Returns what came back."""
    page.goto(f"{bench}homework/")
    with page.expect_download() as taken:
        page.locator("[formaction$='/xliff12/']").click()
    file = Path(taken.value.path()).read_text(encoding="utf-8")
    for number, text in sentences.items():
        written = rf"\g<1><target state='translated'>{text}</target></trans-unit>"
        file, found = re.subn(rf'(id="s{number}-[^>]*><source>.*?</source>)(<target.*?)?</trans-unit>', written, file)
        assert found == 1, f"sentence {number} stands {found} times in the file"
    page.set_input_files("main [type=file]", {"name": "home.xlf", "mimeType": "", "buffer": file.encode()})
    page.click("main form[enctype] button")
    page.wait_for_url(re.compile(r"/homework/\d+/$"))
    return str(page.url)


def draw_sample(page: Any, bench: str) -> str:
    """A quality sample of this text; the first sentence gets a fault. Returns its address."""
    page.goto(f"{bench}quality/")
    page.click("main form .buttons button")
    page.wait_for_url(re.compile(r"/quality/\d+/$"))
    first = page.locator(".segment").first
    first.locator("summary").click()
    first.locator("select").first.select_option("spelling")
    first.locator("[name$=severity]").first.select_option("minor")
    with page.expect_navigation():
        first.locator("[name=act]").click()
    return str(page.url)
