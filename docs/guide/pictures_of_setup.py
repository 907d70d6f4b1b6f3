"""The pictures of the guide for administrators: a municipality sets up its services."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

from camera import take
from tests.browser.cases import ADMINISTRATOR, at_work, go_on, service_named
from tests.browser.running import Site

AUDITOR: Final = "auditor@example.org"
LONGEST: Final = 10
"""Days to look ahead for one that a running case hangs on and that is no holiday yet."""
OUTLINE: Final = (
    (21.10, 42.58), (21.13, 42.53), (21.19, 42.51), (21.25, 42.54), (21.27, 42.60), (21.22, 42.65), (21.15, 42.64),
    (21.10, 42.58),
)  # fmt: skip
"""Made up: eight points around the middle of the municipality."""
REASON: Final = {
    "sq": "Ditë zie, me vendim të trilluar.",
    "sr-Cyrl": "Дан жалости, по измишљеној одлуци.",
    "en": "A day of mourning, by a made-up decision.",
}
MOURNING: Final = {"sq": "Ditë zie", "sr-Cyrl": "Дан жалости", "en": "Day of mourning"}


def take_people(browser: Any, site: Site) -> None:
    with administrator(browser, site) as page:
        page.goto(site.path("/en/desk/people/gracanice/"))
        take(page, "70-people", part="main", height=900)


def take_offices(browser: Any, site: Site) -> None:
    with administrator(browser, site, "office/public-works/") as page:
        take(page, "71-office", part="main", since="fieldset:has(> .short)", height=1180)


def take_services(browser: Any, site: Site) -> None:
    """One service that has a name in one language only shows what the list says of it."""
    with administrator(browser, site, "new/") as page:
        page.fill("[name=code]", "market-stall")
        page.select_option("[name=kind]", "application")
        page.select_option("[name=office]", index=1)
        page.fill("[name=names_sq]", "Tezga në treg")
        page.fill("[name=descriptions_sq]", "Leje për një tezgë në tregun e gjelbër (e trilluar).")
        go_on(page)
        page.goto(site.path("/en/desk/services/gracanice/"))
        take(page, "72-services", part="main", height=900)
        page.goto(site.path("/en/desk/services/gracanice/service/street-light/"))
        take(page, "73-service", part="main", height=1200)


def take_routing(browser: Any, site: Site) -> None:
    with administrator(browser, site, "routing/") as page:
        take(page, "74-routing", part="main", since="h2:has(+ ol.entries)", height=760)
        page.goto(site.path("/en/desk/services/gracanice/routing/try/"))
        page.select_option("[name=service]", label=service_named("noise"))
        page.fill("[name=text]", "Камиони за отпад буде цело насеље.")
        go_on(page)
        take(page, "65-test-bench", part="main", height=900)


def take_texts(browser: Any, site: Site) -> None:
    with administrator(browser, site, "texts/new/") as page:
        page.fill("[name=code]", "road-closed")
        page.select_option("[name=move]", "plan")
        page.fill("[name=names_sq]", "Rruga është e mbyllur")
        page.fill("[name=texts_sq]", "Rruga është e mbyllur deri sa të kryhet puna.")
        go_on(page)
        page.goto(site.path("/en/desk/services/gracanice/texts/"))
        take(page, "75-texts", part="main", since="h2:has(+ .entries .tag)", height=560)


def take_limits(browser: Any, site: Site) -> None:
    with administrator(browser, site, "limits/") as page:
        take(page, "76-limits", part="main", height=1280)


def take_holidays(browser: Any, site: Site) -> None:
    """The first of the next days on which a running case hangs; nothing is confirmed."""
    with administrator(browser, site) as page:
        today = datetime.now().astimezone().date()
        for ahead in range(1, LONGEST + 1):
            page.goto(site.path("/en/desk/services/gracanice/holidays/change/"))
            page.check("[name=action][value=add]")
            page.fill("[name=date]", (today + timedelta(days=ahead)).isoformat())
            page.fill("[name=source]", "Made-up decision no. 1")
            for tag, reason in REASON.items():
                page.eval_on_selector_all("main details", "all => all.forEach(one => one.open = true)")
                page.fill(f"[name=names_{tag}]", MOURNING[tag])
                page.fill(f"[name=reasons_{tag}]", reason)
            go_on(page)
            if page.locator("main table").count():
                take(page, "77-moving", part="main", height=800)
                return
    raise LookupError(f"No running case hangs on one of the next {LONGEST} days")


def take_keys(browser: Any, site: Site) -> None:
    with administrator(browser, site, "keys/") as page:
        page.fill("[name=name]", "A made-up reporting app")
        page.check("[name=scopes][value='requests.write']")
        go_on(page)
        take(page, "78-key", part="main", height=900)


def take_boundary(browser: Any, site: Site) -> None:
    shape = {"type": "Polygon", "coordinates": [OUTLINE]}
    with administrator(browser, site, "boundary/") as page:
        file = {"name": "outline.geojson", "mimeType": "", "buffer": json.dumps(shape).encode()}
        page.set_input_files("[name=file]", file)
        go_on(page)
        take(page, "79-boundary", part="main", height=820)
        page.click("main [name=act][value=drop]")


def take_audit(browser: Any, site: Site) -> None:
    with at_work(browser, site, AUDITOR, "en") as page:
        page.goto(site.path("/en/desk/audit/"))
        take(page, "80-audit", part="main", height=760)


TAKEN: Final = (
    take_people, take_offices, take_services, take_routing, take_texts, take_limits, take_holidays, take_keys,
    take_boundary, take_audit,
)  # fmt: skip


@contextmanager
def administrator(browser: Any, site: Site, address: str = "") -> Iterator[Any]:
    """A page of the administrator, at an address of the set-up."""
    with at_work(browser, site, ADMINISTRATOR, "en") as page:
        page.goto(site.path(f"/en/desk/services/gracanice/{address}"))
        yield page
