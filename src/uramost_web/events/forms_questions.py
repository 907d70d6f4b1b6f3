"""What a resident asks, and what staff make of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost.text import BadText, plain
from uramost_web.events import questions
from uramost_web.events.models import Question, Standing
from uramost_web.places.words import Words
from uramost_web.translation.forms import CleanText
from uramost_web.translation.sentences import text_fault

LONGEST: Final = 1000


class QuestionForm(forms.Form):
    """One question, in any language of the site."""

    text = CleanText(
        label=_("What do you want to ask?"),
        help_text=_("Everybody will read it. Write no names, addresses or numbers of telephones."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.ChoiceField(label=_("In which language did you write?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, seen: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(tag, one.autonym) for tag, one in seen.tongues.items()]  # type: ignore[attr-defined]
        self.initial.setdefault("language", seen.tag)

    def clean_text(self) -> str:
        try:
            text = plain(self.cleaned_data["text"]).strip()
        except BadText as fault:
            raise forms.ValidationError(text_fault(fault)) from fault
        if questions.has_contact(text):
            raise forms.ValidationError(
                _("There is an e-mail address or a long number in it. Please take it out: everybody will read this.")
            )
        return text


class SettleForm(forms.Form):
    """A field for each language; who is named in a question is taken out before it is shown."""

    def __init__(self, *args: Any, question: Question, tags: Sequence[str], seen: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tag in tags:
            self.fields[tag] = CleanText(
                label=seen.autonym(tag), required=False, max_length=2 * LONGEST,
                widget=forms.Textarea(attrs={"rows": 3, "lang": tag}),
            )  # fmt: skip
            self.fields[tag].need = ""  # type: ignore[attr-defined]  # read by uramost/field.html: to show it, all are
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
        self.initial.update(questions.beginning(question), seen=question.version)
        self._tags = tags

    def texts(self) -> Mapping[str, str]:
        return {tag: self.cleaned_data[tag].strip() for tag in self._tags}


ACTS: Final = {"show": Standing.SHOWN, "refuse": Standing.REFUSED, "keep": Standing.NEW}
"""Button → what the question is afterwards."""
