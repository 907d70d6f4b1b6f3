"""What is filled in for a round: who takes part, the levels, what is agreed, the plan."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost import assessment
from uramost_web.capacity import files
from uramost_web.capacity.acts import Given
from uramost_web.capacity.models import Going, Instrument
from uramost_web.capacity.texts import text_in
from uramost_web.capacity.wording import FILES
from uramost_web.directory.fields import Line, day
from uramost_web.interface import NAMES, tag
from uramost_web.places.forms_memoranda import ByLanguage, tags
from uramost_web.places.memoranda import Memorandum, Standing
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag
from uramost_web.translation.forms import CleanText

NOT_APPLICABLE: Final = "x"
LONGEST: Final = 4_000
LANGUAGES: Final = [(tag(code), name) for code, name in NAMES]


def text(label: Any, *, rows: int = 3, **kwargs: Any) -> CleanText:
    return CleanText(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def levels(item: assessment.Item) -> list[tuple[str, SafeString]]:
    """The four statements, each in the reader's language or marked with its own, and that it does not apply."""
    chosen: list[tuple[str, SafeString]] = []
    for level in assessment.LEVELS:
        said = text_in({tag: four[level - 1] for tag, four in item.statements.items()})
        chosen.append((str(level), format_html("<strong>{}</strong> {}", level, said)))
    return [*chosen, (NOT_APPLICABLE, format_html("{}", _("This does not apply to us")))]


def value_of(typed: str) -> int | None:
    return None if typed == NOT_APPLICABLE else int(typed)


