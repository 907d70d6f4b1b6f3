"""What a translator or a reviewer did, for the audit log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "document.received": _("received a document"),
    "translation.opened": _("opened a translation"),
    "segment.drafted": _("saved a draft of a sentence"),
    "segment.confirmed": _("confirmed a sentence"),
    "translation.submitted": _("handed a translation over for review"),
    "translation.approved": _("approved a translation"),
    "translation.returned": _("returned a translation"),
    "translation.reopened": _("opened an approved translation again"),
    "source.corrected": _("corrected a sentence of the source"),
    "memory.brought": _("brought a file into the translation memory"),
    "terms.brought": _("brought a file into the terminology"),
    "exchange.taken_back": _("took back what a file had brought"),
    "memory.loaded": _("loaded a file into the translation memory"),
}
