"""Files that may come from anywhere, read piece by piece; and files that are written whole or not at all.

No entity is expanded, nothing is fetched, a document type is read over. What declares entities of its own is refused:
no tool that writes these formats does, and every known attack through XML does.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final
from xml.parsers import expat

from lxml import etree

from uramost.exchange.units import Progress, Rejected

CHUNK: Final = 1 << 16
MARKS_OF_ORDER: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class _Seen(Exception):
    """The first element has come: the head of the file is over."""


class _Counted:
    """A file that tells how far it has been read."""

    def __init__(self, file: IO[bytes], size: int, progress: Progress | None) -> None:
        self._file, self._size, self._progress, self._read = file, size, progress, 0

    def read(self, size: int = CHUNK) -> bytes:
        data = self._file.read(size)
        self._read += len(data)
        if self._progress:
            self._progress(self._read, self._size)
        return data


def first_element(path: Path) -> tuple[str, str]:
    """Name and namespace of the first element. Raises `Rejected`: entities, broken_xml, not_this_format."""
    found: list[str] = []

    def start(name: str, attributes: Any) -> None:
        found.append(name)
        raise _Seen

    def entity(*_: Any) -> None:
        raise Rejected("entities")

    parser = expat.ParserCreate(namespace_separator=" ", encoding=_other_encoding(path))
    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    with path.open("rb") as file, suppress(_Seen):
        try:
            while chunk := file.read(CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Rejected("broken_xml", line=error.lineno) from error
        except LookupError as error:  # it says an encoding that nobody knows
            raise Rejected("broken_xml", line=1) from error
    home, _, name = found[0].rpartition(" ") if found else ("", "", "")
    return name, home


def _other_encoding(path: Path) -> str | None:
    """Where a file says it is UTF-16 and is not: tools that save it again forget to say so."""
    with path.open("rb") as file:
        head = file.read(200)
    says_so = b"utf-16" in head.lower()
    return "utf-8" if says_so and head.lstrip(b"\xef\xbb\xbf").startswith(b"<") and b"\x00" not in head else None


def elements(path: Path, *names: str, progress: Progress | None = None) -> Iterator[etree._Element]:
    """The elements of these names, one after the other; each is forgotten when the next is asked for.

    Names count in any namespace and in any case of their letters. Raises `Rejected`.
    """
    first_element(path)
    tags = [f"{{*}}{spelt}" for name in names for spelt in {name, name.upper(), name.title(), name.lower()}]
    with path.open("rb") as file:
        source = _Counted(file, path.stat().st_size, progress)
        events = etree.iterparse(
            source,
            events=("end",),
            tag=tags,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            encoding=_other_encoding(path),
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, element in events:
                yield element
                _forget(element)
        except etree.XMLSyntaxError as error:
            lines = (error.lineno, *(one.line for one in events.error_log))  # of an entity the error itself has none
            raise Rejected("broken_xml", line=next(filter(None, lines), 1)) from error


def _forget(element: etree._Element) -> None:
    """Free an element and everything before it, so that a large file needs little room."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def whole(path: Path, *, instructions: bool = False) -> etree._Element:
    """The first element of a file that is read at once, with its processing instructions or not. Raises `Rejected`."""
    first_element(path)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        encoding=_other_encoding(path),
        remove_pis=not instructions,
    )
    try:
        return etree.fromstring(path.read_bytes(), parser)  # `parse` says OSError where letters are damaged
    except etree.XMLSyntaxError as error:
        raise Rejected("broken_xml", line=error.lineno or 0) from error


@contextmanager
def written(path: Path) -> Iterator[IO[str]]:
    """A text file in UTF-8 that takes the place of `path` when it is complete; otherwise `path` is as it was."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_pieces(path: Path, pieces: Iterable[str]) -> int:
    """Write a file piece by piece, whole or not at all (see `written`); how many pieces."""
    number = 0
    with written(path) as file:
        for piece in pieces:
            file.write(piece)
            number += 1
    return number


def decoded(path: Path) -> str:
    """A text file in UTF-8 or UTF-16, with or without its mark. Raises `Rejected` (bad_encoding)."""
    data = path.read_bytes()
    encoding = next((name for mark, name in MARKS_OF_ORDER.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Rejected("bad_encoding", position=error.start) from error
