"""Inline formatting as numbered marks: from runs of text to one line a translator can edit, and back.

Each format turns a paragraph into `Run`, `Lone` and `Wrap` nodes; `encode` gives the text with marks and remembers
what each mark stands for; `decode` takes a translation apart again.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from uramost.documents.blocks import Placeable

BRACKETS: Final = re.compile("([⟦⟧])")
MARK: Final = re.compile(r"⟦(/?)([0-9]{1,6})(/?)⟧")
LINE_SEPARATORS: Final = re.compile("[\u2028\u2029]")
UNWANTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
WORDS_APART: Final = re.compile(r"(?<=\S)(?:⟦[0-9]{1,6}/⟧)+(?=(?:⟦[0-9]{1,6}⟧)*\w)")
FLAGS: Final = ("bold", "italic", "underline")


class BadPlaceables(ValueError):
    """A text whose marks do not fit its block: malformed, unknown{number}, repeated{number}, unbalanced{number}."""

    def __init__(self, code: str, **values: int | str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks; two runs with equal looks are one."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    rest: Hashable = ()


PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look. `look` None: white space on which no look can be seen, it goes with its neighbours."""

    text: str
    look: Look | None
    form: Any  # what the format needs to write such a run again


@dataclass(frozen=True, slots=True)
class Lone:
    """Something that is not text: a break, an image, a note mark, a field, a bookmark."""

    kind: str
    form: Any
    edge: bool = False  # not shown when it stands before or after all text of its paragraph
    keep: bool = False  # put back when a translation leaves it out: the file would be broken without it


@dataclass(frozen=True, slots=True)
class Wrap:
    """An element around other nodes: a hyperlink, a content control, an HTML element."""

    kind: str
    form: Any
    nodes: tuple["Node", ...]
    href: str = ""


Node = Run | Lone | Wrap


@dataclass(frozen=True, slots=True)
class Target:
    """What a mark stands for: `node` for objects and wraps, otherwise a look; `form` is that of text inside."""

    placeable: Placeable
    form: Any
    node: Lone | Wrap | None = None


