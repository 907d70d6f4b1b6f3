"""How many correct pairs do the checks flag, and how long does a document take?

Run: python bench/checks.py [--show CODE] [--system]. The pairs are the Albanian and Serbian catalogues of Django and
other installed Python packages, with --system also those of the operating system, aligned by their English key. They
are presumed correct, so a finding is presumed false; `--show` prints them to judge.
"""

import argparse
import re
import sysconfig
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from uramost.checks import CHECKS, Context, Finding, examine
from uramost.checks.agreement import FACT_CHECKS

Pair = tuple[str, str]
FROM, TO = "sq", "sr-Cyrl"


def catalogue(path: Path) -> dict[tuple[str, str], str]:
    """Translations by context and English key; plural and fuzzy messages are left out."""
    with path.open("rb") as file:
        messages = (read_po if path.suffix == ".po" else read_mo)(file)
    return {
        (message.context or "", message.id): message.string
        for message in messages
        if isinstance(message.id, str) and message.id and message.string and not message.fuzzy
    }


def pairs(root: Path, suffix: str) -> Iterator[Pair]:
    """Albanian and Serbian texts of one English key, from every package under `root` that has both."""
    for path in sorted(root.rglob(f"locale/sq/LC_MESSAGES/*{suffix}")):
        other = path.parents[2] / "sr" / "LC_MESSAGES" / path.name
        if other.exists():
            albanian, serbian = catalogue(path), catalogue(other)
            yield from ((albanian[key], serbian[key]) for key in albanian if key in serbian)


def findings(all_pairs: list[Pair]) -> list[tuple[Pair, Finding]]:
    context = Context(FROM, TO)
    return [(pair, finding) for pair in all_pairs for finding in examine(*pair, context)]


def with_another_figure(all_pairs: list[Pair]) -> list[Pair]:
    """Each pair with a figure in its target once more, the first figure of the target changed."""
    return [
        (source, target[: figure.start()] + str((int(figure[0]) + 1) % 10) + target[figure.end() :])
        for source, target in all_pairs
        if (figure := re.search("[0-9]", target))
    ]


def other_figures(pair: Pair) -> bool:
    """The naive check to compare with: runs of figures, as they are written."""
    return Counter(re.findall("[0-9]+", pair[0])) != Counter(re.findall("[0-9]+", pair[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="CODE", help="print the pairs this check flags")
    parser.add_argument("--system", action="store_true", help="also the catalogues under /usr/share/locale")
    wanted = parser.parse_args()
    found = set(pairs(Path(sysconfig.get_path("purelib")), ".po"))
    if wanted.system:
        found |= set(pairs(Path("/usr/share"), ".mo"))
    start = time.process_time()
    flagged = findings(sorted(found))
    seconds = (time.process_time() - start) * 1000 / len(found)
    print(f"{len(found)} unique pairs {FROM} → {TO}; {seconds:.2f} s of processor time for 1,000 segments")
    by_code = Counter(code for code, _ in {(finding.code, pair) for pair, finding in flagged})
    for one in CHECKS:
        print(f"{one.severity:8} {one.code:22} {by_code[one.code]:4}  {by_code[one.code] / len(found):6.2%}")
    facts = {one.code for one in FACT_CHECKS}
    for name, chosen in (("facts", facts), ("all but notes", {one.code for one in CHECKS if one.severity != "note"})):
        share = len({pair for pair, finding in flagged if finding.code in chosen}) / len(found)
        print(f"{name:31} {'':4}  {share:6.2%}")
    figured = {pair for pair in found if re.search("[0-9]", "".join(pair))}
    wrong = {pair for pair, finding in flagged if finding.code in facts} & figured
    naive = sum(map(other_figures, found))
    print(f"of {len(figured)} pairs with figures the fact checks flag {len(wrong)}, comparing figures naively {naive}")
    changed = with_another_figure(sorted(found))
    caught = {pair for pair, finding in findings(changed) if finding.code in facts}
    print(f"{len(caught)} of {len(changed)} pairs with one figure changed are flagged by a fact check")
    for pair, finding in flagged:
        if finding.code == wanted.show:
            print("", *pair, dict(finding.values), sep="\n  ")


if __name__ == "__main__":
    main()
