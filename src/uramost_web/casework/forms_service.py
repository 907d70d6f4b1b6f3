"""What an administrator fills in for a service, its further questions, an office, and an answer text."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost_web.accounts.models import User
from uramost_web.casework import defining
from uramost_web.casework.catalogue import AnswerText, Asks, Limit, Office, Service, Shows
from uramost_web.casework.forms_asking import PlainText
from uramost_web.casework.forms_texts import OWED, OWED_ONCE, PlainForm, Said, TextsForm
from uramost_web.casework.kinds import Kind
from uramost_web.casework.limit_words import weekdays
from uramost_web.casework.setup_wording import DATATYPES
from uramost_web.casework.wording import ACTS
from uramost_web.places.models import Municipality, in_language
from uramost_web.places.models import Office as OfficeKind
from uramost_web.places.words import reader_tag


def code_field(longest: int) -> forms.SlugField:
    """A code as it stands in addresses and in the API."""
    return forms.SlugField(
        max_length=longest,
        label=_("Code"),
        help_text=_("Small Latin letters, digits and hyphens. It stays the same in every language."),
    )


def day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ServiceForm(TextsForm):
    SAID = (
        Said("names", pgettext_lazy("of a thing", "Name"), need=OWED),
        Said("descriptions", _("What it is"), 2000, 3, need=OWED),
        Said("who_may", _("Who may ask"), 1000, 2, need=OWED_ONCE),
        Said("papers", _("Papers needed"), 2000, 3, need=OWED_ONCE),
        Said("fees", _("Fee"), 500, 2, need=OWED_ONCE),
    )
    code = code_field(60)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    group = forms.SlugField(
        max_length=40,
        required=False,
        label=_("Group"),
        help_text=_("A code: services of one group stand together, as in Open311."),
    )
    keywords = PlainText(
        max_length=1000,
        required=False,
        label=_("Words people look for"),
        help_text=_("In any language, divided by commas."),
    )
    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office"), empty_label="–")
    limit_code = forms.ChoiceField(required=False, label=_("Limit"))
    norm_days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=366,
        label=_("Own promise"),
        help_text=_("In the unit of the limit; in working days where no limit is known. Never longer than the limit."),
    )
    place = forms.ChoiceField(label=_("Place"), choices=Asks)
    photos = forms.ChoiceField(label=_("Photographs"), choices=Asks)
    contact = forms.ChoiceField(label=_("Name and contact"), choices=Asks)
    shows = forms.ChoiceField(label=_("What is public"), choices=Shows)
    kept_months = forms.IntegerField(
        min_value=1, max_value=defining.LONGEST_KEPT, label=_("Months until it is made anonymous")
    )
    starts_on = day(required=False, label=pgettext_lazy("first day", "From"))
    ends_on = day(
        required=False,
        label=pgettext_lazy("last day", "Until"),
        help_text=_("The last day on which it can be asked for."),
    )
    instead = forms.ModelChoiceField(Service.objects.none(), required=False, label=_("Replaced by"), empty_label="–")

    def __init__(self, data: Any = None, *, place: Municipality, service: Service | None, owed: Sequence[str]) -> None:
        texts = {said.name: getattr(service, said.name) for said in self.SAID} if service else None
        super().__init__(data, owed=owed, texts=texts, initial=_of_service(service))
        tag = reader_tag()
        self.fields["office"] = _rows(self.fields["office"], place.offices.filter(closed_on=None), tag)
        others = place.services.exclude(pk=service.pk) if service else place.services.all()
        self.fields["instead"] = _rows(self.fields["instead"], others, tag)
        self.fields["limit_code"].choices = limit_choices(place, tag)  # type: ignore[attr-defined]
        if service:
            del self.fields["code"]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = {name: data[name] for name in self.fields if name in type(self).base_fields and name in data}
        plain["keywords"] = [word.strip() for word in data["keywords"].split(",") if word.strip()]
        return {**plain, **self.texts()}


def _of_service(service: Service | None) -> dict[str, Any]:
    if service is None:
        return {"place": Asks.NO, "photos": Asks.NO, "contact": Asks.MAY, "shows": Shows.NOTHING, "kept_months": 24}
    named = ServiceForm.base_fields
    return {name: getattr(service, name) for name in named} | {"keywords": ", ".join(service.keywords)}


def _rows(field: forms.Field, rows: Any, tag: str) -> forms.Field:
    """Rows to choose from, by their names in the reader's language."""
    field.queryset = rows  # type: ignore[attr-defined]
    field.label_from_instance = lambda row: row.name_in(tag)  # type: ignore[attr-defined]
    return field


