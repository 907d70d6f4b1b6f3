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
    "term.proposed": _("proposed the term %(term)s"),
    "term.changed": _("changed the term %(term)s"),
    "term.approved": _("approved the term %(term)s"),
    "term.forbidden": _("marked the term %(term)s as not to be used"),
    "term.reopened": _("made the term %(term)s a proposal again"),
    "term.dropped": _("dropped the proposed term %(term)s"),
    "memory.loaded": _("loaded a file into the translation memory"),
}
