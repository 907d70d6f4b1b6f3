"""What is filled in about trainings: the questions of a test, its answers, tests on paper, and what people thought."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from uramost import quizzes
from uramost_web.directory.models import Person
from uramost_web.events.evaluations import ASKED
from uramost_web.events.quizzes import Quiz, When
from uramost_web.events.thinking import LONGEST_WORDS
from uramost_web.places.words import words

WRITTEN_IN: Final = ("sq", "sr-Cyrl")
"""The languages in which a test is written; Serbian is shown in both scripts."""
FAULTS: Final[dict[str, str | Promise]] = {
    "empty": _("Write at least one question."),
    "no_question": _("Line %(line)s: first comes the question, below it the answers, each after “-” or “*”."),
    "few_answers": _("Line %(line)s: a question has at least two answers, and none is empty."),
    "many_answers": _("Line %(line)s: a question has at most eight answers."),
    "one_right": _("Line %(line)s: exactly one answer is right; it begins with “*”."),
    "many_questions": _("A test has at most fifty questions."),
    "differs": _("In both languages there are the same questions, with the same answers in the same order."),
}
"""Codes of `quizzes.BadQuiz`."""
MARKED: Final[dict[str, str | Promise]] = {
    "content": _("What it was about"),
    "teaching": _("How it was taught or led"),
    "language": _("How well you could follow it in your language"),
    "organisation": _("Place, time and organisation"),
    "useful": _("How useful it is for your work or life"),
}
"""One for each of `evaluations.ASKED`."""
MARKS: Final = (
    ("5", _("5 – very good")), ("4", _("4 – good")), ("3", _("3 – neither good nor bad")), ("2", _("2 – bad")),
    ("1", _("1 – very bad")),
)  # fmt: skip


class QuizForm(forms.Form):
    """The same test in each language. `questions()` are what it asks."""

    def __init__(self, *args: Any, quiz: Quiz | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = words()
        for tag in WRITTEN_IN:
            there = quiz is not None and tag in quiz.tags()
            self.fields[tag] = forms.CharField(
                label=seen.autonym(tag),
                max_length=20_000,
                initial=quizzes.typed(quiz.questions, tag) if quiz and there else "",
                widget=forms.Textarea({"rows": 12, "lang": tag, "spellcheck": "true"}),
                error_messages={"required": _("Write the questions in this language, too.")},
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        read: dict[str, Sequence[quizzes.Question]] = {}
        for tag in WRITTEN_IN:
            try:
                read[tag] = quizzes.read(data[tag]) if tag in data else ()
            except quizzes.BadQuiz as bad:
                self.add_error(tag, str(FAULTS[bad.code]) % {"line": bad.line})
        if not self.errors:
            try:
                data["questions"] = quizzes.together(read)
            except quizzes.BadQuiz as bad:
                self.add_error(bad.tag or None, str(FAULTS[bad.code]))
        return data


class AnswersForm(forms.Form):
    """All questions of a test; each may be left out, as on paper."""

    def __init__(self, *args: Any, asked: Sequence[tuple[str, Sequence[str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"question_{number}" for number in range(1, len(asked) + 1)]
        for number, (name, (text, answers)) in enumerate(zip(self.names, asked, strict=True), 1):
            field = forms.ChoiceField(
                label=f"{number}. {text}",
                choices=[(str(place), said) for place, said in enumerate(answers)],
                widget=forms.RadioSelect,
                required=False,
            )
            field.need = ""  # type: ignore[attr-defined]  # not “(optional)” beside each question
            self.fields[name] = field

    def chosen(self) -> list[int | None]:
        found = [self.cleaned_data[name] for name in self.names]
        return [int(one) if one else None for one in found]


class PaperForm(forms.Form):
    """One test on paper."""

    person = forms.ModelChoiceField(label=_("Name"), queryset=Person.objects.none())
    when = forms.ChoiceField(label=_("Which test"), choices=When.choices, widget=forms.RadioSelect)
    letters = forms.CharField(
        label=_("Answers"),
        max_length=120,
        help_text=_("A letter for each question, a for the first answer; - where nothing is marked: abd-c"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, quiz: Quiz, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quiz = quiz
        person: Any = self.fields["person"]
        person.queryset = people

    def clean_letters(self) -> list[int | None]:
        found = quizzes.letters(self.cleaned_data["letters"], len(self.quiz.questions))
        if found is None:
            said = gettext("Write %(number)s letters from a to h, or - for a question without an answer.")
            raise forms.ValidationError(said % {"number": len(self.quiz.questions)})
        return found


class EvaluationForm(forms.Form):
    """Marks and words; each may be left out, not all of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ASKED:
            self.fields[name] = forms.ChoiceField(
                label=str(MARKED[name]), choices=MARKS, widget=forms.RadioSelect, required=False
            )
        self.fields["words"] = forms.CharField(
            label=_("What else do you want to say?"),
            required=False,
            max_length=LONGEST_WORDS,
            help_text=_("Please name nobody, also not yourself: your words are read by those who organised it."),
            widget=forms.Textarea({"rows": 5, "lang": ""}),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Answer at least one question."))
        return data

    def marks(self) -> dict[str, int | None]:
        return {name: int(self.cleaned_data[name]) if self.cleaned_data[name] else None for name in ASKED}
