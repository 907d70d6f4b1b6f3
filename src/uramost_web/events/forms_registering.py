"""What somebody who registers is asked: one question a page; the desk asks the same all at once."""

from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost_web.directory.fields import Line, Phone
from uramost_web.directory.finding import words_of_person
from uramost_web.events.models import Event
from uramost_web.events.needs import asked
from uramost_web.interface import CODES
from uramost_web.places.words import reader_tag, words

MOST_CHILDREN: Final = 9


class Name(Line):
    """A name has a letter in it, else nobody would be found by it."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if typed and not words_of_person(typed):
            raise forms.ValidationError(_("Write the name in letters."))
        return typed


class StepForm(forms.Form):
    """A page of the form. The label of the field `heading` is the heading of the page, where there is one."""

    heading: ClassVar[str] = ""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def as_page(self) -> None:
        if self.heading:
            field: Any = self.fields[self.heading]  # django-stubs do not know that a field may have a template
            field.template_name = "uramost/question_field.html"
            field.needed = field.required


class NameForm(StepForm):
    heading = "name"
    name = Name(
        label=_("What is your name?"),
        max_length=200,
        help_text=_("As you write it yourself, in either script. It stands on the list of those who come."),
        widget=forms.TextInput({"autocomplete": "name", "lang": ""}),
        error_messages={"required": _("Write your name.")},
    )


class ReachForm(StepForm):
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("The link with which you change or cancel your registration goes there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = Phone(label=_("Telephone"), required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.need = ""  # type: ignore[attr-defined]  # read by uramost/field.html: one of the two is needed

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("email") and not data.get("phone"):
            self.add_error("email", _("Give an e-mail address or a telephone, so that you hear of changes."))
        data["email"] = (data.get("email") or "").lower()
        return data


class LanguageForm(StepForm):
    heading = "reads"
    reads = forms.ChoiceField(
        label=_("In which language do we write to you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = words()
        self.fields["reads"].choices = [(tag, seen.autonym(tag)) for tag in CODES.values()]  # type: ignore[attr-defined]
        self.fields["reads"].initial = reader_tag()


def interpretation_choices(event: Event) -> list[tuple[str, str]]:
    """Every language of the pack that is not spoken from the front, each by its own name."""
    seen = words()
    spoken = {seen.language_of(tag) for tag in event.languages}
    others = {one.language: one for one in seen.tongues.values() if one.stored and one.language not in spoken}
    return [("", str(_("I need no interpretation"))), *((one.tag, one.autonym) for one in others.values())]


class InterpretationForm(StepForm):
    heading = "interpretation"
    interpretation = forms.ChoiceField(
        label=_("Do you need interpretation?"), required=False, widget=forms.RadioSelect,
        help_text=_("Choose the language into which you would like everything to be interpreted."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interpretation"].choices = interpretation_choices(self.event)  # type: ignore[attr-defined]


class AccessForm(StepForm):
    heading = "access"
    access = Line(
        label=_("What makes it possible for you to take part?"), required=False, max_length=300,
        help_text=_("For example a way without steps, a seat near the front, sign language. Leave it empty otherwise."),
    )  # fmt: skip


class ChildcareForm(StepForm):
    heading = "childcare"
    childcare = forms.IntegerField(
        label=_("How many children shall be looked after?"), required=False, min_value=0, max_value=MOST_CHILDREN,
        help_text=_("Leave it empty if none."), widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip

    def clean_childcare(self) -> int:
        return self.cleaned_data["childcare"] or 0


class TransportForm(StepForm):
    heading = "transport"
    transport = Line(
        label=_("From where do you need transport?"), required=False, max_length=200,
        help_text=_("Write the village or the street. Leave it empty if you need none."),
    )  # fmt: skip


class PhotosForm(StepForm):
    heading = "photos"
    photos = forms.ChoiceField(
        label=_("May you be seen in photos?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        initial="no",
        help_text=_("Photos of the event may be published. You can change your answer until it is over."),
        error_messages={"required": _("Choose yes or no.")},
    )

    def clean_photos(self) -> bool:
        return bool(self.cleaned_data["photos"] == "yes")


STEPS: Final[dict[str, type[StepForm]]] = {
    "name": NameForm,
    "reach": ReachForm,
    "language": LanguageForm,
    "interpretation": InterpretationForm,
    "access": AccessForm,
    "childcare": ChildcareForm,
    "transport": TransportForm,
    "photos": PhotosForm,
}
"""Pages in their order; those from `interpretation` on only where the event asks about it."""
ALWAYS: Final = ("name", "reach", "language")


def steps_of(event: Event) -> list[str]:
    return [*ALWAYS, *asked(event.offers)]


def initial(step: str, answers: dict[str, Any]) -> dict[str, Any]:
    """What was answered before, as a form shows it."""
    given = {name: answers[name] for name in STEPS[step].base_fields if name in answers}
    if "photos" in given:
        given["photos"] = "yes" if given["photos"] else "no"
    if "childcare" in given:
        given["childcare"] = given["childcare"] or None
    return given


def missing(event: Event, answers: dict[str, Any]) -> str:
    """The first page that was not answered yet; empty when all were."""
    for step in steps_of(event):
        if any(name not in answers for name in STEPS[step].base_fields):
            return step
    return ""


class NeedsForm(StepForm):
    """All needs of an event at once: on the own page of somebody who registered, and at the desk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in asked(self.event.offers):
            form = STEPS[step](event=self.event)
            self.fields[step] = form.fields[step]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "childcare" in data:
            data["childcare"] = data["childcare"] or 0
        if "photos" in data:
            data["photos"] = data["photos"] in {"yes", True}
        return data

    def needs(self) -> dict[str, Any]:
        return {step: self.cleaned_data[step] for step in asked(self.event.offers)}


class DeskForm(NeedsForm):
    """Somebody who registers at the desk or by telephone."""

    name = Name(label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "off", "lang": ""}))
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput({"autocomplete": "off"}))
    phone = Phone(label=_("Telephone"), required=False)
    reads = forms.ChoiceField(label=_("Language in which they are written to"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reads"].choices = [(tag, words().autonym(tag)) for tag in CODES.values()]  # type: ignore[attr-defined]
        self.fields["reads"].initial = reader_tag()
