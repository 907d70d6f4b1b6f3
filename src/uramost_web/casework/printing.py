"""What is printed about a case: headings, paragraphs and a table, whatever people have typed into them."""

from collections.abc import Iterable
from typing import Final

from uramost import documents

MARKS: Final = str.maketrans("⟦⟧", "[]")
"""What residents type is no mark of a document."""


class Paper:
    """Blocks in their order, as `uramost.documents` prints them."""

    def __init__(self) -> None:
        self.blocks: list[documents.Block] = []
        self._rows = 0

    def part(self, heading: str, said: Iterable[str]) -> None:
        self.heading(heading, 1)
        for one in said:
            self.say(one)

    def heading(self, text: str, level: int) -> None:
        self._add("heading", level, text)

    def say(self, text: str) -> None:
        """A paragraph for each line that is not empty."""
        for line in text.splitlines():
            if line.strip():
                self._add("paragraph", 0, line.strip())

    def item(self, text: str) -> None:
        self._add("item", 1, " ".join(text.split()))

    def row(self, *cells: str) -> None:
        """A row of the one table a dossier has."""
        for column, text in enumerate(cells):
            self._add("cell", 0, " ".join(text.split()), cell=(self._rows, column))
        self._rows += 1

    def texts(self) -> dict[str, str]:
        return {block.key: block.text for block in self.blocks}

    def _add(self, kind: str, level: int, text: str, *, cell: tuple[int, int] | None = None) -> None:
        table, (row, column) = (None if cell is None else 0), cell or (0, 0)
        key, said = str(len(self.blocks)), text.translate(MARKS)
        self.blocks.append(documents.Block(key, kind, level, said, (), table, row, column))
