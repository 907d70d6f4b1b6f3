"""A real browser on the real demonstration: `manage.py demo`, started once, on a database of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.running import CHROMIUM, Site, chromium, demonstration, visitor


def pytest_itemcollected(item: pytest.Item) -> None:
    """All in one process, for they share one site; and those with a browser only where there is one.

    At this moment, for when the list is complete, xdist has read the groups already.
    """
    if not item.path.is_relative_to(Path(__file__).parent):
        return
    item.add_marker(pytest.mark.xdist_group("browser"))
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="There is no Chromium here; on Debian: apt-get install chromium"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with demonstration(tmp_path_factory.mktemp("demo var")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Any, site: Site) -> Iterator[Any]:
    with visitor(browser, site) as page:
        yield page
