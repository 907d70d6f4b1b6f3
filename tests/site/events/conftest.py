from typing import Any

import pytest

from tests.site.directory.conftest import administrator, auditor, programme  # noqa: F401 - the same cast
from tests.site.events.running import make_event
from uramost_web.events.models import Event
from uramost_web.places.models import Municipality


@pytest.fixture
def hearing(gracanica: Municipality, officer: Any) -> Event:
    return make_event(gracanica, officer)
