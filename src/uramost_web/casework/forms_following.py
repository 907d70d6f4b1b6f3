"""What a resident says to their case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost_web.casework.forms_asking import LONGEST
from uramost_web.translation.forms import CleanText


class FindForm(forms.Form):
    reference = forms.CharField(max_length=24, label=_("Reference"), help_text=_("For example 34-2026-00012."))
    secret = forms.CharField(
        max_length=40, label=_("Secret code"), help_text=_("Five groups of four letters and digits.")
    )
    no_such = _("No case has this reference and this code. Please check both.")


ACTS = ("add", "rate", "withdraw", "reopen", "appeal", "appeal_silence")


class SayForm(forms.Form):
    """One text, and what to do with it."""

    act = forms.ChoiceField(
        choices=[(code, code) for code in ("add", "rate", "withdraw", "reopen", "appeal", "appeal_silence")]
    )
    text = CleanText(
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("Your words"),
        error_messages={"max_length": _("The text has %(show_value)d characters; at most %(limit_value)d fit.")},
    )
    rating = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(str(number), str(number)) for number in range(1, 6)],
        widget=forms.RadioSelect,
        label=_("How content are you with the answer?"),
        help_text=_("1: not at all, 5: fully"),
    )
