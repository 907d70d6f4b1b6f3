"""What a clerk enters for somebody at the counter or on the telephone: all questions of the service on one page."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost_web.casework.catalogue import Service
from uramost_web.casework.forms_asking import StepForm, point_apart
from uramost_web.casework.models import Channel, Draft
from uramost_web.casework.steps import steps_of
from uramost_web.interface import CODES, spoken
from uramost_web.places.words import words

ASKED = {
    "language": _("In which language does the resident want the answer?"),
    "name": _("Name of the resident"),
    "by_sms": _("Send a short message as well"),
}
"""Where the question for a resident would read oddly to a clerk."""


class CounterForm(StepForm):
    """The steps of the form for residents together; `answers` gives what a draft keeps of them."""

    channel = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (Channel.COUNTER, Channel.PHONE)],
        widget=forms.RadioSelect,
        label=_("How it came"),
        error_messages={"required": _("Say whether the resident is here or on the telephone.")},
    )

    def __init__(self, data: Any = None, *, service: Service, draft: Draft | None = None) -> None:
        super().__init__(point_apart(data), service=service, initial=_kept(draft, service) if draft else {})
        given = self.data if self.is_bound else None
        self.parts = {
            step.code: step.form(given, service=self.service)
            for step in steps_of(self.service)
            if step.code != "photos"
        }
        for part in self.parts.values():
            self.fields.update(part.fields)
        for name, label in ASKED.items():
            if name in self.fields:
                self.fields[name].label = label
        language = cast("forms.ChoiceField", self.fields["language"])
        language.initial, language.help_text = self.initial.get("language"), _("Ask; it is never guessed.")
        self.fields["reads"] = forms.ChoiceField(
            required=False, choices=[("", "–"), *((tag, words().autonym(tag)) for tag in CODES.values())],
            label=_("Language of the pages and letters around it"),
            help_text=_("Only if the language above is none of these."),
        )  # fmt: skip
        order = list(self.fields)
        order.insert(order.index("language") + 1, order.pop(order.index("reads")))
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for part in self.parts.values():
            for name, errors in part.errors.as_data().items():
                if name not in self.errors:
                    self.add_error(None if name == "__all__" else name, errors)
        language = data.get("language", "")
        if language and not spoken(language) and not data.get("reads"):
            self.add_error("reads", _("Pages and letters do not exist in this language. Ask which of these is read."))
        return data

    def reads(self) -> str:
        """The interface's language around the answer."""
        language: str = self.cleaned_data["language"]
        return language if spoken(language) else str(self.cleaned_data["reads"])

    def answers(self) -> dict[str, Any]:
        """Step → its answer, as the form for residents keeps them."""
        return {code: part.answer() for code, part in self.parts.items()}

    def point(self) -> list[str] | None:
        """Latitude and longitude, where they were given."""
        place = self.parts.get("place")
        point: list[str] | None = place.answer()["point"] if place else None
        return point


def _kept(draft: Draft, service: Service) -> dict[str, Any]:
    """What a draft has, as a form begins with it: it has come along from another service."""
    if not draft.answers:
        return {}
    found: dict[str, Any] = {"language": draft.language, "reads": draft.reads, "channel": draft.channel}
    for code in ("text", "place", "contact"):
        found |= draft.answers.get(code, {})
    found["latitude"], found["longitude"] = found.pop("point", None) or ("", "")
    given = draft.answers.get("questions", {})
    numbered = {f"question_{number}": given.get(one["code"]) for number, one in enumerate(service.questions)}
    return found | numbered
