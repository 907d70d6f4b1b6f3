"""Every page, in every language of the site: there, in its language, narrow enough, light enough, accessible."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import acts, cases, desks, going_on, lists, meetings
from tests.browser.running import Site, demonstration, visitor
from tests.browser.stories import in_albanian
from uramost_web.interface import CODES

LANGUAGES: Final = tuple(CODES)
WAYS: Final = (("light", 1280), ("dark", 320))
"""Light on a wide screen, dark on a narrow one."""
EXAMINED: Final = {"sq": WAYS[:1], "sr": WAYS[1:]}
"""How axe looks at every page in which language. What answers a form is looked at both ways in both."""
NARROW: Final = {"width": 320, "height": 700}
AXE: Final = Axe()
VIOLATIONS: Final = """() => axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations)"""
"""Every rule is tried; of those that hold, the elements are not listed."""
DRAWN: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Until the page has heard of its new width: tables that scroll become a stop of the tab key."""
HEAVIEST: Final = 100 * 1024
"""Bytes of a first visit of a public page, with everything."""

PUBLIC: Final = (
    "", "notices/", "notices/?q=prishtina", "notices/?municipality=gracanice", "notices/?q=zzzz",
    "notices/gracanice/1/", "notices/gracanice/1/side-by-side/",
    "municipalities/", "municipalities/?show=updated&sort=synchronised", "municipalities/?q=zzzz",
    "municipalities/gracanice/", "municipalities/mamushe/", "municipalities/gracanice/subscribe/",
    "municipalities/gracanice/services/", "municipalities/gracanice/services/?q=zzzz",
    "municipalities/gracanice/services/street-light/", "municipalities/mamushe/services/",
    "municipalities/gjilan/times/", "municipalities/gracanice/times/", "municipalities/zvecan/times/",
    "figures/all/accessible/", "figures/all/synchronised/", "figures/all/updated/", "figures/all/equal_quality/",
    "figures/gracanice/accessible/", "terms/", "terms/?q=leje+ndertimi&domain=property", "terms/?q=zzzz",
    "terms/construction-permit/", "languages/", "about/", "accessibility/", "api/",
    "municipalities/gracanice/map/", "municipalities/gracanice/map/?at=42.601100,21.193600&near=2",
    "cases/", "municipalities/gracanice/requests/", "municipalities/gracanice/requests/?q=zzzz",
    "accounts/login/", "accounts/signup/", "accounts/password/reset/",
    "municipalities/gracanice/services/?q=rasveta", "municipalities/gracanice/services/public-document/",
    "municipalities/prizren/services/building-permit/?in=tr", "municipalities/prizren/services/?in=bs",
    "assessments/", "assessments/cso/", "assessments/languages/", "municipalities/gracanice/plan/",
    "organisations/", "organisations/?q=zzzz", "organisations/?q=trilluar&kind=cso", "organisations/?q=truluar",
    "events/", "events/?q=zzzz", "events/?when=past", "events/?q=rruget", "municipalities/gjilan/events/",
    "certificates/", "municipalities/gracanice/promises/",
)  # fmt: skip
IN_TWO: Final = (
    "assessments/", "organisations/", "events/", "certificates/", "register/", "registrations/", "people/",
    "municipalities/gracanice/plan/", "municipalities/gracanice/promises/", "municipalities/gjilan/events/",
    "desk/directory/", "desk/assessments/", "desk/events/", "desk/training/", "desk/lists/", "desk/memoranda/",
)  # fmt: skip
"""Beginnings of addresses that are looked at in Albanian and in Serbian Cyrillic: they have the longest words."""
GONE: Final = ("notices/kamenice/1/",)
"""Withdrawn: its address says so (410)."""
OF_THE_BENCH: Final = (
    "?s=1&show=open", "?show=drafts&q=zzzz", "segments/1/history/?old=0&new=1", "replace/?wanted=0&instead=1",
    "fill/", "fill/?least=from&percent=60", "changes/?since=2020-01-01", "findings/", "findings/?show=error",
    "preview/", "concordance/?words=konkurs", "homework/", "quality/",
)  # fmt: skip
"""What leads away from a sentence at the workbench."""
WRONG: Final = ("replace/?wanted=", "fill/?least=from", "fill/?least=from&percent=5")
"""Of the same, what cannot be meant: the page says so (422)."""
OF_A_RESIDENT: Final = ("", "add/", "withdraw/", "delete/")
"""What leads on from a case that has been sent."""
OF_A_CASE: Final = (
    "", "reading/", "answer/", "ask/", "extend/", "forward/", "merge/", "refuse/", "assign/", "note/",
)  # fmt: skip
"""What a clerk does with it."""
QUEUE: Final = ("", "?offices=all&due=late", "?state=answered", "?words=zzzz", "new/")
OF_THE_TOWN: Final = (
    "", "new/", "service/street-light/", "service/street-light/questions/", "service/street-light/end/", "offices/",
    "offices/new/", "office/registry/", "texts/", "texts/new/", "text/granted/", "routing/", "routing/new/",
    "routing/1/", "routing/try/", "limits/", "limits/new/", "holidays/", "holidays/change/", "keys/", "boundary/",
)  # fmt: skip
"""What an administrator sets up for the town hall."""
TERMS: Final = ("desk/terms/", "desk/terms/new/", "desk/terms/village/")
ACCOUNT: Final = ("accounts/", "accounts/email/", "accounts/password/change/", "accounts/2fa/", "accounts/logout/")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Beside that of the stories, which another process tells meanwhile."""
    with demonstration(tmp_path_factory.mktemp("every page")) as site:
        yield site


@pytest.fixture(scope="module")
def case(browser: Any, site: Site) -> cases.AtCounter:
    """Sent at the counter."""
    with cases.at_work(browser, site, cases.CLERK) as page:
        return cases.entered(page, "Access to a public document", "Желим да видим записник.\n\nО путу.", name="Неко")


@pytest.fixture(scope="module")
def hearing(site: Site) -> tuple[list[str], list[str]]:
    """Pages of a hearing that is going on: of anybody, and of the desk."""
    return going_on.pages(site)


@pytest.fixture(scope="module")
def public(browser: Any, site: Site, case: cases.AtCounter, hearing: tuple[list[str], list[str]]) -> tuple[str, ...]:
    """What anybody can open, and what the resident of the case can."""
    own = case.link[case.link.index("cases/") :]
    with visitor(browser, site) as page:
        page.goto(site.path("/en/municipalities/gracanice/requests/"))
        one = desks.without_language(page.get_attribute("main a[href*='/requests/34-']", "href"))
        page.goto(site.path("/en/organisations/"))
        organisation = desks.without_language(page.get_attribute("main li.entry a", "href"))
    forms = meetings.pages_of_forms(browser, site)
    return (*PUBLIC, *GONE, one, organisation, *(f"{own}{part}" for part in OF_A_RESIDENT), *forms, *hearing[0])


@pytest.fixture(scope="module")
def desk(browser: Any, site: Site, case: cases.AtCounter, hearing: tuple[list[str], list[str]]) -> dict[str, list[str]]:
    """Who works → the pages of their desk: of notices in every state, without the language in front."""
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.OFFICER, "en")
        draft = acts.start(page, "vacancy")
        acts.to_desk(page, site, "en")
        acts.start(page, "vacancy")
        acts.give_text(page, in_albanian().draft)
        given = int(page.url.split("/")[-3])
        acts.to_desk(page, site, "en")
        tasks = acts.hand_in(page, in_albanian().draft)
        open_ = desks.without_language(page.get_attribute(acts.TRANSLATIONS, "href"))
        acts.publish(page, tasks, "Urgjent.")
        sent = int(tasks.split("/")[-2])
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.TRANSLATOR, "en")
        page.goto(site.path(f"/en/{open_}?script=sr-Latn"))
        acts.translate(page, ["Konkurs za službenika ⟦1⟧Microsoft", "Opština Gračanica 2027"])
        acts.to_desk(page, site, "en")
        seasonal = acts.waiting(page, site, "gjelbërimit")
        came_back = acts.bring_back(page, seasonal, {6: "Искуство није услов.", 7: "Садња"})
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.REVIEWER, "en")
        review = acts.waiting(page, site, "transportin")
        being_read = acts.draw_sample(page, review)
        judged = desks.finished_sample(page, site)
    notices = [f"desk/notices/{draft}/text/", f"desk/notices/{draft}/"]
    notices += [f"desk/notices/{given}/send/", f"desk/notices/{given}/publish/"]
    states = ["", "correct/", "correct/2/", "withdraw/"]
    return {
        acts.OFFICER: [
            "desk/",
            "desk/notices/new/",
            *notices,
            *(f"desk/notices/{sent}/{part}" for part in states),
            f"{open_}due/",
            f"{open_}people/",
            *meetings.desk(browser, site),
            *hearing[1],
        ],
        acts.TRANSLATOR: [
            "desk/",
            "desk/translations/pool/",
            f"{open_}?s=2",
            *(f"{open_}{part}" for part in (*OF_THE_BENCH, *WRONG)),
            *(f"{desks.within(seasonal)}{part}" for part in ("?s=3", "?s=5", "?show=remarked")),
            desks.within(came_back),
            *ACCOUNT,
        ],
        acts.REVIEWER: [
            "desk/",
            "desk/translations/exchange/gracanice/",
            "desk/translations/pool/",
            *(
                desks.within(address)
                for address in (review, being_read, judged, judged.rpartition("quality")[0] + "quality/")
            ),
            *TERMS,
        ],
        "administrator.gracanice@example.org": [
            "desk/",
            "desk/people/gracanice/",
            "desk/translations/machine/gracanice/",
            *(f"desk/services/gracanice/{part}" for part in OF_THE_TOWN),
            "desk/cases/samples/gracanice/",
        ],
        cases.CLERK: [
            *(f"desk/cases/{part}" for part in QUEUE),
            *desks.messages(browser, site),
            *(f"desk/cases/{case.reference}/{part}" for part in OF_A_CASE),
        ],
        cases.HEAD: ["desk/cases/load/", *desks.samples(browser, site), *desks.rounds_of_the_town(browser, site)],
        desks.PROGRAMME: [
            "desk/",
            *desks.directory(browser, site),
            *desks.assessments(browser, site),
            *lists.desk(browser, site),
            *("desk/memoranda/", "desk/memoranda/new/gracanice/"),
            *(f"desk/memoranda/1/{part}" for part in ("", "document/", "promise/1/step/")),  # the demonstration's one
        ],
        "auditor@example.org": ["desk/audit/", "desk/directory/", "desk/directory/people/"],
    }


class Weight:
    """What a visit transfers, without the browser's memory of earlier ones."""

    def __init__(self, page: Any) -> None:
        self.bytes = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.loadingFinished", self._add)

    def _add(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page_is_there_narrow_light_and_accessible(
    browser: Any, site: Site, public: tuple[str, ...], language: str
) -> None:
    faults: list[str] = []
    with visitor(browser, site, viewport=NARROW) as page:
        bring_axe(page, language)
        weight = Weight(page)
        for address in in_language(public, language):
            weight.bytes = 0
            faults += looked_at(page, site, language, address, 410 if address in GONE else 200)
            if weight.bytes > HEAVIEST:
                faults.append(f"{address}: {weight.bytes} bytes")
            assert weight.bytes > 1000, "nothing was measured"
            faults += examined(page, language)
        page.goto(site.path("/"))
        faults += examined(page, language)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_desk_is_there_narrow_and_accessible(
    browser: Any, site: Site, desk: dict[str, list[str]], language: str
) -> None:
    faults: list[str] = []
    for email, addresses in desk.items():
        with visitor(browser, site, viewport=NARROW) as page:
            bring_axe(page, language)
            acts.log_in(page, site, email, language)
            for address in in_language(addresses, language):
                faults += looked_at(page, site, language, address, 422 if address.endswith(WRONG) else 200)
                faults += examined(page, language)
    assert not faults, "\n".join(faults)


def in_language(addresses: Iterable[str], language: str) -> list[str]:
    """Those that are looked at in a language."""
    return [address for address in addresses if language in {"sq", "sr"} or not address.startswith(IN_TWO)]


def looked_at(page: Any, site: Site, language: str, address: str, status: int = 200) -> Iterator[str]:
    answer = page.goto(site.path(f"/{language}/{address}"))
    if answer.status != status:
        yield f"{address}: status {answer.status}"
    if (tag := page.get_attribute("html", "lang")) != CODES[language]:
        yield f"{address}: in {tag}"
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 320:
        yield f"{address}: {width} pixels wide: {page.evaluate(WIDEST)}"


WIDEST: Final = """() => [...document.body.querySelectorAll("*")]
  .filter(one => one.getBoundingClientRect().right > 320.5 && !one.closest(".table-box"))
  .slice(0, 3).map(one => one.outerHTML.slice(0, 120)).join(" | ")"""


def test_axe_finds_nothing_where_something_is_wrong(browser: Any, site: Site, desk: dict[str, list[str]]) -> None:
    """Pages that answer a form: with an error summary, and with what somebody else has written meanwhile."""
    faults: list[str] = []
    bench = site.path(f"/sq/{desk[acts.TRANSLATOR][2]}")
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.OFFICER, "sq")
        for address in (desk[acts.OFFICER][1], desk[acts.OFFICER][2]):
            page.goto(site.path(f"/sq/{address}"))
            page.click(acts.GO_ON)
            page.wait_for_selector(".error-summary")
            faults += faults_of(page)
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.TRANSLATOR, "sq")
        page.goto(bench)
        with visitor(browser, site) as other:
            acts.log_in(other, site, acts.TRANSLATOR, "sq")
            other.goto(bench)
            acts.translate(other, ["Општина."])
        page.fill("#id_text", "Град Microsoft 3000.")
        page.wait_for_selector("#conflict")
        faults += faults_of(page)
    assert not faults, "\n".join(faults)