class ScoreForm(forms.Form):
    """The questions of one domain; what is left out stays as it was."""

    def __init__(self, *args: Any, domain: assessment.Domain, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domain = domain
        for item in domain.items:
            self.fields[item.code] = forms.ChoiceField(
                choices=levels(item), widget=forms.RadioSelect, required=False, label=text_in(item.names)
            )
            self.fields[item.code].need = ""  # type: ignore[attr-defined]
            self.fields[f"{item.code}-note"] = text(_("Why, or what you thought of"), rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for item in self.domain.items:
            if found.get(f"{item.code}-note") and item.code in found and not found[item.code]:
                self.add_error(
                    item.code, _("Choose a statement, or that it does not apply, so that your note is kept.")
                )
        return found

    def given(self) -> dict[str, Given]:
        """What was filled in rightly, also where something else was not."""
        found = {}
        for item in self.domain.items:
            note = f"{item.code}-note"
            if self.cleaned_data.get(item.code) and note in self.cleaned_data:
                found[item.code] = Given(value_of(self.cleaned_data[item.code]), self.cleaned_data[note])
        return found

    def groups(self) -> list[tuple[assessment.Item, forms.BoundField, forms.BoundField]]:
        return [(item, self[item.code], self[f"{item.code}-note"]) for item in self.domain.items]


class AgreeForm(forms.Form):
    """One question: the level they agreed on, and why."""

    def __init__(self, *args: Any, item: assessment.Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.ChoiceField(
            choices=levels(item), widget=forms.RadioSelect, label=_("What you agreed on"),
            error_messages={"required": _("Choose the statement that you agreed on.")},
        )  # fmt: skip
        self.fields["why"] = text(
            _("Why"), help_text=_("Two or three sentences are enough. Name what shows it."),
            error_messages={"required": _("Say why: next year others will want to know.")},
        )  # fmt: skip


class CommentForm(forms.Form):
    text = text(_("Your comment"), error_messages={"required": _("Write your comment.")})


class InviteForm(forms.Form):
    """Somebody by name and language, or in a municipality somebody with an account."""

    account = forms.ChoiceField(label=_("Somebody with an account here"), required=False)
    name = Line(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language in which the link opens"), choices=LANGUAGES)

    def __init__(self, *args: Any, accounts: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [(str(pk), name) for pk, name in accounts]
        if given:
            self.fields["account"].choices = [("", "–"), *given]  # type: ignore[attr-defined]
            self.fields["name"].label = _("Or somebody without an account, by name")
        else:
            del self.fields["account"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "name" in found and not found["name"] and not found.get("account"):
            self.add_error("name", _("Say who is invited."))
        return found


class SharingForm(forms.Form):
    facilitated = forms.BooleanField(
        label=_("The programme’s facilitator sees this round and may comment"), required=False,
        help_text=_("A facilitator never changes a score."),
    )  # fmt: skip
    shared = forms.BooleanField(
        label=_("The result counts in the figures of the network"), required=False,
        help_text=_(
            "Only as part of an average of at least five, at the earliest from the next quarter on. Nobody sees yours. "
            "If you take it back, an average that is shown already stands until at least five have changed, so that "
            "nobody learns yours by comparing."
                ),
    )  # fmt: skip

    def __init__(self, *args: Any, agreed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not agreed:
            del self.fields["shared"]


class StartForm(forms.Form):
    """A round of a municipality."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label=_("Municipality"), to_field_name="slug")
    facilitated = forms.BooleanField(
        label=_("The programme’s facilitator sees this round and may comment"), required=False,
        help_text=_("A facilitator never changes a score. You can change this at any time."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["municipality"]
        field.queryset = Municipality.objects.filter(pk__in=[place.pk for place in places])
        field.label_from_instance = lambda place: place.name_in(reader_tag())
        if len(places) == 1:
            field.initial = places[0].slug


class StartOrganisationForm(forms.Form):
    """A round of an organisation: which, and who leads it there."""

    organisation = forms.ChoiceField(
        label=_("Organisation"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose the organisation."), "invalid_choice": _("Choose the organisation.")},
    )  # fmt: skip
    lead = Line(
        label=_("Who leads the round there"), max_length=200,
        help_text=_("This person gets a link with which to invite the others."),
        error_messages={"required": _("Say who leads the round.")},
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language in which the link opens"), choices=LANGUAGES)

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(str(pk), name) for pk, name in organisations]  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    since = day(label=_("The plan begins"))
    until = day(label=_("The plan ends"), required=False)
    public = forms.BooleanField(
        label=_("Everybody can read the plan"), required=False,
        help_text=_("Its measures, who does them, until when, and how they go; no files and no levels."),
    )  # fmt: skip

    memorandum = forms.ModelChoiceField(
        Memorandum.objects.none(), label=_("Signed together with this memorandum"), required=False,
        empty_label=_("Not signed yet"),
    )  # fmt: skip

    def __init__(self, *args: Any, of: Municipality | None, **kwargs: Any) -> None:
        """`of`: the municipality whose plan it is; an organisation's is neither public nor signed."""
        super().__init__(*args, **kwargs)
        if of is None:
            del self.fields["public"], self.fields["memorandum"]
        else:
            field: Any = self.fields["memorandum"]
            field.queryset = of.memoranda.exclude(standing=Standing.DRAFT).order_by("-number")
            field.label_from_instance = lambda row: text_in(row.titles, plain=True)


class MeasureForm(ByLanguage):
    """What, who, when: the rest may follow. A municipality's says what in every language it owes."""

    item = forms.ChoiceField(label=_("Question it answers to"), required=False)
    what = text(_("What will be done"), error_messages={"required": _("Say what will be done.")})
    owner = Line(
        label=_("Who does it"), max_length=200,
        help_text=_("A person or an office; where an office has a name in two languages, both of them."),
        error_messages={"required": _("Say who does it: a person or an office.")},
    )  # fmt: skip
    starts = day(label=pgettext_lazy("first day", "From"), required=False)
    due = day(label=pgettext_lazy("last day", "Until"))
    cost = forms.DecimalField(
        label=_("Cost in euro"), required=False, min_value=0, max_digits=12, decimal_places=2, localize=True,
        help_text=_("0 where it costs nothing; empty where it is not known yet."),
    )  # fmt: skip
    helps = Line(label=_("Who helps"), max_length=500, required=False)
    evidence = text(_("What will show that it is done"), rows=2, required=False)

    def __init__(
        self, *args: Any, instrument: assessment.Instrument, of: Municipality | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if of is not None:
            del self.fields["what"]
            self.add("what", _("What will be done"), tags(of, timezone.localdate()), {}, rows=3, longest=LONGEST)
            self.order_fields(["item", *(name for name in self.fields if name.startswith("what_"))])
        groups: list[Any] = [("", "–")]
        for domain in instrument.domains:
            named = [(item.code, text_in(item.names, plain=True)) for item in domain.items]
            groups.append((text_in(domain.names, plain=True), named))
        self.fields["item"].choices = groups  # type: ignore[attr-defined]
        self.fields["due"].error_messages["required"] = _("Say until when.")

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if "what" not in self.fields:
            self.insist("what", _("Say what will be done, in at least one language."))
        return found

    def spoken(self) -> str:
        """The language of what it says: that of the page, or of a municipality's the first in which it is said."""
        texts = self.texts("what")
        return reader_tag() if "what" in self.fields or reader_tag() in texts else next(iter(texts))

    def values(self) -> dict[str, Any]:
        """For `plan_acts.write`."""
        if "what" in self.fields:
            return self.cleaned_data
        texts, first = self.texts("what"), self.spoken()
        others = {tag: said for tag, said in texts.items() if tag != first}
        return {**self.cleaned_data, "what": texts[first], "others": others}


class StepForm(forms.Form):
    """How a measure goes."""

    state = forms.ChoiceField(label=_("How does it go?"), choices=Going.choices, widget=forms.RadioSelect)
    note = text(_("What was done, or why not"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("state") == Going.DROPPED and "note" in found and not found["note"]:
            self.add_error("note", _("Say why the measure was dropped."))
        return found


class FileForm(forms.Form):
    """A file that shows something."""

    file = forms.FileField(
        label=_("File"), allow_empty_file=True,
        help_text=_("A photograph, PDF, text document or spreadsheet, at most 10 MB. Only this round’s people see it."),
        error_messages={"required": _("Choose a file.")},
    )  # fmt: skip

    def clean_file(self) -> files.File:
        sent = self.cleaned_data["file"]
        self.name = sent.name or ""
        raw = sent.read(files.MOST_BYTES * 2 + 1)
        try:
            if (sent.size or 0) > len(raw):
                raise files.BadFile("too_large")
            return files.read(raw)
        except files.BadFile as bad:
            raise forms.ValidationError(str(FILES[bad.code])) from bad


class SheetForm(forms.Form):
    """A spreadsheet that comes back."""

    file = forms.FileField(
        label=_("The spreadsheet, filled in"), error_messages={"required": _("Choose a file.")}, allow_empty_file=True
    )


class InstrumentForm(forms.Form):
    """A new instrument, or a new version of one."""

    file = forms.FileField(
        label=_("The instrument as TOML"), error_messages={"required": _("Choose a file.")}, allow_empty_file=True
    )


def instruments(of: Iterable[str]) -> list[Instrument]:
    return list(Instrument.objects.newest().filter(of__in=list(of)))
