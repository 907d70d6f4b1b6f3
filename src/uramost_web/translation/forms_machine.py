"""What an administrator fills in about a translation machine."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost_web.translation.machine_models import Keeps, Protocol, Script
from uramost_web.translation.machine_statement import countries


class MachineForm(forms.Form):
    """The server, and where its texts go. The key is never shown again."""

    protocol = forms.ChoiceField(label=_("Kind of machine"), choices=Protocol.choices)
    url = forms.CharField(
        label=_("Address of the server"),
        max_length=300,
        help_text=_("It begins with https://…, or with http://… for a server on this machine."),
    )
    key = forms.CharField(
        label=_("Key"),
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("It is kept encrypted and never shown again. Leave it empty to keep the one that is there."),
    )
    model = forms.CharField(
        label=_("Name of the model"), max_length=100, required=False, help_text=_("For a language model only.")
    )
    serbian = forms.ChoiceField(
        label=_("In which script the machine writes Serbian"),
        choices=Script.choices,
        help_text=_("Texts are kept in Cyrillic all the same."),
    )
    per_minute = forms.IntegerField(label=_("Sentences a minute, at most"), min_value=1, max_value=1000, initial=60)
    operator = forms.CharField(label=_("Who runs the server"), max_length=200, required=False)
    country = forms.ChoiceField(label=_("In which country it stands"), required=False)
    keeps = forms.ChoiceField(label=_("What happens to the texts"), choices=[("", "—"), *Keeps.choices], required=False)
    days = forms.IntegerField(label=_("For how many days they are kept"), min_value=1, max_value=10_000, required=False)
    said_at = forms.URLField(
        label=_("Where the operator says so"), max_length=300, required=False, assume_scheme="https"
    )
    pretranslate = forms.BooleanField(
        label=_("Have every new document translated before anybody asks"),
        required=False,
        help_text=_("Its sentences are sent as soon as a translation is opened."),
    )
    for_residents = forms.BooleanField(
        label=_("Let clerks have translated what residents write"),
        required=False,
        help_text=_(
            "Such texts are personal: think of who runs the server. They are sent only when a clerk presses the button,"
            " and the resident sees it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "—"), *countries().items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("protocol") == Protocol.CHAT and not data.get("model"):
            self.add_error("model", _("Write the name of the model."))
        if data.get("keeps") == Keeps.DAYS and data.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Write for how many days."))
        if data.get("keeps") != Keeps.DAYS:
            data["days"] = None
        return data
