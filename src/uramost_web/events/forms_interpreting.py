"""Interpreters, and for which sessions they are booked."""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost.interpreting import Pair, language
from uramost_web.events.forms_running import NameForm, Typed
from uramost_web.events.models import Interpreter
from uramost_web.places.words import Words


def pair_code(pair: Pair) -> str:
    return "-".join(pair)


def pair_words(pair: Pair, seen: Words) -> str:
    return " – ".join(seen.language(one) for one in pair)


def pairs(seen: Words) -> list[Pair]:
    """Of all languages of the country pack."""
    codes = sorted({language(tag) for tag in seen.tongues})
    return list(combinations(codes, 2))


class InterpreterForm(NameForm):
    """`interpreter`: one that is there, whose name is changed in the directory."""

    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = Typed(label=_("Telephone"), max_length=40, required=False)
    pairs = forms.MultipleChoiceField(label=_("Between which languages?"), widget=forms.CheckboxSelectMultiple)
    active = forms.BooleanField(label=_("Can be booked"), required=False, initial=True)

    def __init__(self, *args: Any, seen: Words, interpreter: Interpreter | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pairs"].choices = [(pair_code(pair), pair_words(pair, seen)) for pair in pairs(seen)]  # type: ignore[attr-defined]
        if interpreter is not None:
            for name in ("name", "email", "phone"):
                del self.fields[name]
            self.initial.update(
                pairs=[pair_code((row.first, row.second)) for row in interpreter.pairs.all()], active=interpreter.active
            )

    def chosen(self) -> list[Pair]:
        found = []
        for code in self.cleaned_data["pairs"]:
            first, _dash, second = code.partition("-")
            found.append((first, second))
        return found


CHOICE: Final = re.compile(r"\d{1,18}:[a-z]{2,3}-[a-z]{2,3}")
"""An interpreter by number, and a pair of languages."""


class WhoField(forms.ChoiceField):
    """Who was free when the page was made may be booked by now: whoever books them is told why they cannot be."""

    def valid_value(self, value: Any) -> bool:
        return CHOICE.fullmatch(str(value)) is not None


class BookingForm(forms.Form):
    """One of those who are free, between two languages."""

    who = WhoField(label=_("Interpreter"))

    def __init__(
        self, *args: Any, choices: Sequence[tuple[Interpreter, Pair]], seen: Words, number: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"prefix": f"session-{number}", **kwargs})
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (f"{row.pk}:{pair_code(pair)}", f"{row.person.name}: {pair_words(pair, seen)}") for row, pair in choices
        ]

    def has_choices(self) -> bool:
        return bool(self.fields["who"].choices)  # type: ignore[attr-defined]

    def chosen(self) -> tuple[int, Pair]:
        number, _colon, code = self.cleaned_data["who"].partition(":")
        first, _dash, second = code.partition("-")
        return int(number), (first, second)
