"""Answers as XML and as JSON, both from the table of their shape."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.timezone import localtime
from lxml import etree

from uramost_web.casework.georeport.shapes import Field, Shape

MEDIA_TYPES: Final = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
"""Suffix of the address → the type of what is answered."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = Mapping[str, Any]


def write(shape: Shape, answer: Row | Iterable[Row], suffix: str) -> bytes:
    """The answer, encoded. A row has the fields of the shape by name; one that is missing is empty."""
    rows = [answer] if isinstance(answer, Mapping) else list(answer)
    return _xml(shape, rows) if suffix == "xml" else _json(shape, rows)


def _json(shape: Shape, rows: list[Row]) -> bytes:
    flat = tuple(field.name for field in shape.fields if not field.maybe)
    made = [row if shape.ready and tuple(row) == flat else _object(shape.fields, row) for row in rows]
    return json.dumps(made if shape.child else made[0], ensure_ascii=False, separators=(",", ":")).encode()


def _object(fields: tuple[Field, ...], row: Row) -> dict[str, Any]:
    """What most values are, texts and numbers, goes the short way."""
    made: dict[str, Any] = {}
    for field in fields:
        name = field.name
        value = row.get(name)
        if type(value) is str:
            made[name] = value or None
        elif value is not None:
            made[name] = _value(field, value)
        elif not field.maybe or name in row:
            made[name] = [] if field.kind == "list" else None
    return made


def _value(field: Field, value: Any) -> Any:
    if field.kind == "list":
        return [_object(field.fields, one) if field.fields else one for one in value]
    if field.kind == "object":
        return _object(field.fields, value)
    if isinstance(value, datetime):
        return moment(value)
    return float(value) if isinstance(value, Decimal) else value


def moment(value: datetime) -> str:
    """W3C, to the second, with its zone."""
    return localtime(value).isoformat(timespec="seconds")


def _xml(shape: Shape, rows: list[Row]) -> bytes:
    root = etree.Element(shape.root)
    for row in rows:
        _fill(etree.SubElement(root, shape.child) if shape.child else root, shape.fields, row)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _fill(parent: etree._Element, fields: tuple[Field, ...], row: Row) -> None:
    for field in fields:
        if field.maybe and field.name not in row:
            continue
        made = etree.SubElement(parent, field.name)
        value = row.get(field.name)
        if field.kind == "object":
            _fill(made, field.fields, value or {})
        elif field.kind == "list":
            for one in value or ():
                member = etree.SubElement(made, field.child)
                if field.fields:
                    _fill(member, field.fields, one)
                else:
                    member.text = _plain(one)
        elif value not in {None, ""}:
            made.text = _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return moment(value)
    return _NOT_XML.sub("", str(value))
