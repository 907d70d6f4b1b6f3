"""What is entered to draw a sample of answers, and to score one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost.fairness import CHECKLIST, MARKS
from uramost_web.casework import sample_acts
from uramost_web.casework.completeness_words import MARKS as MARK_WORDS
from uramost_web.casework.completeness_words import QUESTIONS


class DrawForm(forms.Form):
    """A quarter that is over, and how many answers of each language."""

    period = forms.ChoiceField(label=_("Cases that came in:"))
    each = forms.IntegerField(
        min_value=sample_acts.LEAST, max_value=sample_acts.MOST, initial=sample_acts.EACH,
        label=_("Answers of each language"), widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("At most so many; where a language has fewer, all of them."),
        error_messages={"required": _("Say how many answers.")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = choices  # type: ignore[attr-defined]


class ScoreForm(forms.Form):
    """The list, item by item."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in CHECKLIST:
            marks = [mark for mark in MARKS if item.may_not_apply or mark != "not_applicable"]
            self.fields[item.code] = forms.ChoiceField(
                choices=[(mark, MARK_WORDS[mark]) for mark in marks], widget=forms.RadioSelect,
                label=str(QUESTIONS[item.code]), error_messages={"required": _("Choose an answer.")},
            )  # fmt: skip