def limit_choices(place: Municipality, tag: str) -> list[tuple[str, str]]:
    found = Limit.objects.filter(municipality=None) | Limit.objects.filter(municipality=place)
    rows = found.order_by("code", "municipality")
    return [("", "–"), *dict.fromkeys((row.code, capfirst(row.name_in(tag))) for row in rows)]


class EndForm(PlainForm):
    ends_on = day(label=_("Last day"))
    instead = forms.ModelChoiceField(Service.objects.none(), required=False, label=_("Replaced by"), empty_label="–")

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Service.objects.filter(municipality=service.municipality_id).exclude(pk=service.pk)
        self.fields["instead"] = _rows(self.fields["instead"], others, reader_tag())


class QuestionForm(TextsForm):
    """One further question. Answers to choose from stand one in a line, in the same order in every language."""

    SAID = (
        Said("description", _("Question"), 300, need=OWED),
        Said("choices", _("Answers to choose from"), 4000, 4, need=OWED_ONCE),
    )
    order = forms.IntegerField(label=_("Place in the form"), min_value=1, max_value=999)
    code = code_field(40)
    datatype = forms.ChoiceField(label=_("How it is answered"), choices=list(DATATYPES.items()))
    required = forms.BooleanField(required=False, label=_("Must be answered"))
    keys = PlainText(
        required=False,
        max_length=4000,
        label=_("Codes of the answers to choose from"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One in a line."),
    )
    dropped = forms.BooleanField(required=False, label=_("Leave this question out"))

    def __init__(self, data: Any = None, *, question: dict[str, Any] | None, place: int, owed: Sequence[str]) -> None:
        self.question = question or {}
        values = self.question.get("values", [])
        texts = {"description": self.question.get("description", {}), "choices": _lines(values)}
        initial = {name: self.question.get(name) for name in ("code", "datatype", "required")}
        initial |= {"order": place + 1, "keys": "\n".join(value["key"] for value in values)}
        super().__init__(data, owed=owed, texts=texts, initial=initial, prefix=f"q{place}")
        self.number = place + 1

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("dropped"):
            self.errors.clear()  # what is left out need not be right
            return data
        keys = (data.get("keys") or "").split()
        for tag, said in data["choices"].items():
            if data.get("datatype") in defining.LISTS and len(said.splitlines()) != len(keys):
                self.add_error(f"choices_{tag}", _("There have to be as many lines as codes."))
        return data

    def value(self) -> dict[str, Any]:
        """As Open311 and the resident's form read it."""
        data = self.cleaned_data
        found = {**self.question, "code": data["code"], "datatype": data["datatype"], "required": data["required"]}
        found |= {"description": data["description"], "values": []}
        if data["datatype"] in defining.LISTS:
            lines = {tag: said.splitlines() for tag, said in data["choices"].items()}
            found["values"] = [
                {"key": key, "name": {tag: said[place].strip() for tag, said in lines.items()}}
                for place, key in enumerate(data["keys"].split())
            ]
        return found

    def where(self, name: str) -> str:
        return super().where(name) or "code"


def _lines(values: list[dict[str, Any]]) -> dict[str, str]:
    tags = dict.fromkeys(tag for value in values for tag in value["name"])
    return {tag: "\n".join(value["name"].get(tag, "") for value in values) for tag in tags}


SPAN: Final = re.compile(r"(\d\d?)[:.](\d\d)\s*[-–—]\s*(\d\d?)[:.](\d\d)")


class OfficeForm(TextsForm):
    SAID = (
        Said("names", pgettext_lazy("of a thing", "Name"), need=OWED),
        Said("addresses", _("Address"), 300, need=OWED_ONCE),
    )
    code = code_field(40)
    kind = forms.ModelChoiceField(OfficeKind.objects.all(), required=False, label=_("Kind"), empty_label="–")
    email = forms.EmailField(required=False, max_length=254, label=_("E-mail"))
    phone = PlainText(required=False, max_length=40, label=_("Telephone"))

    def __init__(self, data: Any = None, *, office: Office | None, owed: Sequence[str]) -> None:
        texts = {"names": office.names, "addresses": office.addresses} if office else None
        names = ("kind", "email", "phone")
        initial = {name: getattr(office, name) for name in names} if office else {}
        initial |= {f"day_{place}": said for place, said in _hours_said(office).items()}
        super().__init__(data, owed=owed, texts=texts, initial=initial)
        kinds, tag = self.fields["kind"], reader_tag()
        kinds.label_from_instance = lambda row: in_language(row.names, tag) or row.code  # type: ignore[attr-defined]
        for place, name in enumerate(weekdays()):
            self.fields[f"day_{place}"] = forms.CharField(required=False, max_length=60, label=capfirst(name))
        if office:
            del self.fields["code"]

    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{place}"] for place in range(7)]

    def others(self) -> list[forms.BoundField]:
        return [bound for bound in super().others() if not bound.name.startswith("day_")]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["hours"] = []
        for place in range(7):
            for part in filter(None, map(str.strip, (data.get(f"day_{place}") or "").split(","))):
                found = SPAN.fullmatch(part)
                if not found or int(found[1]) > 23 or int(found[3]) > 23 or int(found[2]) > 59 or int(found[4]) > 59:
                    self.refuse(defining.Faulty({f"day_{place}": "hours_wrong"}))
                    break
                opens, shuts = (f"{int(found[at]):02}:{found[at + 1]}" for at in (1, 3))
                data["hours"].append([place, opens, shuts])
        return data

    def values(self) -> dict[str, Any]:
        names = ("code", "kind", "email", "phone", "hours")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data} | self.texts()


