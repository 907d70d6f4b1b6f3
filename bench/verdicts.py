"""What was read by eye: bench/read/checks.csv has a verdict for each pair of real segments a fact check flagged.

`false`: the two texts say the same, so the finding is false. `differs`: they do not, by a slip of a translator or
because the catalogue gives a plural for a singular; the finding is right. Pairs are named by a hash, not quoted.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

PATH = Path(__file__).parent / "read" / "checks.csv"
VERDICTS = ("false", "differs")


def read() -> Mapping[tuple[str, str], str]:
    """Verdicts by the key of a segment and the code of a check."""
    if not PATH.exists():
        return {}
    with PATH.open(encoding="utf-8", newline="") as file:
        return {(row["pair"], row["code"]): row["verdict"] for row in csv.DictReader(file)}
