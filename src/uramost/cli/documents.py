"""`uramost translate` and `uramost segments`: what is in a document, and how much of it was translated before?"""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import re
from collections.abc import Callable, Container
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import FROM, TAGS, TO, Command, Fault, argument, aside, source

if TYPE_CHECKING:
    from uramost.documents import Block, Source
    from uramost.memory import Match

REMARKS = {
    "tracked_changes_accepted": "Its tracked changes are taken as accepted: {insertions} insertions are in, "
    "{deletions} deletions are out.",
    "comments_left_out": "Its comments ({count}) are not part of the text and are left out.",
    "images_kept": "Pictures stay as they are ({count}); text inside a picture is not translated.",
    "html_cleaned": "Parts of the page that could run or load something are removed ({count}).",
    "encoding_guessed": "It does not say in which encoding it is written; {encoding} is a guess.",
    "parts_left": "Code, HTML, data and embedded objects stay as they are ({count}).",
    "hidden_sheets_left": "Hidden sheets stay as they are ({count}).",
    "formulas_with_words": "Words within formulas stay as they are ({count}): look at what the formulas give.",
    "pdf_text_only": "Of a PDF only the text is read ({pages} pages); the translation is a new DOCX.",
}
INTERNAL = frozenset({"tracked_changes_accepted", "comments_left_out"})
"""What is not so where a translation is made for colleagues."""
ENDS = re.compile(r"\A((?:⟦/?\d+/?⟧|\s)*)(.*?)((?:⟦/?\d+/?⟧|\s)*)\Z", re.DOTALL)
MARK = re.compile(r"⟦/?\d+/?⟧")

Lookup = Callable[[str], "Match | None"]


def segments(options: argparse.Namespace) -> int:
    from uramost.documents import segments as parted

    for block in _opened(options.file).blocks:
        for sentence in parted(block.text, options.language):
            print(block.kind, " ".join(sentence.split()), sep="\t")
    return 0


def translate(options: argparse.Namespace) -> int:
    from uramost.documents import EXTENSIONS, WRITTEN_AS, write

    found = _opened(options.file, INTERNAL if options.internal else frozenset())
    ending = WRITTEN_AS[found.format]
    if EXTENSIONS.get(options.out.suffix.lower().lstrip(".")) != ending:
        raise Fault(f"{options.out} is written as {ending.upper()}; give it a name that ends in .{ending}.")
    if options.out.exists() and options.out.samefile(options.file):
        raise Fault(f"{options.file} would be lost; give the translation another name.")
    lookup = _lookup(options)
    texts: dict[str, str] = {}
    count = {"all": 0, "known": 0}
    said: set[str] = set()
    for block in found.blocks:
        text, unknown, parts = _translated(block, options.source, lookup)
        count["all"] += parts
        count["known"] += parts - len(unknown)
        for sentence in unknown:
            if sentence not in said:
                said.add(sentence)
                print(sentence)
        if text != block.text:
            texts[block.key] = text
    data = options.file.read_bytes()
    options.out.write_bytes(write(data, found.format, texts, options.target, internal=options.internal))
    aside(f"{count['known']} of {count['all']} segments were found; {options.out} is written. The others stand above.")
    return 0


def _opened(path: Path, unsaid: Container[str] = ()) -> "Source":
    """A document; what is special about it is said on standard error."""
    found = source(path)
    for remark in found.remarks:
        if remark.code in unsaid:
            continue
        aside(f"{path}: {REMARKS[remark.code].format(**remark.values)}")
    return found


def _lookup(options: argparse.Namespace) -> Lookup:
    """The best unit of the memory that is like a text, unless it says the opposite or another number."""
    from uramost.catalogues import NotAMemory, read_file
    from uramost.memory import Memory

    try:
        units = read_file(options.memory, options.source, options.target)
    except NotAMemory as error:
        raise Fault(f"{options.memory} is not a memory file.") from error
    memory = Memory(units, language=options.source)

    def lookup(text: str) -> "Match | None":
        matches = memory.lookup(text, options.minimum, 3)
        return next((match for match in matches if not match.alerts), None)

    return lookup


def _translated(block: "Block", language: str, lookup: Lookup) -> tuple[str, list[str], int]:
    """The text of a block with what was found, the sentences that were not, and how many it has."""
    from uramost.documents import BadPlaceables, check_marks
    from uramost.documents import segments as parted

    sentences = parted(block.text, language)
    pieces = [(sentence, _found(sentence, lookup)) for sentence in sentences]
    text = "".join(sentence if found is None else found for sentence, found in pieces)
    unknown = [sentence.strip() for sentence, found in pieces if found is None]
    try:
        check_marks(block, text)
    except BadPlaceables:
        return block.text, [sentence.strip() for sentence in sentences], len(sentences)
    return text, unknown, len(sentences)


def _found(sentence: str, lookup: Lookup) -> str | None:
    """As the memory has it; marks around the whole sentence stay around it. A number or a sign alone is itself."""
    text = sentence.rstrip()
    match = lookup(text)
    if match is not None and set(MARK.findall(match.unit.target)) == set(MARK.findall(text)):
        return match.unit.target + sentence[len(text) :]
    parts = ENDS.match(sentence)
    before, core, after = parts.groups() if parts else ("", sentence, "")
    if not re.search(r"[^\W\d_]", core):
        return sentence
    inner = None if MARK.search(core) or not (before.strip() or after.strip()) else lookup(core)
    return None if inner is None else before + inner.unit.target + after


COMMANDS = (
    Command(
        "translate",
        "fill a document with what a translation memory knows, and print what it does not",
        translate,
        (
            argument("file", type=Path, help="DOCX, ODT, HTML, TXT, Markdown, XLSX, PPTX or PDF"),
            argument("--memory", type=Path, required=True, help="memory file"),
            FROM,
            TO,
            argument("-o", dest="out", type=Path, required=True, help="file to write, of the same format"),
            argument(
                "--internal", action="store_true",
                help="for colleagues: comments stay, and tracked changes in what was not translated",
            ),
            argument(
                "--minimum", type=int, choices=range(50, 101), default=100, metavar="50…100",
                help="also what is like a text by so many per cent; never with another number or a “not”",
            ),
        ),
    ),
    Command(
        "segments",
        "print the segments of a document, a line each, with what they are",
        segments,
        (
            argument("file", type=Path, help="DOCX, ODT, HTML, TXT, Markdown, XLSX, PPTX or PDF"),
            argument("--language", choices=TAGS, required=True, help="language of the document"),
        ),
    ),
)  # fmt: skip
