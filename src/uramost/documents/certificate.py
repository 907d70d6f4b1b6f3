"""A certificate as a PDF: the same said in several languages side by side, with the code by which it is checked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import typst


@dataclass(frozen=True, slots=True)
class Part:
    """What stands in one language (a tag); `lines` are (text, whether it stands out); `check` says how to check it."""

    language: str
    title: str
    lines: tuple[tuple[str, bool], ...]
    check: str


def to_pdf(parts: Sequence[Part], *, address: str, code: str) -> bytes:
    """One A4 page across. Every text reaches typst as data, never as markup. Raises ValueError without a part."""
    if not parts:
        raise ValueError("A certificate says something in at least one language.")
    data = {
        "parts": [
            {
                "language": one.language.partition("-")[0],
                "title": one.title,
                "lines": [{"text": text, "strong": strong} for text, strong in one.lines if text],
                "check": one.check,
            }
            for one in parts
        ],
        "address": address,
        "code": code,
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return bytes(typst.compile(_layout(), sys_inputs=inputs, ignore_system_fonts=True, format="pdf"))


@cache
def _layout() -> bytes:
    return files("uramost.documents").joinpath("certificate.typ").read_bytes()
