"""What somebody fills in who proposes or changes a term: names, a definition and words not to use, in each language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from uramost.scripts import script_of, to_cyrillic
from uramost.terms.reading import split
from uramost_web.translation import rules
from uramost_web.translation.forms import CleanText
from uramost_web.translation.models import TermEntry
from uramost_web.translation.term_words import DOMAINS

MOST_NAMES: Final = 10
FORMULA: Final = ("=", "+", "-", "@")
"""Beginnings that a spreadsheet takes for a formula, when it opens the list."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the form and its three fields."""

    tag: str
    autonym: str
    fields: tuple[forms.BoundField, ...]


class TermForm(forms.Form):
    """Names are divided by semicolons, the preferred one first. Serbian typed in Latin is kept in Cyrillic."""

    domain = forms.ChoiceField(label=_("Domain"), choices=lambda: [("", ""), *DOMAINS.items()])
    source = CleanText(
        label=_("Source"),
        max_length=500,
        help_text=_("The law, by-law or book in which it is written so; otherwise who proposes it."),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, term: TermEntry | None = None) -> None:
        super().__init__(data, initial=_initial(term) if term else {})
        self._tongues = [(tongue.tag, tongue.autonym) for tongue in rules.tongues() if not tongue.derived_from]
        for tag, _autonym in self._tongues:
            self.fields[f"names_{tag}"] = CleanText(
                required=False, max_length=500, label=_("Names"), widget=forms.TextInput(attrs={"lang": tag})
            )
            self.fields[f"definition_{tag}"] = CleanText(
                required=False,
                max_length=1000,
                label=_("Definition"),
                widget=forms.Textarea(attrs={"rows": 2, "lang": tag}),
            )
            self.fields[f"forbidden_{tag}"] = CleanText(
                required=False,
                max_length=500,
                label=_("Words not to be used for it"),
                widget=forms.TextInput(attrs={"lang": tag}),
            )

    def tongues(self) -> Iterator[Tongue]:
        for tag, autonym in self._tongues:
            yield Tongue(tag, autonym, tuple(self[f"{part}_{tag}"] for part in ("names", "definition", "forbidden")))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for tag, _autonym in self._tongues:
            names, forbidden = self._words("names", tag), self._words("forbidden", tag)
            definition = _in_script(data.get(f"definition_{tag}") or "", tag)
            self._check_definition(definition, tag)
            data |= {f"names_{tag}": names, f"forbidden_{tag}": forbidden, f"definition_{tag}": definition}
            if both := set(names) & set(forbidden):
                self.add_error(
                    f"forbidden_{tag}",
                    _("“%(word)s” stands among the names too. It cannot be both.") % {"word": min(both)},
                )
        named = any(data[f"names_{tag}"] for tag, _autonym in self._tongues)
        if not named and not self.errors:
            self.add_error(f"names_{self._tongues[0][0]}", _("Write the term in at least one language."))
        return data

    def _words(self, part: str, tag: str) -> list[str]:
        field = f"{part}_{tag}"
        words = [_in_script(word, tag) for word in split(self.cleaned_data.get(field) or "")]
        if len(words) > MOST_NAMES:
            self.add_error(field, _("At most %(most)s, please.") % {"most": MOST_NAMES})
        if any(word.startswith(FORMULA) for word in words):
            self._refuse_sign(field)
        return list(dict.fromkeys(words))

    def _check_definition(self, definition: str, tag: str) -> None:
        if definition.startswith(FORMULA):
            self._refuse_sign(f"definition_{tag}")

    def _refuse_sign(self, field: str) -> None:
        self.add_error(field, _("Begin with a letter: a spreadsheet would take this sign for a formula."))

    def values(self) -> dict[str, Any]:
        """As `TermEntry` keeps them; a language without words is left out."""
        data = self.cleaned_data

        def of(part: str) -> dict[str, Any]:
            return {tag: data[f"{part}_{tag}"] for tag, _autonym in self._tongues if data[f"{part}_{tag}"]}

        return {
            "domain": data["domain"],
            "source": data["source"].strip(),
            "texts": of("names"),
            "definitions": of("definition"),
            "forbidden": of("forbidden"),
        }


def _in_script(text: str, tag: str) -> str:
    """Serbian typed in Latin, in Cyrillic."""
    plain = text.strip()
    return to_cyrillic(plain).text if tag == "sr-Cyrl" and script_of(plain) == "Latn" else plain


def _initial(term: TermEntry) -> dict[str, Any]:
    found: dict[str, Any] = {"domain": term.domain, "source": term.source, "seen": term.version}
    for part, words in (("names", term.texts), ("forbidden", term.forbidden)):
        found |= {f"{part}_{tag}": "; ".join(names) for tag, names in words.items()}
    return found | {f"definition_{tag}": said for tag, said in term.definitions.items()}
