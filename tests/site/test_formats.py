"""Dates and numbers as the reader's language writes them."""

from datetime import UTC, datetime

from django.utils import translation
from django.utils.dateformat import format as written
from django.utils.numberformat import format as grouped

from uramost_web.formats.sq import formats as albanian


def test_a_moment_in_albanian_has_the_month_small_and_no_nought_before_the_day() -> None:
    with translation.override("sq"):
        assert written(datetime(2026, 11, 3, 9, 5, tzinfo=UTC), albanian.DATETIME_FORMAT) == "3 nëntor 2026, 09:05"


def test_a_count_in_albanian_has_points_between_thousands() -> None:
    shown = grouped(
        1585566,
        albanian.DECIMAL_SEPARATOR,
        grouping=albanian.NUMBER_GROUPING,
        thousand_sep=albanian.THOUSAND_SEPARATOR,
        force_grouping=True,
    )

    assert shown == "1.585.566"
