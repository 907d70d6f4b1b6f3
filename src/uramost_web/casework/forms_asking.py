"""What a resident is asked: one form a page. A form takes the service, and gives its answer as JSON."""

from datetime import date, datetime
from decimal import Decimal
from re import compile as expression
from typing import Any, ClassVar, Final, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from uramost.text import BadText, plain
from uramost_web.casework.catalogue import Asks, Service
from uramost_web.casework.receiving import LETTERS
from uramost_web.interface import CODES
from uramost_web.places.models import in_language
from uramost_web.places.words import reader_tag, words
from uramost_web.translation.forms import CleanText
from uramost_web.translation.sentences import text_fault

LONGEST: Final = LETTERS["text"]
LONGEST_ANSWER: Final = 1000
TOO_LONG: Final = {"max_length": _("This has %(show_value)d characters; at most %(limit_value)d fit.")}


class PlainText(CleanText):
    """What residents type: `uramost.text.plain`. Too long a text is pointed at, never cut off by the browser."""

    def clean(self, value: Any) -> str:
        try:
            return super().clean(plain(value or ""))
        except BadText as fault:
            raise forms.ValidationError(text_fault(fault)) from fault

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return _never_cut(super().widget_attrs(widget))


def _never_cut(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if name != "maxlength"}


class PlainEmail(forms.EmailField):
    """An address; it, too, is copied from telephones with marks round it."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return _never_cut(super().widget_attrs(widget))

    def to_python(self, value: Any) -> str:
        try:
            return str(super().to_python(plain(value or "")))
        except BadText as fault:
            raise forms.ValidationError(text_fault(fault)) from fault


class StepForm(forms.Form):
    """A step of the form for one service. On a resident's page the label of the field `heading` is the heading.

    `asks` is the field of a service that says whether the step may be left empty, where it has one.
    """

    heading: ClassVar[str] = ""
    asks: ClassVar[str] = ""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service

    def answer(self) -> dict[str, Any]:
        """What was given, as it is kept in the draft."""
        return dict(self.cleaned_data)

    def as_page(self) -> None:
        """It stands on a page by itself."""
        if self.heading:
            field: Any = self.fields[self.heading]  # django-stubs do not know that a field may have a template
            field.template_name = "uramost/question_field.html"
            field.needed = field.required or getattr(self.service, self.asks, None) == Asks.MUST


def language_choices() -> list[tuple[str, str]]:
    """Every language of the pack and the interface, each by its own name and in no order of ours."""
    seen = words()
    return [(tag, seen.autonym(tag)) for tag in dict.fromkeys([*seen.tongues, *CODES.values()])]


class LanguageForm(StepForm):
    heading = "language"
    language = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("In which language do you want the answer?"),
        help_text=_("You may write in any language. The answer comes in the one you choose here."),
        error_messages={"required": _("Choose the language of the answer.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["language"])
        field.choices = language_choices()
        field.initial = reader_tag()


class TextForm(StepForm):
    heading = "text"
    text = PlainText(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        label=_("What is it about?"),
        help_text=_("Write it in your own words, in the language that is easiest for you."),
        error_messages={
            "required": _("Write what it is about."),
            "max_length": _("The text has %(show_value)d characters; at most %(limit_value)d fit."),
        },
    )


class QuestionForm(StepForm):
    """One of the service's own questions, as Open311 describes them: the page of a resident."""

    heading = "question"

    def __init__(self, *args: Any, service: Service, question: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, service=service, **kwargs)
        self.question = question
        self.fields["question"] = _field(question, reader_tag())

    def answer(self) -> dict[str, Any]:
        return {self.question["code"]: _plain(self.cleaned_data.get("question"))}


