"""A row of the routing table, a file with a whole table, and the test bench."""

import contextlib
from datetime import time
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from uramost import routing
from uramost.routing.rules import DAY
from uramost_web.casework import defining
from uramost_web.casework.catalogue import Office, RoutingRow, Service
from uramost_web.casework.forms_asking import LONGEST, PlainText, language_choices
from uramost_web.casework.forms_service import day
from uramost_web.casework.forms_texts import PlainForm
from uramost_web.casework.kinds import Kind
from uramost_web.casework.limit_words import weekdays
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag, words

LARGEST_TABLE: Final = 512 * 1024
"""Bytes of a file."""
CLOCK: Final = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RowForm(PlainForm):
    """Every condition may be left empty; of several values in one, any will do."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office that gets it"), empty_label="–")
    services = forms.MultipleChoiceField(required=False, label=_("The service is"), widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(
        required=False, label=_("The kind is"), choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    areas = PlainText(
        required=False,
        max_length=4000,
        label=_("The place is in"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Settlements as residents write them, one in a line, in every script; a star stands for any ending."
        ),
    )
    languages = forms.MultipleChoiceField(
        required=False, label=_("The language of the answer is"), widget=forms.CheckboxSelectMultiple
    )
    words = PlainText(
        required=False,
        max_length=4000,
        label=_("The text has"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Words or phrases, one in a line, in every language; a star stands for any ending: ndriç*"),
    )
    weekdays = forms.MultipleChoiceField(required=False, label=_("It comes on"), widget=forms.CheckboxSelectMultiple)
    hours_from = forms.TimeField(required=False, label=_("It comes from"), widget=CLOCK)
    hours_until = forms.TimeField(required=False, label=_("until before"), widget=CLOCK)
    answers = PlainText(
        required=False,
        max_length=4000,
        label=_("The answer given is"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As question=answer with their codes, one in a line."),
    )
    valid_from = day(required=False, label=_("The row holds from"))
    valid_until = day(required=False, label=_("until"))
    reason = PlainText(
        required=False, max_length=300, label=_("Why the row is there"), help_text=_("For your colleagues.")
    )

    def __init__(self, data: Any = None, *, place: Municipality, row: RoutingRow | None) -> None:
        super().__init__(data, initial=_of_row(row) if row else {})
        tag = reader_tag()
        office = self.fields["office"]
        office.queryset = place.offices.filter(closed_on=None)  # type: ignore[attr-defined]
        office.label_from_instance = lambda one: one.name_in(tag)  # type: ignore[attr-defined]
        services = [(one.code, one.name_in(tag)) for one in place.services.all()]
        self._choose("services", services, row)
        self._choose("languages", tongues(), row)
        self._choose("weekdays", list(zip(routing.WEEKDAYS, map(capfirst, weekdays()), strict=True)), row)

    def _choose(self, name: str, choices: list[tuple[str, str]], row: RoutingRow | None) -> None:
        """What the row has already can be kept, also when nobody knows it any more."""
        known = dict(choices)
        kept = [(code, code) for code in (row.conditions.get(name, ()) if row else ()) if code not in known]
        self.fields[name].choices = [*choices, *kept]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("hours_from") is None) != (data.get("hours_until") is None):
            empty = "hours_from" if data.get("hours_from") is None else "hours_until"
            if empty not in self.errors:
                self.refuse(defining.Faulty({empty: "bad_hours"}))
        typed, data["answers"] = data.get("answers") or "", {}
        for line in lines(typed):
            code, equals, value = (part.strip() for part in line.partition("="))
            if not (code and equals and value):
                self.refuse(defining.Faulty({"answers": "bad_answers"}))
                break
            data["answers"].setdefault(code, []).append(value)
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        sets = {name: data[name] for name in ("services", "kinds", "languages", "weekdays")}
        sets |= {name: lines(data[name]) for name in ("areas", "words")}
        conditions: dict[str, Any] = {name: value for name, value in sets.items() if value}
        if data["hours_from"] is not None:
            end = minute(data["hours_until"])
            conditions["hours"] = [minute(data["hours_from"]), end or DAY]
        if data["answers"]:
            conditions["answers"] = data["answers"]
        return {
            "office": data["office"],
            "conditions": conditions,
            "reason": data["reason"].strip(),
            "valid_from": data["valid_from"],
            "valid_until": data["valid_until"],
        }


def tongues() -> list[tuple[str, str]]:
    """Languages in one script, and languages in any."""
    seen = words()
    scripted = [tongue.language for tongue in seen.tongues.values() if tongue.language != tongue.tag]
    wide = [(code, seen.language(code)) for code in dict.fromkeys(scripted) if code not in seen.tongues]
    return [*((tag, seen.autonym(tag)) for tag in seen.tongues), *wide]


def lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _of_row(row: RoutingRow) -> dict[str, Any]:
    conditions = row.conditions
    found: dict[str, Any] = {name: conditions.get(name, []) for name in ("services", "kinds", "languages", "weekdays")}
    found |= {name: "\n".join(conditions.get(name, [])) for name in ("areas", "words")}
    if span := conditions.get("hours"):
        found["hours_from"], found["hours_until"] = (time(at // 60 % 24, at % 60) for at in span)
    answers = conditions.get("answers", {})
    found["answers"] = "\n".join(f"{code}={value}" for code, values in answers.items() for value in values)
    names = ("office", "reason", "valid_from", "valid_until")
    return found | {name: getattr(row, name) for name in names}


class TableForm(PlainForm):
    """A file with the whole table."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV in UTF-8, as it is downloaded here. Nothing is written before you confirm.")
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_TABLE:
            raise forms.ValidationError(_("The file is too large: at most 512 kB."))
        return bytes(file.read())


class TryForm(PlainForm):
    """What somebody might send."""

    service = forms.ModelChoiceField(Service.objects.none(), label=_("Service"), empty_label="–")
    language = forms.ChoiceField(label=_("Language of the answer"))
    text = PlainText(required=False, max_length=LONGEST, label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}))
    place = PlainText(required=False, max_length=300, label=_("Place"))
    moment = forms.DateTimeField(
        label=_("When it comes"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, data: Any = None, *, municipality: Municipality) -> None:
        now = timezone.localtime().replace(second=0, microsecond=0)
        super().__init__(data, initial={"moment": now, "language": reader_tag()})
        tag = reader_tag()
        service = self.fields["service"]
        service.queryset = municipality.services.select_related("office")  # type: ignore[attr-defined]
        service.label_from_instance = lambda one: one.name_in(tag)  # type: ignore[attr-defined]
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]

    def clean_moment(self) -> Any:
        moment = self.cleaned_data["moment"]
        if abs(moment.year - timezone.localtime().year) > 2:
            raise forms.ValidationError(_("The calendar reaches two years back and two years ahead."))
        return moment

    def chosen(self) -> Service | None:
        """The service, as soon as one is chosen: its questions are asked too."""
        with contextlib.suppress(forms.ValidationError):
            found: Service | None = self.fields["service"].clean(self.data.get("service"))
            return found
        return None
