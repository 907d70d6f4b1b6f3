"""The sentence for every code with which the directory speaks."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FAULTS: Final[Mapping[str, str | Promise]] = {
    "name_needed": gettext_lazy("Write the name."),
    "place_needed": gettext_lazy("Say of which municipality the office is."),
    "register_needed": gettext_lazy("Say of which register the number is."),
    "number_signs": gettext_lazy("A registration number has digits, capital letters, hyphens and slashes."),
    "number_form": gettext_lazy("Numbers of this register look different. Compare it with the certificate."),
    "number_check": gettext_lazy("A digit of this number is wrong: its check digit does not fit. Compare it."),
    "number_taken": gettext_lazy("An organisation of the directory has this number already."),
    "partner_taken": gettext_lazy("Another organisation of the directory is this member of the consortium."),
    "ends_before": gettext_lazy("The last day is before the first."),
    "merged": gettext_lazy("This was merged into another meanwhile. Look at that one."),
    "is_forgotten": gettext_lazy("This person’s entry was deleted meanwhile, as they asked."),
}
"""Codes of `acts.Faulty`."""

CANNOT_MERGE: Final[Mapping[str, str | Promise]] = {
    "same_row": gettext_lazy("These are one already."),
    "gone_is_gone": gettext_lazy("One of the two was merged into another meanwhile."),
    "kept_is_gone": gettext_lazy("What stays was itself merged into another since. Undo that first."),
    "undone_already": gettext_lazy("This merge was undone already."),
    "was_forgotten": gettext_lazy("Of one of the two the entry was deleted, because the person asked for it."),
}

REASONS: Final[Mapping[str, str | Promise]] = {
    "same_name": gettext_lazy("the same name"),
    "similar_name": gettext_lazy("a similar name"),
    "other_order": gettext_lazy("in another order"),
    "part_missing": gettext_lazy("part of the name missing"),
    "same_email": gettext_lazy("the same e-mail address"),
    "same_phone": gettext_lazy("the same telephone"),
    "other_email": gettext_lazy("another e-mail address"),
    "other_phone": gettext_lazy("another telephone"),
    "same_number": gettext_lazy("the same registration number"),
    "other_number": gettext_lazy("another registration number"),
}
"""What speaks for two rows being one, and against: codes of `uramost.namesakes` and `alike`."""

FIELDS: Final[Mapping[str, str | Promise]] = {
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Telephone"),
    "language": gettext_lazy("Preferred language"),
    "municipality_id": gettext_lazy("Municipality"),
    "registration_number": gettext_lazy("Registration number"),
    "web": gettext_lazy("Web site"),
    "partner_id": gettext_lazy("Member of the consortium"),
}
"""What may be taken over at a merge."""


def fault(code: str) -> str:
    return str(FAULTS.get(code, code))


def reasons(codes: tuple[str, ...]) -> str:
    return ", ".join(str(REASONS.get(code, code)) for code in codes)


def left(counted: Mapping[str, int]) -> list[str]:
    """What an undone merge did not put back, each a sentence."""
    said = {
        "deleted": _("Deleted since, and so not put back: %(number)s"),
        "moved_on": _("With somebody else by now, and left there: %(number)s"),
        "refused": _("Not put back, because the like has been entered there since: %(number)s"),
        "field_changed": _("Changed since, and left as it is: %(number)s"),
        "number_taken": _("The registration number now belongs to another organisation, and was not put back."),
    }
    return [said[code] % {"number": number} for code, number in counted.items()]
