"""`uramost transliterate`, `uramost detect`, `uramost restore`: what writing is this, and how should it be?"""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import sys

from uramost.cli.command import Command, argument, aside, lines

RESTORED = ("sq", "sr-Latn", "bs")
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


def restore(options: argparse.Namespace) -> int:
    from uramost.restoration import suggestions, taken

    for number, line in enumerate(lines(), start=1):
        found = suggestions(line, options.language, options.sure)
        sys.stdout.write(taken(line, found))
        for one in found if options.places else ():
            place = f"Line {number}, character {one.start + 1}"
            aside(f"{place}: “{one.original}” is perhaps “{one.suggested}” ({one.confidence:.2f}).")
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
    Command(
        "restore",
        "put back the letters that a text typed without diacritics has probably lost",
        restore,
        (
            argument("--language", choices=RESTORED, required=True, help="language of the text"),
            argument("--sure", type=float, default=0.5, help="least confidence of a change, 0.5 to 1"),
            argument("--places", action="store_true", help="say on standard error what was changed"),
        ),
    ),
)
