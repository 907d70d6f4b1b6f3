"""`uramost memory …`: make a translation memory, look something up in it, and change it."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import FROM, TO, Command, Fault, argument, aside, at_least, day

if TYPE_CHECKING:
    from uramost.memory import Match, Question, Unit
    from uramost.memory.store import Store


@contextmanager
def opened(options: argparse.Namespace) -> "Iterator[Store]":
    """The memory file, with a sentence for whatever is wrong with it."""
    from uramost.memory.store import NotAMemory, Store, TooNew

    try:
        with Store(options.file) as store:
            yield store
    except TooNew as error:
        raise Fault(f"{options.file} was made by a later version of UraMost; this one cannot read it.") from error
    except NotAMemory as error:
        raise Fault(f"{options.file} is not a memory file.") from error
    except sqlite3.Error as error:
        raise Fault(f"{options.file} cannot be read or written: {error}.") from error


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
    with opened(options) as store:
        _check_has_units(store, options)
        shared = store.between(options.source, options.target)
        store.keep_index(options.source, options.target)
        matches = shared.lookup(_question(options), options.minimum, options.limit)
    for match in matches:
        _show(match)
    if not matches:
        aside(f"Nothing is {options.minimum} % or more like that.")
    return 0


def _check_has_units(store: "Store", options: argparse.Namespace) -> None:
    if not store.count(options.source, options.target):
        raise Fault(f"The memory {options.file} has nothing from {options.source} to {options.target}.")


def _question(options: argparse.Namespace) -> "Question":
    from uramost.memory import Question, context_of

    around = options.before is not None or options.after is not None
    return Question(
        options.text,
        options.source,
        options.target,
        place=options.place,
        context=context_of(options.before, options.after) if around else ("", ""),
        today=date.today() if options.today is None else options.today,  # noqa: DTZ011 - the day where the user is
    )


REMARKS = {
    "machine": "made by a machine",
    "unreviewed": "not reviewed",
    "elsewhere": "from another municipality",
    "old": "approved long ago",
    "replaced": "figures replaced",
}


def _show(match: "Match") -> None:
    unit = match.unit
    remarks = [REMARKS[code] for code in match.penalties] + (["same neighbours"] if match.in_context else [])
    score = f" ({match.score:.1f} % alike: {', '.join(remarks)})" if remarks else ""
    warning = "".join(f"  Look at the {alert}!" for alert in match.alerts)
    print(f"{match.shown:5.1f} %  {unit.source}", match.target, f"{_origin(unit)}{score}{warning}", sep="\n         ")


def _origin(unit: "Unit") -> str:
    return ", ".join(part for part in (unit.origin, unit.licence) if part)


def memory_concordance(options: argparse.Namespace) -> int:
    with opened(options) as store:
        _check_has_units(store, options)
        units = store.between(options.source, options.target).concordance(options.text, options.limit)
    for unit in units:
        print(f"{unit.id:8}  {unit.source}", unit.target, _origin(unit), sep="\n          ")
    if not units:
        aside("Nothing has that in it.")
    return 0


def begun(path: Path) -> None:
    """See that there is a memory file: an empty one where none is."""
    from uramost.memory.store import begin

    try:
        begin(path)
    except sqlite3.OperationalError as error:
        raise Fault(f"{path} cannot be written: {error}.") from error
    except sqlite3.DatabaseError:
        pass  # a file of another kind: `opened` says so


def memory_add(options: argparse.Namespace) -> int:
    from uramost.memory import Unit

    if not options.text.strip() or not options.translation.strip():
        raise Fault("A text and its translation are needed; one of them is empty.")
    if options.source == options.target:
        raise Fault("The text and its translation are said to be in the same language.")
    unit = Unit(
        0,
        options.text,
        options.translation,
        options.origin,
        options.licence,
        place=options.place,
        machine=options.machine,
        reviewed=not options.unreviewed,
        approved_on=options.approved,
    )
    begun(options.file)
    with opened(options) as store:
        new = store.add([(options.source, options.target, unit)])
    print("1 unit added." if new else "The memory has it already.")
    return 0


def memory_remove(options: argparse.Namespace) -> int:
    with opened(options) as store:
        gone = store.remove(options.number)
    print(f"{gone} units removed." if gone != 1 else "1 unit removed.")
    return 0 if gone else 1


FILE = argument("file", type=Path, help="memory file")
LIMIT = argument("--limit", type=at_least(1), default=5, help="how many at most")
PLACE = argument("--place", default="", help="code of the municipality that asks or approved")

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
            FILE,
            argument("text", help="the text to translate"),
            FROM,
            TO,
            argument("--minimum", type=int, choices=range(1, 101), default=70, metavar="1…100", help="least score"),
            LIMIT,
            PLACE,
            argument("--before", help="the segment before it, for a match in context"),
            argument("--after", help="the segment after it"),
            argument("--today", type=day, help="the day that tells what is old"),
        ),
    ),
    Command(
        "memory concordance",
        "find where a part of a sentence was said before, in either language",
        memory_concordance,
        (FILE, argument("text", help="the words to look for"), FROM, TO, LIMIT),
    ),
    Command(
        "memory add",
        "put a text and its translation into a memory; it is made if it is not there",
        memory_add,
        (
            FILE,
            argument("text", help="the text"),
            argument("translation", help="what it is in the other language"),
            FROM,
            TO,
            argument("--origin", default="", help="where it comes from"),
            argument("--licence", default="", help="under which licence it may be used"),
            PLACE,
            argument("--approved", type=day, help="the day it was approved"),
            argument("--machine", action="store_true", help="a machine made it"),
            argument("--unreviewed", action="store_true", help="nobody has reviewed it"),
        ),
    ),
    Command(
        "memory remove",
        "take units out of a memory, by the numbers that `memory concordance` shows",
        memory_remove,
        (FILE, argument("number", type=int, nargs="+", help="number of a unit")),
    ),
)
