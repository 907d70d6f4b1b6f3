"""`uramost transliterate`, `uramost detect`, `uramost restore`: what writing is this, and how should it be?"""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import sys
from collections.abc import Iterator

from uramost.cli.command import Command, argument, aside, lines

RESTORED = ("sq", "sr-Latn", "bs")
SCRIPTS = ("sr-Cyrl", "sr-Latn")
BLOCK = 1 << 18
"""Characters that are put into the other script at once."""


def transliterate(options: argparse.Namespace) -> int:
    from uramost.scripts import to_cyrillic, to_latin

    number = 1
    for block in _blocks():
        if options.target == "sr-Latn":
            sys.stdout.write(to_latin(block))
            continue
        cyrillic = to_cyrillic(block, keep=options.keep)
        sys.stdout.write(cyrillic.text)
        for doubt in cyrillic.doubts if options.doubts else ():
            line = number + cyrillic.text.count("\n", 0, doubt.start)
            place = doubt.start - cyrillic.text.rfind("\n", 0, doubt.start)
            aside(f"Line {line}, character {place}: look at “{doubt.original}” ({doubt.reason}).")
        number += cyrillic.text.count("\n")
    return 0


def _blocks() -> Iterator[str]:
    """Whole lines together, which costs less than one by one; one by one for a person who types them."""
    enough = 1 if sys.stdin.isatty() else BLOCK
    block, size = [], 0
    for line in lines():
        block.append(line)
        size += len(line)
        if size >= enough:
            yield "".join(block)
            block, size = [], 0
    if block:
        yield "".join(block)


def detect(options: argparse.Namespace) -> int:
    from uramost.detection import detect as guess

    for line in lines():
        found = guess(line)
        print(f"{found.language or 'none'}\t{found.confidence:.2f}\t{line.rstrip()}")
    return 0


def restore(options: argparse.Namespace) -> int:
    from uramost.restoration import suggestions, taken

    for number, line in enumerate(lines(), start=1):
        found = suggestions(line, options.language, options.sure)
        sys.stdout.write(taken(line, found))
        for one in found if options.places else ():
            place = f"Line {number}, character {one.start + 1}"
            aside(f"{place}: “{one.original}” is perhaps “{one.suggested}” ({one.confidence:.2f}).")
    return 0


def _confidence(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0.5 <= number <= 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 0.5 to 1")
    return number


COMMANDS = (
    Command(
        "transliterate",
        "write Serbian in the other script, from standard input to standard output",
        transliterate,
        (
            argument("--to", dest="target", choices=SCRIPTS, required=True, help="script to write"),
            argument("--keep", action="append", default=[], help="words that stay as they are; may be repeated"),
            argument("--doubts", action="store_true", help="say on standard error where to look"),
        ),
    ),
    Command("detect", "say the language of each line of standard input", detect, ()),
    Command(
        "restore",
        "put back the letters that a text typed without diacritics has probably lost",
        restore,
        (
            argument("--language", choices=RESTORED, required=True, help="language of the text"),
            argument(
                "--sure", type=_confidence, metavar="0.5…1", default=0.5, help="least confidence of a change, 0.5 to 1"
            ),
            argument("--places", action="store_true", help="say on standard error what was changed"),
        ),
    ),
)
