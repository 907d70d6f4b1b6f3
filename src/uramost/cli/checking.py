"""`uramost check`: what differs between a document and its translation that should not?"""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import FROM, TO, Command, Fault, argument, blocks, day
from uramost.cli.command import pack as load_pack

if TYPE_CHECKING:
    from uramost.checks import Places, Row
    from uramost.documents import Block
    from uramost.terms import Term

REPORT_LANGUAGES = ("sq", "sr-Cyrl", "sr-Latn", "en")
SHOWN = 60  # characters of a paragraph on either side of what was found


def check(options: argparse.Namespace) -> int:
    """Print what was found, write the report if one is asked for; 1 if there is an error among it."""
    from uramost.checks import Context, compare

    files = (options.original, options.translation)
    if options.html and any(path.exists() and options.html.exists() and options.html.samefile(path) for path in files):
        raise Fault(f"{options.html} would be lost; give the report another name.")
    original, translation = map(blocks, files)
    context = Context(options.source, options.target, _places(options.pack), _terms(options))
    rows = compare(original, translation, context)
    if len(original) != len(translation):
        print(f"The original has {len(original)} paragraphs, the translation {len(translation)}.")
    for row in rows:
        for line in _lines(row, original, translation, options):
            print(line)
    if options.html:
        _write_report(options, rows, original, translation)
    return 1 if any(finding.severity == "error" for row in rows for finding in row.findings) else 0


def _lines(
    row: "Row", original: Sequence["Block"], translation: Sequence["Block"], options: argparse.Namespace
) -> Iterator[str]:
    """Each finding of a row with what both documents say there, one under the other."""
    from uramost.cli.check_sentences import sentence

    where = f"Paragraph {row.source + 1}" if row.source is not None else f"Paragraph {(row.target or 0) + 1} there"
    wide = max(len(options.source), len(options.target))
    for finding in row.findings:
        yield f"{where}, {finding.severity}: {sentence(finding)}"
        if row.source is not None:
            yield f"    {options.source:{wide}}  {_shown(original[row.source].text, finding.source)}"
        if row.target is not None:
            yield f"    {options.target:{wide}}  {_shown(translation[row.target].text, finding.target)}"


def _shown(text: str, span: tuple[int, int] | None) -> str:
    """The text on one line with `>>` and `<<` around the place; of a long one what stands around it."""
    start, end = span or (0, 0)
    if span and (start, end) != (0, len(text)):
        first, last = max(0, start - SHOWN), min(len(text), end + SHOWN)
        text = f"{_cut(first > 0)}{text[first:start]}>>{text[start:end]}<<{text[end:last]}{_cut(last < len(text))}"
    elif len(text) > 2 * SHOWN:
        text = text[: 2 * SHOWN] + _cut(True)
    return " ".join(text.split())


def _cut(is_cut: bool) -> str:
    return "…" if is_cut else ""


def _write_report(
    options: argparse.Namespace, rows: Sequence["Row"], original: Sequence["Block"], translation: Sequence["Block"]
) -> None:
    from datetime import date
    from hashlib import sha256
    from importlib.metadata import version

    from uramost.cli.check_report import Compared, File, page

    def file(path: Path, language: str, parts: Sequence["Block"]) -> File:
        return File(path.name, language, sha256(path.read_bytes()).hexdigest(), [part.text for part in parts])

    compared = Compared(
        file(options.original, options.source, original),
        file(options.translation, options.target, translation),
        rows,
        options.date or date.today(),  # noqa: DTZ011 - the day where it was run, as on a letter
        version("uramost"),
    )
    options.html.write_text(page(compared, options.language), "utf-8")


def _places(pack: str | None) -> "Places":
    """The places of a country pack, if one is named."""
    from uramost.checks import NO_PLACES, Places

    if pack is None:
        return NO_PLACES
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for place in load_pack(pack).municipalities:
        definite = {tag: (name,) for tag, name in place.definite.items()}
        names[place.code] = {tag: (name, *definite.get(tag, ())) for tag, name in place.names.items()}
        names[place.code][""] = place.other_names
    return Places(names)


def _terms(options: argparse.Namespace) -> list["Term"]:
    from uramost import packs
    from uramost.terms import BadTerms, read_csv

    of_pack = Path(packs.__file__).parent / (options.pack or "") / "terms.csv"
    path = options.terms or (of_pack if options.pack else None)
    if path is None or (path == of_pack and not path.is_file()):
        return []
    try:
        return read_csv(path)
    except BadTerms as bad:
        raise Fault(f"The terms in {path} cannot be read: {bad}.") from bad


COMMANDS = (
    Command(
        "check",
        "compare a translated document with its original; 1 if there is an error, such as a changed sum or date",
        check,
        (
            argument("original", type=Path, help="DOCX, ODT, HTML, TXT, Markdown, XLSX, PPTX or PDF"),
            argument("translation", type=Path, help="the same document in the other language"),
            FROM,
            TO,
            argument("--pack", help="country pack with places and terms, such as kosovo"),
            argument("--terms", type=Path, help="terminology (CSV) instead of that of the pack"),
            argument("--html", type=Path, metavar="FILE", help="also write a report, one page that needs nothing else"),
            argument("--language", choices=REPORT_LANGUAGES, default="en", help="language of the report"),
            argument("--date", type=day, metavar="YYYY-MM-DD", help="day on the report (default: today)"),
        ),
    ),
)
