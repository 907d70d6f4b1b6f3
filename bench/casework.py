"""Casework under load and with faults, on SQLite and on PostgreSQL, each in a site of its own.

    python bench/casework.py [--on sqlite postgres] [--cases N] [--seconds N] [--kills N]
        [--parts pages posts kills] [--figures FILE]

`docs/methods/casework.md` says how.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tools")]

import town  # noqa: E402
from figure import Figure, hand_over, taken  # noqa: E402
from visiting import Application, Page, costs, counted  # noqa: E402

FEW, MANY = 1_000, 100_000
ROUNDS = 60
TIMES = 4
"""So many times the bare page."""
SHARE = 30
"""Percent of the rate of bare inserts."""
CLIENTS = 50
PARTS = ("pages", "posts", "kills")
SLUG = "gracanice"
TURNS = 4
"""Bare inserts and forms take turns, so that both meet what else the machine does."""
ENVIRONMENT = {
    "URAMOST_PUZZLE_BITS": "0", "URAMOST_SENT_AN_HOUR": "100000000", "URAMOST_PROXIES": "1", "URAMOST_LOG": "ERROR",
}  # fmt: skip
"""A client sends more than a resident would, and solves no puzzle; its address is counted all the same."""
FORMS_A_SECOND = 400
"""Filled in beforehand; no machine here sends more."""


def pages(site: Application, many: int, where: str) -> Iterator[Figure]:
    import cases
    from bare_cases import Bare
    from pages import logged_in

    cases.fill(min(FEW, many))
    cases.clerk()
    cookies = logged_in("clerk")
    here = _ours(site, cookies)
    few = {name: _queries(page) for name, (page, _bare) in here.items()}
    cases.fill(many)
    bare = Bare()
    here = _ours(site, cookies)
    for name, (page, like) in here.items():
        base, ours = costs([Page(bare, like), page], ROUNDS)
        ratio = ours.processor / base.processor if where == "SQLite" else ours.clock / base.clock
        yield Figure(f"{where}: {name}, {many:,} cases there", ratio, "× bare", TIMES)
        yield Figure(f"{where}: {name}: its time; the bare page's: {base.clock * 1000:.1f} ms", ours.clock * 1000, "ms")
        yield Figure(
            f"{where}: {name}: queries, as with {min(FEW, many):,} cases",
            _queries(page),
            "queries",
            few[name],
            exact=True,
        )
    page = here["a case"][0]
    base, ours = costs([Page(bare, f"/bare/case/{page.path.split('/')[-2]}/"), page], ROUNDS)
    yield Figure(f"{where}: a case, beside a bare page of this one case", ours.processor / base.processor, "× bare")


def _ours(site: Application, cookies: str) -> dict[str, tuple[Page, str]]:
    """Name → our page, and the bare page: for the desk a list as long as the queue's."""
    from uramost_web.casework.models import Case
    from uramost_web.casework.views.desk_queue import PAGE

    newest = Case.objects.filter(closed_at=None).order_by("-pk")[0].reference
    asked = f"/georeport/v2/requests.json?jurisdiction_id={SLUG}&page_size=100"
    return {
        "queue": (Page(site, "/en/desk/cases/", cookies), f"/bare/cases/{PAGE}/"),
        "queue of all offices": (Page(site, "/en/desk/cases/?offices=all", cookies), f"/bare/cases/{PAGE}/"),
        "a case": (Page(site, f"/en/desk/cases/{newest}/", cookies), f"/bare/cases/{PAGE}/"),
        "requests.json": (Page(site, asked), "/bare/cases/100.json"),
    }


def _queries(page: Page) -> int:
    """How many a warm page makes."""
    page.fetch()
    with counted() as made:
        page.fetch()
    return len([sql for sql in made if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))])


