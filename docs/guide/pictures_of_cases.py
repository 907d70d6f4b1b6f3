"""The pictures of the guides for residents and for clerks: one request on its way, and what stands around it."""

from typing import Any, Final

from camera import take
from tests.browser.cases import CLERK, HEAD, at_work, entered, go_on, service_named, to_case, to_queue
from tests.browser.running import Site, visitor

LIGHT: Final = "Улично светло код школе не ради од понедељка."
SNOW: Final = (
    "Желим да видим грађевинску дозволу за зграду поред школе. Снег се прво чисти на путевима који воде до школа и до "
    "болнице."
)
PHONE: Final = {"viewport": {"width": 360, "height": 740}, "locale": "sr"}


def a_resident_asks(browser: Any, site: Site) -> None:
    with visitor(browser, site) as page:
        page.goto(site.path("/en/municipalities/gracanice/services/"))
        take(page, "50-services", height=820)
        page.goto(site.path("/en/municipalities/gjilan/times/"))
        take(page, "54-times", part="main", height=980)
    with visitor(browser, site, **PHONE) as page:
        page.goto(site.path("/sr/municipalities/gracanice/services/street-light/"))
        page.click("form[action$='/begin/'] button")
        page.check("[name=language][value=sr-Cyrl]")
        go_on(page)
        page.fill("[name=text]", LIGHT)
        take(page, "51-question", part="main", height=700)
        go_on(page)
        page.fill("[name=place_text]", "код школе")
        page.click("main button[name=map]")
        page.click("input.pointing-small", position={"x": 150, "y": 130})
        take(page, "55-map", part="main", height=1100)
        page.go_back()
        page.go_back()
        go_on(page)
        go_on(page)
        page.fill("[name=name]", "Неко")
        go_on(page)
        take(page, "52-check", part="main", height=1150)
        go_on(page)
        page.wait_for_url("**/done/")
        page.click("main a.button")
        take(page, "53-follow", part="main", height=1100)


def a_clerk_works(browser: Any, site: Site) -> None:
    with at_work(browser, site, CLERK) as page:
        case = entered(page, service_named("public-document"), SNOW)
        to_queue(page)
        take(page, "60-queue")
        to_case(page, case)
        take(page, "61-case", part="main", height=1240)
        page.click("main a[href$='/reading/']")
        page.click(".languages a[hreflang=sq]")
        take(page, "62-reading", part="main", height=760)
        page.click(".languages a[hreflang=en]")
        to_case(page, case)
        page.click("main a[href$='/answer/']")
        page.fill("[name=text]", "Kopjen mund ta merrni në sportel.")
        page.select_option("[name=language]", "sq")
        go_on(page)
        take(page, "63-other-language", part="main", height=1160)


def the_office_is_led(browser: Any, site: Site) -> None:
    with at_work(browser, site, HEAD) as page:
        to_queue(page, "load/")
        take(page, "64-load", part="main", height=760)


TAKEN: Final = (a_resident_asks, a_clerk_works, the_office_is_led)
