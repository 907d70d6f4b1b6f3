"""`uramost exchange`: translations and terms from one format into another, and is a file as its format says?"""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import Command, Fault, argument, aside

if TYPE_CHECKING:
    from uramost.exchange import Fault as Found
    from uramost.exchange import Reading, Rejected, Unit

TARGETS = ("tmx", "xliff12", "xliff21", "tbx", "tbx2008", "csv")
SUFFIXES = {"tmx": ".tmx", "xliff12": ".xlf", "xliff21": ".xlf", "tbx": ".tbx", "tbx2008": ".tbx", "csv": ".csv"}
SHOWN = 20
WIDE = 40

REFUSALS = {
    "not_this_format": "it is none of TMX, XLIFF, TBX and CSV (it begins with “{found}”)",
    "entities": "it declares entities of its own, which no such file needs",
    "broken_xml": "its XML is broken at line {line}",
    "bad_encoding": "its text is in an encoding that is neither UTF-8 nor UTF-16 (byte {position})",
    "invalid": "line {line} breaks the rule “{rule}” ({value}), so that the file cannot be relied on",
    "missing_column": "it has no columns for two languages ({column})",
    "bad_terms": "row {line} is not a term ({rule}{more})",
}


def convert(options: argparse.Namespace) -> int:
    from uramost import exchange

    if len(options.words) > 1 and options.words[0] == "validate":
        return validate(options)
    path = _path(options.words)
    if options.to is None:
        raise Fault("Say with --to which format to write: " + ", ".join(TARGETS) + ".")
    out = options.out or path.with_suffix(SUFFIXES[options.to])
    if out.exists() and out.samefile(path):
        raise Fault(f"{out} is the file that is read: say with --out where to write.")
    try:
        form = exchange.format_of(path)
        if options.to.startswith("tbx") or (form == "tbx" and options.to == "csv"):
            if form not in ("tbx", "csv"):
                raise Fault("Only a terminology (TBX, or CSV of terms) can be written as TBX.")
            terms, faults = exchange.read_terms(path, progress=bar())
            number = exchange.write_terms(out, terms, options.to)
            report(faults, len(faults))
            print(f"{number} terms written to {out}, {len(faults)} skipped.")
            return 0
        number, reading = _units(path, out, options)
    except exchange.Rejected as refused:
        raise Fault(f"{path} cannot be read: {sentence(refused)}.") from refused
    except exchange.BadMarks as bad:
        raise Fault(f"The mark {bad.number} stands for nothing: nothing was written.") from bad
    report(reading.faults, reading.skipped)
    print(f"{number} units written to {out}, {reading.skipped} skipped.")
    return 0


def _units(path: Path, out: Path, options: argparse.Namespace) -> "tuple[int, Reading]":
    from dataclasses import replace
    from itertools import chain

    from uramost import exchange

    languages = chosen(options)
    reading = exchange.read(path, languages=languages, progress=bar())
    units = iter(reading)
    first = next(units, None)  # with it comes what the file says about all
    header = reading.header
    if languages:
        header = replace(header, source_language=languages[0], target_language=languages[1])
    if options.to != exchange.format_of(path):
        header = replace(header, said={})
    number = exchange.write(out, _numbered(chain([first] if first else [], units), options.to), header, options.to)
    return number, reading


def chosen(options: argparse.Namespace) -> tuple[str, str] | None:
    """The two languages that are wanted of a file, where they are said. Raises `Fault` where only one is."""
    if bool(options.source) != bool(options.target):
        raise Fault("Name both languages or none: one alone chooses nothing.")
    return (options.source, options.target) if options.source else None


def _numbered(units: "Iterable[Unit]", form: str) -> "Iterator[Unit]":
    """XLIFF needs an id for every unit; memories often have none."""
    from dataclasses import replace

    for number, unit in enumerate(units, start=1):
        yield unit if unit.key or form not in ("xliff12", "xliff21") else replace(unit, key=str(number))


def validate(options: argparse.Namespace) -> int:
    from uramost import exchange

    path = _path(options.words[1:])
    number = 0
    try:
        form = exchange.format_of(path)
        for fault in exchange.check(path):
            number += 1
            print(f"Line {fault.line}: {fault.rule}{_of(fault)}")
    except exchange.Rejected as refused:
        raise Fault(f"{path} cannot be read: {sentence(refused)}.") from refused
    aside(f"{path} is {form}: {number or 'no'} faults.")
    return 1 if number else 0


def _path(words: list[str]) -> Path:
    if len(words) != 1:
        raise Fault("Name one file: uramost exchange FILE --to FORMAT, or uramost exchange validate FILE.")
    return Path(words[0])


def _of(fault: "Found") -> str:
    where = f", unit {fault.unit}" if fault.unit else ""
    return f"{f' ({fault.value})' if fault.value else ''}{where}"


def report(faults: "Iterable[Found]", number: int) -> None:
    """The skipped units, each with its line; many are cut short."""
    for place, fault in enumerate(faults):
        if place == SHOWN and number > SHOWN:
            aside(f"… and {number - SHOWN} more.")
            break
        aside(f"Line {fault.line} skipped: {fault.rule}{_of(fault)}")


def sentence(refused: "Rejected") -> str:
    """Why a file is not taken, in English."""
    value = refused.values.get("value")
    return REFUSALS[refused.code].format(**{"position": "?", "more": f": {value}" if value else "", **refused.values})


def bar() -> Callable[[int, int], None] | None:
    """A bar on standard error that fills as the file is read; none where nobody looks."""
    if not sys.stderr.isatty():
        return None
    shown = -1

    def show(done: int, whole: int) -> None:
        nonlocal shown
        percent = 100 * done // whole if whole else 100
        if percent > shown:
            shown = percent
            full = WIDE * percent // 100
            sys.stderr.write(f"\r[{'#' * full}{'.' * (WIDE - full)}] {percent:3} %{chr(10) if percent >= 100 else ''}")
            sys.stderr.flush()

    return show


COMMANDS = (
    Command(
        "exchange",
        "translations and terms from one format into another; “exchange validate FILE” only looks at a file",
        convert,
        (
            argument("words", nargs="+", metavar="FILE", help="the file; or “validate” and the file"),
            argument("--to", choices=TARGETS, help="format to write"),
            argument("--out", type=Path, help="where to write (the same name with the suffix of the format)"),
            argument("--from", dest="source", help="language of the originals, of a file in several languages"),
            argument("--into", dest="target", help="language of the translations, of a file in several languages"),
        ),
    ),
)
