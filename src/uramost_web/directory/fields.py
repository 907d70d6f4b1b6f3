"""Fields of the directory's forms: one line of clean text, a telephone, an address on the web."""

import re
from typing import Any, Final

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from uramost.text import BadText, plain

TEXT_FAULTS: Final = {
    "nul": _("The text has a NUL character at position %(position)s. Delete it, or type that place again."),
    "surrogate": _("The text has half a character at position %(position)s. Delete it, or type that place again."),
    "control": _("The text has a control character at position %(position)s. Delete it, or type that place again."),
    "lost": _("A letter was lost on its way to us, at position %(position)s. Type that place again."),
}
"""Codes of `uramost.text.BadText`."""
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()/.-]*")


class Line(forms.CharField):
    """One line, as it is kept: NFC, single spaces, no marks of direction. What is typed is given back."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = [rule for rule in self.validators if type(rule).__name__ != "ProhibitNullCharactersValidator"]

    def clean(self, value: Any) -> str:
        try:
            typed = plain(value or "")
        except BadText as fault:
            raise forms.ValidationError(TEXT_FAULTS[fault.code] % {"position": fault.position + 1}) from fault
        return str(super().clean(" ".join(typed.split())))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """No page can carry half a character: U+FFFD stands in its place."""
        return data and data.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Phone(Line):
    """Digits with what people put between them, and a plus before."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"type": "tel", "autocomplete": "off"}))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if typed and not _PHONE.fullmatch(typed):
            raise forms.ValidationError(_("Write the telephone in digits, as +383 44 111 222."))
        return typed


class Web(forms.URLField):
    """An address that a browser opens; what is typed without https:// gets it."""

    default_validators = [URLValidator(schemes=["http", "https"])]  # noqa: RUF012 - as Django has it

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=200, **kwargs)


def day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y."],
        error_messages={"invalid": _("Write the day as 31.12.2026.")},
        **kwargs,
    )
