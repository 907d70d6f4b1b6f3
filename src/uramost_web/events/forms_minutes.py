"""Minutes, decisions, and what became of them."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost_web.events.forms_running import Typed
from uramost_web.events.models import Carried, Minutes
from uramost_web.places.words import Words
from uramost_web.translation.forms import CleanText

LONGEST: Final = 100_000


class Seen(forms.IntegerField):
    """The version that the writer had before them; whoever sends none had nothing."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=0, required=False)

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class MinutesForm(forms.Form):
    """The text; decisions are entered one by one."""

    language = forms.ChoiceField(label=_("In which language do you write?"), widget=forms.RadioSelect)
    title = Typed(label=_("Title"), max_length=300)
    text = CleanText(
        label=_("What was said"),
        help_text=_("A blank line begins a new paragraph. Name nobody who spoke as a private person."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    seen = Seen()

    def __init__(self, *args: Any, seen: Words, there: Minutes | None, title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(tag, one.autonym) for tag, one in seen.tongues.items()]  # type: ignore[attr-defined]
        if there is None:
            self.initial.update(title=title, language=seen.tag)
        else:
            self.initial.update(title=there.title, language=there.language, text=there.text, seen=there.version)


class DecisionForm(forms.Form):
    """What was decided, who does it, until when."""

    text = Typed(label=pgettext_lazy("of a session", "Decision"), max_length=1000)
    responsible = Typed(
        label=_("Responsible"), help_text=_("An office, or a person in their function. It is published."),
        max_length=200,
    )  # fmt: skip
    due = forms.DateField(
        label=pgettext_lazy("last day", "Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    seen = Seen()


class FollowUpForm(forms.Form):
    """What became of one decision."""

    state = forms.ChoiceField(label=_("What became of it?"), choices=Carried, widget=forms.RadioSelect)
    note = Typed(label=_("Note for the desk"), max_length=500, required=False)
