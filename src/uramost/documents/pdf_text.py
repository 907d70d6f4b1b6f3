"""PDF: the text alone, read in a process of its own (`uramost.pdf_pages`) that may use so much and no more.

A PDF says where letters stand, not what is a paragraph: what comes out is to be translated, never put back.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Final

from uramost.documents.blocks import Block, Refused, Remark
from uramost.documents.new_docx import build_docx
from uramost.documents.placeables import encode, plain_text, runs

SECONDS: Final = 20  # of processor time
MEMORY: Final = 1_000_000_000  # bytes of address space; reading a page takes some hundred million
TOO_MUCH: Final = ("pages", "characters", "time", "memory")


def read(data: bytes, seconds: int = SECONDS, memory: int = MEMORY) -> tuple[list[Block], list[Remark]]:
    """The paragraphs of a PDF as far as they can be told, and the remark that this is its text only.

    Raises Refused: not_this_format, encrypted, zip_bomb{reason}, bad_text; without text there are no blocks.
    """
    if not data.startswith(b"%PDF-") and b"%PDF-" not in data[:1024]:
        raise Refused("not_this_format", format="pdf")
    said = _asked(data, seconds, memory)
    if (code := said.get("refused")) == "encrypted":
        raise Refused("encrypted")
    if code in TOO_MUCH:
        raise Refused("zip_bomb", reason=str(code))
    if code:
        raise Refused("not_this_format", format="pdf")
    blocks = []
    for number, paragraph in enumerate(said["paragraphs"]):
        encoded = encode(list(runs(paragraph, None, None, str)))
        if encoded.text:
            blocks.append(Block(f"t{number}", "paragraph", 0, encoded.text, encoded.placeables))
    return blocks, [Remark("pdf_text_only", {"pages": int(said["pages"])})]


def _asked(data: bytes, seconds: int, memory: int) -> dict[str, Any]:
    """What the other process answers. Wall time is bounded too: a process that waits uses no processor."""
    command = [sys.executable, "-m", "uramost.pdf_pages", str(seconds), str(memory)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds * 6)
    except subprocess.TimeoutExpired:
        return {"refused": "time"}
    if done.returncode < 0:  # stopped by the system
        return {"refused": "time"}
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"refused": "memory" if b"MemoryError" in done.stderr else "damaged"}
    return found


def write(data: bytes, texts: Mapping[str, str], language: str) -> bytes:
    """A new DOCX of the paragraphs, headed by the first. Raises BadPlaceables and Refused."""
    blocks = read(data)[0]
    said = {block.key: texts.get(block.key, block.text) for block in blocks}
    for block in blocks:
        plain_text(encode(list(runs(block.text, None, None, str))), said[block.key])
    title, *rest = blocks
    return build_docx(said[title.key], rest, said, language)
