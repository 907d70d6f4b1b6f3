"""The questions a resident is asked for a service, one a page, in the order of this table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from uramost_web.casework import forms_asking
from uramost_web.casework.catalogue import Asks, Service
from uramost_web.casework.forms_asking import worded


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the form: its code, the form it shows, and for which services."""

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


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a resident's form: a step, or one of the service's own questions."""

    code: str
    step: str
    form: Callable[..., forms_asking.StepForm]
    question: str = ""

    def given(self, answers: dict[str, Any]) -> dict[str, Any]:
        """What was answered here before, as the form begins with it."""
        found = dict(answers.get(self.step, {}))
        if point := found.get("point"):
            found["latitude"], found["longitude"] = point
        return {"question": found.get(self.question)} if self.question else found

    def answered(self, answers: dict[str, Any]) -> bool:
        return self.question in answers.get("questions", {}) if self.question else self.step in answers

    def kept(self, answers: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
        """All answers, with the one given here."""
        whole = {**answers.get("questions", {}), **answer} if self.question else answer
        return {**answers, self.step: whole}


def steps_of(service: Service) -> tuple[Step, ...]:
    return tuple(step for step in STEPS if step.asked(service))


def pages_of(service: Service) -> tuple[Page, ...]:
    """The steps, and where the service has questions of its own, each of them."""
    pages: list[Page] = []
    for step in steps_of(service):
        if step.code != "questions":
            pages.append(Page(step.code, step.code, step.form))
            continue
        for number, question in enumerate(service.questions, 1):
            form = partial(forms_asking.QuestionForm, question=question)
            pages.append(Page(f"question-{number}", "questions", form, question["code"]))
    return tuple(pages)


def missing(service: Service, answers: dict[str, Any], photos: int) -> str:
    """The code of the first page without an answer that has to have one, or nothing."""
    for page in pages_of(service):
        optional = page.step == "photos" and (photos or service.photos == Asks.MAY)
        if not optional and (not page.answered(answers) or (page.step == "photos" and not photos)):
            return page.code
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
