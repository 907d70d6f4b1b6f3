"""Forms with the same texts in several languages, side by side: those owed first, then the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost.scripts import script_of, to_cyrillic
from uramost_web.casework.defining import Faulty
from uramost_web.casework.forms_asking import PlainText
from uramost_web.casework.owing import stored
from uramost_web.casework.setup_wording import fault

OWED: Final = _("(owed in this language)")
OWED_ONCE: Final = _("(owed here too, once it is there in another language)")


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a form: `whole`: it has to be there in every language owed, or the form is not taken.

    `need` stands in the languages owed where "(optional)" stands in the others; nothing where the hint says it.
    """

    name: str
    label: str | Promise
    longest: int = 200
    rows: int = 0
    whole: bool = False
    hint: str | Promise = ""
    need: str | Promise | None = None


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of a form with its fields; `open`: something stands in it, or is wrong with it."""

    tag: str
    autonym: str
    owed: bool
    open: bool
    fields: tuple[forms.BoundField, ...]


class PlainForm(forms.Form):
    """A form that takes the refusals of an act as errors at its fields."""

    def refuse(self, refused: Faulty) -> None:
        for name, code in refused.faults.items():
            field = name if name in self.fields else self.where(name)
            self.add_error(field or None, fault(code))

    def where(self, _name: str) -> str:
        return ""

    def others(self) -> list[forms.BoundField]:
        """What is not a text of a language."""
        return list(self)


class TextsForm(PlainForm):
    SAID: ClassVar[tuple[Said, ...]] = ()

    def __init__(
        self,
        data: Any = None,
        *,
        owed: Sequence[str],
        texts: Mapping[str, Mapping[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        first = [tongue for tongue in stored() if tongue.tag in owed]
        self.tags = [(tongue.tag, tongue.autonym) for tongue in (*first, *stored())]
        self.tags = list(dict.fromkeys(self.tags))
        self.owed = tuple(owed)
        for tag, _autonym in self.tags:
            for said in self.SAID:
                self.fields[f"{said.name}_{tag}"] = _field(said, tag, owed=tag in self.owed)
                if texts:
                    self.initial[f"{said.name}_{tag}"] = texts.get(said.name, {}).get(tag, "")

    def tongues(self) -> Iterator[Tongue]:
        for tag, autonym in self.tags:
            fields = tuple(self[f"{said.name}_{tag}"] for said in self.SAID)
            filled = any(bound.value() or bound.errors for bound in fields)
            yield Tongue(tag, autonym, tag in self.owed, filled, fields)

    def others(self) -> list[forms.BoundField]:
        texts = {f"{said.name}_{tag}" for tag, _autonym in self.tags for said in self.SAID}
        return [bound for bound in self if bound.name not in texts]

    def where(self, name: str) -> str:
        """An error of a text as a whole stands at its first field."""
        return f"{name}_{self.tags[0][0]}" if any(said.name == name for said in self.SAID) else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for said in self.SAID:
            found = {tag: _in_script(data.get(f"{said.name}_{tag}") or "", tag) for tag, _autonym in self.tags}
            data[said.name] = {tag: text for tag, text in found.items() if text}
            for tag in self.owed if said.whole else ():
                if not found[tag] and f"{said.name}_{tag}" not in self.errors:
                    self.add_error(f"{said.name}_{tag}", _("This is owed in this language too."))
        return data

    def texts(self) -> dict[str, dict[str, str]]:
        return {said.name: self.cleaned_data[said.name] for said in self.SAID}


def _field(said: Said, tag: str, *, owed: bool) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": said.rows, "lang": tag}) if said.rows else forms.TextInput({"lang": tag})
    field = PlainText(required=False, label=said.label, max_length=said.longest, widget=widget, help_text=said.hint)
    if owed and said.need is not None:
        field.need = said.need  # type: ignore[attr-defined]  # read by uramost/field.html
    return field


def _in_script(text: str, tag: str) -> str:
    """Serbian typed in Latin, in Cyrillic."""
    plain = text.strip()
    return to_cyrillic(plain).text if tag == "sr-Cyrl" and script_of(plain) == "Latn" else plain
