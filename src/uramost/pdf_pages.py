"""The paragraphs of a PDF: a program of its own, so that a file that takes without end can be stopped.

    python -m uramost.pdf_pages SECONDS BYTES < file.pdf

It writes {"pages": …, "paragraphs": […]} or {"refused": code} as JSON: pages, characters, memory, encrypted, damaged.
It imports little, since it is started for each file.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from typing import Any, Final

from uramost.text import BadText, clean

PAGES: Final = 2_000
CHARACTERS: Final = 5_000_000
ENDS: Final = re.compile(r"[.!?:;…][\"'”“»)]*\Z")
ITEM: Final = re.compile(r"(?:[-–•*▪◦]|\d{1,3}[.)]|[^\W\d_]\))\s")
PAGE_NUMBER: Final = re.compile(r"[-–]?\s?\d{1,4}(?:\s?[/–-]\s?\d{1,4})?\s?[-–]?")
HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\Z")
SHORT: Final = 0.75  # of the longest line of a page: what is shorter ends its paragraph


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
