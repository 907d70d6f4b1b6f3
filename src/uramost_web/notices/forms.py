"""What an officer fills in."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from uramost import documents
from uramost_web.notices.models import Kind, Notice
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag
from uramost_web.translation import rules
from uramost_web.translation.forms import CleanText, due_field
from uramost_web.translation.sentences import refusal

ENDINGS = tuple(f".{extension}" for extension in documents.EXTENSIONS)


def tongue_choices() -> list[tuple[str, str]]:
    return [(tongue.tag, tongue.autonym) for tongue in rules.tongues()]


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    """Municipalities, each by its name in the language of the page."""

    def label_from_instance(self, obj: Municipality) -> str:
        return obj.name_in(reader_tag())


class StartForm(forms.Form):
    """Where the notice is published and of which kind it is."""

    municipality = PlaceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        empty_label=None,
        to_field_name="slug",
        error_messages={"invalid_choice": _("Choose a municipality you work in.")},
    )
    kind = forms.ChoiceField(
        choices=Kind,
        label=_("What kind of notice is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of notice it is.")},
    )

    def __init__(self, *args: Any, workplaces: list[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = cast("forms.ModelChoiceField[Municipality]", self.fields["municipality"])
        places.queryset = Municipality.objects.filter(pk__in=[place.pk for place in workplaces])
        if len(workplaces) == 1:
            places.initial = workplaces[0]


class TextForm(forms.Form):
    """The title and the text: typed, or in a file."""

    written_in = forms.ChoiceField(
        label=_("In which language is it written?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language the text is written in.")},
    )
    title = CleanText(
        max_length=300,
        label=_("Title"),
        error_messages={
            "required": _("Write a title."),
            "max_length": _("The title has %(show_value)d characters; at most %(limit_value)d fit."),
        },
    )
    text = CleanText(
        required=False,
        max_length=2_000_000,
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "Leave an empty line between paragraphs. A line that begins with “# ” is a heading, "
            "one that begins with “- ” a point of a list."
        ),
    )
    file = forms.FileField(
        required=False,
        label=_("Or a file"),
        help_text=_("DOCX, ODT, XLSX, PPTX, HTML, Markdown, TXT or PDF, at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={"empty": _("This file is empty.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["written_in"]).choices = tongue_choices()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                refusal(documents.Refused("too_large", limit=settings.UPLOAD_LIMIT, size=file.size))
            )
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            not data.get("file")
            and not (data.get("text") or "").strip()
            and "file" not in self.errors
            and "text" not in self.errors
        ):
            self.add_error("text", _("Type the text or choose a file."))
        return data

    def content(self) -> tuple[bytes, str]:
        """(what to read, its file name): the file, or what was typed."""
        if file := self.cleaned_data["file"]:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), "text.txt"


class SendForm(forms.Form):
    """Further languages, beyond those owed, and by when all of them are needed."""

    further = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Further languages"),
        help_text=_("Not owed, but welcome."),
    )
    due = due_field()

    def __init__(self, *args: Any, owed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["further"]).choices = [
            (tongue.tag, tongue.autonym)
            for tongue in rules.tongues()
            if not tongue.derived_from and tongue.tag not in owed
        ]


class PublishForm(forms.Form):
    reason = CleanText(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Why is a language missing?"),
        help_text=_("Everybody can read this reason on the notice."),
        error_messages={
            "required": _("A language that is owed is missing. Write the reason, or wait for the translation."),
        },
    )

    def __init__(self, *args: Any, missing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = missing


class CorrectForm(forms.Form):
    """One sentence of the source, and the version of it the officer had before them."""

    text = CleanText(
        label=_("The sentence as it should be"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("A sentence cannot be empty. To take the notice back, withdraw it.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


def draft_of(notice: Notice) -> dict[str, str]:
    """What was typed so far; of a text that was not typed here, its title and its language."""
    document = notice.document
    given = {"title": document.title(), "written_in": document.written_in} if document else {}
    return {**given, **notice.draft}
