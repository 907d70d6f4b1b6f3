"""The command `uramost`: work without the site. Each subcommand reads and writes ordinary files.

Exit status 0: done; 1: a check found an error; 2: it could not be done, and one sentence on standard error says why.
"""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uramost.checks import Finding, Places
    from uramost.documents import Block
    from uramost.packs import Pack
    from uramost.terms import Term

TAGS = ("sq", "sr-Cyrl", "sr-Latn", "bs", "tr", "rom", "en", "fi", "sv")
SCRIPTS = ("sr-Cyrl", "sr-Latn")


class Fault(Exception):
    """It cannot be done; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a subcommand, as argparse takes it."""

    name: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: its words, what it is for, its arguments, and what it does (returns the exit status)."""

    words: str
    purpose: str
    run: Callable[[argparse.Namespace], int]
    arguments: tuple[Argument, ...]


def _argument(name: str, **options: Any) -> Argument:
    return Argument(name, options)


# Memory ------------------------------------------------------------------------------------------------------------


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
        _aside(f"{len(unreadable)} catalogues are damaged and were left out, the first is {unreadable[0]}.")
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
        _aside(f"Nothing is {options.minimum} % or more like that.")
    return 0


# Scripts and languages ---------------------------------------------------------------------------------------------


def transliterate(options: argparse.Namespace) -> int:
    from uramost.scripts import to_cyrillic, to_latin

    for number, line in enumerate(_lines(), start=1):
        if options.target == "sr-Latn":
            sys.stdout.write(to_latin(line))
            continue
        cyrillic = to_cyrillic(line, keep=options.keep)
        sys.stdout.write(cyrillic.text)
        for doubt in cyrillic.doubts if options.doubts else ():
            _aside(f"Line {number}, character {doubt.start + 1}: look at “{doubt.original}” ({doubt.reason}).")
    return 0


def detect(options: argparse.Namespace) -> int:
    from uramost.detection import detect as guess

    for line in _lines():
        found = guess(line)
        print(f"{found.language or 'none'}\t{found.confidence:.2f}\t{line.rstrip()}")
    return 0


# Checks ------------------------------------------------------------------------------------------------------------

SENTENCES = {
    "empty": "There is no translation of “{expected}”.",
    "placeable_missing": "The mark {expected} of the original is missing.",
    "placeable_extra": "The mark {found} is not in the original.",
    "placeable_unbalanced": "The mark {found} is not opened and closed in order.",
    "negation_differs": "The original has the negation “{expected}”, the translation “{found}”.",
    "variable_differs": "The original has the variable “{expected}”, the translation “{found}”.",
    "number_differs": "The original has the number “{expected}”, the translation “{found}”.",
    "percent_differs": "The original has “{expected}”, the translation “{found}”.",
    "amount_differs": "The original has the amount “{expected}”, the translation “{found}”.",
    "date_differs": "The original has the date “{expected}”, the translation “{found}”.",
    "weekday_differs": "The original has the day “{expected}”, the translation “{found}”.",
    "time_differs": "The original has the time “{expected}”, the translation “{found}”.",
    "duration_differs": "The original has the duration “{expected}”, the translation “{found}”.",
    "article_differs": "The original refers to “{expected}”, the translation to “{found}”.",
    "law_differs": "The original refers to the act “{expected}”, the translation to “{found}”.",
    "file_number_differs": "The original has the file number “{expected}”, the translation “{found}”.",
    "email_differs": "The original has the e-mail address “{expected}”, the translation “{found}”.",
    "url_differs": "The original has the address “{expected}”, the translation “{found}”.",
    "phone_differs": "The original has the telephone number “{expected}”, the translation “{found}”.",
    "iban_differs": "The original has the account “{expected}”, the translation “{found}”.",
    "place_missing": "The place “{expected}” is missing, there is “{found}”.",
    "term_missing": "The term “{expected}” is missing.",
    "term_forbidden": "The term “{found}” is not to be used, the right one is “{expected}”.",
    "wrong_script": "The text is in the script {found} and not in {expected}.",
    "look_alikes": "“{found}” has letters of another script that look alike, it should be “{expected}”.",
    "wrong_language": "The text seems to be in {found} and not in {expected}.",
    "letters_lost": "“{found}” should be written “{expected}”.",
    "untranslated": "“{found}” stands as in the original.",
    "length_differs": "The lengths do not fit: {expected} characters in the original, {found} in the translation.",
    "lines_differ": "The original has {expected} lines, the translation {found}.",
    "brackets_unbalanced": "The bracket “{found}” has no other half.",
    "quotes_unbalanced": "The quotation mark “{found}” has no other half.",
    "end_differs": "The original ends in “{expected}”, the translation in “{found}”.",
    "capitals_differ": "“{found}” begins in capitals or small letters otherwise than “{expected}”.",
    "spacing": "A space is too much or missing at “{found}”.",
}


def check(options: argparse.Namespace) -> int:
    from uramost.checks import Context, examine

    original, translation = (_blocks(path) for path in (options.original, options.translation))
    context = Context(options.source, options.target, _places(options.pack), _terms(options))
    errors = 0
    if len(original) != len(translation):
        errors += 1
        print(f"The original has {len(original)} paragraphs, the translation {len(translation)}.")
    for number, (one, other) in enumerate(_in_step(original, translation), start=1):
        for finding in examine(one.text, other.text, context):
            errors += finding.severity == "error"
            print(f"Paragraph {number}, {finding.severity}: {sentence(finding)}")
    return 1 if errors else 0


def sentence(finding: "Finding") -> str:
    """What a finding says, in English."""
    values = {name: value or "nothing" for name, value in finding.values.items()}
    return SENTENCES[finding.code].format(**values)


def _in_step(original: Sequence["Block"], translation: Sequence["Block"]) -> Iterator[tuple["Block", "Block"]]:
    """Blocks in pairs, as long as the two documents are built alike: behind that a pair would mean nothing."""
    return takewhile(lambda pair: pair[0].kind == pair[1].kind, zip(original, translation, strict=False))


def _blocks(path: Path) -> Sequence["Block"]:
    from uramost.documents import Refused, read

    try:
        return read(path.read_bytes(), path.name).blocks
    except Refused as refused:
        raise Fault(f"{path} cannot be read: {REFUSALS[refused.code].format(**refused.values)}.") from refused


REFUSALS = {
    "not_this_format": "it is not a file of the format {format}",
    "encrypted": "it is protected by a password",
    "macros": "it holds macros",
    "too_large": "it is larger than {limit} bytes",
    "zip_bomb": "unpacked it would be too large",
    "empty": "there is no text in it",
    "bad_text": "its text is damaged at character {position}",
    "unknown_format": "only DOCX, ODT, HTML and TXT are known",
}


def _pack(name: str) -> "Pack":
    from uramost import packs

    if name not in packs.available():
        raise Fault(f"There is no country pack {name}, only {', '.join(packs.available())}.")
    return packs.load(name)


def _places(pack: str | None) -> "Places":
    """The places of a country pack, if one is named."""
    from uramost.checks import NO_PLACES, Places

    if pack is None:
        return NO_PLACES
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for place in _pack(pack).municipalities:
        definite = {tag: (name,) for tag, name in place.definite.items()}
        names[place.code] = {tag: (name, *definite.get(tag, ())) for tag, name in place.names.items()}
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


# The table, and running it -----------------------------------------------------------------------------------------

FROM = _argument("--from", dest="source", choices=TAGS, required=True, help="language of the original")
TO = _argument("--to", dest="target", choices=TAGS, required=True, help="language of the translation")

COMMANDS = (
    Command(
        "memory build",
        "make a translation memory from the catalogues of installed packages",
        memory_build,
        (
            _argument("file", type=Path, help="memory file to write (SQLite)"),
            _argument("--folder", type=Path, action="append", help="where to look; may be repeated"),
            _argument("--include-unknown", action="store_true", help="also text whose licence is not known"),
        ),
    ),
    Command(
        "memory find",
        "find what was translated before and is like a text",
        memory_find,
        (
            _argument("file", type=Path, help="memory file"),
            _argument("text", help="the text to translate"),
            FROM,
            TO,
            _argument("--minimum", type=int, choices=range(1, 101), default=70, metavar="1…100", help="least score"),
            _argument("--limit", type=int, default=5, help="how many at most"),
        ),
    ),
    Command(
        "transliterate",
        "write Serbian in the other script, from standard input to standard output",
        transliterate,
        (
            _argument("--to", dest="target", choices=SCRIPTS, required=True, help="script to write"),
            _argument("--keep", action="append", default=[], help="words that stay as they are; may be repeated"),
            _argument("--doubts", action="store_true", help="say on standard error where to look"),
        ),
    ),
    Command("detect", "say the language of each line of standard input", detect, ()),
    Command(
        "check",
        "compare a translated document with its original",
        check,
        (
            _argument("original", type=Path, help="DOCX, ODT, HTML or TXT"),
            _argument("translation", type=Path, help="the same document in the other language"),
            FROM,
            TO,
            _argument("--pack", help="country pack with places and terms, such as kosovo"),
            _argument("--terms", type=Path, help="terminology (CSV) instead of that of the pack"),
        ),
    ),
)


def parser() -> argparse.ArgumentParser:
    """The arguments of all subcommands."""
    top = argparse.ArgumentParser(
        prog="uramost", description="For towns in which several languages share one town hall."
    )
    groups = {"": top.add_subparsers(required=True, metavar="COMMAND")}
    for command in COMMANDS:
        *group, word = command.words.split()
        for name in group:
            if name not in groups:
                of_group = groups[""].add_parser(name, help=f"{name}: see uramost {name} --help")
                groups[name] = of_group.add_subparsers(required=True, metavar="COMMAND")
        one = groups["".join(group)].add_parser(word, help=command.purpose, description=command.purpose)
        for argument in command.arguments:
            one.add_argument(argument.name, **argument.options)
        one.set_defaults(run=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; the exit status."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
        return 0
    except Fault as fault:
        _aside(str(fault))
    except UnicodeDecodeError as error:
        _aside(f"The text is not in UTF-8: it cannot be read at byte {error.start + 1}.")
    except OSError as error:
        _aside(f"{error.filename or 'A file'} cannot be used: {(error.strerror or 'there is no such file').lower()}.")
    return 2


def _aside(text: str) -> None:
    print(text, file=sys.stderr)


def _lines() -> Iterator[str]:
    return iter(sys.stdin.buffer.read().decode("utf-8").splitlines(keepends=True))


if __name__ == "__main__":
    sys.exit(main())
