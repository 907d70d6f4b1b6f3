"""What a clerk enters about post that proves no case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost_web.casework.correspondence import Post
from uramost_web.casework.forms_asking import PlainText
from uramost_web.casework.forms_desk import CaseReference
from uramost_web.casework.wording import REFUSED


class AttachForm(forms.Form):
    """A case of the municipality whose post it is."""

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"] = CaseReference(
            post.municipality_id,
            label=_("Reference of the case"),
            error_messages={"required": _("Enter the reference of a case.")},
        )


class SettleForm(forms.Form):
    """Why it belongs to no case."""

    why = PlainText(
        max_length=500, widget=forms.Textarea(attrs={"rows": 2}), label=_("Why it belongs to no case"),
        help_text=_("For example: advertising, or a question that was answered by telephone."),
        error_messages={"required": REFUSED["reason_needed"]},
    )  # fmt: skip
