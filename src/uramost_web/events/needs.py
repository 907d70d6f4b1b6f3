"""What somebody needs to take part, and which of it an event can offer."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NEEDS: Final[dict[str, str | Promise]] = {
    "interpretation": _("Interpretation into another language"),
    "access": _("Access without steps, sign language and other help"),
    "childcare": _("Children are looked after"),
    "transport": _("Transport to the place"),
    "photos": _("Photos will be taken"),
}
"""Code → what the organiser offers. The last one is no offer: whoever registers is asked whether they may be seen."""
FIELDS: Final = tuple(NEEDS)
"""A registration has a field of the same name for each."""
NONE: Final[dict[str, str | int | bool]] = {
    "interpretation": "",
    "access": "",
    "childcare": 0,
    "transport": "",
    "photos": False,
}
"""Nothing is needed, or it is forgotten."""
OVER: Final = {code: value for code, value in NONE.items() if code != "photos"}
"""The event is over: who may be seen in its photos still counts, until they take it back themselves."""


def asked(offers: list[str]) -> list[str]:
    """The needs that a form asks about, in the order of the table."""
    return [code for code in NEEDS if code in offers]
