"""What changed about places, for the audit log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "pack.loaded": _("loaded a country pack"),
    "place.edited": _("edited facts about a place"),
    "membership.given": _("gave a role"),
    "membership.taken": _("took a role away"),
}
