"""A notice with its translators: the workbench of its Serbian translation, in English."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from tests.conftest import AT, make_person
from tests.site import office
from tests.site.translation.bench import Bench
from uramost_web.notices.models import Notice
from uramost_web.translation.models import Translation


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def notice(gracanica: Any, officer: Any) -> Notice:
    return office.start_notice(gracanica, officer, AT)


@pytest.fixture
def serbian(notice: Notice) -> Translation:
    return notice.given().translations.get(language="sr-Cyrl")


@pytest.fixture
def colleague(gracanica: Any) -> Any:
    """A second translator."""
    return make_person("colleague@example.org", municipality=gracanica, roles=("translator",))


def bench_of(person: Any, row: Translation) -> Bench:
    browser = Client()
    browser.force_login(person)
    return Bench(browser, row, person)


@pytest.fixture
def bench(serbian: Translation, translator: Any) -> Bench:
    """The translator's."""
    return bench_of(translator, serbian)


@pytest.fixture
def other_bench(serbian: Translation, colleague: Any) -> Bench:
    """The second translator's, on the same document."""
    return bench_of(colleague, serbian)


@pytest.fixture
def review_bench(serbian: Translation, reviewer: Any) -> Bench:
    return bench_of(reviewer, serbian)
