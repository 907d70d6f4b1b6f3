"""The text that the models of `uramost.detection` and `uramost.restoration` are trained on: fetched, unpacked, read.

    python tools/corpus.py FOLDER

fetches the packages of tools/language_sources.csv with the ordinary clients of Debian, Python and Node (no package is
installed), unpacks what holds translations, and writes to docs/methods/language_sources.csv which versions they were
and under which licences. The text itself stays in FOLDER: only weights made from it are shipped.
"""

import csv
import json
import re
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from gettext import GNUTranslations
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "language_sources.csv"
RECORD = HERE.parent / "docs" / "methods" / "language_sources.csv"
HOLDS_TEXT = (
    "*.mo",
    "*.xpi",
    "*/i18n/*.json",
    "*/localization/*.inc",
    "*/copyright",
    "*/declaration/*.html",
    "*/*.dic",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A package and what it is for, its `role`.

    "train": its text is learnt from; "letters": for lost letters alone. "calibration": asked about, to choose how usual
    other languages are. "test": asked about when all is chosen. "words": a spelling dictionary.
    """

    manager: str
    package: str
    role: str


@dataclass(frozen=True, slots=True)
class Text:
    """A message in one language: the code its package gives the language, lower case with hyphens."""

    language: str
    text: str
    source: Source


def sources() -> list[Source]:
    with SOURCES.open(encoding="utf-8", newline="") as file:
        return [Source(**row) for row in csv.DictReader(file)]


# Fetching ----------------------------------------------------------------------------------------------------------


def fetch(source: Source, folder: Path) -> None:
    """Download a package and unpack what holds translations, once."""
    place = folder / source.package
    if place.is_dir():
        return
    place.mkdir(parents=True)
    if source.manager == "debian":
        _run("apt-get", "download", source.package, cwd=place)
        archive = next(place.glob("*.deb"))
        names = [f"--wildcards {pattern!r}" for pattern in HOLDS_TEXT]
        _run("sh", "-c", f"dpkg-deb --fsys-tarfile {archive} | tar -x {' '.join(names)} 2>/dev/null || true", cwd=place)
        (place / "version").write_text(f"{_said('dpkg-deb', '-f', str(archive), 'Version')}\n", "utf-8")
    elif source.manager == "pip":
        _run(sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", source.package, cwd=place)
        archive = next(place.glob("*.whl"))
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(place)
        (place / "version").write_text(f"{archive.name.split('-')[1]}\n", "utf-8")
    else:
        _run("npm", "pack", "--silent", source.package, cwd=place)
        _run("tar", "xzf", next(place.glob("*.tgz")).name, cwd=place)
        about = json.loads((place / "package" / "package.json").read_text("utf-8"))
        (place / "version").write_text(f"{about['version']}\n", "utf-8")
    archive = next(path for path in place.iterdir() if path.suffix in {".deb", ".whl", ".tgz"})
    archive.unlink()


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


# Reading -----------------------------------------------------------------------------------------------------------


def read(source: Source, folder: Path, wanted: Container[str]) -> Iterator[Text]:
    """Every message of a package that is a translation into a wanted language, cleaned; the originals as "en"."""
    by_language: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for path in sorted((folder / source.package).rglob("*")):
        for language, text in _messages(path):
            if _code(language) in wanted:
                by_language[_code(language)][text] = None
    copied = _copied(by_language.values())
    for language, texts in sorted(by_language.items()):
        parts = (part for text in texts if language == "en" or text not in copied for part in clean(text))
        yield from (Text(language, part, source) for part in dict.fromkeys(parts))


def _copied(catalogues: Iterable[dict[str, None]]) -> set[str]:
    """What stands in four languages or more word for word is not translated."""
    counts: defaultdict[str, int] = defaultdict(int)
    for catalogue in catalogues:
        for text in catalogue:
            counts[text] += 1
    return {text for text, count in counts.items() if count >= 4}


def _messages(path: Path) -> Iterator[tuple[str, str]]:
    """The language and the text of each message in a file; none where the file is of no known kind."""
    if path.suffix == ".mo":
        yield from _of_catalogue(path)
    elif path.suffix == ".xpi":
        yield from _of_language_pack(path)
    elif path.suffix == ".json" and path.parent.name == "i18n" and path.stem != "qqq":
        values = json.loads(path.read_text("utf-8"))
        yield from ((path.stem, value) for key, value in values.items() if key[:1] != "@" and isinstance(value, str))
    elif path.suffix == ".json" and path.parent.name == "strings":
        yield from ((path.stem, text) for text in _values(json.loads(path.read_text("utf-8"))))
    elif path.suffix == ".inc" and path.parent.parent.name == "localization":
        found = re.findall(r"^\$\w+\['\w+'\] = '((?:[^'\\]|\\.)*)';", path.read_text("utf-8", "replace"), re.MULTILINE)
        yield from ((path.parent.name, re.sub(r"\\(.)", r"\1", text)) for text in found)
    elif path.suffix == ".html" and path.parent.name == "declaration":
        paragraphs = re.findall(r"<(?:p|h\d)[^>]*>(.*?)</(?:p|h\d)>", path.read_text("utf-8"), re.DOTALL)
        language = "rup" if path.stem == "rmy" else path.stem  # the declaration's "rmy" is Aromanian, not Romani
        yield from ((language, text) for text in paragraphs)


def _values(tree: object) -> Iterator[str]:
    """The texts in a tree of names."""
    if isinstance(tree, dict):
        for branch in tree.values():
            yield from _values(branch)
    elif isinstance(tree, str):
        yield tree


def _of_catalogue(path: Path) -> Iterator[tuple[str, str]]:
    language = path.parent.parent.name if path.parent.name == "LC_MESSAGES" else path.stem.removeprefix("admin-")
    language = language.removeprefix("network-")
    if language.startswith("continents-cities-"):
        return  # names of places, not text
    try:
        with path.open("rb") as file:
            catalogue: dict[object, str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    except (OSError, ValueError, IndexError):  # damaged, or with a head that Python does not read
        return
    for key, text in catalogue.items():
        msgid = (key[0] if isinstance(key, tuple) else str(key)).rpartition("\x04")[2]
        if msgid and text and _translated(text, msgid):
            yield language, text
            yield "en", msgid


def _translated(text: str, original: str) -> bool:
    """Most of its words are not those of the original."""
    words, given = text.lower().split(), set(original.lower().split())
    return sum(word in given for word in words) * 3 <= len(words)


def _of_language_pack(path: Path) -> Iterator[tuple[str, str]]:
    language = path.stem.removeprefix("langpack-").partition("@")[0]
    with zipfile.ZipFile(path) as pack:
        for name in sorted(pack.namelist()):
            if name.endswith((".ftl", ".properties")):
                for line in pack.read(name).decode("utf-8", "replace").splitlines():
                    found = re.match(r"\s*(?:-?[\w.-]+\s*=|\*?\[[\w-]+\])?\s*(.*)", line)
                    if found and line[:1] != "#":
                        yield language, found[1]


def words(source: Source, folder: Path) -> list[str]:
    """The words of a spelling dictionary, in small letters, each once; without its signs for endings."""
    path = next((folder / source.package).rglob("*.dic"))
    lines = path.read_text("latin-1").splitlines()[1:]
    return sorted({line.partition("/")[0].strip().lower() for line in lines})


def _code(language: str) -> str:
    return language.lower().replace("_", "-").replace("@", "-")


_MARKUP = re.compile(
    r"\{\{[^{}|]*\|?|\}\}|\[\[[^\]|]*\||\[https?:\S*|\[\[|\]\]|<[^<>]*>|&(?:\w+|#\w+);|https?://\S+|\S+@\S+"
    r"|%\(\w+\)[#0\- +]?\d*\w|%[\d$.*'+-]*[a-zA-Z]+|\$\{?\w+\}?|\{[^{}]*\}|\\[nrt]|'{2,}"
)
_ACCELERATOR = re.compile(r"(?<!\w)_(?=\w)|(?<=[^\W\d_])_(?=[^\W\d_])|&(?=\w)|(?<=\w)&(?=\w)")
_GAP = "\n"  # what a text is not read across


def clean(text: str) -> Iterator[str]:
    """The runs of words in a message, without what a program puts there."""
    bare = _ACCELERATOR.sub("", _MARKUP.sub(_GAP, text))
    for part in re.split(r"[\n|\x00=]+", bare):
        words = " ".join(part.split()).strip(" -–—:;,()*#\"'")
        if sum(map(str.isalpha, words)) >= 3:
            yield words


# The record --------------------------------------------------------------------------------------------------------


def licence(source: Source, folder: Path) -> str:
    """What the package's own files say, in short names."""
    place = folder / source.package
    if source.manager == "debian":
        text = next(place.rglob("copyright")).read_text("utf-8", "replace")
        names = re.findall(r"^License:[ \t]*(\S.*)$", text, re.MULTILINE)
        named = re.findall(r"common-licenses/([A-Z][\w.+-]*\w)", text)
        return "; ".join(dict.fromkeys(name.strip() for name in names or named)) or "see its copyright file"
    if source.manager == "pip":
        metadata = next(place.glob("*.dist-info/METADATA")).read_text("utf-8")
        found = re.search(r"^License(?:-Expression)?: (.+)$", metadata, re.MULTILINE)
        return found[1] if found else "see its metadata"
    return str(json.loads((place / "package" / "package.json").read_text("utf-8"))["license"])


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    with RECORD.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("manager", "package", "version", "role", "licences of its parts"))
        for source in sources():
            fetch(source, folder)
            version = (folder / source.package / "version").read_text("utf-8").strip()
            rows.writerow((source.manager, source.package, version, source.role, licence(source, folder)))


if __name__ == "__main__":
    main()
