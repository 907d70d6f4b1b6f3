"""`uramost terms …`: find agreed terms in a text, and look a term up."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import TAGS, TO, Command, Fault, argument, aside, at_least, blocks, lines

if TYPE_CHECKING:
    from uramost.terms import Term

SOURCE = argument("--from", dest="source", choices=TAGS, required=True, help="language of the text")
TARGET = argument("--to", **{**TO.options, "required": False, "help": "language in which to say the terms"})
PACK = argument("--pack", default="kosovo", help="country pack whose terms are meant (kosovo)")
LIST = argument("--terms", type=Path, help="terminology (CSV) instead of that of the pack")


def terms_find(options: argparse.Namespace) -> int:
    """Each occurrence on a line: where it stands, what is said, the term, its status and its name in `--to`."""
    from uramost.terms import Finder

    terms = listed(options.terms, options.pack)
    finders = [(Finder(terms, options.source), ""), (Finder(terms, options.source, forbidden=True), "not to be used: ")]
    number = 0
    for paragraph, text in enumerate(_texts(options.file), start=1):
        for finder, remark in finders:
            for found in finder.find(text):
                number += 1
                said, term = text[found.start : found.end], found.term
                names = "; ".join(_names(term, options.target)) if options.target else term.id
                place = f"{paragraph}:{found.start + 1}"
                print(f"{place}\t{remark}{said}\t{names or 'no name in this language'}\t{term.id}, {term.status}")
    if not number:
        aside("No term was found.")
    return 0


def terms_search(options: argparse.Namespace) -> int:
    """Each term with its names in every language."""
    from uramost.terms import Lookup

    hits = Lookup(listed(options.terms, options.pack)).search(options.words)
    for hit in hits[: options.limit]:
        names = " · ".join(f"{tag}: {'; '.join(texts)}" for tag, texts in hit.term.texts.items())
        remark = f" (“{hit.said}” is not to be used)" if hit.forbidden else ""
        print(f"{hit.term.id}, {hit.term.status}{remark}", names, sep="\n    ")
    if not hits:
        aside("There is no such term.")
    return 0


def listed(path: Path | None, pack: str) -> list["Term"]:
    """The terms of a file, or of a pack. Raises Fault."""
    from uramost import packs
    from uramost.terms import BadTerms, read_csv

    if path is None and pack not in packs.available():
        raise Fault(f"There is no country pack {pack}, only {', '.join(packs.available())}.")
    path = path or Path(packs.__file__).parent / pack / "terms.csv"
    if not path.is_file():
        raise Fault(f"There are no terms in {path}.")
    try:
        return read_csv(path)
    except BadTerms as bad:
        raise Fault(f"The terms in {path} cannot be read: {bad}.") from bad


def _texts(path: Path | None) -> Iterator[str]:
    """The paragraphs of a document, or the lines of standard input."""
    if path is None:
        yield from (line.rstrip("\n") for line in lines())
    else:
        yield from (block.text for block in blocks(path))


def _names(term: "Term", tag: str) -> tuple[str, ...]:
    from uramost.scripts import to_latin

    if tag == "sr-Latn" and tag not in term.texts:
        return tuple(map(to_latin, term.texts.get("sr-Cyrl", ())))
    return term.texts.get(tag, ())


COMMANDS = (
    Command(
        "terms find",
        "find the terms of a text in whatever form they stand",
        terms_find,
        (
            argument("file", type=Path, nargs="?", help="DOCX, ODT, HTML or TXT; otherwise standard input"),
            SOURCE,
            TARGET,
            PACK,
            LIST,
        ),
    ),
    Command(
        "terms search",
        "look a term up in any language, form and script, also with a slip",
        terms_search,
        (
            argument("words", help="what you would type into a search box"),
            PACK,
            LIST,
            argument("--limit", type=at_least(1), default=5, help="how many at most"),
        ),
    ),
)
