"""What changed about places, for the audit log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "pack.loaded": _("loaded a country pack"),
    "place.edited": _("edited facts about a place"),
    "memorandum.started": _("began a memorandum of understanding"),
    "memorandum.changed": _("changed a memorandum that is being negotiated"),
    "memorandum.signed": _("recorded that a memorandum was signed on %(on)s"),
    "memorandum.ended": _("recorded that a memorandum ended on %(on)s"),
    "memorandum.document": _("added the signed document of a memorandum: %(language)s"),
    "memorandum.step": _("recorded what was done for commitment %(commitment)s of a memorandum"),
    "body.changed": _("changed a committee or office of a municipality"),
    "membership.given": _("gave a role"),
    "membership.taken": _("took a role away"),
}