def _hours_said(office: Office | None) -> dict[int, str]:
    spans: dict[int, list[str]] = {}
    for place, opens, shuts in office.hours if office else ():
        spans.setdefault(place, []).append(f"{opens}–{shuts}")
    return {place: ", ".join(said) for place, said in spans.items()}


class SeatsForm(PlainForm):
    people = forms.ModelMultipleChoiceField(
        User.objects.none(), required=False, label=_("Who works in this office"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, office: Office) -> None:
        people = defining.colleagues(office.municipality)
        super().__init__(data, initial={"people": [row.user_id for row in office.seats.all()]})
        self.fields["people"].queryset = people  # type: ignore[attr-defined]


class AnswerTextForm(TextsForm):
    SAID = (Said("names", pgettext_lazy("of a thing", "Name")), Said("texts", _("Text"), 8000, 8, need=OWED))
    code = code_field(60)
    move = forms.ChoiceField(label=_("For"), choices=[(code, ACTS[code]) for code in defining.WORDED])
    service = forms.ModelChoiceField(
        Service.objects.none(), required=False, label=_("Service"), empty_label=_("For all services")
    )

    def __init__(self, data: Any = None, *, place: Municipality, row: AnswerText | None, owed: Sequence[str]) -> None:
        texts = {"names": row.names, "texts": row.texts} if row else None
        initial = {"move": row.move, "service": row.service_id} if row else {}
        super().__init__(data, owed=owed, texts=texts, initial=initial)
        self.fields["service"] = _rows(self.fields["service"], place.services.all(), reader_tag())
        if row:
            del self.fields["code"]

    def values(self) -> dict[str, Any]:
        names = ("code", "move", "service")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data} | self.texts()
