"""What is filled in about memoranda and bodies."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost import languages
from uramost.text import BadText, plain
from uramost_web.places.memoranda import Body, Carried, Commitment, Member, Memorandum, Side, Task
from uramost_web.places.models import Municipality, Office, in_language, rules_on
from uramost_web.places.words import reader_tag, words

ALWAYS: Final = ("sq", "sr-Cyrl", "en")
"""Languages of every memorandum: those of both official languages, and the donor's."""
LARGEST: Final = 20_000_000
MOST_MONEY: Final = Decimal("9999999999.99")
"""As much as a commitment can hold, also of all its steps together."""
KINDS: Final = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "odt": b"PK\x03\x04"}
"""What a signed document may be, and how such a file begins."""


def tags(place: Municipality, on: date) -> list[str]:
    """In which a memorandum is written: `ALWAYS` and what the municipality owes besides, in the pack's order."""
    seen = words()
    try:
        owed = {entry.language for entry in rules_on(place, "publish", on) if entry.strength == "owed"}
    except languages.NoStatus:
        owed = set()
    stored = [tag for tag, tongue in seen.tongues.items() if tongue.stored]
    more = {tag for tag in stored if seen.language_of(tag) in owed or tag in owed}
    return sorted({*ALWAYS, *more}, key=seen.rank)


class ByLanguage(forms.Form):
    """A form in which some text stands once for each language: `<name>_<tag>`."""

    def add(
        self, name: str, label: Any, given: Iterable[str], texts: dict[str, str], *, rows: int, longest: int
    ) -> None:
        for tag in given:
            self.fields[f"{name}_{tag}"] = forms.CharField(
                label=f"{label} ({words().autonym(tag)})",
                required=False,
                max_length=longest,
                initial=texts.get(tag, ""),
                widget=forms.Textarea(attrs={"rows": rows, "lang": tag})
                if rows > 1
                else forms.TextInput({"lang": tag}),
            )

    def texts(self, name: str) -> dict[str, str]:
        """Tag → text, without those that are empty."""
        start = f"{name}_"
        return {
            key.removeprefix(start): value
            for key, value in self.cleaned_data.items()
            if key.startswith(start) and value
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in data.items():
            if isinstance(value, str):
                try:
                    data[name] = plain(value).strip()
                except BadText:
                    self.add_error(name, _("The text has a character that no text has. Delete it, or type it again."))
        return data

    def insist(self, name: str, said: Any) -> None:
        """At least one language has to be there."""
        if not self.texts(name):
            self.add_error(next(key for key in self.fields if key.startswith(f"{name}_")), said)


class MemorandumForm(ByLanguage):
    currency = forms.RegexField("^[A-Z]{3}$", label=_("Currency"), initial="EUR", help_text=_("Three letters, as EUR."))
    source = forms.CharField(
        label=_("Source"), required=False, max_length=300, help_text=_("Where it is written, if it was published.")
    )

    def __init__(self, *args: Any, place: Municipality, row: Memorandum | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add("title", _("Title"), tags(place, on), row.titles if row else {}, rows=1, longest=200)
        if row:
            self.fields["currency"].initial, self.fields["source"].initial = row.currency, row.source
        self.order_fields([*(name for name in self.fields if name.startswith("title_")), "currency", "source"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.insist("title", _("Write the title in at least one language."))
        return data

    def values(self) -> dict[str, Any]:
        return {
            "titles": self.texts("title"),
            "currency": self.cleaned_data["currency"],
            "source": self.cleaned_data["source"],
        }


class CommitmentForm(ByLanguage):
    side = forms.ChoiceField(label=_("Who promises"), choices=Side.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=Decimal(0), max_digits=12, decimal_places=2, localize=True
    )
    at_most = forms.BooleanField(label=_("At most this amount"), required=False)
    due = forms.DateField(
        label=pgettext_lazy("last day", "Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, memorandum: Memorandum, row: Commitment | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add("text", _("What"), tags(memorandum.municipality, on), row.texts if row else {}, rows=3, longest=2000)
        for name in ("side", "amount", "at_most", "due"):
            if row:
                self.fields[name].initial = getattr(row, name)
        self.order_fields(["side", *(name for name in self.fields if name.startswith("text_"))])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.insist("text", _("Write what is promised in at least one language."))
        return data

    def values(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("side", "amount", "at_most", "due")}
        return {"texts": self.texts("text"), **given}


class SignForm(forms.Form):
    on = forms.DateField(label=_("Signed on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Holds until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    signed_by = forms.CharField(
        label=_("Signed by"), max_length=300, help_text=_("The offices that signed, for example the mayor.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("until") and data.get("on") and data["until"] < data["on"]:
            self.add_error("until", _("The last day is before the first one."))
        return data


class DocumentForm(forms.Form):
    tag = forms.ChoiceField(label=_("Language"))
    file = forms.FileField(label=_("Signed document"), help_text=_("PDF, DOCX or ODT, up to 20 MB."))

    def __init__(self, *args: Any, place: Municipality, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].choices = [(tag, words().autonym(tag)) for tag in tags(place, on)]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file has more than 20 MB."))
        ending, start = file.name.lower().rpartition(".")[2], file.read(8)
        file.seek(0)
        if ending not in KINDS or not start.startswith(KINDS[ending]):
            raise forms.ValidationError(_("Choose a PDF, DOCX or ODT."))
        return file


class StepForm(ByLanguage):
    on = forms.DateField(label=_("On"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    state = forms.ChoiceField(label=_("How far it is"), choices=Carried.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Amount given"), required=False, min_value=Decimal(0), max_digits=12, decimal_places=2, localize=True
    )

    def __init__(self, *args: Any, commitment: Commitment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment, self.today = commitment, today
        place = commitment.memorandum.municipality
        self.add("note", _("What was done"), tags(place, today), {}, rows=3, longest=2000)
        amount: Any = self.fields["amount"]
        amount.validators.append(MaxValueValidator(MOST_MONEY - commitment.given))
        self.fields["on"].initial = today
        self.fields["state"].initial = commitment.state

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        signed = self.commitment.memorandum.signed_on
        if signed and on < signed:
            raise forms.ValidationError(_("This is before the memorandum was signed."))
        return on

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.insist("note", _("Write what was done in at least one language."))
        return data

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "on": given["on"], "state": given["state"], "amount": given["amount"] or Decimal(0),
            "notes": self.texts("note"),
        }  # fmt: skip


class BodyForm(forms.Form):
    kind = forms.ModelChoiceField(Office.objects.none(), label=_("Committee or office"))
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)

    def __init__(self, *args: Any, place: Municipality, row: Body | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        taken = place.bodies.exclude(pk=row.pk if row else 0).values("kind")
        field.queryset = Office.objects.exclude(pk__in=taken).order_by("code")
        field.label_from_instance = lambda kind: in_language(kind.names, reader_tag()) or kind.code
        for name in ("kind", "email", "phone"):
            if row:
                self.fields[name].initial = getattr(row, name)


class MemberForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    task = forms.ChoiceField(label=_("Function"), choices=Task.choices)
    since = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=pgettext_lazy("last day", "Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Whoever leaves gets a last day."),
    )

    def __init__(self, *args: Any, row: Member | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "task", "since", "until"):
            if row:
                self.fields[name].initial = getattr(row, name)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("The last day is before the first one."))
        return data
