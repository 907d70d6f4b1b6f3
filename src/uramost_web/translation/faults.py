"""The words for `uramost.quality`'s kinds of error and severities, as a reviewer reads them."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

DIMENSIONS: Final[Mapping[str, Any]] = {
    "accuracy": _("What is said"),
    "terminology": _("Terms"),
    "language": _("Language"),
    "style": _("Style"),
    "locale": _("Numbers, dates and names"),
    "layout": _("Layout"),
}
KINDS: Final[Mapping[str, Any]] = {
    "mistranslation": _("It says something else"),
    "omission": _("Something is left out"),
    "addition": _("Something is added"),
    "untranslated": _("Something is not translated"),
    "wrong_term": _("Wrong term"),
    "inconsistent_term": _("The same thing is called by two names"),
    "grammar": _("Grammar"),
    "spelling": _("Spelling"),
    "punctuation": _("Punctuation"),
    "unintelligible": _("It cannot be understood"),
    "register": _("The tone does not fit an office"),
    "awkward": _("It does not read naturally"),
    "number_format": _("A number is written as in another language"),
    "date_format": _("A date is written as in another language"),
    "name_form": _("A name has the wrong form"),
    "markup": _("Formatting is wrong"),
}
SEVERITIES: Final[Mapping[str, Any]] = {
    "neutral": _("A matter of taste"),
    "minor": _("Small: nobody is misled"),
    "major": _("Serious: a reader may be misled"),
    "critical": _("Grave: somebody may lose a right, money or a deadline"),
}
