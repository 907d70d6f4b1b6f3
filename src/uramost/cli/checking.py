"""`uramost check`: what differs between a document and its translation that should not?"""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import FROM, TO, Command, Fault, argument, blocks
from uramost.cli.command import pack as load_pack

if TYPE_CHECKING:
    from uramost.checks import Finding, Places
    from uramost.documents import Block
    from uramost.terms import Term

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

    original, translation = (blocks(path) for path in (options.original, options.translation))
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


def _places(pack: str | None) -> "Places":
    """The places of a country pack, if one is named."""
    from uramost.checks import NO_PLACES, Places

    if pack is None:
        return NO_PLACES
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for place in load_pack(pack).municipalities:
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


COMMANDS = (
    Command(
        "check",
        "compare a translated document with its original",
        check,
        (
            argument("original", type=Path, help="DOCX, ODT, HTML, TXT, Markdown, XLSX, PPTX or PDF"),
            argument("translation", type=Path, help="the same document in the other language"),
            FROM,
            TO,
            argument("--pack", help="country pack with places and terms, such as kosovo"),
            argument("--terms", type=Path, help="terminology (CSV) instead of that of the pack"),
        ),
    ),
)
