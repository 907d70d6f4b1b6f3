"""The pictures of the guide to the directory: what is in it, a messy list on its way, what is behind an own link."""

import re
from email import message_from_bytes
from typing import Any, Final

from camera import take
from tests.browser.a_roster import workbook
from tests.browser.cases import at_work
from tests.browser.running import Site, visitor

PROGRAMME: Final = "programme@example.org"
OWN: Final = re.compile(r"http\S+/en/people/\d+/\S+/")


def the_directory(browser: Any, site: Site) -> None:
    with at_work(browser, site, PROGRAMME) as page:
        page.click("main a[href$='/desk/directory/']")
        take(page, "90-directory", part="main", height=1000)


def a_list_is_brought(browser: Any, site: Site) -> None:
    with at_work(browser, site, PROGRAMME) as page:
        page.click("main a[href$='/desk/lists/']")
        page.click("main a[href$='/desk/lists/new/']")
        page.set_input_files("#id_file", {"name": "pjesëmarrësit.xlsx", "mimeType": "", "buffer": workbook()})
        page.click("main form .buttons button")
        page.wait_for_selector("main nav a[href='?show=open']")
        page.click("main a[href='?show=odd']")
        take(page, "91-list", part="main", height=1500)
        page.click("main a[href='?show=open']")
        page.check("[value^='same:'] >> nth=0")
        page.click("main [name=then]")
        take(page, "92-confirm", part="main", height=600)
        page.click("main form button")
        take(page, "93-report", part="main", since="h2:has(+ nav)", height=1000)


def somebody_declares(browser: Any, site: Site) -> None:
    """Through the link in a letter to somebody who registered and reads English."""
    with visitor(browser, site) as page:
        page.goto(own_link(site))
        page.click("main a.button")
        take(page, "94-declaring", part="main", height=1200)


def own_link(site: Site) -> str:
    for letter in sorted((site.folder / "mail").iterdir()):
        text = message_from_bytes(letter.read_bytes()).get_payload(decode=True)
        if isinstance(text, bytes) and (found := OWN.search(text.decode())):
            return found[0]
    raise LookupError("No letter has a link to somebody's own page in English")


TAKEN: Final = (the_directory, a_list_is_brought, somebody_declares)
