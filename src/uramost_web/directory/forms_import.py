"""The form with which a list of people is brought."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost.documents.blocks import Refused
from uramost.namesakes import SURE
from uramost.rosters import FIELDS
from uramost_web.accounts.models import User
from uramost_web.directory import alike, import_words
from uramost_web.directory.models import Organisation
from uramost_web.directory.permissions import WRITE, organisations, places
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag

LARGEST = 10_000_000
"""Bytes."""


class BringForm(forms.Form):
    """Which file; whose people they are."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_(
            "XLSX or CSV, up to 10 MB. Its heads may be in Albanian, Serbian or English, or in several at once."
        ),
        error_messages={"required": _("Choose a file."), "empty": _("There is nothing in the file.")},
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality of those whose line names none"),
        required=False,
        empty_label=_("Not known"),
    )
    organisation = forms.CharField(
        label=_("All are of this organisation"),
        required=False,
        max_length=200,
        help_text=_("Its name in any language. They are entered there, with their function where the list has one."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = places(by, WRITE)
        rows = Municipality.objects.all() if here is None else Municipality.objects.filter(pk__in=here)
        field: Any = self.fields["municipality"]
        field.queryset = rows
        field.label_from_instance = lambda row: row.name_in(reader_tag())
        if here is not None:  # whoever works for municipalities brings people of one of them
            field.required, field.empty_label = True, None
        self.by = by

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file has more than 10 MB."))
        return file

    def clean_organisation(self) -> Organisation | None:
        """The one that is called so; whoever means another is told which there are."""
        if not (name := self.cleaned_data["organisation"].strip()):
            return None
        like = alike.organisations_like(alike.Described([name]), among=organisations(self.by, WRITE))
        sure = [one.row for one in like if one.score >= SURE]
        if len(sure) == 1:
            found: Organisation = sure[0]
            return found
        if not like:
            raise forms.ValidationError(_("No organisation is called so."))
        names = "; ".join(str(one.row) for one in like)
        raise forms.ValidationError(_("Which one do you mean? There are: %(names)s.") % {"names": names})

    def refuse(self, told: Refused) -> None:
        self.add_error("file", import_words.refusal(told.code, told.values))


class ColumnsForm(forms.Form):
    """What the columns of a file without heads have."""

    heads = forms.BooleanField(required=False, label=_("The first row is a heading, not a person"))

    def __init__(self, *args: Any, first: list[tuple[str, ...]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("ignored", import_words.FIELDS["ignored"])] + [(name, import_words.FIELDS[name]) for name in FIELDS]
        for column in range(max(map(len, first), default=0)):
            shown = ", ".join(row[column] for row in first[:3] if column < len(row) and row[column])
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=_("Column %(number)s") % {"number": column + 1}, help_text=shown, choices=choices, required=False
            )
