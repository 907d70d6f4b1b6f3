"""A real browser on the real demonstration: `manage.py demo`, set up once, on a database of its own.

Both end with the last test of this folder: beside Playwright's loop Django would touch no database in this process.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import beginning
from tests.browser.beginning import Begun
from tests.browser.running import CHROMIUM, Site, chromium, demonstration, visitor


def pytest_itemcollected(item: pytest.Item) -> None:
    """Those with a browser only where there is one."""
    if not item.path.is_relative_to(Path(__file__).parent):
        return
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None:
            item.add_marker(
                pytest.mark.skip(reason="There is no Chromium here; on Debian: apt-get install chromium-headless-shell")
            )


@pytest.fixture(scope="package")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begun]:
    with beginning.begun(tmp_path_factory.mktemp("demo var")) as begun:  # a folder with a space in its name
        yield begun


@pytest.fixture(scope="package")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """That of the test of its beginning, where this one is among those wanted: to set one up takes a minute."""
    if any("begun" in getattr(item, "fixturenames", ()) for item in request.session.items):
        yield request.getfixturevalue("begun").site
        return
    with demonstration(tmp_path_factory.mktemp("demo var")) as site:
        yield site


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Any, site: Site) -> Iterator[Any]:
    with visitor(browser, site) as page:
        yield page
