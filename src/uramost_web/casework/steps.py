"""The questions a resident is asked for a service, one a page, in the order of this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from uramost_web.casework import forms_asking
from uramost_web.casework.catalogue import Asks, Service
from uramost_web.casework.forms_asking import worded


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form: its code in the address, and the form it shows."""

    code: str
    form: type[forms_asking.StepForm]
    asked: Callable[[Service], bool]


def _always(_service: Service) -> bool:
    return True


STEPS: Final = (
    Step("language", forms_asking.LanguageForm, _always),
    Step("text", forms_asking.TextForm, _always),
    Step("questions", forms_asking.QuestionsForm, lambda service: bool(service.questions)),
    Step("place", forms_asking.PlaceForm, lambda service: service.place != Asks.NO),
    Step("photos", forms_asking.PhotosForm, lambda service: service.photos != Asks.NO),
    Step("contact", forms_asking.ContactForm, lambda service: service.contact != Asks.NO),
)


def steps_of(service: Service) -> tuple[Step, ...]:
    return tuple(step for step in STEPS if step.asked(service))


def missing(service: Service, answers: dict[str, Any], photos: int) -> str:
    """The code of the first step without an answer that has to have one, or nothing."""
    for step in steps_of(service):
        if step.code in answers:
            continue
        if step.code == "photos" and (photos or service.photos == Asks.MAY):
            continue
        return step.code
    return ""


def said(service: Service, given: dict[str, Any], tag: str) -> list[tuple[str, str]]:
    """(question, answer) in the reader's language, for reading."""
    rows = []
    for question in service.questions:
        value = given.get(question["code"])
        names = {one["key"]: worded(one["name"], tag) for one in question.get("values", [])}
        shown = [names.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value])]
        rows.append((worded(question["description"], tag), ", ".join(shown) if value not in (None, "", []) else "–"))
    return rows
