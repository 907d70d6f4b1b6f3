"""What a clerk enters for an act, and how the queue is narrowed."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from uramost.detection import detect
from uramost_web.accounts.models import User
from uramost_web.casework.catalogue import Office
from uramost_web.casework.desk_acts import DeskAct
from uramost_web.casework.forms_asking import PlainText, language_choices, worded
from uramost_web.casework.models import AnswerText, Attachment, Case
from uramost_web.casework.wording import REFUSED
from uramost_web.places.permissions import ACTS
from uramost_web.places.words import reader_tag, words

LONGEST_TEXT: Final = 10_000
"""Characters of an answer."""
SURE: Final = 0.9
"""How sure the recognition of a language must be before a clerk is asked about it."""
LIKE_SERBIAN: Final = ("bs", "hr", "cnr", "sh")
"""Languages that the recognition does not tell from Serbian."""
TOO_LONG: Final = {"max_length": _("The text has %(show_value)d characters; at most %(limit_value)d fit.")}


class ActForm(forms.Form):
    """The fields that one act needs, in the order in which they are filled in."""

    def __init__(
        self, *args: Any, case: Case, act: DeskAct, texts: Sequence[tuple[AnswerText, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.act = case, act
        self.texts = {row.code: text for row, text in texts}
        language = words().autonym(case.language)
        self.fields["key"] = forms.CharField(
            required=False, max_length=32, widget=forms.HiddenInput, initial=lambda: uuid4().hex
        )
        for name in act.more:
            self.fields[name] = FIELDS[name](case)
        if texts:
            names = [
                ("", gettext("Choose a text")),
                *((row.code, worded(row.names, reader_tag())) for row, _said in texts),
            ]
            self.fields["template"] = forms.ChoiceField(
                required=False, choices=names, label=_("Begin with a text of the municipality")
            )
        if act.text != "no":
            self.fields["text"] = self._text(language)
        if act.told:
            self._told(language)
        if act.reason:
            self.fields["reason"] = PlainText(
                max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), label=_("Reason"),
                help_text=gettext("The resident reads it. Write it in this language: %(language)s.")
                % {"language": language},
                error_messages={**TOO_LONG, "required": REFUSED["reason_needed"]},
            )  # fmt: skip

    def _text(self, language: str) -> forms.Field:
        said = {
            "required": self.act.text == "must",
            "max_length": LONGEST_TEXT,
            "error_messages": {**TOO_LONG, "required": REFUSED["text_needed"]},
        }
        if self.act.code == "note":
            return PlainText(widget=_box(6), label=_("Note for colleagues"), **said)
        if not self.act.told:
            return PlainText(widget=_box(6), label=_("What the resident supplied, in their words"), **said)
        hint = gettext("The resident wants to be answered in this language: %(language)s.") % {"language": language}
        return PlainText(widget=_box(8, self.case.language), label=_("Text for the resident"), help_text=hint, **said)

    def _told(self, language: str) -> None:
        choices = dict([(self.case.language, language), *language_choices()])
        self.fields["language"] = forms.ChoiceField(
            choices=list(choices.items()), initial=self.case.language, label=_("Language of the text")
        )
        self.fields["other_language"] = PlainText(
            required=False, max_length=500, error_messages=TOO_LONG,
            label=_("Why not in the language of the resident?"),
            help_text=_("Only if the text is in another language. The resident reads the reason, and it is counted."),
        )  # fmt: skip

        self.fields["sure"] = forms.BooleanField(
            required=False, widget=forms.HiddenInput, label=_("The text is in the language chosen above")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_language(data)
        other = data.get("text") and data.get("language", self.case.language) != self.case.language
        if other and not (data.get("other_language") or "").strip() and "other_language" not in self.errors:
            self.add_error("other_language", str(REFUSED["language_reason_needed"]))
        data["written_in"] = reader_tag()
        return data

    def _check_language(self, data: dict[str, Any]) -> None:
        """What is not in the language it is said to be in comes back once; whoever is sure says so.

        A reason is read by the resident too: it is in their language, or in that of the text.
        """
        language = data.get("language")
        if not self.act.told or not language or data.get("sure"):
            return
        text = another(data.get("text") or "", language)
        reason = another(data.get("reason") or "", language, self.case.language)
        if text:
            said = gettext("This looks like another language or script: %(found)s. Choose the language the text is in.")
            self.add_error("language", said % {"found": words().autonym(text)})
        if reason:
            said = gettext("This looks like another language or script: %(found)s. The resident reads it.")
            self.add_error("reason", said % {"found": words().autonym(reason)})
        if text or reason:
            self.fields["sure"].widget = forms.CheckboxInput()

    def filled(self) -> dict[str, str]:
        """What was typed, with the chosen text of the municipality after it."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        chosen = self.texts.get(typed.get("template", ""), "")
        typed["text"] = "\n\n".join(part for part in (typed.get("text", "").strip(), chosen) if part)
        return {**typed, "template": ""}


