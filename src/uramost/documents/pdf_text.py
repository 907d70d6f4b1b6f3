"""PDF: the text alone, line by line, read in a process of its own that may use so much time and memory and no more.

A PDF says where letters stand, not what is a paragraph: what comes out is to be translated, never put back. Run as a
program, this reads a PDF from standard input and writes {"paragraphs": […]} or {"refused": code, …} as JSON.
"""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

from uramost.documents.blocks import Block, Refused, Remark
from uramost.documents.new_docx import build_docx
from uramost.documents.placeables import encode, plain_text, runs
from uramost.text import BadText, clean

SECONDS: Final = 20  # of processor time
MEMORY: Final = 1_000_000_000  # bytes of address space; reading a page takes some hundred million
PAGES: Final = 2_000
CHARACTERS: Final = 5_000_000
TOO_MUCH: Final = ("pages", "characters", "time", "memory")
ENDS: Final = re.compile(r"[.!?:;…][\"'”“»)]*\Z")
ITEM: Final = re.compile(r"(?:[-–•*▪◦]|\d{1,3}[.)]|[^\W\d_]\))\s")
PAGE_NUMBER: Final = re.compile(r"[-–]?\s?\d{1,4}(?:\s?[/–-]\s?\d{1,4})?\s?[-–]?")
HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\Z")
SHORT: Final = 0.75  # of the longest line of a page: what is shorter ends its paragraph


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
    command = [sys.executable, "-m", "uramost.documents.pdf_text", str(seconds), str(memory)]
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


# In the other process -------------------------------------------------------------------------------------------------


def extracted(data: bytes) -> dict[str, Any]:
    """Pages and paragraphs, or why not."""
    import pypdf  # noqa: PLC0415 - only the other process needs it
    from pypdf.errors import LimitReachedError, PyPdfError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "encrypted"}
        pages = len(reader.pages)
        if pages > PAGES:
            return {"refused": "pages"}
        return _within(reader.pages[number].extract_text() for number in range(pages)) | {"pages": pages}
    except LimitReachedError:
        return {"refused": "memory"}
    except (MemoryError, RecursionError):
        return {"refused": "memory"}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, ArithmeticError):
        return {"refused": "damaged"}


def _within(pages: Iterator[str]) -> dict[str, Any]:
    found: list[str] = []
    characters = 0
    for page in pages:
        characters += len(page)
        if characters > CHARACTERS:
            return {"refused": "characters"}
        found += paragraphs(page)
    return {"paragraphs": found}


def paragraphs(page: str) -> Iterator[str]:
    """The lines of a page joined: until a blank line, a point of a list, or a line that stops short at a full stop.

    A page's number at its foot is left out.
    """
    lines = [" ".join(_cleaned(line).split()) for line in page.split("\n")]
    if lines and PAGE_NUMBER.fullmatch(lines[-1]):
        lines.pop()
    longest = max(map(len, lines), default=0)
    open_text = ""
    for line in lines:
        if open_text and (not line or ITEM.match(line)):
            yield open_text
            open_text = ""
        if not line:
            continue
        joined = HYPHEN.sub("", open_text) if HYPHEN.search(open_text) and line[:1].islower() else f"{open_text} "
        open_text = (joined + line).lstrip()
        if len(line) < SHORT * longest and (ENDS.search(line) or len(line) < SHORT * SHORT * longest):
            yield open_text
            open_text = ""
    if open_text:
        yield open_text


def _cleaned(line: str) -> str:
    """Fonts without a table of letters give control characters and halves of pairs: they say nothing."""
    try:
        return clean(line)
    except BadText:
        return clean("".join(char for char in line if char.isprintable() or char == "\t"))


def main() -> None:
    seconds, memory = (int(argument) for argument in sys.argv[1:3])
    try:
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except ImportError:
        pass
    print(json.dumps(extracted(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