def posts(service: Any, seconds: float, where: str) -> Iterator[Figure]:
    """Bare inserts and forms in turns, with as many clients: nothing lost, nothing twice."""
    import bare_cases
    import cases
    import posting

    from uramost_web.casework.models import Case, Draft

    bare_cases.make_table()
    fields = {"text": cases.TEXTS[0], "email": "resident@example.org"}
    before = Case.objects.count()
    keys = cases.drafts(service, int(FORMS_A_SECOND * seconds))
    paths = [
        path for number, key in enumerate(keys) for path in [f"/sr/ask/{key}/check/"] * (2 if number % 10 == 0 else 1)
    ]
    warming, todo = posting.queue(paths[:44]), posting.queue(paths[44:])  # a process reads its calendar once
    inserts = posting.queue(["/bare/insert/"] * int(1_000 * max(10, seconds)))
    first, ours, bare = posting.Posted(), posting.Posted(), posting.Posted()
    with (
        posting.gunicorn("bare_cases:application", "/bare/cases/1/") as bare_port,
        posting.gunicorn("uramost_web.wsgi", "/sr/") as port,
    ):
        posting.post_all(port, warming, {"number": "0"}, first, clients=8, seconds=60)
        for _turn in range(TURNS):
            posting.post_all(bare_port, inserts, fields, bare, clients=CLIENTS, seconds=seconds / TURNS / 4)
            posting.post_all(port, todo, {"number": "0"}, ours, clients=CLIENTS, seconds=seconds / TURNS)
    kept = Draft.objects.exclude(case=None).values_list("key", flat=True)
    shown = {path.split("/")[3] for path in [*first.taken, *ours.taken]}
    made = Case.objects.count() - before
    yield Figure(f"{where}: bare inserts", bare.rate, "a second")
    yield Figure(f"{where}: forms sent, {CLIENTS} clients for {seconds:.0f} s", ours.rate, "a second")
    yield Figure(f"{where}: forms, of the rate of bare inserts", 100 * ours.rate / bare.rate, "%", SHARE, least=True)
    yield Figure(f"{where}: wait of 95 in 100 who send a form", quantiles(ours.waits, n=20)[-1] * 1000, "ms")
    yield Figure(f"{where}: errors", len(first.faults) + len(ours.faults) + len(bare.faults), "errors", 0, exact=True)
    yield Figure(
        f"{where}: forms sent whose case is not there", len(shown - set(map(str, kept))), "lost", 0, exact=True
    )
    yield Figure(f"{where}: cases beyond one a form, every tenth sent twice", made - len(kept), "twice", 0, exact=True)


def kills(number: int, where: str, database: str) -> Iterator[Figure]:
    """As tests/site/casework/test_faults.py, for longer."""
    from tests.mail_server import MailServer
    from tests.site.casework import killing
    from tests.site.house import House

    rounds = [("web", "worker") if turn % 3 == 0 else (("web",), ("worker",))[turn % 2] for turn in range(number)]
    with tempfile.TemporaryDirectory(prefix="uramost-bench-") as folder, MailServer(slow=0.01) as mail:
        own = {"DATABASE_URL": database} if database else {}
        house = House(Path(folder), {**killing.settings(mail), **own})
        house.run("-c", killing.COUNTER.format("counter.build()"))
        seen = killing.story(house, mail, forms=60 * number, clients=8, rounds=rounds)
    yield Figure(f"{where}: kill -9 of web or worker: references shown", len(seen.shown), "references")
    yield Figure(f"{where}: kill -9: references and letters lost", seen.lost, "lost", 0, exact=True)
    yield Figure(f"{where}: kill -9: cases beyond one a form", seen.twice, "twice", 0, exact=True)
    yield Figure(f"{where}: kill -9: letters given again under their Message-ID", seen.again, "letters", seen.kills)


def on(database: str, where: str, wanted: argparse.Namespace) -> list[Figure]:
    """All figures of one database, in a site of its own."""
    with town.empty_site(database, **ENVIRONMENT):
        import cases
        from django.core.wsgi import get_wsgi_application

        site, service = get_wsgi_application(), cases.open_counter()
        made = {
            "pages": lambda: pages(site, wanted.cases, where),
            "posts": lambda: posts(service, wanted.seconds, where),
        }
        return [figure for part in wanted.parts if part in made for figure in made[part]()]


def _apart(where: str, wanted: argparse.Namespace) -> list[Figure]:
    """One database in a process of its own: settings are read once."""
    import with_postgres

    with ExitStack() as stack:
        urls = ["", ""]
        if where == "postgres":
            server = stack.enter_context(with_postgres.server())
            folder = server.split("host=")[1]
            for number in range(2):
                urls[number] = server.replace("/uramost?", f"/uramost{number}?")
                create = [with_postgres.binaries() / "createdb", "-h", folder, "-U", "uramost", f"uramost{number}"]
                subprocess.run(create, check=True)
        kept = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "figures.json"
        said = ["--cases", str(wanted.cases), "--seconds", str(wanted.seconds), "--kills", str(wanted.kills)]
        said += ["--parts", *wanted.parts]
        command = [sys.executable, __file__, "--within", json.dumps([where, *urls]), "--figures", str(kept), *said]
        subprocess.run(command, check=True)
        return taken(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--on", nargs="+", choices=("sqlite", "postgres"), default=["sqlite", "postgres"])
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--cases", type=int, default=MANY)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--within", type=json.loads, help="used by this programme itself")
    parser.add_argument("--figures")
    wanted = parser.parse_args()
    if wanted.within:
        name, first, second = wanted.within
        where = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[name]
        killed = kills(wanted.kills, where, second) if "kills" in wanted.parts else ()
        hand_over([*on(first, where, wanted), *killed])
        return
    hand_over([figure for where in wanted.on for figure in _apart(where, wanted)])


if __name__ == "__main__":
    main()
