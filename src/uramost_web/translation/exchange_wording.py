"""Why a file was not taken, and why a unit of it was left out: a sentence for every code of `uramost.exchange`."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

REJECTIONS: Final = {
    "not_this_format": _(
        "This is none of the files that can be read here: TMX or CSV for the memory, TBX or CSV for terms."
    ),
    "entities": _("This file declares entities of its own. No tool needs that, and it can do harm: it was not opened."),
    "broken_xml": _("The file is damaged at line %(line)s. Export it once more from the program it comes from."),
    "bad_encoding": _("The letters of this file cannot be read. Save it as UTF-8 and send it again."),
    "invalid": _("Line %(line)s is not as the format demands (%(rule)s). Export the file once more."),
    "missing_column": _(
        "The table has no columns for two languages. Name them by the language, such as sq and sr-Cyrl, or choose the "
        "two languages in the form and name the columns source and target."
    ),
    "bad_terms": _("Row %(line)s of the table is not a term (%(rule)s)."),
    "broken_off": _("Reading broke off because of a fault on the server. Tell the administrator, then send it again."),
}

TERM_FAULTS: Final = {
    "missing_column": _(
        "The table has no column “%(value)s”. A list of terms has the columns id, domain, status and source, and one "
        "for each language."
    ),
    "bad_status": _("Row %(line)s: the status of a term is proposed, approved or forbidden, not “%(value)s”."),
    "duplicate_id": _("Row %(line)s: a term before it has the id “%(value)s” already."),
    "empty": _("Row %(line)s has no id, or no name in any language."),
    "extra_cells": _(
        "Row %(line)s has more cells than the table has columns (“%(value)s”). Put texts with a comma in quotation "
        "marks."
    ),
    "not_a_table": _("Row %(line)s cannot be read as a row of a table. Export the file once more."),
}
"""Why a table is no list of terms, by the code of `uramost.terms.BadTerms`."""

FAULTS: Final = {
    "other_languages": _("It has no pair of languages that are kept here (%(value)s)."),
    "no_translation": _("It has no translation."),
    "missing_language": _("It does not say its language."),
    "bad_content": _("It has no text where the format demands one."),
    "empty": _("It has no text where the format demands one."),
    "bad_text": _("It has characters that no text has (%(value)s)."),
    "too_long": _("It is too long (%(value)s characters)."),
    "no_term": _("The entry has no term."),
    "formula": _("It begins with a sign that a spreadsheet takes for a formula: %(value)s."),
    "extra_cells": _(
        "The row has more cells than the table has columns (“%(value)s”). Put texts with a comma in quotation marks."
    ),
    "id_twice": _("An entry before it has the same number (%(value)s)."),
}
OF_THE_FORMAT: Final = _("It breaks a rule of the format (%(rule)s: %(value)s).")


def rejection(refusal: Mapping[str, Any]) -> str:
    """Why a file was not taken; empty when it was."""
    if not refusal:
        return ""
    values = {"value": "", **refusal["values"]}
    one = TERM_FAULTS.get(values.get("rule", "")) if refusal["code"] == "bad_terms" else None
    return str(one or REJECTIONS[refusal["code"]]) % values


def fault(rule: str, value: str) -> str:
    """Why a unit was left out."""
    if rule == "missing_attribute" and value.endswith("xml:lang"):
        rule = "missing_language"
    return str(FAULTS.get(rule, OF_THE_FORMAT)) % {"rule": rule, "value": value}
