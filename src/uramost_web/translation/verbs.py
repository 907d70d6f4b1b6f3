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
    "memory.loaded": _("loaded a file into the translation memory"),
    "machine.set": _("changed the settings of machine translation"),
    "machine.switched_on": _("switched machine translation on"),
    "machine.switched_off": _("switched machine translation off"),
    "machine.glossary_sent": _("sent the agreed terms to the translation machine"),
    "machine.statement_read": _("read where texts for machine translation go"),
    "machine.prepared": _("had a document translated by the machine, for people to confirm"),
}
