"""Forms of the account pages. allauth imports this module while it is loading: nothing of allauth is imported here."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from uramost_web.accounts.models import User
from uramost_web.interface import CODES, NAMES


class SignupForm(forms.Form):
    """What allauth's form of signing up asks in addition."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As colleagues will see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1", "password2")

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.language = language if (language := get_language()) in CODES else ""
        user.save(update_fields=["name", "language"])


class DetailsForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language of the pages"),
        required=False,
        choices=[("", _("as the browser asks for")), *NAMES],
        help_text=_("We also write to you in this language."),
    )
