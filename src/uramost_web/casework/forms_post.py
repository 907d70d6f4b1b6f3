"""What a clerk enters about post that proves no case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost_web.casework.correspondence import Post
from uramost_web.casework.models import Case
from uramost_web.casework.wording import REFUSED
from uramost_web.translation.forms import CleanText


class AttachForm(forms.Form):
    """A case of the municipality whose post it is."""

    reference = forms.CharField(
        max_length=24, label=_("Reference of the case"), help_text=_("For example 34-2026-00012."),
        error_messages={"required": _("Enter the reference of a case.")},
    )  # fmt: skip

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post

    def clean_reference(self) -> Case:
        said = self.cleaned_data["reference"].strip()
        found = Case.objects.filter(municipality=self.post.municipality_id, reference=said).first()
        if found is None:
            raise forms.ValidationError(_("There is no case with this reference here."))
        return found


class SettleForm(forms.Form):
    """Why it belongs to no case."""

    why = CleanText(
        max_length=500, widget=forms.Textarea(attrs={"rows": 2}), label=_("Why it belongs to no case"),
        help_text=_("For example: advertising, or a question that was answered by telephone."),
        error_messages={"required": REFUSED["reason_needed"]},
    )  # fmt: skip
