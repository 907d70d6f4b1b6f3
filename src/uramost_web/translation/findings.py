"""Everything the checks say about a translation: about each sentence, as it is kept, and across the sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from uramost import checks
from uramost_web.translation.models import Target

Stored = dict[str, Any]
SEVERITIES: Final = ("error", "warning", "note")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Said:
    """A finding, as it is kept, and the sentence it is about; `first` is the sentence it is held against, if any."""

    target: Target
    finding: Stored
    first: Target | None = None

    @property
    def severity(self) -> str:
        return str(self.finding["severity"])


def stored(finding: checks.Finding) -> Stored:
    """As it is kept with a sentence and shown."""
    return {**asdict(finding), "values": dict(finding.values)}


def of(targets: Sequence[Target]) -> list[Said]:
    """All findings on the sentences of one translation, given in order: the gravest first, then as the text goes."""
    across = defaultdict[int, list[Said]](list)
    for place, finding in checks.across([(one.segment.text, one.text) for one in targets]):
        first = targets[int(finding.values["first"])]
        across[place].append(Said(targets[place], stored(finding), first))
    found = [
        said
        for place, target in enumerate(targets)
        for said in (*(Said(target, finding) for finding in target.findings), *across[place])
    ]
    return sorted(found, key=lambda said: SEVERITIES.index(said.severity))


def counted(found: Iterable[Said]) -> dict[str, int]:
    """How many there are of each severity, 0 where there is none."""
    counts = Counter(said.severity for said in found)
    return {severity: counts[severity] for severity in SEVERITIES}
