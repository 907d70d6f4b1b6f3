"""The manual page of the checks, written from their table: docs/reference/checks.md.

Run `python -m uramost.checks.reference > docs/reference/checks.md` after a change; a test says when the page is stale.
"""

import inspect
import sys
from collections.abc import Iterator

from uramost.checks.document import DOCUMENT_CHECKS, DocumentCheck, Outline
from uramost.checks.finding import Check, Example
from uramost.checks.table import CHECKS

_HEAD = """# Parity checks

Every check compares one source text with its translation. An **error** must be put right, a **warning** needs a
decision, a **note** is worth a look. An empty translation is one finding and ends the examination.
This page is written by `uramost.checks.reference` from the table of checks; the examples are run as tests.
"""


_DOCUMENTS = """
# Whole documents

Paragraphs are put in pairs by their kind, their length and what they state, so that one lost paragraph is one finding.
"""


def reference() -> str:
    """The page as Markdown: an overview, then each check with its examples; then those of whole documents."""
    overview = ["| check | severity | what it compares |", "|---|---|---|", *map(_row, CHECKS)]
    documents = [line for check in DOCUMENT_CHECKS for line in _document_section(check)]
    pairs = [line for check in CHECKS for line in _section(check)]
    return "\n".join([_HEAD, *overview, *pairs, _DOCUMENTS, *documents, ""])


def _row(check: Check) -> str:
    return f"| [`{check.code}`](#{check.code}) | {check.severity} | {_meaning(check).splitlines()[0]} |"


def _meaning(check: Check) -> str:
    return inspect.getdoc(check.function) or ""


def _section(check: Check) -> Iterator[str]:
    yield from ("", f"## {check.code}", "", _meaning(check), "")
    yield from ("| | from | source | to | target |", "|---|---|---|---|---|")
    yield from (_example("passes", example) for example in check.passing)
    yield from (_example("is found", example) for example in check.failing)


def _example(outcome: str, example: Example) -> str:
    source, target, source_language, target_language = example
    return f"| {outcome} | {source_language} | {_code(source)} | {target_language} | {_code(target)} |"


def _document_section(check: DocumentCheck) -> Iterator[str]:
    yield from (f"## {check.code}", "", f"{check.meaning} ({check.severity.capitalize()})", "")
    yield from ("| | original (sq) | translation (sr-Cyrl) |", "|---|---|---|")
    for outcome, examples in (("passes", check.passing), ("is found", check.failing)):
        yield from (f"| {outcome} | {_outline(one)} | {_outline(other)} |" for one, other in examples)
    yield ""


def _outline(parts: Outline) -> str:
    return "<br>".join(f"{kind}: {_code(text)}" for kind, text in parts)


def _code(text: str) -> str:
    return f"`{text}`".replace("\n", " ⏎ ") if text else "(nothing)"


if __name__ == "__main__":
    sys.stdout.write(reference())
