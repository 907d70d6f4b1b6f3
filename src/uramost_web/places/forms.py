"""What an administrator of a municipality fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost_web.places.models import MUNICIPAL


class GiveRoleForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the person"), help_text=_("The person needs an account first."))
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in MUNICIPAL])
