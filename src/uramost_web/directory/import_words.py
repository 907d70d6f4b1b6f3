"""What is said about a list of people: one sentence for every code of the library."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from uramost_web.places.words import Words

FIELDS: Final = {
    "name": _("First and last name"),
    "first": _("First name"),
    "last": _("Last name"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "language": _("Preferred language"),
    "municipality": _("Municipality"),
    "organisation": _("Organisation"),
    "function": _("Function"),
    "date": _("Date"),
    "ignored": _("Not needed"),
}
"""What a column can have."""

FINDINGS: Final = {
    "no_name": _("There is no name."),
    "bad_email": _("“%(value)s” is no e-mail address; it is not taken over."),
    "several_emails": _("There are several addresses in “%(value)s”; the first is taken over."),
    "bad_phone": _("“%(value)s” is no telephone number; it is not taken over."),
    "zero_lost": _(
        "The table took the telephone number “%(value)s” for a number; the zero at its beginning is put back."
    ),
    "bad_date": _("“%(value)s” is no date."),
    "either_date": _("In “%(value)s” day and month can be the other way round; the day is taken to come first."),
    "unknown_language": _("Which language “%(value)s” is, is not known."),
    "unknown_place": _("No municipality is called “%(value)s”."),
    "other_place": _("“%(value)s” is not a municipality of yours; it is not entered."),
    "turned_round": _("“%(value)s”: the last name came first, and stands behind now."),
    "capitals": _("“%(value)s” was all in capital letters."),
    "twice": _("The same person as on line %(line)s."),
    "formula": _("“%(column)s” has a formula; what it showed last is taken over."),
    "no_result": _("“%(column)s” has a formula that was never calculated. Open the file, save it, and bring it again."),
    "merged": _("“%(column)s” is merged from several cells; all have the same."),
    "too_long": _("“%(column)s” is too long and was cut off."),
    "withheld": _(
        "The column “%(column)s” is not taken over: people are asked themselves, and it is never kept beside a name."
    ),
    "unknown": _("The column “%(column)s” is not taken over: what it has is not known."),
    "two_heads": _("The table has two rows of heads; both were read."),
    "used": _("The person stays: something hangs on them meanwhile."),
    "kept_on_list": _(
        "The person stays on the list of those who come: they were noted there, were written to, or changed something."
    ),
    "changed": _("“%(field)s” stays: it was changed meanwhile."),
}
REFUSALS: Final = {
    "unknown_format": _("Choose a table: XLSX or CSV."),
    "old_format": _("This is a file of old Excel (XLS). Open it and save it as XLSX."),
    "not_this_format": _("The file is damaged: it could not be opened as a table."),
    "encrypted": _("The file is protected by a password. Open it, remove the password, save it, and bring it again."),
    "zip_bomb": _("The file unpacks to more than a list of people can be."),
    "unsafe": _("The file has parts that a table does not need, and was not opened."),
    "bad_text": _("The file has characters that are no text."),
    "empty": _("There is nothing in the file."),
    "merged_too_far": _("Cells are merged over whole columns. Undo that in the table, save it, and bring it again."),
    "too_many_rows": _("The file has more than %(most)s rows. Bring it in several parts."),
}
REASONS: Final = {
    "same_name": _("same name"),
    "similar_name": _("similar name"),
    "other_order": _("first and last name the other way round"),
    "part_missing": _("a part of the name is missing"),
    "same_email": _("same e-mail address"),
    "same_phone": _("same telephone number"),
    "other_email": _("other e-mail address"),
    "other_phone": _("other telephone number"),
}


def finding(said: Mapping[str, Any]) -> str:
    """The sentence of a finding."""
    values = dict(said["values"])
    if "field" in values:
        values["field"] = FIELDS.get(values["field"].removesuffix("_id"), values["field"])
    return str(FINDINGS[said["code"]] % values)


def refusal(code: str, values: Mapping[str, Any]) -> str:
    """Why a file is not taken."""
    return str(REFUSALS[code] % values)


def read(line: Mapping[str, Any], words: Words) -> list[tuple[str, str]]:
    """What a line was read as: label and text."""
    shown = {
        "municipality": words.places[line["municipality_id"]].name
        if line.get("municipality_id") in words.places
        else "",
        "language": words.language(line["language"]) if line.get("language") else "",
        "date": date_format(date.fromisoformat(line["date"]), "DATE_FORMAT") if line.get("date") else "",
    }
    found = {**line, **shown}
    return [(str(label), found[field]) for field, label in FIELDS.items() if found.get(field) and field != "name"]
