"""The manual page of how dates are explained, written from the table of steps: docs/reference/deadlines.md.

Run `python -m uramost.deadlines.reference > docs/reference/deadlines.md` after a change; a test says when it is stale.
"""

import sys
from collections.abc import Iterable

from uramost.deadlines.steps import REFUSALS, STEPS

_HEAD = """# How a date is explained

Every computed date comes with the steps that led to it, as codes with values; the site has a sentence for each in
every language. This page is written by `uramost.deadlines.reference` from the table of steps. The English is a sample,
in which `{…}` stands for a value.
"""

_REFUSALS = "\n## Why an extension does not hold\n"


def reference() -> str:
    """The page as Markdown: the steps in the order of their table, and why an extension does not hold."""
    steps = ((f"`{code}`", kind.sample, _values(kind.values.items()), kind.when) for code, kind in STEPS.items())
    refusals = ((f"`{code}`", sample) for code, sample in REFUSALS.items())
    return (
        "\n".join(
            [
                _HEAD,
                *_table(("step", "it says", "values", "when"), steps),
                _REFUSALS,
                *_table(("code", "it says"), refusals),
            ]
        )
        + "\n"
    )


def _values(values: Iterable[tuple[str, str]]) -> str:
    return "<br>".join(f"`{name}`: {kind}" for name, kind in values)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    titles = list(head)
    return [f"| {' | '.join(cells)} |" for cells in (titles, ["---"] * len(titles), *rows)]


if __name__ == "__main__":
    sys.stdout.write(reference())