@dataclass(frozen=True, slots=True)
class Encoded:
    """A paragraph's text with marks, and all that is needed to write the paragraph again."""

    text: str
    placeables: tuple[Placeable, ...]
    targets: dict[int, Target]
    form: Any  # of text outside every mark
    before: tuple[Node, ...]  # white space and edge objects around the text, not shown
    after: tuple[Node, ...]
    shells: tuple[Wrap, ...]  # wraps around the whole text, not shown


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark found in a translation, with what stands between its two halves."""

    number: int
    parts: tuple["Part", ...] = ()


Part = str | Mark


def runs(text: str, look: Look | None, form: Any, bracket: Any, space_shows: bool = False) -> Iterator[Node]:
    """A run of source text, without what `text.clean` would not let through again.

    A literal ⟦ or ⟧ becomes an object (`bracket(char)`), lest it be read as a mark. White space has no look of its own
    unless it is seen there (`space_shows`).
    """
    text = unicodedata.normalize("NFC", UNWANTED.sub("", LINE_SEPARATORS.sub(" ", text)))
    for piece in filter(None, BRACKETS.split(text)):
        if BRACKETS.fullmatch(piece):
            yield Lone("other", bracket(piece))
        else:
            yield Run(piece, look if space_shows or piece.strip(" ") else None, form)


def has_text(nodes: Sequence[Node]) -> bool:
    return any(
        node.text.strip() != "" if isinstance(node, Run) else isinstance(node, Wrap) and has_text(node.nodes)
        for node in nodes
    )


def encode(nodes: Sequence[Node]) -> Encoded:
    """The nodes of a paragraph as one text with marks; `text` is empty when there is nothing to translate."""
    if not has_text(nodes):
        return Encoded("", (), {}, None, tuple(nodes), (), ())
    before, core, after = _edges(nodes)
    shells: list[Wrap] = []
    while len(core) == 1 and isinstance(core[0], Wrap) and core[0].kind != "link":
        shells.append(core[0])
        core = list(core[0].nodes)
    coder = _Coder()
    form = coder.code(core)
    text = unicodedata.normalize("NFC", "".join(coder.pieces))
    placeables = tuple(coder.targets[number].placeable for number in sorted(coder.targets))
    return Encoded(text, placeables, coder.targets, form, tuple(before), tuple(after), tuple(shells))


def _edges(nodes: Sequence[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    start, before = _edge(nodes, str.lstrip)
    end, after = _edge(nodes[::-1], str.rstrip)
    core = list(nodes[start : len(nodes) - end])
    for index, strip, side in ((0, str.lstrip, before), (-1, str.rstrip, after)):
        node = core[index]
        if isinstance(node, Run) and (text := strip(node.text)) != node.text:
            space = node.text[: -len(text)] if index == 0 else node.text[len(text) :]
            side.append(Run(space, node.look, node.form))
            core[index] = Run(text, node.look, node.form)
    return before, core, after[::-1]


def _edge(nodes: Sequence[Node], strip: Any) -> tuple[int, list[Node]]:
    side: list[Node] = []
    for node in nodes:
        if (isinstance(node, Run) and not strip(node.text)) or (isinstance(node, Lone) and node.edge):
            side.append(node)
        else:
            break
    return len(side), side


@dataclass(slots=True)
class _Coder:
    pieces: list[str] = field(default_factory=list)
    targets: dict[int, Target] = field(default_factory=dict)

    def code(self, nodes: Sequence[Node]) -> Any:
        """Append the nodes; the most frequent look is shown without marks, and its form is returned."""
        base, form = _base(nodes)
        looks = _resolved(nodes, base)
        for look, group in groupby(zip(looks, nodes, strict=True), key=lambda pair: pair[0]):
            members = [node for _, node in group]
            if look == base:
                self._plain(members)
            else:
                self._styled(members, _kind(look, base))
        return form

    def _styled(self, nodes: Sequence[Node], kind: str) -> None:
        number = self._number(kind, next(node.form for node in nodes if isinstance(node, Run) and node.look))
        self.pieces.append(f"⟦{number}⟧")
        self._plain(nodes)
        self.pieces.append(f"⟦/{number}⟧")

    def _plain(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            match node:
                case Run(text=text):
                    self.pieces.append(text)
                case Lone(kind=kind):
                    self.pieces.append(f"⟦{self._number(kind, None, node)}/⟧")
                case Wrap():
                    self._wrap(node)

    def _wrap(self, node: Wrap) -> None:
        number = self._number(node.kind, None, node)
        self.pieces.append(f"⟦{number}⟧")
        form = self.code(node.nodes)
        self.pieces.append(f"⟦/{number}⟧")
        self.targets[number] = Target(self.targets[number].placeable, form, node)

    def _number(self, kind: str, form: Any, node: Lone | Wrap | None = None) -> int:
        number = len(self.targets) + 1
        href = node.href if isinstance(node, Wrap) else ""
        self.targets[number] = Target(Placeable(number, kind, isinstance(node, Lone), href), form, node)
        return number


def _base(nodes: Sequence[Node]) -> tuple[Look, Any]:
    lengths: Counter[Look] = Counter()
    forms: dict[Look, Any] = {}
    for node in nodes:
        if isinstance(node, Run) and node.look is not None:
            lengths[node.look] += len(node.text)
            forms.setdefault(node.look, node.form)
    if lengths:
        look = max(lengths, key=lambda known: lengths[known])
        return look, forms[look]
    return PLAIN, next((node.form for node in nodes if isinstance(node, Run)), None)


def _resolved(nodes: Sequence[Node], base: Look) -> list[Look]:
    """One look per node; objects and unseen white space take that of their neighbours where both agree."""
    before, after = _seen(nodes, base), _seen(nodes[::-1], base)[::-1]
    return [left if left == right else base for left, right in zip(before, after, strict=True)]


def _seen(nodes: Sequence[Node], base: Look) -> list[Look]:
    looks, last = [], base
    for node in nodes:
        if isinstance(node, Wrap):
            last = base
        elif isinstance(node, Run) and node.look is not None:
            last = node.look
        looks.append(last)
    return looks


def _kind(look: Look, base: Look) -> str:
    return next((flag for flag in FLAGS if getattr(look, flag) and not getattr(base, flag)), "other")


def decode(text: str, placeables: Sequence[Placeable]) -> tuple[Part, ...]:
    """A translation as text and marks; marks may be moved or left out, never invented, doubled or crossed.

    Raises BadPlaceables.
    """
    known = {placeable.number: placeable for placeable in placeables}
    used: set[int] = set()
    stack: list[tuple[int, list[Part]]] = [(0, [])]
    position = 0
    for found in MARK.finditer(text):
        _take_text(stack, text[position : found.start()])
        position = found.end()
        _take_mark(stack, found, known, used)
    _take_text(stack, text[position:])
    if len(stack) > 1:
        raise BadPlaceables("unbalanced", number=stack[-1][0])
    return tuple(stack[0][1])


def _take_text(stack: list[tuple[int, list[Part]]], text: str) -> None:
    if BRACKETS.search(text):
        raise BadPlaceables("malformed")
    if text:
        stack[-1][1].append(text)


def _take_mark(
    stack: list[tuple[int, list[Part]]], found: re.Match[str], known: dict[int, Placeable], used: set[int]
) -> None:
    closing, number, alone = found.group(1) == "/", int(found.group(2)), found.group(3) == "/"
    if number not in known:
        raise BadPlaceables("unknown", number=number)
    if (closing and alone) or alone != known[number].alone:
        raise BadPlaceables("unbalanced", number=number)
    if closing:
        if stack[-1][0] != number:
            raise BadPlaceables("unbalanced", number=number)
        parts = stack.pop()[1]
        stack[-1][1].append(Mark(number, tuple(parts)))
        return
    if number in used:
        raise BadPlaceables("repeated", number=number)
    used.add(number)
    if alone:
        stack[-1][1].append(Mark(number))
    else:
        stack.append((number, []))


def plain(text: str) -> str:
    """A text without its marks; where one that stood alone (a break, a tab) kept words apart, a blank does."""
    return MARK.sub("", WORDS_APART.sub(" ", text))


def numbers(parts: Sequence[Part]) -> set[int]:
    """Every mark used in a translation."""
    found: set[int] = set()
    for part in parts:
        if isinstance(part, Mark):
            found |= {part.number} | numbers(part.parts)
    return found


def left_out(encoded: Encoded, parts: Sequence[Part]) -> list[Lone]:
    """Objects a translation dropped without which the file would be broken; they go to the end of the paragraph."""
    used = numbers(parts)
    targets = (target.node for number, target in encoded.targets.items() if number not in used)
    return [node for node in targets if isinstance(node, Lone) and node.keep]


def plain_text(encoded: Encoded, text: str) -> str:
    """A translation where nothing but characters can stand: the only objects are brackets. Raises BadPlaceables."""
    parts = decode(text, encoded.placeables)
    return "".join(part if isinstance(part, str) else str(_form(encoded, part)) for part in parts)


def _form(encoded: Encoded, mark: Mark) -> Any:
    node = encoded.targets[mark.number].node
    return node.form if node else ""
