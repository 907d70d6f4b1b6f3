"""What do the site's pages cost, beside a bare Django page in the same process?

    python bench/pages.py [--figures FILE]

A ratio is the median processor time of a page divided by that of the bare page of `bench/bare.py`, over ROUNDS rounds
in which they take turns. Both are asked for as a server asks: through their whole WSGI application, the database opened
and closed as the settings say. A page of the portal is measured twice: as the site keeps it for readers without a
session (nothing it shows has changed since somebody read it), and made anew, as for the first reader after a change.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

import town
from figure import Figure, hand_over
from visiting import Application, Page, costs, counted, middle

FEW, MANY = 100, 10_000
ROUNDS = 300
SHORT, LONG, HUGE = 50, 500, 2_500
"""Segments of the documents to translate."""


def public_pages(site: Application) -> dict[str, Page]:
    """What is measured. A query spares a page from being kept, and asks for what it would show without it."""
    from uramost_web.notices.models import Notice

    notice = Notice.objects.order_by("pk")[FEW // 2].get_absolute_url()
    lists = "/sq/notices/"
    return {
        "Notice": Page(site, notice),
        "Notice made anew": Page(site, f"{notice}?text=sq"),
        "List of 50": Page(site, lists),
        "List of 50 made anew": Page(site, f"{lists}?page=1"),
    }


def bare_page(like: Page) -> Page:
    """The bare page with the title and the text of a notice of the site."""
    import bare

    from uramost_web.notices.models import PublishedText

    *_, slug, number, _ = like.path.split("/")
    text = PublishedText.objects.get(notice__municipality__slug=slug, notice__number=number, tag=town.SOURCE)
    return Page(bare.application(title=text.title, html=text.html, at=text.published_at), "/bare/")


def queries(page: Page) -> int:
    """How many a warm page makes. The words of the country pack, read anew once a minute, are not counted."""
    page.fetch()
    found = []
    for _time in range(2):
        with counted() as made:
            page.fetch()
        found.append(len(made))
    return min(found)


def portal(site: Application) -> Iterator[Figure]:
    town.publish(FEW)
    pages = public_pages(site)
    few = {name: queries(page) for name, page in pages.items()}
    town.publish(MANY)
    bare = bare_page(pages["Notice"])
    base, *seen = costs([bare, *pages.values()], ROUNDS)
    yield Figure("Bare Django page: processor time", base.processor * 1000, "ms")
    for (name, page), cost in zip(pages.items(), seen, strict=True):
        limit = None if "anew" in name else 3 if name.startswith("Notice") else 5
        yield Figure(f"{name}, {MANY:,} notices there", cost.processor / base.processor, "× bare", limit)
        yield Figure(f"{name}: queries, as with {FEW} notices", queries(page), "queries", few[name], exact=True)
    yield figures_anew(site)


def figures_anew(site: Application) -> Figure:
    """The front page after a publication, when the parity of every notice is counted again."""
    town.publish(MANY + 1)
    page = Page(site, "/sq/")
    return Figure(f"Front page after a publication, {MANY:,} notices counted again", page.cost().clock * 1000, "ms")


def workbench(site: Application, folder: Path) -> Iterator[Figure]:
    """Opening a document at one sentence after the other, with a memory as `uramost memory build` makes it."""
    units = load_memory(folder)
    cookies = logged_in("translator")
    short, long = (town.to_translate(length) for length in (SHORT, LONG))
    address = "/sq/desk/translations/{}/?s={}".format
    first = Page(site, address(long.pk, 1), cookies).cost()
    yield Figure("Workbench, first opening in a process: the memory of two languages is read", first.clock * 1000, "ms")
    seen = [Page(site, address(long.pk, position), cookies).cost() for position in range(1, LONG + 1)]
    usual = middle(seen)
    yield Figure(f"Workbench, {LONG} segments, {units:,} units: median", usual.clock * 1000, "ms", 300)
    yield Figure("Workbench: 95 of 100 sentences", quantiles((cost.clock for cost in seen), n=20)[-1] * 1000, "ms")
    yield Figure("Workbench: median of processor time", usual.processor * 1000, "ms")
    few, many = (
        max(queries(Page(site, address(row.pk, place), cookies)) for place in range(1, 11)) for row in (short, long)
    )  # where a sentence has suggestions, one query more says who approved them
    yield Figure(f"Workbench: queries, as with {SHORT} segments", many, "queries", few, exact=True)
    yield Figure("Workbench: queries", many, "queries", 14)
    seen = Page(site, f"/sq/desk/translations/{long.pk}/fill/?least=from&percent=60", cookies).cost()
    yield Figure(f"Filling {LONG} segments in from the memory: what it would be", seen.clock * 1000, "ms")
    yield from a_large_document(site, cookies)


def a_large_document(site: Application, cookies: str) -> Iterator[Figure]:
    """Of which the workbench shows a page at a time; and with a filter and words, for which all of it is looked at."""
    pk = town.to_translate(HUGE).pk
    for name, query in (("", ""), (", filtered, with words to look for", "&show=open&q=komuna")):
        places = range(1, HUGE + 1, HUGE // 50)
        seen = [Page(site, f"/sq/desk/translations/{pk}/?s={place}{query}", cookies).cost() for place in places]
        yield Figure(f"Workbench, {HUGE:,} segments{name}: median", middle(seen).clock * 1000, "ms")


def load_memory(folder: Path) -> int:
    """From the catalogues of this machine, as a new installation has it; the number of its units."""
    from django.core.management import call_command

    from uramost_web.translation.models import MemoryUnit

    kept = folder / "memory.sqlite"
    town.quietly(sys.executable, "-m", "uramost.cli", "memory", "build", str(kept))
    call_command("load_memory", str(kept), stdout=town.nowhere())
    return int(MemoryUnit.objects.count())


def logged_in(role: str) -> str:
    """The cookies of somebody in this role."""
    from django.conf import settings
    from django.test import Client

    client: Any = Client()
    client.force_login(town.person(role))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def main() -> None:
    with town.empty_site() as folder:
        from django.core.wsgi import get_wsgi_application

        site = get_wsgi_application()
        hand_over([*portal(site), *workbench(site, folder)])


if __name__ == "__main__":
    main()
