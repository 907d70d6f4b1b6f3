"""A hearing that is going on in the demonstration, and the addresses of its pages."""

import subprocess
import sys

from tests.browser.running import ROOT, Site


def ask(site: Site, what: str) -> list[str]:
    """Of the site's own database, by a process of its own."""
    settings = {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "uramost_web.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.an_event", what],
        cwd=ROOT, env=site.environment | settings, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


def pages(site: Site) -> tuple[list[str], list[str]]:
    """(what anybody opens, what an officer opens at the desk), each without its language."""
    _session, _code, *paths = filter(None, ask(site, "make"))
    middle = paths.index("desk")
    return paths[:middle], paths[middle + 1 :]
