"""A translation as Markdown: with the marks of the original, and a backslash only where a sign would be read as one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markdown_it import MarkdownIt

from uramost.documents.markdown_inline import Around, children, nodes
from uramost.documents.placeables import MARK, Encoded, Lone, Mark, Node, Part, Run, decode, encode, left_out

SIGNS: Final = re.compile(r"[\\`*\[\]<&~]|(?<![^\W_])_|_(?![^\W_])")
OPENS_BLOCK: Final = re.compile(r"(?:#{1,6}(?=\s|\Z)|[-+*](?=\s|\Z)|>|~~~|```|[-_*=](?=[-_*= \t]*\Z)|\||:?-+:?\s*\|)")
OPENS_LIST: Final = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
OPENED: Final = re.compile(r"((?:⟦\d+⟧)+)( +)")
CLOSED: Final = re.compile(r"( +)((?:⟦/\d+⟧)+)")
TYPED: Final = 900_000  # numbers of line ends that a translator typed, where no mark has them


@dataclass(frozen=True, slots=True)
class Manner:
    """How signs are written: `careful` escapes them all, `html` writes emphasis as elements."""

    careful: bool
    html: bool


MANNERS: Final = (Manner(careful=False, html=False), Manner(careful=True, html=False), Manner(careful=True, html=True))


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes translations of one file; `env` has its addresses of links."""

    markdown: MarkdownIt
    env: Any

    def written(self, encoded: Encoded, text: str, kind: str, prefix: str) -> str:
        """The source of a block's content; the first manner that is read again as what was meant.

        `prefix` begins further lines. Raises BadPlaceables.
        """
        text = text.replace("\n", " ") if kind in ONE_LINE else text
        parts = decode(text, encoded.placeables)
        wanted = _loose(_typed(text) + _dropped(encoded, parts))
        source = ""
        for manner in MANNERS:
            source = self._source(encoded, parts, manner, prefix)
            if self._read(source, prefix) == wanted:
                break
        return FINISH[kind](source, prefix)

    def _read(self, source: str, prefix: str) -> str:
        """What such a source is read as, numbered in its order."""
        lines = source.replace(f"\n{prefix}", "\n")
        return _loose(encode(nodes(children(self.markdown, lines, self.env))).text)

    def _source(self, encoded: Encoded, parts: Sequence[Part], manner: Manner, prefix: str) -> str:
        core = "".join(self._parts(encoded, parts, manner))
        for shell in reversed(encoded.shells):
            core = _around(shell.form, core, manner)
        rest = "".join(_side(left_out(encoded, parts)))
        return ("".join(_side(encoded.before)) + core + rest + "".join(_side(encoded.after))).replace(
            "\n", f"\n{prefix}"
        )

    def _parts(self, encoded: Encoded, parts: Sequence[Part], manner: Manner, raw: bool = False) -> Iterator[str]:
        for part in parts:
            if isinstance(part, str):
                yield part if raw else _escaped(part, manner).replace("\n", "\\\n")
                continue
            node = encoded.targets[part.number].node
            if isinstance(node, Lone):
                yield str(node.form)
            elif node is not None:
                around: Around = node.form
                yield _around(around, "".join(self._parts(encoded, part.parts, manner, raw or around.raw)), manner)


def _side(side: Sequence[Node]) -> Iterator[str]:
    return (node.text if isinstance(node, Run) else str(node.form) for node in side if not isinstance(node, Mark))


def _escaped(text: str, manner: Manner) -> str:
    return SIGNS.sub(r"\\\g<0>", text) if manner.careful else text


def _around(around: Around, inner: str, manner: Manner) -> str:
    """White space goes outside: a mark beside it is not read as one."""
    if around.before == around.after == "`":
        return _code(inner)
    core = inner.strip(" ")
    if not core:
        return inner
    before, after = around.before, around.after
    if manner.html and around.html:
        before, after = f"<{around.html}>", f"</{around.html}>"
    start = inner.index(core)
    return f"{inner[:start]}{before}{core}{after}{inner[start + len(core) :]}"


def _code(inner: str) -> str:
    fence = "`" * (1 + max((len(found) for found in re.findall("`+", inner)), default=0))
    blank = " " if inner[:1] in {"`", " "} or inner[-1:] in {"`", " "} else ""
    return f"{fence}{blank}{inner}{blank}{fence}" if inner else ""


def _typed(text: str) -> str:
    """Line ends that a translator typed are breaks."""
    pieces = text.split("\n")
    return pieces[0] + "".join(f"⟦{TYPED + number}/⟧{piece}" for number, piece in enumerate(pieces[1:]))


def _dropped(encoded: Encoded, parts: Sequence[Part]) -> str:
    return "".join(f"⟦{TYPED - 1 - number}/⟧" for number, _ in enumerate(left_out(encoded, parts)))


def _loose(text: str) -> str:
    """What counts as the same: marks numbered as they come, blanks outside them, one blank for several."""
    text = OPENED.sub(r"\2\1", text)
    while text != (text := CLOSED.sub(r"\2\1", text)):
        continue
    text = re.sub(" +", " ", text).strip(" ")
    order: dict[str, int] = {}
    return MARK.sub(lambda mark: f"⟦{mark[1]}{order.setdefault(mark[2], len(order) + 1)}{mark[3]}⟧", text)


def _cell(source: str, prefix: str) -> str:
    """In a table every bar parts cells that has no backslash before it."""
    return re.sub(r"(?<!\\)\|", r"\\|", source)


def _heading(source: str, prefix: str) -> str:
    """Signs of a heading at its end would close it."""
    return re.sub(r"(?:(?<=\s)|\A)(#+\s*)\Z", r"\\\1", source)


def _no_block(source: str, prefix: str) -> str:
    """No line begins as a heading, a list or a quotation would."""
    first, *rest = source.split(f"\n{prefix}")
    return f"\n{prefix}".join([_no_opening(first), *map(_no_opening, rest)])


def _no_opening(line: str) -> str:
    line = OPENS_LIST.sub(r"\1\\\2", line, count=1) if OPENS_LIST.match(line) else line
    return f"\\{line}" if OPENS_BLOCK.match(line) else line


ONE_LINE: Final = {"heading", "underlined", "cell"}
FINISH: Final[Mapping[str, Callable[[str, str], str]]] = {
    "heading": _heading,
    "underlined": _no_block,
    "cell": _cell,
    "paragraph": _no_block,
}
"""What is done at last to the content of a kind of block."""
