"""An officer at the desk with a notice that has no text yet; pages in English."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.conftest import AT
from uramost_web.notices import actions
from uramost_web.notices.models import Notice


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client: Any, officer: Any) -> Any:
    """The officer's browser."""
    client.force_login(officer)
    return client


@pytest.fixture
def notice(gracanica: Any, officer: Any) -> Notice:
    return actions.start(municipality=gracanica, kind="vacancy", by=officer, at=AT)
