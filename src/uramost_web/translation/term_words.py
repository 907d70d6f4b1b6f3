"""What readers see for the codes of the terminology, and the terms ready to be looked up."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost.terms import Lookup, Term
from uramost_web.translation import rules

DOMAINS: Final[dict[str, str | Promise]] = {
    "institutions": _("Institutions"),
    "administration": _("Administration"),
    "languages": _("Languages"),
    "communities": _("Communities"),
    "publication": _("Publication"),
    "participation": _("Taking part"),
    "acts": _("Laws and other acts"),
    "procedure": _("Procedure"),
    "civil status": _("Civil status"),
    "finance": _("Money and taxes"),
    "procurement": _("Public procurement"),
    "property": _("Property and construction"),
    "economy": _("Economy and work"),
    "agriculture": _("Agriculture"),
    "environment": _("Environment"),
    "services": _("Roads and utilities"),
    "social": _("Social affairs"),
    "education": _("Education"),
    "health": _("Health"),
    "justice": _("Justice and safety"),
}
STATUSES: Final[dict[str, str | Promise]] = {
    "approved": _("Approved"),
    "proposed": _("Proposed"),
    "forbidden": _("Not to be used"),
}
MEANINGS: Final[dict[str, str | Promise]] = {
    "approved": _("A second person has approved it. The checks of translations ask for it."),
    "proposed": _("Somebody proposes it, and nobody has approved it yet."),
    "forbidden": _("These words are not to be used. The checks of translations find them."),
}
TONES: Final = {"approved": "good", "proposed": "quiet", "forbidden": "bad"}
"""Status → the look of its mark."""

_ready: list[tuple[tuple[Term, ...], Lookup]] = []


def lookup() -> Lookup:
    """Looks terms up; the same one until terms change."""
    known = rules.terms()
    if not _ready or _ready[0][0] is not known:
        _ready[:] = [(known, Lookup(known))]
    return _ready[0][1]
