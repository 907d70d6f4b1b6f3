"""Which bilingual text is lawfully at hand? The gettext catalogues of installed packages, aligned by their key.

A catalogue gives for each English key (and context) its text in one language; two catalogues of the same domain give
two languages of one text. Origin and licence stand with every pair, and a pair whose licence is not known is left out
unless asked for. Serbian is stored in Cyrillic, whichever script it came in.

They can be kept in a memory file (`uramost.memory.store`).
"""

import re
import sysconfig
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from itertools import combinations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from uramost.debian import Debian
from uramost.memory import Unit, comparable, store
from uramost.scripts import script_of, to_cyrillic
from uramost.text import BadText, clean

# Folder names under LC_MESSAGES' parent, and the tag their texts are stored under.
FOLDERS = {
    **dict.fromkeys(("en", "en_US"), "en"),
    **dict.fromkeys(("sq", "sq_AL", "sq_XK"), "sq"),
    **dict.fromkeys(("sr", "sr_RS", "sr_Cyrl", "sr_Cyrl_RS", "sr@cyrillic", "sr-Cyrl"), "sr-Cyrl"),
    **dict.fromkeys(("sr_Latn", "sr_Latn_RS", "sr@latin", "sr@Latn", "sr_RS@latin", "sr-Latn"), "sr-Latn"),
    **dict.fromkeys(("bs", "bs_BA", "bs_Latn"), "bs"),
    **dict.fromkeys(("tr", "tr_TR"), "tr"),
}
LANGUAGES = ("en", "sq", "sr-Cyrl", "bs", "tr")
NOT_TEXT = frozenset({"", "translator-credits", "Your names", "Your emails", "NAME OF TRANSLATORS", "default:LTR"})
UNKNOWN = "unknown"

PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]?\d*[a-z]|%[\d$.*'+-]*[a-zA-Z]+|\{[^{}]*\}|</?\w[^>]*>|&\w+;|\\\w")
ACCELERATORS = (re.compile(r"(\w*)_(\w+)"), re.compile(r"(\w*)&(?!\w+;)(\w+)"))
LETTERS = re.compile(r"[^\W\d_]{2}")

Key = tuple[str, str]  # context, msgid
NotAMemory = store.NotAMemory


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in two languages, with where it comes from and under which licence it may be used."""

    source_language: str
    target_language: str
    source: str
    target: str
    origin: str
    licence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """The package a catalogue belongs to."""

    origin: str
    licence: str


def usual_folders() -> list[Path]:
    """The packages of the running Python and, where there are any, those of the system."""
    folders = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    return [*sorted(folders), *(folder for folder in (Path("/usr/share/locale"),) if folder.is_dir())]


def build(
    folders: Iterable[Path] | None = None,
    *,
    include_unknown: bool = False,
    root: Path = Path("/"),
    unreadable: Callable[[Path], None] = lambda path: None,
) -> Iterator[Pair]:
    """Pairs from the catalogues under `folders` (default: :func:`usual_folders`), each once.

    `root` is the system whose package database is asked; `unreadable` is told of each catalogue that is damaged.
    """
    folders = [folder.resolve() for folder in (usual_folders() if folders is None else folders)]
    owner = _owners(folders, root)
    seen: set[tuple[str, str, str, str]] = set()
    for (_, domain), files in sorted(_domains(folders).items()):
        owners = {tag: owner(path) for tag, path in files.items()}
        for pair in _aligned(domain, {tag: _read(path, unreadable) for tag, path in files.items()}, owners):
            key = (pair.source_language, pair.target_language, pair.source, pair.target)
            if key not in seen and (include_unknown or pair.licence != UNKNOWN):
                seen.add(key)
                yield pair


# Finding and reading -----------------------------------------------------------------------------------------------


def _domains(folders: Iterable[Path]) -> dict[tuple[Path, str], dict[str, Path]]:
    """Catalogues by place and domain, then by language; a compiled catalogue goes before its source."""
    found: defaultdict[tuple[Path, str], dict[str, Path]] = defaultdict(dict)
    for folder in folders:
        for kind in ("po", "mo"):
            for path in sorted(folder.rglob(f"LC_MESSAGES/*.{kind}")):
                language = path.parent.parent
                if language.name in FOLDERS:
                    found[language.parent, path.stem][FOLDERS[language.name]] = path
    return found


def _read(path: Path, unreadable: Callable[[Path], None]) -> dict[Key, str]:
    """The texts of a catalogue by their key, in the singular; none from a damaged one."""
    try:
        with path.open("rb") as file:
            catalogue: Catalog = read_mo(file) if path.suffix == ".mo" else read_po(file, abort_invalid=True)
    except (OSError, ValueError, LookupError, SyntaxError):
        unreadable(path)
        return {}
    texts = {}
    for message in catalogue:
        msgid, text = (_singular(value) for value in (message.id, message.string))
        if msgid not in NOT_TEXT and text and not message.fuzzy:
            texts[_plain(message.context), msgid] = text
    return texts


def _singular(value: str | Iterable[str] | None) -> str:
    return value if isinstance(value, str) else next(iter(value or ()), "")


def _plain(context: object) -> str:
    """Babel gives the context of a compiled catalogue as bytes."""
    return context.decode("utf-8", "replace") if isinstance(context, bytes) else str(context or "")


# Aligning ----------------------------------------------------------------------------------------------------------


def _aligned(domain: str, catalogues: Mapping[str, Mapping[Key, str]], owners: Mapping[str, Owner]) -> Iterator[Pair]:
    keys = dict.fromkeys(key for catalogue in catalogues.values() for key in catalogue)
    for key in keys:
        raw = {tag: catalogue[key] for tag, catalogue in catalogues.items() if key in catalogue}
        texts = _texts(key[1], raw)
        words = {tag: _words(text) for tag, (text, _, _) in texts.items()}
        for source, target in combinations([tag for tag in LANGUAGES if words.get(tag)], 2):
            (one, of_one, note), (other, of_other, other_note) = texts[source], texts[target]
            if words[source] != words[target]:  # a text that is the same in both teaches nothing
                owner = _both([owners[tag] for tag in (of_one, of_other) if tag in owners])
                notes = "; ".join(filter(None, (domain, note, other_note)))
                yield Pair(source, target, one, other, owner.origin, owner.licence, notes)


def _texts(msgid: str, raw: Mapping[str, str]) -> dict[str, tuple[str, str, str]]:
    """For each language its text, the catalogue it is from, and a note."""
    english, texts = raw.get("en", msgid), {}
    for tag, marked in raw.items():
        english, text = _without_accelerator(english, marked)
        if tag in ("sr-Cyrl", "sr-Latn"):
            serbian = _in_cyrillic(text)
            if serbian and (tag == "sr-Cyrl" or "sr-Cyrl" not in texts):
                texts["sr-Cyrl"] = (serbian[0], tag, serbian[1])
        elif tag != "en":
            texts[tag] = (text, tag, "")
    return {"en": (english, "en", ""), **texts}


def _in_cyrillic(text: str) -> tuple[str, str] | None:
    """Serbian in Cyrillic and a note; nothing where it does not become Cyrillic or loses placeholders."""
    if script_of(text) != "Latn":
        return text, ""
    placeholders = PLACEHOLDER.findall(text)
    cyrillic = to_cyrillic(text, keep=placeholders)
    if script_of(cyrillic.text) == "Latn" or PLACEHOLDER.findall(cyrillic.text) != placeholders:
        return None
    return cyrillic.text, "script_doubtful" if cyrillic.doubts else "script_derived"


def _without_accelerator(english: str, text: str) -> tuple[str, str]:
    """Both without the mark of a keyboard shortcut ("_Open", "E&xit"); names such as max_length stay."""
    for mark in ACCELERATORS:
        ours, theirs = mark.findall(english), mark.findall(text)
        if len(theirs) == 1 and len(ours) <= 1 and ours != theirs:
            text = mark.sub(r"\1\2", text)
            english = mark.sub(r"\1\2", english) if ours else english
    return english, text


def _words(text: str) -> str:
    """The text as texts are compared; empty where there are no words in it or it cannot be kept."""
    if not LETTERS.search(text):
        return ""
    try:
        clean(text)
    except BadText:
        return ""
    return comparable(text).casefold()


def _both(owners: list[Owner]) -> Owner:
    """One owner of a pair; two packages under two licences are both named."""
    origins, licences = (dict.fromkeys(names) for names in zip(*((o.origin, o.licence) for o in owners), strict=True))
    return Owner(" + ".join(origins), UNKNOWN if UNKNOWN in licences else " and ".join(licences))


# Origin and licence ------------------------------------------------------------------------------------------------


def _owners(folders: Iterable[Path], root: Path) -> Callable[[Path], Owner]:
    python, debian = _python_owners(folders), Debian(root)

    def owner(path: Path) -> Owner:
        if path in python:
            return python[path]
        package = debian.package_of(path)
        if package is None:
            return Owner(path.stem, UNKNOWN)
        return Owner(f"{package} {debian.version(package)}", debian.licence(package, path.parts[-3]) or UNKNOWN)

    return owner


def _python_owners(folders: Iterable[Path]) -> dict[Path, Owner]:
    owners = {}
    for distribution in distributions(path=[str(folder) for folder in folders]):
        owner = Owner(f"{distribution.name} {distribution.version}", licence_of(distribution))
        for file in distribution.files or ():
            if file.suffix in (".mo", ".po"):
                owners[Path(str(distribution.locate_file(file))).resolve()] = owner
    return owners


def licence_of(distribution: Distribution) -> str:
    """The licence in a distribution's own words: License-Expression, a short License, or its classifiers."""
    metadata = distribution.metadata
    for field in ("License-Expression", "License"):
        value = (metadata[field] or "").strip() if field in metadata else ""
        if value and value != "UNKNOWN" and "\n" not in value and len(value) <= 100:
            return value
    marks = [
        mark.rsplit(" :: ", 1)[-1] for mark in metadata.get_all("Classifier") or () if mark.startswith("License ::")
    ]
    return " and ".join(marks) or UNKNOWN


# Memory files ------------------------------------------------------------------------------------------------------


def write_file(path: Path, pairs: Iterable[Pair]) -> int:
    """Write a memory file, in place of the one that may be there; how many pairs it has."""
    return store.create(path, (_told(pair) for pair in pairs))


def _told(pair: Pair) -> store.Told:
    """Nobody here has approved it, so it counts as not reviewed."""
    unit = Unit(0, pair.source, pair.target, pair.origin, pair.licence, pair.note, reviewed=False)
    return pair.source_language, pair.target_language, unit


def read_file(path: Path, source_language: str, target_language: str) -> list[Unit]:
    """The units of a memory file from one language to another; Serbian in the script that is asked for.

    Raises FileNotFoundError, and NotAMemory for a file of another kind.
    """
    with store.Store(path) as kept:
        return kept.units(source_language, target_language)
