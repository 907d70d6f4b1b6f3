"""What staff fill in about organisations, people and what these are where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost.scripts import script_of, to_cyrillic
from uramost_web.directory import wording
from uramost_web.directory.acts import Faulty
from uramost_web.directory.fields import Line, Phone, Web, day
from uramost_web.directory.models import Function, Organisation, Person
from uramost_web.directory.organisations import Kind, Register, Sector
from uramost_web.places.models import Municipality
from uramost_web.places.models import Organisation as Partner
from uramost_web.places.words import words

FIRST: Final = ("sq", "sr-Cyrl", "en")
"""Languages whose boxes stand open; the others are folded."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of a form with its fields; `open`: it stands open, because it is usual, filled or wrong."""

    tag: str
    autonym: str
    open: bool
    fields: tuple[forms.BoundField, ...]


class Told(forms.Form):
    """A form with texts in every language the country pack has, each in a box of its own, and fields beside them."""

    TEXTS: tuple[tuple[str, Any, int], ...] = ()
    """(name, label, most letters)."""

    def __init__(self, data: Any = None, *, texts: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        stored = [tongue for tongue in words().tongues.values() if tongue.stored]
        self.tags = sorted(((one.tag, one.autonym) for one in stored), key=lambda one: one[0] not in FIRST)
        for tag, _autonym in self.tags:
            for name, label, longest in self.TEXTS:
                widget = forms.TextInput({"lang": tag, "autocomplete": "off"})
                self.fields[f"{name}_{tag}"] = Line(required=False, label=label, max_length=longest, widget=widget)
                self.fields[f"{name}_{tag}"].need = ""  # type: ignore[attr-defined]  # read by uramost/field.html
                self.initial[f"{name}_{tag}"] = texts.get(name, {}).get(tag, "")

    def tongues(self) -> Iterator[Tongue]:
        for tag, autonym in self.tags:
            fields = tuple(self[f"{name}_{tag}"] for name, _label, _longest in self.TEXTS)
            shown = tag in FIRST or any(bound.value() or bound.errors for bound in fields)
            yield Tongue(tag, autonym, shown, fields)

    def others(self) -> list[forms.BoundField]:
        texts = {bound.name for tongue in self.tongues() for bound in tongue.fields}
        return [bound for bound in self if bound.name not in texts]

    def said(self, name: str) -> dict[str, str]:
        """Language tag → what was written; Serbian typed in Latin is kept in Cyrillic, from which Latin is derived."""
        found = {tag: _in_script(self.cleaned_data[f"{name}_{tag}"], tag) for tag, _autonym in self.tags}
        return {tag: text for tag, text in found.items() if text}

    def refuse(self, refused: Faulty) -> None:
        """The faults that an act found, at their fields."""
        for name, code in refused.faults.items():
            first = f"{name}_{self.tags[0][0]}" if any(name == text[0] for text in self.TEXTS) else name
            self.add_error(first if first in self.fields else None, wording.fault(code))


def _in_script(text: str, tag: str) -> str:
    return to_cyrillic(text).text if tag == "sr-Cyrl" and script_of(text) == "Latn" else text


def _places(allowed: Sequence[int] | None) -> list[tuple[str, str]]:
    """Municipalities to choose from: those of the person, or all and none."""
    found = [(str(place.pk), place.name) for place in words().places.values() if allowed is None or place.pk in allowed]
    return found if allowed is not None and len(found) == 1 else [("", "–"), *found]


def _place(chosen: str) -> Municipality | None:
    return Municipality.objects.get(pk=int(chosen)) if chosen else None


def languages() -> list[tuple[str, str]]:
    """Languages, whatever the script, in the words of the page."""
    seen = words()
    return list({one.language: (one.language, seen.language(one.language)) for one in seen.tongues.values()}.values())


def tags() -> list[tuple[str, str]]:
    """Languages in their scripts, by their own names."""
    return [(one.tag, one.autonym) for one in words().tongues.values()]


class OrganisationForm(Told):
    TEXTS = (("names", pgettext_lazy("of a thing", "Name"), 200), ("addresses", _("Address"), 300))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *Kind.choices])
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"), required=False, choices=Sector, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages they work in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    register = forms.ChoiceField(label=_("Register"), required=False, choices=[("", "–"), *Register.choices])
    registration_number = Line(
        label=_("Registration number"),
        required=False,
        max_length=60,
        help_text=_(
            "Check digits are checked for Serbia and Finland. For other registers no published rule is known, so only "
            "the form is looked at: compare the number with the certificate."
        ),
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    phone = Phone(label=_("Telephone"), required=False)
    web = Web(label=_("Web site"), required=False)
    partner = forms.ModelChoiceField(
        Partner.objects.order_by("code"), label=_("Member of the consortium, whose people work here"), required=False
    )
    public = forms.BooleanField(
        label=_("Agreed to be shown in the public directory"),
        required=False,
        help_text=_("With its names, sectors, languages and contacts. Its people are never shown."),
    )

    def __init__(
        self, data: Any = None, *, organisation: Organisation | None = None, allowed: Sequence[int] | None
    ) -> None:
        texts = {"names": organisation.named(), "addresses": organisation.addresses} if organisation else {}
        super().__init__(data, texts=texts, initial=_of_organisation(organisation))
        self.fields["municipality"].choices = _places(allowed)  # type: ignore[attr-defined]
        self.fields["municipality"].required = allowed is not None
        self.fields["languages"].choices = languages()  # type: ignore[attr-defined]
        if allowed is not None:
            del self.fields["partner"]

    def values(self) -> dict[str, Any]:
        """For `acts.write_organisation`."""
        data = self.cleaned_data
        plain = ("kind", "register", "registration_number", "email", "phone", "web", "public", "partner")
        values = {name: data[name] for name in plain if name in data}
        values |= {"municipality": _place(data["municipality"]), "addresses": self.said("addresses")}
        return {
            "values": values, "names": self.said("names"), "sectors": data["sectors"], "languages": data["languages"]
        }  # fmt: skip


def _of_organisation(row: Organisation | None) -> dict[str, Any]:
    if row is None:
        return {}
    plain = ("kind", "register", "registration_number", "email", "phone", "web", "public", "partner")
    return {name: getattr(row, name) for name in plain} | {
        "municipality": str(row.municipality_id or ""),
        "sectors": [one.sector for one in row.sectors.all()],
        "languages": [one.language for one in row.works_in.all()],
    }


class PersonForm(forms.Form):
    """Only what is needed to reach somebody."""

    name = Line(label=_("Name"), max_length=200, help_text=_("As they write it themselves, in either script."))
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    phone = Phone(label=_("Telephone"), required=False)
    language = forms.ChoiceField(label=_("Preferred language"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, data: Any = None, *, person: Person | None = None, allowed: Sequence[int] | None) -> None:
        initial = {name: getattr(person, name) for name in ("name", "email", "phone", "language")} if person else {}
        initial["municipality"] = str(person.municipality_id or "") if person else ""
        super().__init__(data, initial=initial)
        self.fields["language"].choices = [("", "–"), *tags()]  # type: ignore[attr-defined]
        self.fields["municipality"].choices = _places(allowed)  # type: ignore[attr-defined]
        self.fields["municipality"].required = allowed is not None  # of no municipality is only the programme's
        if person is not None and allowed is not None and person.municipality_id not in allowed:
            del self.fields["municipality"]  # of another municipality, and something in an organisation of this one

    def values(self) -> dict[str, Any]:
        """For `acts.add_person` and `acts.change_person`."""
        values = dict(self.cleaned_data)
        if "municipality" in values:
            values["municipality"] = _place(values["municipality"])
        values["email"] = values["email"].lower()
        return values

    def refuse(self, refused: Faulty) -> None:
        for name, code in refused.faults.items():
            self.add_error(name if name in self.fields else None, wording.fault(code))


class FunctionForm(Told):
    """What somebody is in an organisation; with whom is chosen beside it."""

    TEXTS = (("what", _("Function"), 200),)
    since = day(label=pgettext_lazy("first day", "From"), required=False)
    until = day(label=pgettext_lazy("last day", "Until"), required=False)

    def __init__(self, data: Any = None, *, function: Function | None = None) -> None:
        initial = {"since": function.since, "until": function.until} if function else {}
        super().__init__(data, texts={"what": function.what} if function else {}, initial=initial)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"what": self.said("what"), "since": data["since"], "until": data["until"]}
