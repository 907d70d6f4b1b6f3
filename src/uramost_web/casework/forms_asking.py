"""What a resident is asked: one form a page. A form takes the service, and gives its answer as JSON."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from uramost_web.casework.catalogue import Asks, Service
from uramost_web.interface import CODES
from uramost_web.places.models import in_language
from uramost_web.places.words import reader_tag, words
from uramost_web.translation.forms import CleanText

LONGEST: Final = 4000
"""Characters of a description, as in Open311."""
LONGEST_ANSWER: Final = 1000


class StepForm(forms.Form):
    """A page of the form for one service."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service

    def answer(self) -> dict[str, Any]:
        """What was given, as it is kept in the draft."""
        return dict(self.cleaned_data)


def language_choices() -> list[tuple[str, str]]:
    """Every language of the pack and the interface, each by its own name and in no order of ours."""
    seen = words()
    return [(tag, seen.autonym(tag)) for tag in dict.fromkeys([*seen.tongues, *CODES.values()])]


class LanguageForm(StepForm):
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
    text = CleanText(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        label=_("What is it about?"),
        help_text=_("Write it in your own words, in the language that is easiest for you."),
        error_messages={
            "required": _("Write what it is about."),
            "max_length": _("The text has %(show_value)d characters; at most %(limit_value)d fit."),
        },
    )


class QuestionsForm(StepForm):
    """The service's own questions, as Open311 describes them."""

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
            return CleanText(max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 4}), **said)
    return CleanText(max_length=LONGEST_ANSWER, **said)


def worded(texts: dict[str, str], tag: str) -> str:
    """In this language; where there is none, in all there are."""
    return in_language(texts, tag) or " / ".join(dict.fromkeys(texts.values()))


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Decimal | date | datetime):
        return str(value)
    return value


class PlaceForm(StepForm):
    place_text = CleanText(
        required=False,
        max_length=300,
        label=_("Where is it?"),
        help_text=_("An address, a settlement, or something that stands near: “by the school in Llapllaselë”."),
        error_messages={"max_length": _("This has %(show_value)d characters; at most %(limit_value)d fit.")},
    )
    latitude = forms.DecimalField(
        required=False, label=_("Latitude"), min_value=-90, max_value=90, max_digits=12, decimal_places=9,
    )  # fmt: skip
    longitude = forms.DecimalField(
        required=False, label=_("Longitude"), min_value=-180, max_value=180, max_digits=12, decimal_places=9,
        help_text=_("Only if you know them, as a map on your phone shows them."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        point = [data.get(name) for name in ("latitude", "longitude")]
        if any(part is None for part in point) and any(part is not None for part in point):
            self.add_error(
                "longitude" if data.get("longitude") is None else "latitude", _("A point needs both numbers.")
            )
        if self.service.place == Asks.MUST and not self.errors and not data.get("place_text") and point[0] is None:
            self.add_error("place_text", _("Say where it is."))
        return data

    def answer(self) -> dict[str, Any]:
        point = (self.cleaned_data["latitude"], self.cleaned_data["longitude"])
        return {
            "place_text": self.cleaned_data["place_text"],
            "point": [f"{part:.6f}" for part in point] if None not in point else None,
        }


class PhotosForm(StepForm):
    """Photographs are kept as they come; this page says only that there are no more."""


class ContactForm(StepForm):
    name = CleanText(required=False, max_length=200, label=_("Your name"))
    email = forms.EmailField(
        required=False, max_length=254, label=_("E-mail"), help_text=_("We write to you here when something happens.")
    )
    phone = CleanText(required=False, max_length=40, label=_("Telephone"))
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
