"""Days, how long a limit is, and what silence means: what a resident reads before asking."""

from collections.abc import Mapping
from typing import Final

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from uramost.deadlines import Limit


def weekdays() -> tuple[str, ...]:
    """Monday to Sunday as they stand within a line, in the language that is switched on."""
    return tuple(str(WEEKDAYS[day]) for day in range(7))


def limit_in_words(limit: Limit) -> str:
    """`7 working days; at most 15 with an extension`, in the language that is switched on."""
    if limit.amount is None:
        return ""
    said = amount_in_words(limit.amount, limit.unit)
    if limit.extended_to:
        said += _("; at most %(longest)s if extended") % {"longest": amount_in_words(limit.extended_to, limit.unit)}
    return said


SILENCE: Final[Mapping[str, Promise]] = {
    "refusal": gettext_lazy("If you get no answer in time, the law takes it as a refusal, and you can appeal."),
    "consent": gettext_lazy("If you get no answer in time, the law takes it as consent."),
    "none": gettext_lazy("If you get no answer in time, that decides nothing: the answer is still owed to you."),
    "unknown": gettext_lazy("What it means when you get no answer in time has not been entered."),
}
"""`silence` of a limit → what a resident reads before asking."""


def silence_in_words(limit: Limit) -> str:
    """What it means when nobody answers; where no source says so in so many words, that too."""
    said = str(SILENCE[limit.silence])
    if "silence" in limit.assumed:
        said += " " + _("No source we know says so in so many words.")
    return said


def amount_in_words(number: int, unit: str) -> str:
    if unit == "working_days":
        found = ngettext("%(number)s working day", "%(number)s working days", number)
    elif unit == "hours":
        found = ngettext("%(number)s hour", "%(number)s hours", number)
    else:
        found = ngettext("%(number)s day", "%(number)s days", number)
    return found % {"number": number}
