"""What is typed at the door, on one's own telephone, and from the signed sheet."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost import namesakes
from uramost.text import BadText, plain
from uramost_web.events.parcels import LONGEST_NAME
from uramost_web.translation.forms import CleanText
from uramost_web.translation.sentences import text_fault

MOST_NAMES: Final = 100


class Typed(CleanText):
    """What people type, without marks of direction."""

    def clean(self, value: Any) -> str:
        try:
            return " ".join(super().clean(plain(value or "")).split())
        except BadText as fault:
            raise forms.ValidationError(text_fault(fault)) from fault


class NameForm(forms.Form):
    """One name, as it is said."""

    name = Typed(label=_("First and last name"), max_length=LONGEST_NAME)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not namesakes.key(name):
            raise forms.ValidationError(_("Write a name with letters."))
        return name


class DoorForm(NameForm):
    """Somebody who is not on the list."""

    another = forms.BooleanField(
        label=_("This is another person with the same name as somebody who is there"), required=False
    )


class SignInForm(NameForm):
    """By one's own telephone."""

    contact = Typed(
        label=_("E-mail or telephone"),
        help_text=_("Only where two people have the same name. If you registered, write the same as there."),
        max_length=LONGEST_NAME,
        required=False,
    )


class SheetForm(forms.Form):
    """Who signed: ticked on the list, and the names written below it, one in each line."""

    names = forms.CharField(
        label=_("Names that were written below the list"),
        help_text=_("One in each line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_names(self) -> list[str]:
        try:
            lines = [" ".join(line.split()) for line in plain(self.cleaned_data["names"]).splitlines()]
        except BadText as fault:
            raise forms.ValidationError(text_fault(fault)) from fault
        names = [line for line in lines if line]
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("At most %(most)s names at once.") % {"most": MOST_NAMES})
        for name in names:
            if len(name) > LONGEST_NAME or not namesakes.key(name):
                raise forms.ValidationError(_("This line is no name: %(line)s") % {"line": name[:60]})
        return names
