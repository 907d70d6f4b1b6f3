"""What is asked of somebody who sends a file for the memory or the terminology, or wants one."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost_web.translation import rules
from uramost_web.translation.bringing import Kind
from uramost_web.translation.forms import CleanText

FORMATS: Final = {
    Kind.MEMORY: [("tmx", "TMX"), ("csv", "CSV")],
    Kind.TERMS: [("tbx", "TBX"), ("tbx2008", "TBX (2008)"), ("csv", "CSV")],
}


def tongues() -> list[tuple[str, str]]:
    """The languages texts are kept in."""
    return [(tongue.tag, tongue.autonym) for tongue in rules.tongues() if not tongue.derived_from]


class ExportForm(forms.Form):
    """Which memory, or the terminology, and in which format."""

    kind = forms.ChoiceField(choices=Kind, widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("From"), required=False)
    target = forms.ChoiceField(label=_("Into"), required=False)
    format = forms.ChoiceField(label=_("Format"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = kind
        self.fields["format"].choices = FORMATS[Kind(kind)]  # type: ignore[attr-defined]
        self.fields["format"].initial = FORMATS[Kind(kind)][0][0]
        if kind == Kind.TERMS:
            del self.fields["source"], self.fields["target"]
            return
        choices = tongues()
        for name, (tag, _autonym) in zip(("source", "target"), choices, strict=False):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].initial = tag
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("source") and found.get("source") == found.get("target"):
            self.add_error("target", _("Choose two different languages."))
        return found


class BringForm(forms.Form):
    """A file, and where its texts come from."""

    kind = forms.ChoiceField(
        choices=Kind,
        label=_("What is in the file?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is in the file.")},
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("TMX or CSV for the memory, TBX or CSV for the terminology."),
        widget=forms.FileInput(attrs={"accept": ".tmx,.csv,.tbx,.xml"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )
    origin = CleanText(
        max_length=120,
        label=_("Where do the texts come from?"),
        help_text=_("Everybody who is offered one of them sees this, for example: Ministry of Local Government, 2024."),
        error_messages={"required": _("Say where the texts come from.")},
    )
    licence = CleanText(required=False, max_length=120, label=_("Licence"))
    kept = forms.BooleanField(
        required=False,
        label=_("Only for the translators of this municipality"),
        help_text=_("For a translation memory: no other municipality is offered its sentences."),
    )
    source_language = forms.ChoiceField(
        required=False,
        label=_("Language of the originals"),
        help_text=_("Only for a file that does not say it itself."),
    )
    target_language = forms.ChoiceField(required=False, label=_("Language of the translations"))

    def __init__(self, *args: Any, kinds: list[str], limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit
        self.fields["kind"].choices = [choice for choice in Kind.choices if choice[0] in kinds]  # type: ignore[attr-defined]
        for name in ("source_language", "target_language"):
            self.fields[name].choices = [("", _("As the file says")), *tongues()]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > self.limit:
            raise forms.ValidationError(
                _("This file is larger than %(limit)s MB. Cut it into several."), params={"limit": self.limit >> 20}
            )
        return file
