"""What meeting, learning and growing cost at the size that is asked, on SQLite and on PostgreSQL, each in its own site.

    python bench/growing.py [--on sqlite postgres] [--parts directory] [--scale 1] [--figures FILE]

A part is a programme of this folder with `figures(site, where, scale)`; parts of one run share a site and come in the
order of PARTS, so that a later one finds the people of an earlier one. `docs/methods/growing.md` says how.
"""

import argparse
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tools")]

import town  # noqa: E402
from figure import Figure, hand_over, taken  # noqa: E402

PARTS: Final = ("directory", "bringing", "gatherings")
PLACES: Final = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
ENVIRONMENT: Final = {"URAMOST_LOG": "ERROR"}


def on(database: str, where: str, parts: list[str], scale: float) -> list[Figure]:
    """All figures of one database."""
    with town.empty_site(database, **ENVIRONMENT):
        from django.core.wsgi import get_wsgi_application

        site = get_wsgi_application()
        wanted = [import_module(part) for part in PARTS if part in parts]
        return [figure for part in wanted for figure in part.figures(site, PLACES[where], scale)]


def _apart(where: str, parts: list[str], scale: float) -> list[Figure]:
    """One database in a process of its own: settings are read once."""
    import with_postgres

    with ExitStack() as stack:
        url = ""
        if where == "postgres":
            url = stack.enter_context(with_postgres.server())
            create = [with_postgres.binaries() / "createdb", "-h", url.split("host=")[1], "-U", "uramost", "uramost"]
            subprocess.run(create, check=True)
        kept = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "figures.json"
        command = [sys.executable, __file__, "--within", where, url, "--figures", str(kept)]
        subprocess.run([*command, "--scale", str(scale), "--parts", *parts], check=True)
        return taken(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--on", nargs="+", choices=tuple(PLACES), default=list(PLACES))
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--scale", type=float, default=1, help="of everything that is asked: 0.01 to try it out")
    parser.add_argument("--within", nargs=2, help="used by this programme itself")
    parser.add_argument("--figures")
    wanted = parser.parse_args()
    if wanted.within:
        where, url = wanted.within
        hand_over(on(url, where, wanted.parts, wanted.scale))
        return
    hand_over([figure for where in wanted.on for figure in _apart(where, wanted.parts, wanted.scale)])


if __name__ == "__main__":
    main()
