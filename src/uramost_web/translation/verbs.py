"""What a translator or a reviewer did, for the audit log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "document.received": _("received a document"),
    "translation.opened": _("opened a translation"),
    "segment.drafted": _("saved a draft of a sentence"),
    "segment.confirmed": _("confirmed a sentence"),
    "segment.repeated": _("put a confirmed sentence in the same places"),
    "segment.restored": _("put an earlier version of a sentence back"),
    "translation.replaced": _("searched and replaced in a translation"),
    "translation.replacement_undone": _("undid a search and replace"),
    "translation.due": _("set the day by which a translation is needed"),
    "translation.propagate": _("said whether the same sentences follow one another"),
    "translation.submitted": _("handed a translation over for review"),
    "translation.approved": _("approved a translation"),
    "translation.returned": _("returned a translation"),
    "translation.reopened": _("opened an approved translation again"),
    "translation.assigned": _("gave somebody a translation or its review"),
    "translation.offered": _("offered a translation or its review to every municipality"),
    "translation.taken": _("took a translation or a review"),
    "translation.given_back": _("gave a translation or a review back"),
    "translation.not_offered": _("no longer asked anybody for a translation or a review"),
    "remark.made": _("made a remark on a sentence"),
    "remark.settled": _("settled a remark"),
    "sample.drawn": _("drew a quality sample"),
    "sample.finished": _("finished a quality sample"),
    "translation.taken_home": _("took a translation out as a file"),
    "translation.brought_back": _("brought a translation back from a file"),
    "source.corrected": _("corrected a sentence of the source"),
    "memory.loaded": _("loaded a file into the translation memory"),
}
