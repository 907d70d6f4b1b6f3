"""What an administrator fills in for limits, holidays, keys and the boundary."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost_web.casework import boundaries, keys
from uramost_web.casework.forms_asking import PlainText
from uramost_web.casework.forms_service import code_field, day
from uramost_web.casework.forms_texts import OWED, PlainForm, Said, TextsForm
from uramost_web.casework.holidays import Wanted
from uramost_web.casework.setup_wording import ACTIONS, ASSUMED, FIRST_DAY, LAST_DAY, SILENCE, UNITS


class LimitForm(TextsForm):
    SAID = (Said("names", pgettext_lazy("of a thing", "Name"), need=OWED),)
    code = code_field(60)
    amount = forms.IntegerField(label=_("How long"), min_value=1, max_value=8784)
    unit = forms.ChoiceField(label=_("Unit"), choices=list(UNITS.items()), initial="calendar_days")
    extended_to = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=8784,
        label=_("How long with every extension"),
        help_text=_("Empty: it cannot be extended."),
    )
    extensions = forms.IntegerField(
        required=False, min_value=1, max_value=99, label=_("How many extensions"), help_text=_("Empty: not said.")
    )
    silence = forms.ChoiceField(label=_("What silence means"), choices=list(SILENCE.items()), initial="unknown")
    first_day = forms.ChoiceField(label=_("The day of receipt"), choices=list(FIRST_DAY.items()))
    last_day = forms.ChoiceField(label=_("A last day that is not a working day"), choices=list(LAST_DAY.items()))
    assumed = forms.MultipleChoiceField(
        required=False,
        label=_("What the source does not say and is assumed here"),
        choices=list(ASSUMED.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    source = PlainText(
        max_length=1000,
        label=_("Source"),
        help_text=_("The law or by-law with its number and article. A limit without a source cannot be entered."),
        error_messages={"required": _("Say where this is written. A limit without a source cannot be entered.")},
    )
    valid_from = day(required=False, label=_("Valid from"))
    valid_until = day(required=False, label=_("Valid until"))

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        rule = ("amount", "unit", "extended_to", "extensions", "silence", "first_day", "last_day", "assumed")
        named = {name: data[name] for name in ("code", "source", "valid_from", "valid_until")}
        return named | {"values": {name: data[name] for name in rule}} | self.texts()


class EndLimitForm(PlainForm):
    valid_until = day(label=_("Last day on which it holds"))


class HolidayForm(TextsForm):
    SAID = (
        Said("names", _("Name of the holiday"), hint=_("Only for a day that becomes a holiday."), need=""),
        Said(
            "reasons",
            _("Reason"),
            500,
            2,
            whole=True,
            need="",
            hint=_("Residents whose last day moves read it in their letter."),
        ),
    )
    action = forms.ChoiceField(label=_("What happens"), choices=list(ACTIONS.items()), widget=forms.RadioSelect)
    date = day(label=_("Day"))
    moved_to = day(required=False, label=_("Moved to"), help_text=_("Only for a holiday that moves."))
    source = PlainText(
        max_length=1000,
        label=_("Source"),
        help_text=_("The decision or the official gazette in which it is published."),
        error_messages={"required": _("Say where this is published.")},
    )

    def __init__(self, data: Any = None, *, owed: Sequence[str], **kwargs: Any) -> None:
        super().__init__(data, owed=owed, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for tag in self.owed if data.get("action") == "add" else ():
            if tag not in data["names"] and f"names_{tag}" not in self.errors:
                self.add_error(f"names_{tag}", _("This is owed in this language too."))
        return data

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            action=data["action"],
            day=data["date"],
            moved_to=data["moved_to"] if data["action"] == "move" else None,
            names=data["names"],
            reasons=data["reasons"],
            source=data["source"].strip(),
        )


class KeyForm(PlainForm):
    name = PlainText(
        max_length=100, label=_("What it is for"), help_text=_("The programme that will send or change cases.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=list(keys.SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    a_minute = forms.IntegerField(label=_("Calls a minute"), min_value=1, max_value=keys.MOST, initial=keys.A_MINUTE)


class BoundaryForm(PlainForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("GeoJSON with one polygon or multipolygon, in degrees of longitude and latitude, at most 2 MB."),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > boundaries.LARGEST:
            raise forms.ValidationError(_("The file is too large: at most 2 MB."))
        return bytes(file.read())
