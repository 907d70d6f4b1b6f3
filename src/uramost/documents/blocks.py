"""The shapes a document is taken apart into: blocks of text, remarks about the file, and the reasons for a refusal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ORDER: Final = {"header": 0, "heading": 1, "paragraph": 1, "item": 1, "cell": 1, "hint": 1, "note": 2, "footer": 3}
"""Blocks are given page headers first, then the body as it runs, then notes, then page footers."""
DEEPEST: Final = 9
"""Levels of lists that are told apart, as in Word; what is deeper stands on the last."""
WHOLE_NUMBER: Final = re.compile("-?[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Placeable:
    """Inline formatting or an object inside a block, seen by the translator as a numbered mark."""

    number: int
    kind: str  # bold italic underline link break image note field other
    alone: bool  # True: ⟦2/⟧; False: ⟦1⟧…⟦/1⟧
    href: str = ""  # of a link its address, of a note mark the number of its note


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its place in the document; `text` holds its placeables as marks."""

    key: str  # the same file gives the same keys again
    kind: str  # heading paragraph item cell header footer note; hint: said about a picture or a field, not on the page
    level: int  # heading 1-6, depth of a list item from 1, otherwise 0
    text: str
    placeables: tuple[Placeable, ...]
    table: int | None = None  # number of the table within the document, from 0
    row: int = 0  # in a table from 0; for a note its number, from 1
    column: int = 0  # counted in grid columns, so that merged cells keep their neighbours in place
    ordered: bool = False  # an item of a numbered list


@dataclass(frozen=True, slots=True)
class Remark:
    """What was done with something the reader may miss; a code and values, the site has the sentence.

    tracked_changes_accepted{insertions,deletions} comments_left_out{count} images_kept{count} html_cleaned{count}
    encoding_guessed{encoding} parts_left{count} hidden_sheets_left{count} formulas_with_words{count}
    pdf_text_only{pages}
    """

    code: str
    values: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read."""

    format: str  # docx odt html txt md xlsx pptx pdf
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...]


class Refused(ValueError):
    """The file is not taken.

    not_this_format{format} (with reason "depth" for HTML nested too deep); encrypted; macros; too_large{limit,size};
    zip_bomb{reason: entries total ratio part, of a PDF pages characters time memory}; unsafe{reason: path entities};
    empty;
    unknown_format{extension};
    bad_text{reason: nul surrogate control encoding, position} (with the block's key when it is a translation)
    """

    def __init__(self, code: str, **values: int | str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


def number(text: str, default: int = 0) -> int:
    """A whole number of a file that may hold anything."""
    return int(text) if WHOLE_NUMBER.fullmatch(text) else default


def remarks_on(counts: Mapping[str, int]) -> list[Remark]:
    """What is said of the insertions, deletions and comments that a text document has."""
    remarks = []
    if counts["insertions"] or counts["deletions"]:
        changes = {"insertions": counts["insertions"], "deletions": counts["deletions"]}
        remarks.append(Remark("tracked_changes_accepted", changes))
    if counts["comments"]:
        remarks.append(Remark("comments_left_out", {"count": counts["comments"]}))
    return remarks


def in_order(blocks: list[Block]) -> tuple[Block, ...]:
    """Page headers, body, notes, page footers; within each as the file has them."""
    return tuple(sorted(blocks, key=lambda block: ORDER[block.kind]))
