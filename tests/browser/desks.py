"""Addresses of what the desks of the demonstration have: found by following links, as those who work there do."""

from typing import Any, Final

from tests.browser import acts, cases
from tests.browser.running import Site, visitor

OF_THE_DIRECTORY: Final = (
    "", "?q=mulliri", "?q=mulirri&similar=1", "?q=zzzz", "new/", "people/", "people/?q=izmisljenovic", "people/?from=m",
    "people/new/", "people/leaving/", "merges/",
)  # fmt: skip
"""What programme staff have of organisations and people."""
PROGRAMME: Final = "programme@example.org"


def assessments(browser: Any, site: Site) -> list[str]:
    """What a facilitator has: the list, beginning a round, instruments, a round of the demonstration to its plan."""
    here = "desk/assessments/"
    with visitor(browser, site) as page:
        acts.log_in(page, site, PROGRAMME, "en")
        page.goto(site.path(f"/en/{here}"))
        first = page.locator("main li.entry h2 a").last.get_attribute("href")
    one = without_language(first)
    parts = ("", "discuss/1/", "result/", "plan/", "plan/1/", "comment/", "comment/purpose/")
    begin = ("", "new/", "new/cso/", "new/cso/?q=lagjja", "instruments/", "instruments/cso/")
    return [*(f"{here}{part}" for part in begin), *(f"{one}{part}" for part in parts)]


def rounds_of_the_town(browser: Any, site: Site) -> list[str]:
    """What a municipality's lead has: a round that is agreed and its plan, and one that has just begun."""
    here = "desk/assessments/"
    with cases.at_work(browser, site, cases.HEAD) as page:
        page.goto(site.path(f"/en/{here}"))
        one = without_language(page.locator("main li.entry h2 a").last.get_attribute("href"))
        page.goto(site.path(f"/en/{here}new/languages/"))
        page.click(acts.GO_ON)
        begun = without_language(page.url.split("/", 3)[3].replace("people/", ""))
        page.select_option("#id_account", index=1)
        page.click(acts.GO_ON)
    parts = ("", "people/", "sharing/", "result/", "discuss/2/", "plan/", "plan/days/", "plan/new/", "plan/1/",
             "plan/1/change/", "plan/1/file/", "evidence/plan/", "sheet/")  # fmt: skip
    return [*(f"{one}{part}" for part in parts), *(f"{begun}{part}" for part in ("", "people/", "sheet/"))]


def directory(browser: Any, site: Site) -> list[str]:
    """Lists, an organisation and a person who are there twice, each compared with its double, merged and parted."""
    here = "desk/directory/"
    with visitor(browser, site) as page:
        acts.log_in(page, site, PROGRAMME, "en")
        found = []
        for address in ("?q=mulliri", "people/?q=izmisljenovic+jelena"):
            page.goto(site.path(f"/en/{here}{address}"))
            one = without_language(page.get_attribute("main li.entry h2 a", "href"))
            found += [one, f"{one}change/", f"{one}alike/"]
            page.goto(site.path(f"/en/{one}alike/"))
            found.append(without_language(page.get_attribute("main a[href*='/merge/']", "href")))
        for part in ("a[href*='/directory/functions/']", "a[href*='/functions/person/']"):
            page.goto(site.path(f"/en/{here}people/?from=a"))
            page.click("main li.entry h2 a")
            found.append(without_language(page.get_attribute(f"main {part}", "href")))
        page.goto(site.path(f"/en/{found[-1]}?q=ura"))
        found += [f"{found[-1]}?q=ura", found[-1] + page.get_attribute("main li.entry a", "href")]
        page.goto(site.path(f"/en/{found[7]}"))
        page.click(acts.GO_ON)
        page.goto(site.path(f"/en/{here}merges/"))
        merge = without_language(page.get_attribute("main li.entry a", "href"))
        page.goto(site.path(f"/en/{merge}"))
        page.click("main form.buttons button")
    return [*(f"{here}{part}" for part in OF_THE_DIRECTORY), *found, f"{found[4]}forget/", merge]


def messages(browser: Any, site: Site) -> list[str]:
    """The list of post that proves no case, and one that the demonstration has."""
    with cases.at_work(browser, site, cases.CLERK) as page:
        page.goto(site.path("/en/desk/cases/post/"))
        one = without_language(page.get_attribute("main li.entry a", "href"))
    return ["desk/cases/post/", "desk/cases/post/?show=settled", one]


def samples(browser: Any, site: Site) -> list[str]:
    """A sample of answers that is being scored: the list, the sample, an answer with the list and one that is done."""
    with cases.at_work(browser, site, cases.HEAD) as page:
        page.goto(site.path("/en/desk/cases/samples/gracanice/"))
        sample = without_language(page.get_attribute("main tbody a", "href"))
        page.goto(site.path(f"/en/{sample}"))
        following = without_language(page.get_attribute("main a.button", "href"))
    return ["desk/cases/samples/gracanice/", sample, following, f"{sample}1/"]


def finished_sample(page: Any, site: Site) -> str:
    """The address of the quality sample that the demonstration has: of the public hearing about the budget."""
    acts.to_desk(page, site, "en")
    page.click("main a:has-text('buxhetin')")
    page.goto(site.path(page.get_attribute(acts.TRANSLATIONS, "href")))
    page.goto(f"{page.url.partition('?')[0]}quality/")
    return site.path(page.get_attribute("main table a", "href"))


def within(url: str) -> str:
    """An address of the desk without host and language."""
    return url[url.index("desk/") :]


def without_language(address: str) -> str:
    return address.lstrip("/").partition("/")[2]
