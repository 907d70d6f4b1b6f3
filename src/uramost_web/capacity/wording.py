"""Sentences for every code: why an act was refused, what was wrong in a spreadsheet, in a measure, in an instrument."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uramost.agreement import ENOUGH, FIRM

REFUSED: Final[Mapping[str, Promise]] = {
    "not_now": gettext_lazy("The round has gone on meanwhile, so this cannot be done any more. Nothing was changed."),
    "not_you": gettext_lazy("This is for others of the organisation to do."),
    "one_open": gettext_lazy("A round with this instrument is running already. Close it before you begin another."),
    "other_kind": gettext_lazy("This instrument is for others."),
    "not_offered": gettext_lazy("This version of the instrument is not offered any more."),
    "too_many": gettext_lazy("That is more than fits into one round."),
    "scored": gettext_lazy("This person has scored already, so what they said stays."),
    "last_lead": gettext_lazy("Somebody has to lead the round."),
    "nobody_scored": gettext_lazy("Nobody has scored anything yet."),
    "not_all_agreed": gettext_lazy("There are questions on which nothing is agreed yet."),
    "no_item": gettext_lazy("There is no such question in this instrument."),
    "already": gettext_lazy("This has been done already."),
    "not_agreed": gettext_lazy("Only what is agreed can be shared."),
    "merged": gettext_lazy("This organisation was merged into another. Choose that one."),
    "no_memorandum": gettext_lazy("A plan is signed with a signed memorandum of its municipality."),
    "ends_before": gettext_lazy("The plan would end before it begins."),
    "measure_outside": gettext_lazy("A measure would lie outside these days. Change the measure first."),
    "reason_needed": gettext_lazy("Say why the measure was dropped."),
}
"""Reason of `acts.Refused` → the sentence."""

MEASURES: Final[Mapping[str, Promise]] = {
    "nothing": gettext_lazy("Say what will be done."),
    "no_owner": gettext_lazy("Say who does it: a person or an office."),
    "no_date": gettext_lazy("Say until when."),
    "ends_before_it_starts": gettext_lazy("The measure would end before it begins."),
    "before_the_plan": gettext_lazy("This day is before the plan begins."),
    "after_the_plan": gettext_lazy("This day is after the plan ends."),
    "unknown_state": gettext_lazy("This is none of the states."),
    "cost_below_nought": gettext_lazy("A cost is nought or more."),
}
"""Code of `uramost.assessment.Wrong` → the sentence."""

TOLD: Final[Mapping[str, Promise]] = {
    "other_version": gettext_lazy(
        "The file is of version %(version)s of the instrument, and this round keeps version %(wanted)s. What both have "
        "was read."
    ),
    "other_content": gettext_lazy("The file has the same version of the instrument with other words."),
    "score_not_1_to_4": gettext_lazy("“%(value)s” is not 1, 2, 3, 4 or x. It was not read."),
    "formula": gettext_lazy("There is a formula (%(value)s) where a value is needed. It was not read."),
    "merged": gettext_lazy("Cells were merged: “%(value)s” counts for the first of them only."),
    "too_long": gettext_lazy("The text is too long; its end was cut off."),
    "unknown_item": gettext_lazy("There is no question “%(value)s” in this instrument. The line was not read."),
    "twice": gettext_lazy("The question “%(value)s” stands twice. Only its first line was read."),
    "missing_item": gettext_lazy("The line of the question “%(item)s” is missing."),
    "value_without_item": gettext_lazy("“%(value)s” stands in a line of no question. It was not read."),
    "no_column": gettext_lazy("“%(value)s” stands in a column of its own. It was not read."),
    "bad_date": gettext_lazy("“%(value)s” is no day such as 31.12.2026. It was not read."),
    "bad_cost": gettext_lazy("“%(value)s” is no sum in euro. It was not read."),
    "unknown_state": gettext_lazy("“%(value)s” is none of the states. The measure counts as planned."),
    "too_many_raters": gettext_lazy("There are %(value)s columns of raters; only the first 30 were read."),
    "too_many_measures": gettext_lazy(
        "There are more than %(value)s measures. This one and those below were not read."
    ),
    "no_scores": gettext_lazy("The sheet with the scores is missing."),
    "no_plan": gettext_lazy("The sheet with the plan is missing."),
}
"""Code of `uramost.assessment.sheet.Told` → the sentence."""

NOT_AN_ASSESSMENT: Final[Mapping[str, Promise]] = {
    "not_ours": gettext_lazy(
        "This spreadsheet was not made here, or its last sheet was taken out. Use the one that this page gives you."
    ),
    "other_instrument": gettext_lazy("This spreadsheet is about another instrument (%(instrument)s)."),
    "newer_format": gettext_lazy("This spreadsheet was written by a newer version of UraMost (format %(format)s)."),
}

LINES: Final[Mapping[str, Promise]] = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "same": gettext_lazy("As it is here"),
    "not_yours": gettext_lazy("Not taken: it is somebody else’s"),
    "has_scored": gettext_lazy("Not taken: they have scored this themselves"),
    "other_round": gettext_lazy("Not taken: the file is of another round"),
    "too_late": gettext_lazy("Not taken: the round has gone on"),
    "too_early": gettext_lazy("Not taken: nothing is agreed before the discussion"),
    "no_reason": gettext_lazy("Not taken: the reason is missing"),
    "no_level": gettext_lazy("Not taken: there is no level"),
    "no_plan": gettext_lazy("Not taken: there is no plan yet"),
    "too_long": gettext_lazy("Not taken: who does it or who helps is too long"),
    "bad_measure": gettext_lazy("Not taken: who, what or when is missing, or its days do not fit"),
}
"""Kind of a `bringing.Line` → what it says."""

WHAT: Final[Mapping[str, Promise]] = {
    "level": gettext_lazy("Level"),
    "agreed": gettext_lazy("Agreed"),
    "measure": gettext_lazy("Measure"),
}

FILES: Final[Mapping[str, Promise]] = {
    "empty": gettext_lazy("This file is empty."),
    "too_large": gettext_lazy("This file is too large. Please choose one of at most 10 MB."),
    "macros": gettext_lazy("This file holds a programme (macros). Please save it without."),
    "other": gettext_lazy(
        "This kind of file is not taken. Please choose a photograph, a PDF, a text document or a spreadsheet."
    ),
}
"""Code of `files.BadFile` → the sentence."""

FAULTS: Final[Mapping[str, Promise]] = {
    "bad_toml": gettext_lazy("This is not TOML: %(why)s"),
    "bad_encoding": gettext_lazy("The file is not in UTF-8."),
    "missing": gettext_lazy("This is missing."),
    "not_text": gettext_lazy("This is not a text."),
    "too_long": gettext_lazy("This is longer than %(limit)s characters."),
    "bad_code": gettext_lazy("“%(value)s” is no code: small letters, digits and hyphens."),
    "twice": gettext_lazy("“%(value)s” stands twice."),
    "bad_version": gettext_lazy("“%(value)s” is no version: a whole number from 1."),
    "unknown_of": gettext_lazy("“%(value)s” is neither “organisation” nor “municipality”."),
    "not_four": gettext_lazy("Four statements are needed; there are %(count)s."),
    "other_languages": gettext_lazy("The languages are not those of the instrument’s name: %(missing)s"),
    "empty": gettext_lazy("This is empty."),
    "too_many": gettext_lazy("There are more than %(limit)s questions."),
}
"""Code of `uramost.assessment.Fault` → the sentence."""


def level(value: int | None) -> str:
    return "–" if value is None else str(value)


def mean(value: Fraction | None) -> str:
    """With one decimal, as the reader writes it; a dash where there is none."""
    return "–" if value is None else number_format(round(float(value), 1), decimal_pos=1)


def difference(value: Fraction | None) -> str:
    """+0,5 · −0,3 · 0,0; a dash where there is nothing to compare."""
    if value is None:
        return "–"
    rounded = round(float(value), 1)
    return ("+" if rounded > 0 else "−" if rounded < 0 else "") + number_format(abs(rounded), decimal_pos=1)


def agreement(alpha: float | None) -> str:
    """What Krippendorff would say of it."""
    if alpha is None:
        return _("nothing to compare")
    if alpha >= FIRM:
        return _("understood alike")
    return _("understood fairly alike") if alpha >= ENOUGH else _("not understood alike")
