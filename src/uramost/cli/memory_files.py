"""`uramost memory import` and `memory export`: a memory from files of other tools, and out into one."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import FROM, TO, Command, Fault, argument, aside
from uramost.cli.exchange import bar, chosen, report, sentence
from uramost.cli.memory import FILE, PLACE, begun, opened

if TYPE_CHECKING:
    from uramost.exchange import Reading, Unit
    from uramost.memory import Unit as Kept
    from uramost.memory.store import Told

FORMATS = {".tmx": "tmx", ".csv": "csv", ".xlf": "xliff12", ".xliff": "xliff21"}
BATCH = 20_000
REVIEWED = ("reviewed", "final")


def memory_import(options: argparse.Namespace) -> int:
    """Read every file to its end first: what cannot be relied on brings nothing. What is there is not kept twice."""
    from uramost import exchange

    languages = chosen(options)
    try:
        for path in options.files:
            for _ in exchange.read(path, languages=languages):
                pass
        begun(options.file)
        for path in options.files:
            reading = exchange.read(path, languages=languages, progress=bar())
            units, new = 0, 0
            with opened(options) as store:
                told = _told(reading, options)
                while batch := list(islice(told, BATCH)):
                    units, new = units + len(batch), new + store.add(batch)
            report(reading.faults, reading.skipped)
            print(f"{path}: {new} units are new, {units - new} were there, {reading.skipped} skipped.")
    except exchange.Rejected as refused:
        raise Fault(f"{path} cannot be read: {sentence(refused)}.") from refused
    return 0


def _told(reading: "Reading", options: argparse.Namespace) -> "Iterator[Told]":
    """The source with each of its translations, without regions: sq-XK is sq. A unit that has none is skipped."""
    from uramost.exchange import LICENCE, ORIGIN, Fault, ours
    from uramost.memory import Unit

    for unit in reading:
        said = dict(unit.properties)
        origin = options.origin or said.get(ORIGIN) or reading.path.name
        licence = options.licence or said.get(LICENCE, "")
        (source, first), *rest = ((ours(text.language, text.text), text.text.strip()) for text in unit.texts)
        others = [(target, words) for target, words in rest if words and first]
        for target, words in others:
            if target != source:
                kept = Unit(0, first, words, origin, licence, place=options.place, reviewed=unit.state in REVIEWED)
                yield source, target, kept
        if not others:
            reading.skip(Fault("no_translation", unit.line, "", unit.key))
        elif all(target == source for target, _ in others):
            reading.skip(Fault("same_language", unit.line, source, unit.key))


def memory_export(options: argparse.Namespace) -> int:
    from uramost import exchange

    form = FORMATS.get(options.out.suffix.lower())
    if form is None:
        raise Fault(f"{options.out} has to end in {', '.join(FORMATS)}: that says which format to write.")
    with opened(options) as store:
        units = store.units(options.source, options.target)
    if not units:
        raise Fault(f"The memory {options.file} has nothing from {options.source} to {options.target}.")
    header = exchange.Header(options.source, options.target)
    number = exchange.write(options.out, _fitting(units, options, form), header, form)
    print(f"{number} units written to {options.out}, {len(units) - number} skipped.")
    return 0


def _fitting(units: "Iterable[Kept]", options: argparse.Namespace, form: str) -> "Iterator[Unit]":
    """With where they come from: properties in TMX, notes in the others. One whose marks cannot be written is told."""
    from uramost.exchange import LICENCE, ORIGIN, fit, guessed, pair

    for unit in units:
        said = tuple((name, value) for name, value in ((ORIGIN, unit.origin), (LICENCE, unit.licence)) if value)
        written = pair(
            str(unit.id),
            (options.source, unit.source),
            (options.target, unit.target),
            codes=guessed(unit.source + unit.target),
            state="reviewed" if unit.reviewed else "translated",
            properties=said if form == "tmx" else (),
            notes=() if form == "tmx" else tuple(value for _, value in said),
        )
        if form == "csv" or all(fit(text, written.source) for text in written.texts):
            yield written
        else:
            aside(f"Unit {unit.id} skipped: its marks are not opened and closed in order.")


LANGUAGE = {"dest": "source", "help": "language of the originals, of a file that has several or does not say"}

COMMANDS = (
    Command(
        "memory import",
        "read translations from TMX, XLIFF or CSV into a memory; it is made if it is not there",
        memory_import,
        (
            FILE,
            argument("files", type=Path, nargs="+", metavar="TMX|XLIFF|CSV", help="files of other tools"),
            argument("--from", **LANGUAGE),
            argument("--to", **{**LANGUAGE, "dest": "target", "help": "language of the translations, likewise"}),
            argument("--origin", default="", help="where they come from (the name of the file)"),
            argument("--licence", default="", help="under which licence they may be used"),
            PLACE,
        ),
    ),
    Command(
        "memory export",
        "write what a memory has between two languages as TMX, XLIFF or CSV",
        memory_export,
        (FILE, argument("out", type=Path, help="file to write: .tmx, .csv, .xlf (1.2), .xliff (2.1)"), FROM, TO),
    ),
)
