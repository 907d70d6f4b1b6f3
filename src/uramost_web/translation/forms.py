"""What a translator types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost.text import BadText, clean
from uramost_web.translation.sentences import text_fault


class CleanText(forms.CharField):
    """A text as it is kept: NFC, without characters that no text has. What is typed is given back whatever is wrong.

    Django's own checks stand aside: they would refuse NUL with a sentence that does not say where it is.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, **kwargs})
        self.validators = [rule for rule in self.validators if type(rule).__name__ != "ProhibitNullCharactersValidator"]

    def clean(self, value: Any) -> str:
        try:
            typed = clean(value or "")
        except BadText as fault:
            raise forms.ValidationError(text_fault(fault)) from fault
        return str(super().clean(typed if typed.strip() else ""))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """No page can carry half a character: U+FFFD stands in its place."""
        return data and data.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class SegmentForm(forms.Form):
    """One segment: the text, and the versions of it and of the source that the writer had before them."""

    text = CleanText(
        required=False, max_length=100_000, widget=forms.Textarea(attrs={"rows": 4}), label=_("Translation")
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    of = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    tag = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    act = forms.CharField(required=False, max_length=200)
    keep = forms.CharField(required=False, max_length=10_000)  # each word is looked for in the whole text


class ReturnForm(forms.Form):
    comment = CleanText(
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What should be changed"),
        error_messages={"required": _("Write what should be changed, so that the translator knows.")},
    )
