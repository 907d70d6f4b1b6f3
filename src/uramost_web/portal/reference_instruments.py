"""The instruments of assessment on paper: every question with its statements, in English."""

from collections.abc import Iterator
from typing import Final

from uramost.assessment import Instrument, shipped

WHOM: Final = {"organisation": "an organisation", "municipality": "a municipality"}


def instruments() -> str:
    return "\n".join(
        [
            "# Instruments of assessment",
            "",
            "Those that are shipped, in English; each is also there in Albanian and in Serbian, and is read in these "
            "on the site (`/assessments/`). How they are used: [the guide](../guide/assessments.md).",
            "",
            *(line for one in shipped() for line in _lines(one)),
        ]
    )


def _lines(one: Instrument) -> Iterator[str]:
    yield f"## {one.names['en']}"
    yield ""
    yield f"`{one.code}`, version {one.version}, for {WHOM[one.of]}. {one.about['en']} *{one.source}*"
    yield ""
    for domain in one.domains:
        yield f"### {domain.names['en']}"
        yield ""
        for item in domain.items:
            yield f"**{item.names['en']}** (`{item.code}`)"
            yield ""
            yield from (f"{level}. {said}" for level, said in enumerate(item.statements["en"], start=1))
            yield ""
            yield f"Evidence: {item.evidence['en']}"
            yield ""
