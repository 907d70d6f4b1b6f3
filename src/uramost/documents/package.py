"""Opening ZIP packages and XML from strangers: is it safe, and what is in it?"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from uramost.documents.blocks import Refused

MB: Final = 1_000_000
XML_PARTS: Final = (".xml", ".rels")
CFB_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, OSError, RuntimeError,
)  # fmt: skip
"""What Python's reader raises for damaged archives, as found by changing bytes of good ones."""
ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may hold, decompressed; sizes in bytes."""

    total: int = 200 * MB
    part: int = 50 * MB  # one XML part: its tree takes several times as much memory
    ratio: int = 100
    xml_ratio: int = 900  # a long table of like cells is honest at some hundreds; one byte over and over is above
    ratio_from: int = MB
    entries: int = 5_000


@dataclass(frozen=True, slots=True)
class Package:
    """A ZIP file, decompressed."""

    entries: tuple[zipfile.ZipInfo, ...]
    parts: Mapping[str, bytes]


def open_package(data: bytes, format: str, limits: Limits = Limits()) -> Package:  # noqa: A002 - as in `read`
    """Every entry, decompressed within the limits. Raises Refused: not_this_format, encrypted, zip_bomb, unsafe."""
    if data.startswith(CFB_MAGIC):
        raise Refused("encrypted") if ENCRYPTED_STREAM in data else Refused("not_this_format", format=format)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive.infolist(), limits)
            return Package(tuple(archive.infolist()), _decompress(archive, limits))
    except Refused:
        raise
    except DAMAGED as error:
        raise Refused("not_this_format", format=format) from error


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Refused("zip_bomb", reason="entries")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(_leaves_the_package(name) for name in names):
        raise Refused("unsafe", reason="path")
    if sum(entry.file_size for entry in entries) > limits.total:
        raise Refused("zip_bomb", reason="total")


def _leaves_the_package(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name.partition("/")[0] or ".." in name.split("/")


def _decompress(archive: zipfile.ZipFile, limits: Limits) -> dict[str, bytes]:
    """Counts what really comes out: the sizes in the directory are only a claim."""
    parts: dict[str, bytes] = {}
    left = limits.total
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise Refused("zip_bomb", reason="total")
        ratio = limits.xml_ratio if entry.filename.endswith(XML_PARTS) else limits.ratio
        if len(content) > limits.ratio_from and len(content) > ratio * max(entry.compress_size, 1):
            raise Refused("zip_bomb", reason="ratio")
        parts[entry.filename] = content
    return parts


def repack(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The same package, entry by entry, with some parts replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for entry in package.entries:
            copy = zipfile.ZipInfo(entry.filename, entry.date_time)
            copy.compress_type, copy.external_attr = entry.compress_type, entry.external_attr
            archive.writestr(copy, changed.get(entry.filename, package.parts[entry.filename]))
    return buffer.getvalue()


def parse_xml(content: bytes, format: str, limits: Limits = Limits()) -> etree._Element:  # noqa: A002
    """The root of an XML part; nothing is fetched, no entity is expanded, and a part with a DTD is refused.

    Neither Office Open XML (ECMA-376 part 2) nor ODF needs a DTD, so one is there to do harm.
    Raises Refused: not_this_format, zip_bomb, unsafe.
    """
    if len(content) > limits.part:
        raise Refused("zip_bomb", reason="part")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("not_this_format", format=format) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise Refused("unsafe", reason="entities")
    return root


def to_xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def append_text(parent: etree._Element, text: str) -> None:
    """Text after all that is in an element."""
    last = next(parent.iterchildren(reversed=True), None)  # len() would count all children each time
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
