"""One sentence for every code that an administrator of services meets."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAULTS: Final[Mapping[str, Promise]] = {
    "code_taken": _("There is one with this code already."),
    "unknown_kind": _("Choose the kind."),
    "name_needed": _("Write the name in at least one language."),
    "text_needed": _("Write the text in at least one language."),
    "office_elsewhere": _("Choose an office of this municipality."),
    "office_closed": _("This office is closed. Choose another one."),
    "office_in_use": _("The office cannot be closed yet: something still points to it."),
    "unknown_limit": _("There is no limit with this code."),
    "norm_too_long": _("The promise may not be longer than the limit."),
    "norm_not_positive": _("Enter a number from 1 to 366, or leave it empty."),
    "kept_wrong": _("Enter a number of months from 1 to 600."),
    "ends_before": _("The last day is before the first one."),
    "instead_wrong": _("Choose another service of this municipality."),
    "question_twice": _("Another question has this code."),
    "question_needed": _("Write the question in at least one language."),
    "unknown_datatype": _("Choose how it is answered."),
    "two_choices": _("Give at least two answers to choose from."),
    "choice_twice": _("Two of the answers to choose from have the same code."),
    "hours_wrong": _("Write the hours as 08:00–16:00; several are divided by commas."),
    "not_a_clerk": _("Choose people who are clerks or heads of office here."),
    "unknown_move": _("Choose what the text is for."),
    "service_elsewhere": _("Choose a service of this municipality."),
    "source_needed": _("Say where this is written. A limit without a source cannot be entered."),
    "amount_wrong": _("Enter how long: at most 366 days, or 8,784 hours."),
    "extended_wrong": _("The time with extensions is at most 366 days, or 8,784 hours."),
    "extended_to_wrong": _("With extensions it has to be longer than without."),
    "extensions_wrong": _("Say how long it may be with extensions."),
    "unit_wrong": _("Choose days or hours."),
    "silence_wrong": _("Choose what silence means."),
    "valid_until_wrong": _("The last day is before the first one."),
    "overlap": _("Another row of this limit holds on some of these days. End that one first."),
    "promised_longer": _("A service promises more time than this. Change its promise first."),
    "limit_of_all": _("This limit holds for every municipality and cannot be ended here."),
    "no_such_office": _("There is no such office."),
    "no_holiday": _("No holiday falls on this day."),
    "holiday_already": _("This day is a holiday already."),
    "moved_to_needed": _("Say to which day it moves."),
    "too_far": _("The calendar reaches from last year to three years ahead."),
    "unknown_action": _("Choose what happens to the day."),
    "table_changed": _("Somebody changed the table meanwhile. Look at it and upload the file again."),
    "row_changed": _("Somebody changed the table meanwhile, and this is another row now. Look at the table again."),
    # of a rule of the routing table, and of a file with such rules
    "no_id": _("The row has no number."),
    "no_office": _("The row names no office."),
    "bad_kind": _("There is no such kind of request."),
    "bad_weekday": _("Write weekdays as mon, tue, wed, thu, fri, sat, sun."),
    "bad_hours": _("Give two different times of the day."),
    "bad_words": _("Nothing is left of these words when case and signs are left out."),
    "bad_validity": _("The last day is before the first one."),
    "bad_encoding": _("The file is not in UTF-8."),
    "missing_column": _("This column is missing."),
    "unknown_column": _("There is no such column."),
    "wrong_width": _("The line has another number of cells than the first line."),
    "duplicate_id": _("Another row has this number."),
    "bad_since": _("This is not a date such as 2026-03-09."),
    "bad_until": _("This is not a date such as 2026-03-09."),
    "bad_answers": _("Write answers as question=answer."),
    "too_many_rows": _("The table has too many rows: at most 2,000."),
    # of a boundary
    "not_json": _("This is not a GeoJSON file."),
    "no_polygon": _("The file has no polygon."),
    "several_features": _("The file has several shapes. Give one with the boundary of this municipality only."),
    "bad_ring": _("A ring of the boundary has fewer than four points."),
    "open_ring": _("A ring of the boundary does not end where it begins."),
    "bad_point": _("A point is not a pair of numbers within −180 to 180 and −90 to 90."),
    "too_many_points": _("The boundary has more than 20,000 points. Give a simpler one."),
    "elsewhere": _("The boundary lies far from every municipality known here. Are longitude and latitude mixed up?"),
}
"""Why something cannot be defined like this → what is said at the field."""

FINDINGS: Final[Mapping[str, Promise]] = {
    "unknown_office": _("Row %(rule)s names an office that does not exist or is closed: %(office)s."),
    "unknown_service": _("Row %(rule)s names a service that does not exist: %(service)s."),
    "unknown_area": _("Row %(rule)s names an area that does not exist: %(area)s."),
    "unknown_attribute": _("Row %(rule)s asks for the answer to a question that no service asks: %(attribute)s."),
    "unknown_value": _("Row %(rule)s waits for an answer that nobody can give: %(attribute)s = %(value)s."),
    "contradiction": _("Nothing can ever meet all conditions of row %(rule)s. Look at this one: %(condition)s."),
    "expired": _("Row %(rule)s has not held since %(until)s. It can be deleted."),
    "double": _("Rows %(rule)s and %(others)s say the same."),
    "conflict": _(
        "Rows %(rule)s and %(others)s both fit some requests and name different offices (%(example)s). "
        "Such a request goes to the office of its service."
    ),
    "unreachable": _("Row %(rule)s is never reached: these rows come first in every case: %(others)s."),
    "service_without_rule": _("No row fits the service %(service)s. Its requests go to the office of the service."),
    "service_partly": _("No row fits some requests (%(example)s). They go to the office of the service."),
    "office_without_rule": _("No row names the office %(office)s."),
}
"""Code of `uramost.routing.examine` → its sentence."""

TONES: Final[Mapping[str, str]] = {
    "service_without_rule": "note",  # here a service has an office of its own
    "service_partly": "note",
}
"""Where the site judges a finding otherwise than the library does."""

CONDITIONS: Final[Mapping[str, Promise]] = {
    "service": _("The service is"),
    "kind": _("The kind is"),
    "area": _("The place is in"),
    "language": _("The language of the answer is"),
    "words": _("The text has"),
    "weekdays": _("It comes on"),
    "hours": _("It comes between"),
    "answers": _("The answer given is"),
    "validity": _("The row holds"),
}
"""Condition of a rule → how its line begins."""

MET: Final = _("met")
NOT_MET: Final = _("not met; here: %(found)s")

CONSIDERED: Final[Mapping[str, Promise]] = {
    "not_met": _("Row %(rule)s does not fit: %(condition)s."),
    "has_condition": _("Row %(rule)s fits too, but the chosen one is more specific: it has a condition on %(on)s."),
    "narrower": _("Row %(rule)s fits too, but the chosen one is narrower in its condition on %(on)s."),
    "tie": _("Row %(rule)s fits just as well. Nothing decides between the two."),
}
"""Code of `uramost.routing.Considered` → its sentence."""

ON: Final[Mapping[str, Promise]] = {
    "service": _("the service"),
    "kind": _("the kind"),
    "area": _("the place"),
    "language": _("the language"),
    "words": _("the text"),
    "weekdays": _("the day of the week"),
    "hours": _("the time of day"),
    "answers": _("the answers"),
    "validity": _("the days on which the row holds"),
}

DECISIONS: Final[Mapping[str, Promise]] = {
    "by_rule": _("A row of the routing table decides."),
    "tie": _("Two rows fit equally well and name different offices, so the office of the service gets it."),
    "no_rule": _("No row of the routing table fits, so the office of the service gets it."),
}

DATATYPES: Final[Mapping[str, Promise]] = {
    "string": _("A line of text"),
    "text": _("A longer text"),
    "number": _("A number"),
    "datetime": _("A date"),
    "singlevaluelist": _("One of several answers"),
    "multivaluelist": _("Any of several answers"),
}

UNITS: Final[Mapping[str, Promise]] = {
    "working_days": _("Working days"),
    "calendar_days": _("Calendar days"),
    "hours": _("Hours"),
}

SILENCE: Final[Mapping[str, Promise]] = {
    "refusal": _("It counts as refused."),
    "consent": _("It counts as granted."),
    "none": _("Nothing."),
    "unknown": _("Not found."),
}

FIRST_DAY: Final[Mapping[str, Promise]] = {
    "not_counted": _("It is not counted."),
    "counted": _("It is counted."),
}

LAST_DAY: Final[Mapping[str, Promise]] = {
    "moves": _("It moves to the next working day."),
    "stays": _("It stays."),
}

ASSUMED: Final[Mapping[str, Promise]] = {
    "unit": _("Which kind of days is meant"),
    "first_day": _("Whether the day of receipt counts"),
    "last_day": _("What happens when the last day is not a working day"),
    "silence": _("What silence means"),
    "extended_to": _("How long it may be with extensions"),
}
"""Field of a limit → how it is called among what no source says. A test holds that these tables are whole."""

ACTIONS: Final[Mapping[str, Promise]] = {
    "add": _("It becomes a holiday"),
    "remove": _("It is not a holiday"),
    "move": _("The holiday moves to another day"),
}


def fault(code: str) -> str:
    return str(FAULTS[code])
