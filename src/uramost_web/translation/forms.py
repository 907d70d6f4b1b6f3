"""What a translator types."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost.memory.offer import IN_CONTEXT
from uramost.text import BadText, clean
from uramost_web.translation.models import LONGEST
from uramost_web.translation.sentences import text_fault
from uramost_web.translation.suggestions import MINIMUM


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
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), label=_("Translation")
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


class PutBackForm(forms.Form):
    """An earlier version, and the newest one that the person had before them."""

    version = forms.IntegerField(min_value=0)
    seen = forms.IntegerField(min_value=0)


class CompareForm(forms.Form):
    """Two versions of a sentence; 0 is the empty beginning."""

    old = forms.IntegerField(min_value=0, label=_("Older version"))
    new = forms.IntegerField(min_value=0, label=_("Newer version"))

    def __init__(self, *args: Any, newest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, first in (("old", max(newest - 1, 0)), ("new", newest)):
            field = forms.IntegerField(min_value=0, max_value=newest, label=self.fields[name].label, initial=first)
            field.widget.attrs["class"] = "short"
            self.fields[name] = field


class ReplaceForm(forms.Form):
    """What to look for in the translations and what to put in its place."""

    wanted = CleanText(
        max_length=1000,
        label=_("Search for"),
        widget=forms.TextInput,
        error_messages={"required": _("Write what to search for.")},
    )
    instead = CleanText(required=False, max_length=1000, label=_("Replace with"), widget=forms.TextInput)
    whole_words = forms.BooleanField(required=False, label=_("Whole words only"))
    match_case = forms.BooleanField(required=False, label=_("Capital and small letters must match"))


class FillForm(forms.Form):
    """How good a translation from the memory has to be to be filled in, as the workbench shows it."""

    WORTH: ClassVar = {"context": IN_CONTEXT, "exact": 100}

    least = forms.ChoiceField(
        label=_("Which sentences are filled in?"),
        widget=forms.RadioSelect,
        initial="exact",
        choices=(
            ("context", _("Where the same sentence stands between the same sentences (101 %)")),
            ("exact", _("Where the same sentence was translated before (100 %)")),
            ("from", _("Also where it was a similar one, from so many percent on")),
        ),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose which sentences are filled in.")),
    )
    percent = forms.IntegerField(
        required=False,
        label=_("Percent, for similar ones"),
        min_value=MINIMUM,
        max_value=100,
        help_text=_("The number that stands beside a suggestion, with everything that counts for less taken off."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("least") == "from" and data.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _("Write how many percent."))
        return data

    @property
    def minimum(self) -> int:
        return int(self.WORTH.get(self.cleaned_data["least"]) or self.cleaned_data["percent"])


def due_field() -> forms.DateField:
    return forms.DateField(
        required=False,
        label=_("Needed by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y."],
        error_messages={"invalid": _("Write the day as 31.12.2026.")},
    )


class DueForm(forms.Form):
    """The day by which a translation is needed; empty takes it back."""

    due = due_field()


class BetweenForm(forms.Form):
    """Two days; the comparison is of what was said at the beginning of the first and at the end of the second."""

    since = forms.DateField(
        required=False,
        label=pgettext_lazy("first day", "From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        required=False, label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
