"""The reference page of what other programmes can call, printed from the tables that answer them."""

from collections.abc import Iterable, Iterator

from uramost_web.casework.api.others import OTHERS
from uramost_web.casework.georeport.calls import CALLS, Call
from uramost_web.casework.georeport.faults import FAULTS
from uramost_web.casework.georeport.shapes import SHAPES, Field, Shape


def reference() -> str:
    """Markdown, in the language that is switched on."""
    parts = [
        "# What other programmes can call\n",
        "Under `/georeport/v2/`, each with `.xml` or `.json` at its end. [The guide](../guide/api.md) says how.\n",
        *(_call(call) for call in CALLS),
        "## What is answered\n",
        *map(_shape, SHAPES),
        "## What is refused\n",
        _table(("status", "sentence"), ((status, sentence) for status, sentence in FAULTS.values())) + "\n",
        "## Other addresses\n",
        _table(("address", "what it is"), ((f"`{other.path}`", other.says) for other in OTHERS)),
    ]
    return "\n".join(parts) + "\n"


def _call(call: Call) -> str:
    key = f" Needs a key with `{call.scope}`." if call.scope else ""
    rows = ((f"`{one.name}`", one.kind, "yes" if one.required else "", one.says) for one in call.parameters)
    return (
        f"## {call.method.upper()} {call.path}\n\n{call.says}{key} Answers `{call.shape.root}`.\n\n"
        f"{_table(('argument', 'kind', 'needed', 'meaning'), rows)}\n"
    )


def _shape(shape: Shape) -> str:
    child = f" / `{shape.child}`" if shape.child else ""
    return f"### `{shape.root}`{child}\n\n{_table(('element', 'meaning'), _rows(shape.fields))}\n"


def _rows(fields: Iterable[Field], before: str = "") -> Iterator[tuple[str, str]]:
    for field in fields:
        choices = f" ({', '.join(field.choices)})" if field.choices else ""
        yield f"`{before}{field.name}`", field.says + choices
        inside = f"{before}{field.name}/{field.child}/" if field.child else f"{before}{field.name}/"
        yield from _rows(field.fields, inside)


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    lines = [list(map(str, head))]
    lines += [["---"] * len(lines[0]), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
