"""`uramost memory …`: make a translation memory, and look something up in it."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import sqlite3
from pathlib import Path

from uramost.cli.command import FROM, TO, Command, Fault, argument, aside


def memory_build(options: argparse.Namespace) -> int:
    from uramost import catalogues

    folders = options.folder or catalogues.usual_folders()
    for folder in folders:
        if not folder.is_dir():
            raise Fault(f"There is no folder {folder}.")
    unreadable: list[Path] = []
    pairs = catalogues.build(folders, include_unknown=options.include_unknown, unreadable=unreadable.append)
    try:
        number = catalogues.write_file(options.file, pairs)
    except sqlite3.Error as error:
        raise Fault(f"{options.file} cannot be written: {error}.") from error
    if unreadable:
        aside(f"{len(unreadable)} catalogues are damaged and were left out, the first is {unreadable[0]}.")
    print(f"{number} units written to {options.file}.")
    return 0


def memory_find(options: argparse.Namespace) -> int:
    from uramost.catalogues import NotAMemory, read_file
    from uramost.memory import Memory

    try:
        units = read_file(options.file, options.source, options.target)
    except NotAMemory as error:
        raise Fault(f"{options.file} is not a memory file.") from error
    if not units:
        raise Fault(f"The memory {options.file} has nothing from {options.source} to {options.target}.")
    matches = Memory(units, language=options.source).lookup(options.text, options.minimum, options.limit)
    for match in matches:
        unit = match.unit
        warning = "".join(f"  Look at the {alert}!" for alert in match.alerts)
        print(
            f"{match.score:5.1f} %  {unit.source}",
            unit.target,
            f"{unit.origin}, {unit.licence}{warning}",
            sep="\n         ",
        )
    if not matches:
        aside(f"Nothing is {options.minimum} % or more like that.")
    return 0


COMMANDS = (
    Command(
        "memory build",
        "make a translation memory from the catalogues of installed packages",
        memory_build,
        (
            argument("file", type=Path, help="memory file to write (SQLite)"),
            argument("--folder", type=Path, action="append", help="where to look; may be repeated"),
            argument("--include-unknown", action="store_true", help="also text whose licence is not known"),
        ),
    ),
    Command(
        "memory find",
        "find what was translated before and is like a text",
        memory_find,
        (
            argument("file", type=Path, help="memory file"),
            argument("text", help="the text to translate"),
            FROM,
            TO,
            argument("--minimum", type=int, choices=range(1, 101), default=70, metavar="1…100", help="least score"),
            argument("--limit", type=int, default=5, help="how many at most"),
        ),
    ),
)
