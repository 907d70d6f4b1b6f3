"""Files of many formats: what is there to translate, and how does the translation go back with the layout kept?

`read` takes a file apart into blocks, `write` puts translated texts into the same file; `build_docx`, `to_html` and
`to_pdf` make something new of the blocks; `enclose` puts files into a PDF. Inside a text, formatting and objects are
marks: ⟦1⟧…⟦/1⟧ around text, ⟦2/⟧ alone. Marks may be moved or left out, not invented (BadPlaceables).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from uramost.documents import docx, html, markdown, odt, pdf_text, pptx, txt, xlsx
from uramost.documents.blocks import Block, Placeable, Refused, Remark, Source
from uramost.documents.new_docx import build_docx
from uramost.documents.package import MB
from uramost.documents.pdf import enclose, to_pdf
from uramost.documents.placeables import BadPlaceables, decode, plain
from uramost.documents.render import to_html
from uramost.sentences import sentences
from uramost.text import BadText, clean

__all__ = [
    "EXTENSIONS",
    "WRITTEN_AS",
    "BadPlaceables",
    "Block",
    "Placeable",
    "Refused",
    "Remark",
    "Source",
    "build_docx",
    "check_marks",
    "enclose",
    "plain",
    "read",
    "segments",
    "to_html",
    "to_pdf",
    "write",
]


@dataclass(frozen=True, slots=True)
class _Format:
    read: Callable[[bytes], tuple[list[Block], list[Remark]]]
    write: Callable[[bytes, Mapping[str, str], str], bytes]
    internal: Callable[[bytes, Mapping[str, str], str], bytes] | None = None  # where there may be comments or changes


FORMATS: Final = {
    "docx": _Format(docx.read, docx.write, partial(docx.write, internal=True)),
    "odt": _Format(odt.read, odt.write, partial(odt.write, internal=True)),
    "html": _Format(html.read, html.write),
    "txt": _Format(txt.read, lambda data, texts, language: txt.write(data, texts)),
    "md": _Format(markdown.read, lambda data, texts, language: markdown.write(data, texts)),
    "xlsx": _Format(xlsx.read, xlsx.write, partial(xlsx.write, internal=True)),
    "pptx": _Format(pptx.read, pptx.write, partial(pptx.write, internal=True)),
    "pdf": _Format(pdf_text.read, pdf_text.write),
}
WRITTEN_AS: Final = {name: name for name in FORMATS} | {"pdf": "docx"}
"""The format of what `write` gives: the one that came, but of a PDF, whose text alone is read, a new DOCX."""
EXTENSIONS: Final = {
    "docx": "docx",
    "dotx": "docx",
    "odt": "odt",
    "ott": "odt",
    "html": "html",
    "htm": "html",
    "txt": "txt",
    "md": "md",
    "markdown": "md",
    "xlsx": "xlsx",
    "xltx": "xlsx",
    "pptx": "pptx",
    "potx": "pptx",
    "ppsx": "pptx",
    "pdf": "pdf",
}
MACRO_EXTENSIONS: Final = {"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam"}


def read(data: bytes, filename: str, limit: int = 20 * MB) -> Source:
    """The blocks of a file; its format is told by its name and then checked. `limit` in bytes.

    Raises Refused: unknown_format, too_large, empty, not_this_format, encrypted, zip_bomb, unsafe, macros, bad_text.
    """
    extension = PurePosixPath(filename.replace("\\", "/")).suffix.lower().lstrip(".")
    if extension in MACRO_EXTENSIONS:
        raise Refused("macros")
    if extension not in EXTENSIONS:
        raise Refused("unknown_format", extension=extension)
    if len(data) > limit:
        raise Refused("too_large", limit=limit, size=len(data))
    name = EXTENSIONS[extension]
    blocks, remarks = FORMATS[name].read(data) if data else ([], [])
    if not blocks:
        raise Refused("empty")
    return Source(name, tuple(blocks), tuple(remarks))


def write(data: bytes, format: str, texts: Mapping[str, str], language: str, *, internal: bool = False) -> bytes:  # noqa: A002 - the interface's word
    """The same file with the texts of its blocks replaced by key and its language (BCP 47) set.

    A block without a text, or with the one it had, stays as it was; of a PDF a new DOCX is made (`WRITTEN_AS`).
    Tracked changes are accepted and comments left out, as `read` said; with `internal`, for colleagues and no reader,
    comments stay, and tracked changes in all that was not translated. Raises BadPlaceables; Refused as `read`;
    bad_text{key,reason,position}; KeyError for a key that the file does not have.
    """
    handler = FORMATS[format]
    known = {block.key for block in handler.read(data)[0]}
    if unknown := sorted(texts.keys() - known):
        raise KeyError(unknown[0])
    put_in = (internal and handler.internal) or handler.write
    return put_in(data, {key: _clean(key, text) for key, text in texts.items()}, language)


def check_marks(block: Block, text: str) -> None:
    """Whether the marks of a translation fit its block. Raises BadPlaceables."""
    decode(text, block.placeables)


def _clean(key: str, text: str) -> str:
    try:
        return clean(text)
    except BadText as error:
        raise Refused("bad_text", key=key, reason=error.code, position=error.position) from error


def segments(block_text: str, language: str) -> list[str]:
    """The sentences of a block; joined they are the block again, and none parts the two halves of a mark."""
    return sentences(block_text, language)
