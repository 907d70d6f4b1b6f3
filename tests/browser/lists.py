"""Lists of people in the browser: one that is looked through, one that was written, one that was taken back."""

from typing import Any, Final

from tests.browser import acts
from tests.browser.running import Site, visitor

PROGRAMME: Final = "programme@example.org"
NAMES: Final = ("Lista Pregledana", "Lista Zapisana", "Lista Vraćena")
"""Each a list of one person, about whom something is odd."""


def desk(browser: Any, site: Site) -> list[str]:
    """The pages of lists, without their language."""
    with visitor(browser, site) as page:
        acts.log_in(page, site, PROGRAMME, "en")
        previewed, written, undone = (bring(page, site, name) for name in NAMES)
        for number in (written, undone):
            page.goto(site.path(f"/en/desk/lists/{number}/confirm/"))
            page.click("main form button")
        page.goto(site.path(f"/en/desk/lists/{undone}/undo/"))
        page.click("main form button")
    one = (f"{previewed}/", f"{previewed}/?show=odd", f"{previewed}/confirm/", f"{written}/", f"{written}/undo/")
    return [f"desk/lists/{part}" for part in ("", "new/", *one, f"{undone}/")]


def bring(page: Any, site: Site, name: str) -> str:
    """The number of the list."""
    page.goto(site.path("/en/desk/lists/new/"))
    table = f"Ime i prezime,Telefon,Datum,Pol\n{name},x,3/4/2026,Ž\n"
    page.set_input_files("#id_file", {"name": "lista.csv", "mimeType": "text/csv", "buffer": table.encode()})
    page.click("main form .buttons button")
    page.wait_for_selector("main nav a[href='?show=open']")
    return str(page.url.rstrip("/").rpartition("/")[2])
