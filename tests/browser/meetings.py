"""Events in the browser: those of the demonstration, a form that is being filled in, and a registration."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from tests.browser import acts
from tests.browser.running import Site, visitor

PLACES: Final = "municipalities/gracanice/events/"
ANSWERS: Final = (
    ("name", "Неко Нико"),
    ("email", ""),
    ("reads", ""),
    ("interpretation", ""),
    ("access", "Без степеница"),
    ("childcare", "2"),
    ("transport", "Лапље Село"),
)
"""(field that stands on the page, what is typed); by telephone, so that the own link stands on the last page."""


@contextmanager
def without_scripts(browser: Any, site: Site) -> Iterator[Any]:
    with visitor(browser, site, java_script_enabled=False) as page:
        yield page


def coming(page: Any, site: Site, language: str) -> str:
    """The address of the hearing that the demonstration announces in Gračanica."""
    page.goto(site.path(f"/{language}/{PLACES}?q=rruget"))
    return str(page.get_attribute("main li.entry a", "href"))


def register(browser: Any, site: Site, language: str = "sr") -> tuple[list[str], str]:
    """(the pages of a form that was filled in without scripts, the own link at its end)."""
    seen: list[str] = []
    with without_scripts(browser, site) as page:
        page.goto(site.path(coming(page, site, language)))
        page.click("main form button")
        for field, typed in ANSWERS:
            seen.append(page.url)
            if field == "email":
                page.fill("[name=phone]", "044 111 222")
            elif typed:
                page.fill(f"[name={field}]", typed)
            elif not page.locator(f"[name={field}]:checked").count():
                page.locator(f"[name={field}]").first.check()
            page.click("main form button")
        seen.append(page.url)
        page.click("main form button")
        return seen, str(page.get_attribute("main .callout a", "href"))


def pages_of_forms(browser: Any, site: Site) -> list[str]:
    """A form that somebody has begun, and the pages behind the own link of one that was sent."""
    _sent, own = register(browser, site)
    with without_scripts(browser, site) as page:
        page.goto(site.path(coming(page, site, "en")))
        page.click("main form button")
        begun = page.url
        steps = [begun.replace("/name/", f"/{step}/") for step in ("name", "reach", "language", "interpretation")]
        steps += [begun.replace("/name/", f"/{step}/") for step in ("access", "childcare", "transport")]
        where = coming(page, site, "en")
    one = [_without_language(address) for address in (*steps, where)]
    return [*one, *(f"{_without_language(own)}{part}" for part in ("", "needs/", "cancel/"))]


def desk(browser: Any, site: Site) -> list[str]:
    """What an officer of Gračanica has of events."""
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.OFFICER, "en")
        page.goto(site.path("/en/desk/events/"))
        one = _without_language(str(page.get_attribute("main li.entry a", "href")))
        page.goto(site.path(f"/en/{one}people/"))
        off = _without_language(str(page.get_attribute("main tbody a", "href")))
    parts: Sequence[str] = ("", "change/", "cancel/", "people/", "people/?state=waiting", "people/new/", "people/list/")
    return [
        "desk/events/", "desk/events/?q=zzzz", "desk/events/?when=past", "desk/events/new/", "desk/events/courses/",
        "desk/events/courses/new/",
        *(f"{one}{part}" for part in parts), off,
    ]  # fmt: skip


def _without_language(address: str) -> str:
    """Also without the host."""
    path = address.partition("://")[2].partition("/")[2] if "://" in address else address.lstrip("/")
    return path.partition("/")[2]
