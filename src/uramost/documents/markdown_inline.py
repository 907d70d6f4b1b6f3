"""The inside of a Markdown block: its inline elements as nodes, and a translation as Markdown again.

markdown-it says what is what; where each element stands in the source it does not keep, so the rules it parses by are
told to note it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from uramost.documents.placeables import Lone, Node, Run, Wrap, runs

KINDS: Final = {"strong": "bold", "em": "italic", "s": "other"}
NOTED: Final = ("link", "image", "backticks", "html_inline", "autolink", "newline", "escape")
HTML_KINDS: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
}
TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)\b[^>]*?(/?)>\Z", re.DOTALL)
VOID: Final = {"br", "img", "wbr", "hr", "input"}
NOTE: Final = re.compile(r"\[\^[^\]\s]+\](:?)")
"""A footnote, its mark or (with the colon) its beginning: no CommonMark, but what most programs take."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is written before and after the content of an element; `raw`: nothing in it is markup."""

    before: str
    after: str
    raw: bool = False
    html: str = ""  # the element that means the same


def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, noting where links, images and tags stand."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    markdown.inline.ruler.before("link", "note", _note)
    rules = {rule.name: rule.fn for rule in markdown.inline.ruler.__rules__}
    for name in NOTED:
        markdown.inline.ruler.at(name, _noting(rules[name]))
    markdown.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    return markdown


def _noting(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def noting(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            for token in state.tokens[known:]:
                token.meta.setdefault("source", state.src[start : state.pos])
        return matched

    return noting


def _note(state: StateInline, silent: bool) -> bool:
    found = NOTE.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.meta["source"] = found[0]
    state.pos = found.end()
    return True


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]: word` is a footnote, not the address of a link, and each is a paragraph of its own."""
    if not _begins_note(state, start):
        return False
    if silent:
        return True
    following = start + 1
    while following < end and not state.isEmpty(following) and not _begins_note(state, following):
        following += 1
    state.line = following
    state.push("paragraph_open", "p", 1).map = [start, following]
    token = state.push("inline", "", 0)
    token.content = state.getLines(start, following, state.blkIndent, False).strip()
    token.map, token.children = [start, following], []
    state.push("paragraph_close", "p", -1)
    return True


def _begins_note(state: StateBlock, line: int) -> bool:
    found = NOTE.match(state.src, state.bMarks[line] + state.tShift[line])
    return found is not None and found[1] == ":"


@dataclass(slots=True)
class _Open:
    """An element that has begun."""

    name: str
    source: str
    href: str
    nodes: list[Node]


def nodes(tokens: Sequence[Token]) -> list[Node]:
    """The children of an inline token as nodes; tags that belong together are one element."""
    stack = [_Open("", "", "", [])]
    for token in tokens:
        if token.nesting > 0:
            stack.append(_Open(token.type.removesuffix("_open"), _opening(token), str(token.attrGet("href") or ""), []))
        elif token.nesting < 0:
            while stack[-1].name.startswith("<"):
                _unclosed(stack)
            one = stack.pop()
            stack[-1].nodes.append(_wrapped(one, token))
        elif token.type == "html_inline":
            _tag(stack, token.content)
        else:
            stack[-1].nodes += _node(token)
    while len(stack) > 1:
        _unclosed(stack)
    return stack[0].nodes


def _opening(token: Token) -> str:
    return str(token.meta.get("source", "")) if token.type == "link_open" else token.markup


def _wrapped(one: _Open, closing: Token) -> Node:
    inner = tuple(one.nodes)
    if one.name != "link":
        return Wrap(KINDS[one.name], Around(closing.markup, closing.markup, html=closing.tag), inner)
    if closing.markup == "autolink":
        return Wrap("link", Around("<", ">", raw=True), inner, one.href)
    return Wrap("link", Around("[", _tail(one.source, "[")), inner, one.href)


def _tail(source: str, opening: str) -> str:
    """What follows the text of a link, from its bracket; a text that was its own label gets one: `[text][text]`."""
    tail = _rest(source, opening)
    return f"][{source[len(opening) : -len(tail)]}]" if tail in {"]", "][]"} else tail


def _rest(source: str, opening: str) -> str:
    """Of `[text](address "title")` or `[text][label]` what follows the text: from the bracket that closes it."""
    depth, position = 0, len(opening) - 1
    while position < len(source):
        char = source[position]
        if char == "\\":
            position += 1
        elif char == "`" and (code := re.match(r"(`+)(?!`).*?(?<!`)\1(?!`)", source[position:], re.DOTALL)):
            position += code.end() - 1
        elif char == "<" and (tag := re.match(r"<[^<>]*>", source[position:])):
            position += tag.end() - 1
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if depth == 0:
                return source[position:]
        position += 1
    return "]"


def _tag(stack: list[_Open], source: str) -> None:
    found = TAG.match(source)
    if found is None:
        stack[-1].nodes.append(Lone("other", source, edge=True))
        return
    closing, name, alone = found[1], found[2].lower(), found[3]
    if name in VOID or alone:
        stack[-1].nodes.append(Lone("break" if name == "br" else "image" if name == "img" else "other", source))
    elif not closing:
        stack.append(_Open(f"<{name}", source, "", []))
    elif stack[-1].name == f"<{name}":
        one = stack.pop()
        stack[-1].nodes.append(Wrap(HTML_KINDS.get(name, "other"), Around(one.source, source), tuple(one.nodes)))
    else:
        stack[-1].nodes.append(Lone("other", source, edge=True))


def _unclosed(stack: list[_Open]) -> None:
    one = stack.pop()
    stack[-1].nodes += [Lone("other", one.source, edge=True), *one.nodes]


def _node(token: Token) -> Iterator[Node]:
    source = str(token.meta.get("source", ""))
    if token.type in {"text", "text_special"}:
        yield from runs(token.content, None, None, str)
    elif token.type == "softbreak":
        yield Run(" ", None, None)
    elif token.type == "hardbreak":
        yield Lone("break", "\\\n" if source.startswith("\\") else "  \n", edge=True)
    elif token.type == "code_inline":
        yield Wrap("other", Around("`", "`", raw=True), tuple(runs(token.content, None, None, str)))
    elif token.type == "note":
        yield Lone("other" if source.endswith(":") else "note", source, edge=source.endswith(":"))
    elif token.type == "image":
        said = "".join(_said(token.children or []))
        around = Around("![", _tail(source, "!["))
        yield Wrap("image", around, tuple(runs(said, None, None, str))) if said.strip() else Lone("image", source)
    else:
        yield Lone("other", source or token.content)


def _said(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _said(token.children)
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type != "html_inline":
            yield token.content


def children(markdown: MarkdownIt, source: str, env: Any) -> list[Token]:
    """The inline elements of a piece of Markdown."""
    return markdown.inline.parse(source, markdown, env, [])
