"""What people who work together fill in: who is asked, a remark, a fault in a sample, a file that came back."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from uramost import quality
from uramost_web.places.words import reader_tag
from uramost_web.translation import faults
from uramost_web.translation.forms import CleanText
from uramost_web.translation.pool import Load
from uramost_web.translation.teamwork import Task

EVERYBODY = "pool"
NOBODY = "nobody"
SHOWN = 3
"""Municipalities of a person that are named; of more, how many."""


class AssignForm(forms.Form):
    """Who is to do it: a person, everybody, or nobody in particular."""

    task = forms.ChoiceField(choices=Task, widget=forms.HiddenInput)
    who = forms.ChoiceField(
        label=_("Who is asked?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is asked."), "invalid_choice": _("Choose somebody of the list.")},
    )
    note = CleanText(
        required=False,
        max_length=2000,
        label=_("What should they know?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example whom to ask about the text."),
    )

    def __init__(self, *args: Any, loads: list[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (NOBODY, _("The translators of the municipality")),
            (EVERYBODY, _("The translators of every municipality: the first who takes it")),
            *((str(load.person.pk), _name(load)) for load in loads),
        ]

    def clean_task(self) -> Task:
        return Task(self.cleaned_data["task"])


def _name(load: Load) -> str:
    places = ", ".join(place.name_in(reader_tag()) for place in load.places[:SHOWN])
    if more := len(load.places[SHOWN:]):
        places += " " + ngettext("and %(number)s more", "and %(number)s more", more) % {"number": more}
    return f"{load.person.name} – {places}" if places else load.person.name


class RemarkForm(forms.Form):
    text = CleanText(
        max_length=4000,
        label=_("Remark"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what you want to say about this sentence.")},
    )


class FaultForm(forms.Form):
    """Something wrong in a sentence of a sample."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"), error_messages={"required": _("Choose what is wrong with the sentence.")}
    )
    severity = forms.ChoiceField(
        label=_("How grave is it?"),
        choices=list(faults.SEVERITIES.items()),
        initial="minor",
        error_messages={"required": _("Choose how grave it is.")},
    )
    note = CleanText(required=False, max_length=1000, label=_("Note"), widget=forms.TextInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *(
                (faults.DIMENSIONS[name], [(kind, faults.KINDS[kind]) for kind in kinds])
                for name, kinds in quality.KINDS.items()
            ),
        ]


class ReturnedFileForm(forms.Form):
    file = forms.FileField(
        label=_("The file that comes back"),
        help_text=_("XLIFF, as your program saved it."),
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff"}),
        error_messages={
            "required": _("Choose the file that comes back."),
            "empty": _("There is nothing in this file."),
            "missing": _("Choose the file that comes back."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                _("This file is larger than %(limit)s MB. What was taken home is never that large."),
                params={"limit": settings.UPLOAD_LIMIT >> 20},
            )
        return file
