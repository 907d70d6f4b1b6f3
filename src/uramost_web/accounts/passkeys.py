"""The forms for passkeys and security keys, with a label that can be translated."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is not typed for others
    name = forms.CharField(label=_("Name of the key"), max_length=100, required=False)


class EditForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("Name of the key"), max_length=100)
