"""What a resident says to their case: one form for each act."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost_web.casework.forms_asking import LONGEST, PlainText
from uramost_web.casework.models import Case
from uramost_web.casework.papers import FilesField, room


class FindForm(forms.Form):
    reference = forms.CharField(max_length=24, label=_("Reference"), help_text=_("For example 34-2026-00012."))
    secret = forms.CharField(
        max_length=40, label=_("Secret code"), help_text=_("Five groups of four letters and digits.")
    )
    no_such = _("No case has this reference and this code. Please check both.")


def words_field(label: str | Promise, needed: str | Promise = "", **more: Any) -> PlainText:
    """The resident's own words; `needed` is what is said where they are missing and must not be."""
    return PlainText(
        required=bool(needed),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=label,
        error_messages={
            "required": needed,
            "max_length": _("The text has %(show_value)d characters; at most %(limit_value)d fit."),
        },
        **more,
    )


class ActForm(forms.Form):
    """A form for one act. Its key tells a form that is sent again from a new one."""

    key = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["key"].initial = uuid4().hex


class AddForm(ActForm):
    text = words_field(_("Your words"), help_text=_("In any language."))
    papers = FilesField(
        required=False,
        label=_("Files"),
        help_text=_(
            "Photographs up to 20 MB; PDF, text documents and spreadsheets up to 10 MB. Where and with which telephone "
            "a photograph was taken is removed from it."
        ),
    )
    field_order = ("text", "papers")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("text") and not data.get("papers"):
            self.add_error("text", _("Write something, or choose a file."))
        if problem := room(self.case, data.get("papers") or ()):
            self.add_error("papers", problem)
        return data


class RateForm(ActForm):
    rating = forms.TypedChoiceField(
        coerce=int,
        choices=(
            (5, _("5: fully")),
            (4, _("4: mostly")),
            (3, _("3: partly")),
            (2, _("2: hardly")),
            (1, _("1: not at all")),
        ),
        widget=forms.RadioSelect,
        label=_("How content are you with the answer?"),
        error_messages={"required": _("Choose from 1 to 5.")},
    )
    text = words_field(_("Why?"))


class WithdrawForm(ActForm):
    text = words_field(_("Why do you withdraw it?"))
    sure = forms.BooleanField(
        label=_("Yes, I withdraw my case."), error_messages={"required": _("Confirm that you withdraw your case.")}
    )


class ReopenForm(ActForm):
    text = words_field(_("What is still open?"), _("Write what is still open."))


class AppealForm(ActForm):
    text = words_field(_("With what do you not agree, and why?"), _("Write with what you do not agree."))


class SilenceForm(ActForm):
    text = words_field(_("Is there something to add?"))


class DeleteForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, delete what I wrote and who I am."), error_messages={"required": _("Confirm the deletion.")}
    )
