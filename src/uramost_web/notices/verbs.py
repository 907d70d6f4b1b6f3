"""What an officer did, for the audit log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "notice.started": _("started a notice"),
    "notice.text_given": _("gave a notice its text"),
    "notice.published": _("published a notice"),
    "notice.corrected": _("corrected a published sentence"),
    "notice.withdrawn": _("withdrew a notice"),
}
