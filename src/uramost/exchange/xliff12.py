"""XLIFF 1.2, also as OmegaT, Weblate, memoQ and Trados write it (mqxliff, sdlxliff).

A unit is a trans-unit, or where it is segmented (seg-source) each of its segments. What other tools add is kept with
the units and the header, and comes back when these are written as XLIFF 1.2 again; `fill` puts translations into such a
file, without its units being given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from uramost.exchange import files, structure
from uramost.exchange.markup import local, namespace
from uramost.exchange.reading import Reading
from uramost.exchange.structure import Fault
from uramost.exchange.tags import canonical
from uramost.exchange.units import Header, Kept, Rejected, Unit
from uramost.exchange.xliff12_fill import fill as put
from uramost.exchange.xliff12_kept import OLDER, Apart, files_of, trans_units
from uramost.exchange.xliff12_shapes import SHAPES, XLIFF1
from uramost.exchange.xliff12_unit import child, segments, units_of, written_state
from uramost.exchange.xliff12_writing import write


def units(reading: Reading) -> Iterator[Unit]:
    """The units of a document. Raises `Rejected` when it is none."""
    top = files.whole(reading.path, instructions=True)
    if local(top) != "xliff" or namespace(top) not in (XLIFF1, OLDER, ""):
        raise Rejected("not_this_format", found=local(top))
    found = files_of(top)
    keys = {one: "" if len(found) == 1 else f"{number}/" for number, one in enumerate(found, start=1)}
    for file in found:
        _leave_out_broken(file, keys[file], reading)
    apart = Apart(top, keep=reading.keep)
    for number, file in enumerate(found, start=1):
        around = apart.file(file)
        header = replace(_header(file), kept=around)
        if around or not reading.header.kept:
            reading.header = header
        for element, before, within in apart.units(file, around[:2]):
            told, faults = units_of(element, f"{keys[file]}{element.get('id')}", header)
            kept = Kept(apart.xml(element), before, within, header, told) if within else None
            for unit in told.values():
                yield replace(unit, kept=kept)
            for fault in faults:
                reading.skip(fault)
        if reading.progress:
            reading.progress(number, len(found))


def _leave_out_broken(file: etree._Element, before: str, reading: Reading) -> None:
    """A trans-unit without an id or without a source is none."""
    for element in list(trans_units(file)):
        key = f"{before}{element.get('id')}"
        if element.get("id") is None:
            reading.skip(Fault("missing_attribute", structure.line(element), "trans-unit id"))
        elif child(element, "source") is None:
            reading.skip(Fault("bad_content", structure.line(element), key, key))
        else:
            continue
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def _header(file: etree._Element) -> Header:
    tool = next((one for one in file.iterdescendants(tag=etree.Element) if local(one) == "tool"), None)
    return Header(
        source_language=canonical(str(file.get("source-language", ""))),
        target_language=canonical(str(file.get("target-language", ""))),
        original=str(file.get("original", "")),
        version=str(file.get("build-num", "")),
        tool=str(tool.get("tool-name", "")) if tool is not None else str(file.get("tool", "")),
        said={str(name): str(value) for name, value in file.attrib.items() if not str(name).startswith("{")},
    )


def fill(original: Path, path: Path, translations: Mapping[str, Unit]) -> int:
    """Write `original` again with the targets of these units (by key) in it; how many were put in.

    All else stays as it was: namespaces of other tools, alternative translations, skeletons, comments.
    """
    top = files.whole(original, instructions=True)
    found = files_of(top)
    done = 0
    for number, file in enumerate(found, start=1):
        for element in trans_units(file):
            key = str(element.get("id")) if len(found) == 1 else f"{number}/{element.get('id')}"
            done += _fill(element, key, translations)
    with files.written(path) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(top, encoding="unicode") + "\n")
    return done


def _fill(element: etree._Element, key: str, translations: Mapping[str, Unit]) -> int:
    if child(element, "source") is None:
        return 0
    mids = segments(child(element, "seg-source"))
    names = {f"{key}/{mid}": mid for mid in mids} or {key: ""}
    wanted = {mid: translations[name] for name, mid in names.items() if name in translations}
    if wanted:
        put(element, wanted)
    if "" in wanted and (target := child(element, "target")) is not None:
        target.set("state", written_state(wanted[""]) or "translated")
    return len(wanted)


def check(path: Path) -> Iterator[Fault]:
    """What is not as XLIFF 1.2 has it."""
    top = files.whole(path)
    if local(top) != "xliff" or namespace(top) not in (XLIFF1, OLDER):
        yield Fault("not_xliff", 1, local(top))
        return
    yield from structure.examine(top, SHAPES)
    for file in structure.elements(top):
        seen: set[str] = set()
        for element in trans_units(file):
            if (key := str(element.get("id"))) in seen:
                yield Fault("unit_id_twice", structure.line(element), key, key)
            seen.add(key)


__all__ = ["check", "fill", "units", "write"]
