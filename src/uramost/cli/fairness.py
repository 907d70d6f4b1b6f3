"""`uramost fairness`: who waits longer for an answer in their own language, from a table of cases."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uramost.cli.command import Command, Fault, argument

if TYPE_CHECKING:
    from uramost.fairness import Comparison, Estimate, GroupFigures, Marks, Report, Share, Waits, Words

YES_NO = {"1": 1, "yes": 1, "true": 1, "0": 0, "no": 0, "false": 0, "": -1}
FLAGS = ("in_language", "reopened", "routed_right")

CELL: Final = 131_072
"""Characters of a cell; more is no table of waits."""


def fairness(options: argparse.Namespace) -> int:
    """A table and a sentence for each comparison, or everything as JSON; the curves as a picture if asked for."""
    from uramost.fairness import drawing, report

    if not options.limit > 0:
        raise Fault("The limit has to be above 0 days.")
    if options.floor < 1:
        raise Fault("The floor has to be at least 1 case.")
    waits = read(options.file, options.by, options.strata)
    found = report(
        waits, limit=options.limit, floor=options.floor, relevant=options.relevant, times=options.at, seed=options.seed
    )
    if options.svg:
        options.svg.write_text(drawing(found, _words(found, options.by)), "utf-8")
    if options.json:
        _print_json(found)
    else:
        print("\n".join(_table(found, options)))
    return 0


def read(path: Path, by: str, strata: Sequence[str]) -> "Waits":
    """Cases of a table (CSV with commas, semicolons or tabs) that has a first line of names. Raises Fault."""
    from uramost.fairness import BadWaits, Waits

    table = _Table(path)
    for name in ("days", "outcome", by, *strata):
        if name not in table.columns:
            raise Fault(f"{path} has no column {name}, only {', '.join(table.columns)}.")
    layers = list(map(" | ".join, zip(*(table.columns[name] for name in strata), strict=True))) if strata else None
    try:
        columns = table.columns
        return Waits.of(table.numbers("days"), columns["outcome"], columns[by], layers, _marks(table))
    except BadWaits as bad:
        raise table.fault(BAD[bad.code], bad.row) from bad


BAD = {
    "negative_time": "days below 0",
    "not_a_number": "a number that is none",
    "unknown_outcome": "an outcome that is none of answered, open, withdrawn, duplicate, not_ours",
}


class _Table:
    """The columns of a file by name, and the line on which each row ends."""

    def __init__(self, path: Path) -> None:
        self.path, self.lines, cells = path, list[int](), list[list[str]]()
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
            file.seek(0)
            csv.field_size_limit(CELL)  # of the process: whoever read a table before may have set another
            rows = csv.reader(file, delimiter=max(",;\t", key=head.count))
            try:
                names = [name.strip() for name in next(rows, [])]
                for row in rows:
                    if row:
                        cells.append(row)
                        self.lines.append(rows.line_num)
            except csv.Error as error:
                raise Fault(f"{path} cannot be read as a table: {error} in line {rows.line_num}.") from error
        for at, row in enumerate(cells):
            if len(row) != len(names):
                raise self.fault(f"{len(row)} cells, not {len(names)},", at)
        turned = zip(*cells, strict=True) if cells else ([] for _ in names)
        self.columns = {name: [cell.strip() for cell in column] for name, column in zip(names, turned, strict=True)}

    def fault(self, what: str, row: int | None) -> Fault:
        where = "" if row is None else f" in line {self.lines[row]}"
        return Fault(f"{self.path} cannot be used: {what}{where}.")

    def numbers(self, name: str, empty: float | None = None) -> list[float]:
        """With a point or a comma. `empty`: what an empty cell means, if anything."""
        found = []
        for row, text in enumerate(self.columns[name]):
            try:
                found.append(empty if empty is not None and not text else float(text.replace(",", ".")))
            except ValueError as error:
                raise self.fault(f"“{text}” is no number", row) from error
        return found

    def flags(self, name: str) -> list[int]:
        found = []
        for row, text in enumerate(self.columns[name]):
            if text.casefold() not in YES_NO:
                raise self.fault(f"“{text}” is neither yes nor no", row)
            found.append(YES_NO[text.casefold()])
        return found


def _marks(table: _Table) -> "Marks":
    import numpy as np

    from uramost.fairness import Marks

    flags = {name: np.array(table.flags(name)) for name in FLAGS if name in table.columns}
    scored = "completeness" in table.columns
    return Marks(**flags, completeness=np.array(table.numbers("completeness", empty=np.nan)) if scored else None)


def _print_json(found: "Report") -> None:
    import json
    from dataclasses import asdict

    print(json.dumps(asdict(found), ensure_ascii=False, indent=2))


def _table(found: "Report", options: argparse.Namespace) -> Iterator[str]:
    if found.total is None:
        yield f"There are fewer than {found.floor} cases: nothing is shown."
        return
    layers = f", compared within {found.strata} strata of {', '.join(options.strata)}" if options.strata else ""
    yield f"{found.total.cases} cases, limit {found.limit:g} days{layers}. Intervals: {100 * found.level:g} %."
    yield ""
    heads = (options.by, "cases", "waiting", "answered", "left", "answered in time", "mean wait, days", "median, days")
    rows = [heads, *(_row(one) for one in (*found.groups, found.total))]
    yield from aligned(rows)
    yield ""
    yield from aligned(
        [("watched on day", *(f"{day:g}" for day, _ in found.total.at_risk)), *map(_watched, found.groups)]
    )
    if marked := list(_marked(found)):
        yield ""
        yield from aligned([(options.by, "in the language", "reopened", "routed right", "completeness"), *marked])
    for one in found.groups:
        if one.until < found.limit:
            yield f"{_name(one)}: nobody was watched for {found.limit:g} days; its mean is up to day {one.until:g}."
    if found.withheld:
        yield ""
        yield f"Too small to be shown singly, or needed to protect those: {', '.join(found.withheld)}."
    yield ""
    yield from map(sentence, found.comparisons)
    if not found.comparisons:
        yield "There are no two groups to compare."


def _row(one: "GroupFigures") -> tuple[str, ...]:
    counts = (one.cases, one.waiting, one.answered, one.left)
    return (_name(one), *map(str, counts), percent(one.by_limit), days(one.mean), days(one.median))


def _watched(one: "GroupFigures") -> tuple[str, ...]:
    return (_name(one), *(str(count) for _, count in one.at_risk))


def _marked(found: "Report") -> Iterator[tuple[str, ...]]:
    for one in found.groups:
        shares = (one.in_language, one.reopened, one.routed_right)
        if any(shares) or one.completeness:
            score = _estimate(one.completeness.mean, 1, 2) if one.completeness else "–"
            yield (_name(one), *map(_share, shares), score)


def _share(one: "Share | None") -> str:
    return percent(one.share) if one else "–"


def _name(one: "GroupFigures") -> str:
    return "others together" if one.merged else one.name or "all"


def aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Columns of equal width, numbers to the right."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, wide[1:], strict=True))
        yield "  ".join((first.ljust(wide[0]), *cells)).rstrip()


def percent(one: "Estimate") -> str:
    return _estimate(one, 100) + (" %" if one.value is not None else "")


def days(one: "Estimate") -> str:
    return _estimate(one, 1)


def _estimate(one: "Estimate", times: int, digits: int = 1) -> str:
    """A value with its interval in brackets; a dash for what is not known."""
    value, low, high = (
        "–" if part is None else f"{part * times:.{digits}f}" for part in (one.value, one.low, one.high)
    )
    return value if one.low is None and one.high is None else f"{value} ({low} to {high})"


VERDICT_WORDS = {
    "waits_longer": "waits longer",
    "waits_shorter": "waits shorter",
    "no_difference_shown": "no difference was shown",
    "too_few_to_say": "there are too few cases to say",
}
TEST_WORDS = {
    "log_rank": "log-rank test",
    "permutation": "log-rank test by permutation",
    "permutation_exact": "log-rank test by all permutations",
    "none": "no test",
}
REMARK_WORDS = {
    "limit_beyond_observation": "The mean is up to day {until:g}, as long as both were watched.",
    "cases_without_counterpart": "{without_counterpart} cases are of kinds that nobody else asked for: left out.",
    "differs_elsewhere": "The test finds a difference that the mean up to the limit does not show: it lies after it, "
    "or goes both ways.",
    "mean_only": "The mean up to the limit differs, but the test over the whole time finds no difference.",
}


def sentence(one: "Comparison") -> str:
    """What a comparison says, and how it was found."""
    name = "others together" if one.merged else one.group
    said = [f"{name}: {VERDICT_WORDS[one.verdict]}."]
    if one.difference.value is not None:
        said.append(f"Difference from all others with the same mix: {days(one.difference)} days.")
    if one.p_holm is not None:
        said.append(f"p {_p(one.p_holm)} ({TEST_WORDS[one.test]}, all comparisons together).")
    if one.detectable is not None:
        said.append(f"Smallest difference these cases can show: {one.detectable:.1f} days.")
    values = {"until": one.until, "without_counterpart": one.without_counterpart}
    return " ".join((*said, *(REMARK_WORDS[code].format(**values) for code in one.remarks)))


def _p(p: float) -> str:
    return "below 0.001" if p < 0.001 else f"{p:.3f}"


def _words(found: "Report", by: str) -> "Words":
    from uramost.fairness import Words

    said = " ".join(sentence(one) for one in found.comparisons)
    ends = "; ".join(f"{_name(one)}: {percent(one.by_limit)} answered in time" for one in found.groups)
    return Words(f"Share of cases still waiting, by {by}", f"{ends}. {said}".strip())


def _columns_named(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]


COMMANDS = (
    Command(
        "fairness",
        "compare how long groups of residents wait, those still waiting included",
        fairness,
        (
            argument(
                "file",
                type=Path,
                help="CSV with the columns days and outcome (answered, open, withdrawn, duplicate, not_ours), those "
                "named below, and, if known, in_language, reopened, routed_right (yes or no) and completeness",
            ),
            argument("--limit", type=float, required=True, help="days within which an answer is due"),
            argument("--by", default="language", metavar="COLUMN", help="groups to compare (language)"),
            argument(
                "--strata",
                type=_columns_named,
                default=[],
                metavar="COLUMN,…",
                help="compare only what is alike in these columns, such as service,municipality",
            ),
            argument("--floor", type=int, default=10, help="groups with fewer cases or answers are not shown (10)"),
            argument("--relevant", type=float, metavar="DAYS", help="a difference that matters (a tenth of the limit)"),
            argument("--at", type=_numbers, metavar="DAY,…", help="days on which to say how many are watched"),
            argument("--seed", type=int, default=1, help="of the permutations; the same seed gives the same p (1)"),
            argument("--json", action="store_true", help="print everything as JSON"),
            argument("--svg", type=Path, metavar="FILE", help="also draw the curves"),
        ),
    ),
)
