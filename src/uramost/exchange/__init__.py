"""TMX, XLIFF, TBX, CSV: how do texts, translations and terms come from other tools, and go to them?

    from uramost import exchange

    reading = exchange.read(path)                  # what it is, is seen in the file
    for unit in reading: ...                       # one by one, of a file of any size (TMX)
    reading.header, reading.skipped, reading.faults

    exchange.write(path, units, header, "tmx")     # tmx xliff12 xliff21 csv
    exchange.fill(original, path, translations)    # targets into the XLIFF of another tool, all else as it was
    exchange.check(path)                           # what is not as the specification says, rule by rule
    exchange.read_terms(path), exchange.write_terms(path, terms, "tbx")

**Out of the workbench and back**: `write_xliff(path, units, header)` with

    header = Header("sq", "sr-Cyrl", original="notice-17.docx", version=hash_of_the_source)
    unit = pair(key, ("sq", source), ("sr-Cyrl", target) or None, codes=codes_of_block, state="translated", notes=(…,))

and `read_xliff(path)` gives them again: `unit.key`, `unit.source.text`, `unit.target.text` (or `unit.target` is None),
`unit.state` (initial, translated, reviewed, final), `unit.notes`, with marks ⟦1⟧…⟦/1⟧ and ⟦2/⟧ as they were, and
`reading.header.original` and `.version`, by which a merge knows which state of the source it is of. `placeables(block)`
makes codes of what `uramost.documents` has for a block.

**What other tools have put into XLIFF 1.2** is kept with its units and with the header of its file, and comes back when
both are written as XLIFF 1.2 again: `write(path, units, reading.header, "xliff12")`.

A unit that cannot be used is skipped, counted, and told with its line and the name of the rule. A file that cannot be
used at all is `Rejected`. Nothing is written half: a new file takes the place of the old one when it is complete.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from uramost.documents.blocks import Placeable
from uramost.exchange import files, tables, tbx, tmx, xliff12, xliff21
from uramost.exchange.marks import BadMarks, fit, guessed
from uramost.exchange.reading import KEPT, Reading
from uramost.exchange.structure import Fault
from uramost.exchange.tags import canonical, ours
from uramost.exchange.tbx import Terms
from uramost.exchange.units import (
    FORMATS,
    LICENCE,
    ORIGIN,
    STATES,
    Code,
    Encoding,
    Header,
    Progress,
    Rejected,
    Text,
    Unit,
    pair,
)
from uramost.terms import BadTerms, Term
from uramost.terms import read_table as read_terms_table

_READERS = {"tmx": tmx.units, "xliff12": xliff12.units, "xliff21": xliff21.units, "csv": tables.units}
_WRITERS = {"tmx": tmx.write, "xliff12": xliff12.write, "xliff21": xliff21.write, "csv": tables.write}
_CHECKS = {"tmx": tmx.check, "xliff12": xliff12.check, "xliff21": xliff21.check, "tbx": tbx.check, "csv": tables.check}


BINARY = {
    b"PK\x03\x04": "ZIP", b"\xd0\xcf\x11\xe0": "OLE", b"%PDF": "PDF", b"\x1f\x8b": "GZIP", b"{\\rtf": "RTF",
    b"SQLite format 3\x00": "SQLite",
}  # fmt: skip
"""How files begin that are sent for what they hold: a spreadsheet or a packed file is no table with damaged letters."""


def format_of(path: Path) -> str:
    """One of `FORMATS`, as seen in the file; what is no XML is taken for CSV. Raises `Rejected`."""
    with path.open("rb") as file:
        head = file.read(400)
    for start, name in BINARY.items():
        if head.startswith(start):
            raise Rejected("not_this_format", found=name)
    if not head.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "csv"
    name, home = files.first_element(path)
    if name.lower() == "tmx":
        return "tmx"
    if name in ("tbx", "martif"):
        return "tbx"
    if name == "xliff":
        return "xliff21" if home.startswith("urn:oasis:names:tc:xliff:document:2") else "xliff12"
    raise Rejected("not_this_format", found=name)


def read(
    path: Path,
    *,
    languages: tuple[str, str] | None = None,
    tell: Callable[[Fault], None] | None = None,
    progress: Progress | None = None,
    keep: bool = True,
) -> Reading:
    """The units of a file. Raises `Rejected`, also while they are asked for.

    Without `keep` it costs less, and what other tools have put into the file cannot be written again.
    """
    form = format_of(path)
    if form == "tbx":
        return Reading(path, _units_of_terms, languages=languages, tell=tell, progress=progress)
    return Reading(path, _READERS[form], languages=languages, tell=tell, progress=progress, keep=keep)


def _units_of_terms(reading: Reading) -> Iterator[Unit]:
    """Terms as units, so that any tool can take them: the preferred name in each language."""
    terms = Terms(reading.path, progress=reading.progress)
    for term in terms:
        texts = tuple(Text(tag, names[0]) for tag, names in term.texts.items())
        yield Unit(term.id, texts, "final" if term.status == "approved" else "translated")
    for fault in terms.faults:
        reading.skip(fault)


def write(path: Path, units: Iterable[Unit], header: Header, form: str) -> int:
    """Write a file of this format; how many units. Raises `BadMarks` for marks that fit no code."""
    waiting = iter(units)
    first = list(islice(waiting, 1))
    for unit in first if form != "tmx" else ():  # a memory may leave open what its languages are
        target = unit.target.language if unit.target else ""
        header = replace(
            header,
            source_language=header.source_language or unit.source.language,
            target_language=header.target_language or target,
        )
    return _WRITERS[form](path, chain(first, waiting), header)


def read_xliff(path: Path, **options: object) -> Reading:
    """The units of an XLIFF of either version. Raises `Rejected`."""
    if format_of(path) not in ("xliff12", "xliff21"):
        raise Rejected("not_this_format", found=format_of(path))
    return read(path, **options)  # type: ignore[arg-type]


def write_xliff(path: Path, units: Iterable[Unit], header: Header, form: str = "xliff21") -> int:
    """Write units as XLIFF, `form` "xliff21" or "xliff12"; how many."""
    return write(path, units, header, form)


def fill(original: Path, path: Path, translations: Mapping[str, Unit]) -> int:
    """Put targets, by the key of their unit, into the XLIFF of another tool; how many. Raises `Rejected`."""
    modules = {"xliff12": xliff12.fill, "xliff21": xliff21.fill}
    form = format_of(original)
    if form not in modules:
        raise Rejected("not_this_format", found=form)
    return modules[form](original, path, translations)


def check(path: Path) -> Iterator[Fault]:
    """What is not as the specification of its format says. Raises `Rejected` for what cannot be read at all."""
    return _CHECKS[format_of(path)](path)


def read_terms(path: Path, *, progress: Progress | None = None) -> tuple[list[Term], list[Fault]]:
    """The terms of a TBX or CSV file, and what was skipped. Raises `Rejected`."""
    form = format_of(path)
    if form == "tbx":
        terms = Terms(path, progress=progress)
        return list(terms), terms.faults
    if form != "csv":
        raise Rejected("not_this_format", found=form)
    try:
        return read_terms_table(files.decoded(path)), []
    except BadTerms as bad:
        raise Rejected("bad_terms", rule=bad.code, line=bad.row, value=bad.value[:80]) from bad


def write_terms(path: Path, terms: Iterable[Term], form: str = "tbx") -> int:
    """Write terms as TBX-Basic of 2019 (tbx) or of 2008 (tbx2008), or as CSV; how many."""
    if form == "csv":
        return tables.write_terms(path, terms)
    return tbx.write(path, terms, style="2008" if form == "tbx2008" else "dca")


def placeables(given: Sequence[Placeable]) -> tuple[Code, ...]:
    """Codes for the placeables of a block; what they stand for stays in the document."""
    kinds = {"bold", "italic", "underline", "link", "break", "image", "note", "field"}
    return tuple(Code(one.number, one.alone, one.kind if one.kind in kinds else "other") for one in given)


__all__ = [
    "FORMATS", "KEPT", "LICENCE", "ORIGIN", "STATES", "BadMarks", "Code", "Encoding", "Fault", "Header", "Progress",
    "Reading", "Rejected", "Terms", "Text", "Unit", "canonical", "check", "fill", "fit", "format_of", "guessed", "ours",
    "pair", "placeables", "read", "read_terms", "read_xliff", "write", "write_terms", "write_xliff",
]  # fmt: skip