class QuestionsForm(StepForm):
    """All of the service's own questions together: for a clerk who enters a request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tag = reader_tag()
        for number, question in enumerate(self.service.questions):
            self.fields[f"question_{number}"] = _field(question, tag)

    def answer(self) -> dict[str, Any]:
        return {
            question["code"]: _plain(self.cleaned_data.get(f"question_{number}"))
            for number, question in enumerate(self.service.questions)
        }


def _field(question: dict[str, Any], tag: str) -> forms.Field:
    said: dict[str, Any] = {
        "label": in_language(question["description"], tag)
        or " / ".join(dict.fromkeys(question["description"].values())),
        "help_text": in_language(question.get("hint", {}), tag),
        "required": bool(question.get("required")),
    }
    choices = [(value["key"], worded(value["name"], tag)) for value in question.get("values", [])]
    match question["datatype"]:
        case "number":
            return forms.DecimalField(max_digits=18, decimal_places=4, **said)
        case "datetime":
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **said)
        case "singlevaluelist":
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
        case "multivaluelist":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
        case "text":
            return PlainText(
                max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 4}), error_messages=TOO_LONG, **said
            )
    return PlainText(max_length=LONGEST_ANSWER, error_messages=TOO_LONG, **said)


def worded(texts: dict[str, str], tag: str) -> str:
    """In this language; where there is none, in all there are."""
    return in_language(texts, tag) or " / ".join(dict.fromkeys(texts.values()))


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Decimal | date | datetime):
        return str(value)
    return value


PAIR: Final = expression(r"\s*(-?\d+\.\d+)\s*[,;\s]\s*(-?\d+\.\d+)\s*")
"""A point as maps give it to be copied."""


def _number(label: Any, most: int, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        required=False, label=label, min_value=-most, max_value=most, max_digits=18, decimal_places=15,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}), **more,
    )  # fmt: skip


class PlaceForm(StepForm):
    heading = "place_text"
    asks = "place"
    place_text = PlainText(
        required=False,
        max_length=LETTERS["place_text"],
        label=_("Where is it?"),
        help_text=_("An address, a settlement, or something that stands near: “by the school in Llapllaselë”."),
        error_messages=TOO_LONG,
    )
    latitude = _number(_("Latitude"), 90, help_text=_("Both numbers may stand here, as a map gives them to be copied."))
    longitude = _number(_("Longitude"), 180)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(point_apart(data), *args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        point = [data.get(name) for name in ("latitude", "longitude")]
        if any(part is None for part in point) and any(part is not None for part in point):
            self.add_error(
                "longitude" if data.get("longitude") is None else "latitude", _("A point needs both numbers.")
            )
        must = self.service.place == Asks.MUST and "map" not in self.data  # on the way to the map nothing is missing
        if must and not self.errors and not data.get("place_text") and point[0] is None:
            self.add_error("place_text", _("Say where it is."))
        return data

    def answer(self) -> dict[str, Any]:
        point = (self.cleaned_data["latitude"], self.cleaned_data["longitude"])
        return {
            "place_text": self.cleaned_data["place_text"],
            "point": [f"{part:.6f}" for part in point] if None not in point else None,
        }


def point_apart(data: Any) -> Any:
    """A pair of numbers that was pasted into one field goes into two; a decimal comma is one."""
    if not data:
        return data
    typed = {name: data.get(name, "") for name in ("latitude", "longitude")}
    if not typed["longitude"].strip() and (pair := PAIR.fullmatch(typed["latitude"])):
        typed["latitude"], typed["longitude"] = pair.groups()
    apart = data.copy()
    for name, value in typed.items():
        apart[name] = value.replace(",", ".")
    return apart


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class PhotosForm(StepForm):
    """Photographs are kept as they come, by `photos.take`; the form has what is wrong with them."""

    heading = "photos"
    asks = "photos"
    photos = forms.FileField(
        required=False,
        widget=ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        label=_("Do you have photographs of it?"),
    )

    def answer(self) -> dict[str, Any]:
        return {}


class ContactForm(StepForm):
    name = PlainText(
        required=False, max_length=LETTERS["name"], label=_("Your name"), error_messages=TOO_LONG,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    email = PlainEmail(
        required=False, max_length=LETTERS["email"], label=_("E-mail"),
        help_text=_("We write to you here when something happens."),
        error_messages=TOO_LONG, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    phone = PlainText(
        required=False, max_length=LETTERS["phone"], label=_("Telephone"), error_messages=TOO_LONG,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    by_sms = forms.BooleanField(required=False, label=_("Send me a short message as well"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.SMS_URL:
            del self.fields["by_sms"]
        if self.service.contact == Asks.MUST:
            self.fields["name"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        must = self.service.contact == Asks.MUST
        if must and not self.errors and not data.get("email") and not data.get("phone"):
            self.add_error("email", _("Give an e-mail address or a telephone number: this cannot be decided without."))
        if data.get("by_sms") and not data.get("phone"):
            self.add_error("phone", _("Write the telephone number."))
        return data
