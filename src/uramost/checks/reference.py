"""The manual page of the checks, written from their table: docs/reference/checks.md.

Run `python -m uramost.checks.reference > docs/reference/checks.md` after a change; a test says when the page is stale.
"""

import inspect
import sys
from collections.abc import Iterator

from uramost.checks.finding import Check, Example
from uramost.checks.table import CHECKS

_HEAD = """# Parity checks

Every check compares one source text with its translation. An **error** must be put right, a **warning** needs a
decision, a **note** is worth a look. An empty translation is one finding and ends the examination.
This page is written by `uramost.checks.reference` from the table of checks; the examples are run as tests.
"""


def reference() -> str:
    """The page as Markdown: an overview, then each check with its examples."""
    overview = ["| check | severity | what it compares |", "|---|---|---|", *map(_row, CHECKS)]
    return "\n".join([_HEAD, *overview, *(line for check in CHECKS for line in _section(check)), ""])


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


def _code(text: str) -> str:
    return f"`{text}`".replace("\n", " ⏎ ") if text else "(nothing)"


if __name__ == "__main__":
    sys.stdout.write(reference())
