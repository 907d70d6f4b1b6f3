"""A document as a PDF, set by typst with the fonts it brings along: no network, no system fonts, no clock."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from uramost.documents.blocks import Block
from uramost.documents.outline import Entry, Flow, Grid, Items, Line, Pieces, outline, without_title


def to_pdf(
    title: str, blocks: Sequence[Block], texts: Mapping[str, str], language: str, meta: Sequence[tuple[str, str]] = ()
) -> bytes:
    """A tagged A4 document with page numbers; `meta` are (label, value) lines under the title.

    Every text reaches typst as data, never as markup. A block without a text is left out. Raises BadPlaceables.
    """
    flow = outline(without_title(blocks, texts, title), texts, strict=True)
    data = {
        "title": title,
        "language": language.partition("-")[0],
        "meta": [list(line) for line in meta],
        "flow": [_flow(one) for one in flow],
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return bytes(typst.compile(_layout(), sys_inputs=inputs, ignore_system_fonts=True, format="pdf"))


def enclose(pdf: bytes, files: Iterable[tuple[str, bytes]]) -> bytes:
    """The same PDF with files in it, (name, content), which readers show beside its pages."""
    import pypdf  # noqa: PLC0415 - a quarter of a second that only this needs

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for name, content in files:
        writer.add_attachment(name, content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def _layout() -> bytes:
    return files("uramost.documents").joinpath("pdf.typ").read_bytes()


def _flow(flow: Flow) -> dict[str, Any]:
    match flow:
        case Line(kind, level, pieces, number):
            return {"kind": kind, "level": level, "number": number, "body": _pieces(pieces)}
        case Items():
            return _items(flow)
        case Grid(rows):
            cells = [[_pieces(one) for one in cell] for row in rows for cell in row]
            return {"kind": "table", "columns": len(rows[0]), "cells": cells}


def _items(items: Items) -> dict[str, Any]:
    return {"kind": "list", "ordered": items.ordered, "entries": [_entry(entry) for entry in items.entries]}


def _entry(entry: Entry) -> dict[str, Any]:
    return {"body": _pieces(entry.pieces), "below": [_items(below) for below in entry.below]}


def _pieces(pieces: Pieces) -> list[dict[str, Any]]:
    return [{"kind": one.kind, "text": one.text, "href": one.href, "body": _pieces(one.pieces)} for one in pieces]