def another(text: str, *said: str) -> str:
    """The language a text is surely in that is none of these; empty: it may be in one of them."""
    found = detect(text)
    if not found.language or found.confidence < SURE or any(fits(found.language, one) for one in said):
        return ""
    return found.language


def fits(found: str, said: str) -> bool:
    """Whether a text found to be in one language may be in the one it is said to be in.

    Serbian in Latin where Cyrillic was said does not fit. Cyrillic where Latin was said does: Latin is made from it.
    """
    if found in {"sr-Cyrl", "sr-Latn"}:
        return said in {found, "sr-Latn", *LIKE_SERBIAN}
    return found.partition("-")[0] == said.partition("-")[0]


def _box(rows: int, language: str = "") -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **({"lang": language} if language else {})})


class OfficeChoice(forms.ModelChoiceField[Office]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name_in(reader_tag()))


class PersonChoice(forms.ModelChoiceField[User]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class PhotoChoice(forms.ModelMultipleChoiceField[Attachment]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name or obj.media_type)


class CaseReference(forms.CharField):
    """A case of a municipality, by its reference."""

    def __init__(self, municipality: int | None, **kwargs: Any) -> None:
        super().__init__(max_length=24, help_text=_("For example 34-2026-00012."), **kwargs)
        self.municipality = municipality

    def clean(self, value: Any) -> Any:
        reference = super().clean(value)
        found = Case.objects.filter(municipality=self.municipality, reference=reference).first()
        if found is None:
            raise forms.ValidationError(gettext("There is no case with this reference here."))
        return found


def colleagues(case: Case) -> QuerySet[User]:
    """Who may work on the case, by name."""
    rows = User.objects.filter(
        memberships__municipality=case.municipality_id, memberships__role__in=ACTS["case.work"], is_active=True
    )
    return rows.distinct().order_by("name", "pk")


def _office(case: Case) -> forms.Field:
    rows = Office.objects.filter(municipality=case.municipality_id, closed_on=None).exclude(pk=case.office_id)
    return OfficeChoice(rows, label=_("Office"), empty_label=_("Choose an office"))


def _into(case: Case) -> forms.Field:
    return CaseReference(case.municipality_id, label=_("Reference of the case that goes on"))


def _amount(_case: Case) -> forms.Field:
    return forms.IntegerField(
        min_value=1, max_value=366, widget=forms.NumberInput(attrs={"class": "short"}),
        label=_("How much time is added"),
        help_text=_("In the unit of the limit, as it stands above."),
        error_messages={"required": _("Enter how much time is added.")},
    )  # fmt: skip


def _to(case: Case) -> forms.Field:
    return PersonChoice(
        colleagues(case), required=False, initial=case.assignee_id, label=_("Who works on it"), empty_label=_("Nobody")
    )


def _public_text(case: Case) -> forms.Field:
    return PlainText(
        required=False, max_length=LONGEST_TEXT, widget=_box(6), initial=case.public_text or case.text,
        label=_("Text for everybody"), error_messages=TOO_LONG,
        help_text=_(
            "Take out names, telephone numbers, house numbers and whatever else is personal. Empty: nothing is shown."
        ),
    )  # fmt: skip


def _photos(case: Case) -> forms.Field:
    rows = Attachment.objects.filter(case=case, media_type__startswith="image/")
    return PhotoChoice(
        rows, required=False, label=_("Pictures for everybody"), widget=forms.CheckboxSelectMultiple,
        initial=[row.pk for row in rows if row.public],
        help_text=_("Only those on which nobody can be recognised, no number plate and nothing private."),
    )  # fmt: skip


FIELDS: Final = {
    "office": _office,
    "into": _into,
    "amount": _amount,
    "to": _to,
    "public_text": _public_text,
    "photos": _photos,
}

AT_FIELD: Final = {
    "text_needed": "text",
    "reason_needed": "reason",
    "language_reason_needed": "other_language",
    "same_office": "office",
    "office_closed": "office",
    "same_case": "into",
    "merged_already": "into",
    "merged_ended": "into",
    "too_long": "amount",
    "too_many": "amount",
    "not_positive": "amount",
}
"""Reason of a refusal → the field it belongs to; the others are about the act as a whole."""


def refuse(form: forms.Form, reason: str) -> None:
    """The sentence for a refusal, at its field where the form has it."""
    field = AT_FIELD.get(reason)
    form.add_error(field if field in form.fields else None, str(REFUSED[reason]))
