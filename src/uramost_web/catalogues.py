"""The sentences of the interface: collected from the code, checked, and compiled without GNU gettext.

Two catalogues are written by people: Albanian, and Serbian in Cyrillic. Serbian Latin is made from the Cyrillic one.
Languages that the interface lacks and services are told in besides have a small one each: the sentences of TELLING.
"""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from uramost.scripts import to_latin
from uramost_web.interface import TOLD_BESIDES

HERE: Final = Path(__file__).parent
WRITTEN: Final = {"sq": "sq", "sr": "sr"}
"""Folder → Babel's locale of the catalogues that people write."""
DERIVED: Final = ("sr_Latn", "sr")
BESIDES: Final = {tag: tag for tag in TOLD_BESIDES}
"""The same of the small ones. Where a sentence were missing, Django would show the Albanian one: a test holds that what
these pages say is in the files of TELLING, and `faults` that every sentence of those is there."""
TELLING: Final = frozenset(
    {
        "casework/kinds.py",
        "casework/limit_words.py",
        "casework/templates/casework/service.html",
        "casework/templates/casework/services.html",
        "casework/templates/casework/tongues.html",
        "formats/__init__.py",
        "places/templatetags/places.py",
    }
)
"""Files whose sentences are on the pages that tell of services."""
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+")


def path(folder: str, ending: str = "po") -> Path:
    return HERE / "locale" / folder / "LC_MESSAGES" / f"django.{ending}"


def collect() -> Catalog:
    """Every sentence of the site's Python and templates, with the files it stands in."""
    found = Catalog()
    for file in sorted([*HERE.rglob("*.py"), *HERE.rglob("*.html"), *HERE.rglob("*.txt")]):
        if "locale" in file.parts or "demo" in file.parts:
            continue
        for context, ids, comments in _sentences(file):
            found.add(ids, context=context, locations=[(file.relative_to(HERE).as_posix(), 0)], auto_comments=comments)
    return found


def _sentences(file: Path) -> Iterator[tuple[str | None, Any, list[str]]]:
    text = file.read_text()
    code = text if file.suffix == ".py" else templatize(text, origin=str(file))
    found: Any = extract_python(io.BytesIO(code.encode()), KEYWORDS, ("Translators:",), {})
    for _line, function, messages, comments in found:
        given = messages if isinstance(messages, tuple) else (messages,)
        context = given[0] if "pgettext" in (function or "") else None
        texts = [text for text in given[1 if context else 0 :] if text]
        plural = "ngettext" in (function or "") or "npgettext" in (function or "")
        if texts:
            yield context, tuple(texts[:2]) if plural else texts[0], comments


def of_telling(every: Catalog) -> Catalog:
    """Those of the sentences that are on the pages that tell of services."""
    found = Catalog()
    for message in every:
        files = [place for place in message.locations if place[0] in TELLING]
        if message.id and files:
            found.add(message.id, context=message.context, locations=files, auto_comments=message.auto_comments)
    return found


def wanted() -> Iterator[tuple[str, Catalog]]:
    """(folder, the sentences that its catalogue has to have)."""
    every = collect()
    yield from ((folder, every) for folder in WRITTEN)
    yield from ((folder, of_telling(every)) for folder in BESIDES)


def read(folder: str) -> Catalog:
    with path(folder).open("rb") as file:
        return read_po(file, locale={**WRITTEN, **BESIDES}[folder])


def update() -> None:
    """Bring new sentences into the catalogues and take out those that are gone."""
    for folder, template in wanted():
        catalogue = read(folder) if path(folder).exists() else Catalog(locale={**WRITTEN, **BESIDES}[folder])
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        path(folder).parent.mkdir(parents=True, exist_ok=True)
        with path(folder).open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)


def compile_all() -> None:
    """What Django reads: one compiled file per language, Serbian Latin made from Cyrillic."""
    for folder in (*WRITTEN, *BESIDES):
        _write_mo(folder, read(folder))
    folder, source = DERIVED
    _write_mo(folder, in_latin(read(source)))


def in_latin(cyrillic: Catalog) -> Catalog:
    latin = Catalog(locale="sr_Latn")
    for message in cyrillic:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        converted = tuple(to_latin(text or "") for text in strings)
        latin.add(message.id, converted if message.pluralizable else converted[0], context=message.context)
    return latin


def _write_mo(folder: str, catalogue: Catalog) -> None:
    target = path(folder, "mo")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".{os.getpid()}.part")  # a demonstration beside another does the same
    with beside.open("wb") as file:
        write_mo(file, catalogue)
    beside.replace(target)


def faults() -> list[str]:
    """What is missing, unsure, unused or has other placeholders than the English sentence."""
    found: list[str] = []
    for folder, sentences in wanted():
        needed = {(message.context, message.id) for message in sentences if message.id}
        there = {(message.context, message.id): message for message in read(folder) if message.id}
        found += [f"{folder}: not in the catalogue: {key[1]!r}" for key in needed - there.keys()]
        found += [f"{folder}: no longer used: {key[1]!r}" for key in there.keys() - needed]
        found += [f"{folder}: {fault}: {message.id!r}" for message in there.values() for fault in faults_of(message)]
    return sorted(found)


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
    if not all(strings):
        yield "not translated"
    if message.fuzzy:
        yield "fuzzy"
    wanted = {frozenset(PLACEHOLDER.findall(text)) for text in ids}
    if all(strings) and any(frozenset(PLACEHOLDER.findall(text or "")) not in wanted for text in strings):
        yield "other placeholders"