def test_a_case_on_paper_says_how_its_last_day_was_computed(browser: Any, site: Site, case: cases.AtCounter) -> None:
    with visitor(browser, site) as page:
        page.goto(site.path(f"/sr/{case.link[case.link.index('cases/') :]}"))
        page.emulate_media(media="print")
        assert page.locator("details.paper-open li").first.is_visible()
        assert page.locator("form:visible, nav:visible").count() == 0


def test_tables_of_figures_stand_in_blocks_on_a_phone_and_stay_tables(browser: Any, site: Site) -> None:
    with visitor(browser, site, viewport={"width": 320, "height": 700}) as page:
        page.goto(site.path("/sr/municipalities/gracanice/times/"))
        whole = page.locator(".table-box:has(.stacks)").evaluate_all("all => all.map(one => one.scrollWidth <= 320)")
        assert whole == [True] * 4  # of waiting times two by language and one by service; one of answers that were read
        assert page.get_by_role("row").first.get_by_role("columnheader").count() == 8
        cell = page.get_by_role("row").nth(1).get_by_role("cell").first
        assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"Предмети"'


def bring_axe(page: Any, language: str) -> None:
    """Given once, it is there on every page: to send it half a megabyte each time takes longer."""
    if language in EXAMINED:
        page.add_init_script(AXE.axe_script)


def examined(page: Any, language: str) -> list[str]:
    """What axe finds on the page that is open; then it is narrow and light again."""
    if language not in EXAMINED:
        return []
    found = faults_of(page, EXAMINED[language])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    return found


def faults_of(page: Any, ways: Iterable[tuple[str, int]] = WAYS) -> list[str]:
    found = []
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.axe_script)
    for scheme, width in ways:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(DRAWN)
        for violation in page.evaluate(VIOLATIONS):
            nodes = [f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:2]]
            found.append(f"{page.url} ({scheme}, {width}): {violation['id']}: {' | '.join(nodes)}")
    return found
