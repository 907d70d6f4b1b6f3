"""What clerks do with cases on their pages, for the tests and for the pictures of the guides."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from tests.browser import acts
from tests.browser.running import ROOT, Site, visitor

CLERK: Final = "clerk.gracanice@example.org"
HEAD: Final = "head.gracanice@example.org"
ADMINISTRATOR: Final = "administrator.gracanice@example.org"


SERVICES: Final = ROOT / "src/uramost_web/portal/demo/town/services.toml"


def service_named(code: str, language: str = "en") -> str:
    """What a service of the demonstration is called."""
    return str(tomllib.loads(SERVICES.read_text(encoding="utf-8"))["services"][code]["names"][language])


@dataclass(frozen=True)
class AtCounter:
    """What the clerk hands to the resident: the reference, and the link with the secret code."""

    reference: str
    link: str


@contextmanager
def at_work(browser: Any, site: Site, email: str, language: str = "en", **how: Any) -> Iterator[Any]:
    """A page of somebody who has logged in and reads the site in a language."""
    with visitor(browser, site, **how) as page:
        acts.log_in(page, site, email, language)
        yield page


def entered(page: Any, service: str, text: str, **more: str) -> AtCounter:
    """A resident who stands at the counter and wants the answer in Serbian, Cyrillic."""
    to_queue(page)
    page.click("main a[href$='/desk/cases/new/']")
    page.click(f"main button:has-text('{service}')")
    page.wait_for_url("**/new/*/")
    page.check("[name=channel][value=counter]")
    page.check("[name=language][value=sr-Cyrl]")
    page.fill("[name=text]", text)
    for name, value in more.items():
        page.fill(f"[name={name}]", value)
    page.click("main form .buttons button")
    page.wait_for_url("**/done/")
    said = page.inner_text("main .callout")
    return AtCounter(page.inner_text("main .callout strong >> nth=0"), re.search(r"http\S+", said)[0])


def to_queue(page: Any, chosen: str = "") -> None:
    """From any page of somebody who has logged in."""
    language = page.url.split("/")[3]
    page.goto(re.sub(rf"/{language}/.*", f"/{language}/desk/cases/{chosen}", page.url))


def to_case(page: Any, case: AtCounter) -> None:
    to_queue(page, f"{case.reference}/")


def does(page: Any, case: AtCounter, code: str, **fields: str) -> None:
    """An act that asks for something: its page is filled in and sent."""
    to_case(page, case)
    act = page.locator(f"main a[href$='/{case.reference}/{code}/']")
    if not act.is_visible():
        page.click("main details:has(.buttons) summary")
    act.click()
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    go_on(page)


def go_on(page: Any) -> None:
    page.click("main form .buttons .button")
