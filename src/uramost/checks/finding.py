"""What a check is, what it is told and what it says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from uramost.terms import Term

Severity = Literal["error", "warning", "note"]
Span = tuple[int, int]
Example = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A place to look at: character positions in the two texts, and values for the sentence in the interface.

    `values` has `expected` (as the source says it, or as the target should) and `found` (what the target has);
    either is empty where there is nothing.
    """

    code: str
    severity: Severity
    source: Span | None
    target: Span | None
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding before it knows the check it comes from."""

    source: Span | None = None
    target: Span | None = None
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The reference table of places: names[code][language tag] → every name it goes by there, the usual one first.

    Under the tag "" stands what people also call it, in whatever language (Priştine, Pristina).

    Two tables are the same only if they are one object: what is prepared for a table is kept for it.
    """

    names: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


NO_PLACES = Places()


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What holds for a whole document; make one per document, for terms and places are prepared once for each."""

    source_language: str
    target_language: str
    places: Places = NO_PLACES
    terms: Sequence[Term] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: its code, how grave it is, and examples (source, target, from, to) of both outcomes."""

    code: str
    severity: Severity
    function: Callable[[str, str, Context], Iterable[Seen]]
    passing: tuple[Example, ...]
    failing: tuple[Example, ...]

    def __call__(self, source: str, target: str, context: Context) -> list[Finding]:
        return [
            Finding(
                self.code, self.severity, seen.source, seen.target, {"expected": seen.expected, "found": seen.found}
            )
            for seen in self.function(source, target, context)
        ]
