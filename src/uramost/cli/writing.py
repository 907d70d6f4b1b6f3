"""`uramost transliterate` and `uramost detect`: what kind of writing is this, and the other one."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import sys

from uramost.cli.command import Command, argument, aside, lines

SCRIPTS = ("sr-Cyrl", "sr-Latn")


def transliterate(options: argparse.Namespace) -> int:
    from uramost.scripts import to_cyrillic, to_latin

    for number, line in enumerate(lines(), start=1):
        if options.target == "sr-Latn":
            sys.stdout.write(to_latin(line))
            continue
        cyrillic = to_cyrillic(line, keep=options.keep)
        sys.stdout.write(cyrillic.text)
        for doubt in cyrillic.doubts if options.doubts else ():
            aside(f"Line {number}, character {doubt.start + 1}: look at “{doubt.original}” ({doubt.reason}).")
    return 0


def detect(options: argparse.Namespace) -> int:
    from uramost.detection import detect as guess

    for line in lines():
        found = guess(line)
        print(f"{found.language or 'none'}\t{found.confidence:.2f}\t{line.rstrip()}")
    return 0


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
)
