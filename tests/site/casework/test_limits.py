"""Limits come with the country pack, and an administrator enters what was not found."""

from datetime import date

import pytest

from uramost_web.casework import clocks
from uramost_web.casework.models import Limit

pytestmark = pytest.mark.django_db


def test_the_pack_brings_the_limits_it_found(lights):
    lights.limit_code = "access_to_documents"
    limit = clocks.limit_for(lights, date(2026, 3, 2))

    assert (limit.amount, limit.unit, limit.extended_to, limit.source) == (7, "calendar_days", 15, "Law 06/L-081")


def test_what_was_not_found_is_unknown_until_somebody_enters_it(lights):
    lights.limit_code = "general_procedure"
    assert clocks.limit_for(lights, date(2026, 3, 2)) is None

    Limit.objects.create(
        municipality=lights.municipality, code="general_procedure", source="a decision of the assembly",
        values={"unit": "working_days", "amount": 10},
    )  # fmt: skip
    assert clocks.limit_for(lights, date(2026, 3, 2)).amount == 10
