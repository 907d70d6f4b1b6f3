"""What somebody changes on the page behind their own link."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost.declarations import CHOICES, OLDEST, WITHHELD, YEAR_WITHHELD
from uramost_web.places.alphabet import order
from uramost_web.places.words import reader_tag

STAYS: Final = ""
BACK: Final = "back"

QUESTIONS: Final = {
    "sex": _("What is your sex?"),
    "community": _("Which community do you count yourself to?"),
    "mother_tongue": _("What is your mother tongue?"),
    "disability": _("Do you have a disability?"),
}
ANSWERS: Final = {
    "sex": {"female": _("Female"), "male": _("Male"), "other": pgettext_lazy("sex", "Other")},
    "community": {
        "albanian": _("Albanian community"),
        "ashkali": _("Ashkali community"),
        "bosniak": _("Bosniak community"),
        "egyptian": _("Egyptian community"),
        "gorani": _("Gorani community"),
        "roma": _("Roma community"),
        "serb": _("Serb community"),
        "turk": _("Turkish community"),
        "other": pgettext_lazy("community", "Another"),
    },
    "mother_tongue": {
        "sq": _("Albanian"),
        "bs": _("Bosnian"),
        "rom": _("Romani"),
        "sr": _("Serbian"),
        "tr": _("Turkish"),
        "other": pgettext_lazy("language", "Another"),
    },
    "disability": {"yes": _("Yes"), "no": _("No")},
}
"""What `uramost.declarations.CHOICES` has, in words; `withheld` is the same for all."""


class DeclarationForm(forms.Form):
    """Every question can be left out. What was answered before is not shown, only that it was."""

    def __init__(self, *args: Any, answered: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question, required=False, widget=forms.RadioSelect, choices=_choices(name, name in answered)
            )
        self.fields["birth_year"] = forms.IntegerField(
            label=_("In which year were you born?"),
            required=False,
            min_value=OLDEST,
            max_value=timezone.localdate().year,
            help_text=_("You have answered this. Leave it empty, and your answer stays.")
            if "birth_year" in answered
            else _("Four digits, for example 1984."),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "autocomplete": "bday-year"}),
            error_messages={"invalid": _("Write a year with four digits.")},
        )
        self.fields["no_year"] = forms.ChoiceField(
            label=_("Year of birth, otherwise"),
            required=False,
            widget=forms.RadioSelect,
            choices=[
                (STAYS, _("As above")),
                (WITHHELD, _("I prefer not to say")),
                *([(BACK, _("I take my answer back"))] if "birth_year" in answered else []),
            ],
        )
        self.order_fields(("sex", "birth_year", "no_year", "community", "mother_tongue", "disability"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("birth_year") and data.get("no_year"):
            self.add_error("no_year", _("You wrote a year and chose another answer as well. Please keep one of them."))
        return data

    def answers(self) -> dict[str, Any]:
        """Question → answer, for `declaring.declare`; those that stay as they are are not in it."""
        given = {name: self.cleaned_data[name] for name in QUESTIONS if self.cleaned_data[name] != STAYS}
        found: dict[str, Any] = {name: None if value == BACK else value for name, value in given.items()}
        if year := self.cleaned_data["birth_year"]:
            found["birth_year"] = year
        elif otherwise := self.cleaned_data["no_year"]:
            found["birth_year"] = YEAR_WITHHELD if otherwise == WITHHELD else None
        return found


def _choices(name: str, answered: bool) -> list[tuple[str, Any]]:
    """In the order of the reader's alphabet; the rest of the world, and what is no answer, after them."""
    tag = reader_tag()
    said = [(code, str(ANSWERS[name][code])) for code in CHOICES[name] if code not in {WITHHELD, "other"}]
    if name in {"community", "mother_tongue"}:
        said.sort(key=lambda one: order(one[1], tag))
    other = [("other", ANSWERS[name]["other"])] if "other" in ANSWERS[name] else []
    return [
        (STAYS, _("My answer stays as it is") if answered else _("No answer")),
        *said,
        *other,
        (WITHHELD, _("I prefer not to say")),
        *([(BACK, _("I take my answer back"))] if answered else []),
    ]
