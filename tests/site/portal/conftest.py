"""Residents read; somebody has to have written first."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import AT
from tests.site.office import publish_notice
from tests.site.portal import stories


@pytest.fixture
def staff(officer: Any, translator: Any, reviewer: Any) -> dict[str, Any]:
    """Those who bring a notice out in Gračanica."""
    return {"officer": officer, "translator": translator, "reviewer": reviewer}


@pytest.fixture
def notice(gracanica: Any, staff: dict[str, Any]) -> Any:
    """A vacancy in Gračanica, in Albanian and Serbian, out at one moment."""
    return publish_notice(gracanica, at=AT, **staff)


@pytest.fixture
def half(gracanica: Any, officer: Any) -> Any:
    """The same in Albanian only, with a reason."""
    return stories.publish_albanian_only(gracanica, officer)


@pytest.fixture
def read(client: Any) -> Callable[..., str]:
    """What a resident without an account reads at an address."""

    def page(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, address
        return response.content.decode()

    return page
