"""`uramost memory import` and `memory export`: a memory from files of other tools, and out into one."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import FROM, TO, Command, Fault, argument
from uramost.cli.exchange import bar, report, sentence
from uramost.cli.memory import FILE, PLACE, begun, opened

if TYPE_CHECKING:
    from uramost.exchange import Reading
    from uramost.memory.store import Told

FORMATS = {".tmx": "tmx", ".csv": "csv", ".xlf": "xliff12", ".xliff": "xliff21"}
BATCH = 20_000
REVIEWED = ("reviewed", "final")


def memory_import(options: argparse.Namespace) -> int:
    """Read every file to its end first: what cannot be relied on brings nothing. What is there is not kept twice."""
    from uramost import exchange

    languages = (options.source, options.target) if options.source and options.target else None
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
    """The source with each of its translations, without regions: sq-XK is sq."""
    from uramost.exchange import ours
    from uramost.memory import Unit

    origin = options.origin or reading.path.name
    for unit in reading:
        (source, first), *others = ((ours(text.language, text.text), text.text.strip()) for text in unit.texts)
        for target, words in others:
            if target != source:
                kept = Unit(
                    0, first, words, origin, options.licence, place=options.place, reviewed=unit.state in REVIEWED
                )
                yield source, target, kept


def memory_export(options: argparse.Namespace) -> int:
    from uramost import exchange

    form = FORMATS.get(options.out.suffix.lower())
    if form is None:
        raise Fault(f"{options.out} has to end in {', '.join(FORMATS)}: that says which format to write.")
    with opened(options) as store:
        units = store.units(options.source, options.target)
    if not units:
        raise Fault(f"The memory {options.file} has nothing from {options.source} to {options.target}.")
    told = (
        exchange.pair(
            str(unit.id),
            (options.source, unit.source),
            (options.target, unit.target),
            codes=exchange.guessed(unit.source + unit.target),
            state="reviewed" if unit.reviewed else "translated",
        )
        for unit in units
    )
    number = exchange.write(options.out, told, exchange.Header(options.source, options.target), form)
    print(f"{number} units written to {options.out}.")
    return 0


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
