"""The manual says what the code does."""

import re

import pytest
from django.conf import settings

from uramost_web.portal.reference import VARIABLES, pages

FOLDER = settings.BASE / "docs" / "reference"


@pytest.mark.parametrize("name", list(pages()))
def test_a_reference_page_is_as_the_code(name):
    assert (FOLDER / name).read_text() == pages()[name], "stale: run `make reference`"


def test_every_setting_is_in_the_manual():
    source = (settings.BASE / "src" / "uramost_web" / "settings.py").read_text()
    assert set(re.findall(r"URAMOST_[A-Z_]+|DATABASE_URL", source)) == set(VARIABLES)
