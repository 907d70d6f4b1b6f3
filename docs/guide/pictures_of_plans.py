"""The pictures of the guides to assessments and to memoranda: those of the demonstration, and one that is begun."""

import re
from datetime import date, timedelta
from typing import Any, Final

from camera import take
from tests.browser.cases import HEAD, at_work
from tests.browser.running import Site, visitor

PROGRAMME: Final = "programme@example.org"
PHONE: Final = {"viewport": {"width": 360, "height": 740}, "locale": "sr"}
BUTTON: Final = "main form .buttons button"
TITLES: Final = {
    "sq": "Memorandum i trilluar i Gjilanit",
    "sr-Cyrl": "Измишљени меморандум Гњилана",
    "en": "Made-up memorandum of Gjilan",
}
LIGHTS: Final = {"sq": "Ndriçim rrugor.", "sr-Cyrl": "Улична расвета.", "en": "Street lights."}
POST: Final = "One more post of translator"
DONE: Final = {
    "sq": "Përkthyesja filloi punën.",
    "sr-Cyrl": "Преводитељка је почела да ради.",
    "en": "The translator has begun to work.",
}


def a_memorandum_is_negotiated(browser: Any, site: Site) -> None:
    with at_work(browser, site, PROGRAMME) as page:
        page.click("main a[href$='/desk/memoranda/']")
        page.click("main details summary")
        page.click("main a[href$='/memoranda/new/gjilan/']")
        for tag, title in TITLES.items():
            page.fill(f"#id_title_{tag}", title)
        page.click(BUTTON)
        page.click("main a[href$='/promise/']")
        page.check("[name=side][value=programme]")
        for tag, text in LIGHTS.items():
            page.fill(f"#id_text_{tag}", text)
        page.fill("#id_amount", "38000")
        page.check("#id_at_most")
        page.fill("#id_due", str(date.today() + timedelta(days=200)))  # noqa: DTZ011 - the demonstration's own day
        take(page, "100-commitment", part="main", height=1120)


def a_memorandum_is_carried_out(browser: Any, site: Site) -> None:
    with at_work(browser, site, PROGRAMME) as page:
        page.click("main a[href$='/desk/memoranda/']")
        page.click("main h3 a:has-text('Gračanica')")
        take(page, "101-memorandum", part="main", height=990)
        page.click(f"main tr:has-text('{POST}') a")
        page.check("[name=state][value=done]")
        for tag, note in DONE.items():
            page.fill(f"#id_note_{tag}", note)
        take(page, "102-what-was-done", part="main", height=1210)


def everybody_sees_it(browser: Any, site: Site) -> None:
    with visitor(browser, site, **PHONE) as page:
        page.goto(site.path("/sr/municipalities/gracanice/promises/"))
        take(page, "103-promises", part="main", height=1150)


def a_round_goes_on(browser: Any, site: Site) -> None:
    """The facilitator makes the lead a new link, with which the round opens in the lead's language."""
    with at_work(browser, site, PROGRAMME) as page, visitor(browser, site) as lead:
        page.click("main a[href$='/desk/assessments/']")
        page.click("main .entries a:has-text('Lagjja')")
        page.click("[name=act][value=new_link]")
        lead.goto(re.sub("/sq/", "/en/", re.search(r"http\S+", page.inner_text("main"))[0]))
        lead.click("main .buttons a.button")
        lead.locator("main form [type=radio][value='2']").first.check()
        take(lead, "104-score", part="main", height=860)
        page.click("main a[href$='/desk/assessments/'], nav.breadcrumbs a[href$='/desk/assessments/']")
        page.click("main .entries a:has-text('Ura e vogël') >> nth=0")
        page.click("main a[href$='/result/']")
        take(page, "106-result", part="main", height=1195)


def a_municipality_agrees_and_plans(browser: Any, site: Site) -> None:
    with at_work(browser, site, HEAD) as page:
        page.click("main a[href$='/desk/assessments/']")
        page.click("main .entries a >> nth=0")
        page.click("main a[href$='/discuss/1/'] >> nth=0")
        take(page, "105-discussed", part="main", height=900)
        page.go_back()
        page.click("main a[href$='/plan/']")
        take(page, "107-plan", part="main", height=900)


TAKEN: Final = (
    a_memorandum_is_negotiated, a_memorandum_is_carried_out, everybody_sees_it, a_round_goes_on,
    a_municipality_agrees_and_plans,
)  # fmt: skip
