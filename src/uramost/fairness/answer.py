"""What a report says: groups, comparisons and what is withheld, in codes and values."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["waits_longer", "waits_shorter", "no_difference_shown", "too_few_to_say"]
Test = Literal["log_rank", "permutation", "permutation_exact", "none"]
VERDICTS: tuple[Verdict, ...] = ("waits_longer", "waits_shorter", "no_difference_shown", "too_few_to_say")
TESTS: tuple[Test, ...] = ("log_rank", "permutation", "permutation_exact", "none")

# What has to be said beside a figure.
REMARKS = (
    "limit_beyond_observation",  # nobody in a group was watched up to the limit: its mean ends before it, at `until`
    "cases_without_counterpart",  # cases of kinds that only this group has are left out of the comparison
    "differs_elsewhere",  # the test finds a difference, the mean up to the limit does not: after it, or both ways
    "mean_only",  # the mean up to the limit differs, the test over the whole time finds no difference
    "small_groups_together",  # groups that are too small to show are one group here
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; None: cannot be known from these cases (a median that was not reached)."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `total`, with Wilson's interval; without a total all three are None."""

    count: int
    total: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Score:
    """The mean score of `scored` answers, with Student's interval (None for fewer than two)."""

    scored: int
    mean: Estimate


@dataclass(frozen=True, slots=True)
class Point:
    """A corner of the step curve: from `day` on this share still waits."""

    day: float
    waiting: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group. `merged`: those withheld, together (`name` is then ""); shares are between 0 and 1, times in days."""

    name: str
    merged: bool
    cases: int
    waiting: int
    answered: int
    left: int  # withdrawn, duplicate, not our competence
    by_limit: Estimate  # share answered by the limit, had nobody left (Kaplan–Meier)
    mean: Estimate  # restricted mean wait up to `until`
    until: float  # the limit, or as long as anybody was watched
    median: Estimate
    answered_by_limit: Estimate  # share of all cases answered by then (Aalen–Johansen)
    left_by_limit: Estimate  # … and that left otherwise by then
    curve: tuple[Point, ...]  # thinned for drawing, from day 0 to `Report.drawn_until`
    at_risk: tuple[tuple[float, int], ...]  # day, cases still watched just before it
    in_language: Share | None
    reopened: Share | None
    routed_right: Share | None
    completeness: Score | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A group against all other cases together, as if these had the group's mix of strata."""

    group: str
    merged: bool
    mean: float | None  # of the group, restricted to `until`, of the cases that have a counterpart
    others: float | None  # … of all others, weighted to the group's mix
    difference: Estimate  # days; above 0: the group waits longer
    p_difference: float | None  # of the difference of means (normal)
    observed: float  # answers the group had, and
    expected: float  # … would have had at the pace of all in its strata: fewer means waiting longer
    p: float | None  # of `test`: stratified log-rank, or its permutation where groups are small
    test: Test
    p_holm: float | None  # p for all comparisons of the report together
    detectable: float | None  # the smallest difference that these data show with 80 % power at 5 %, in days
    verdict: Verdict
    cases: int  # of the group, compared
    without_counterpart: int
    until: float
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overall:
    """All groups that are shown, tested at once (log-rank, stratified)."""

    chi2: float
    degrees: int
    p: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a page needs. `remarks` are of REMARKS."""

    limit: float
    until: float  # the least of the groups'
    drawn_until: float
    floor: int
    level: float
    relevant: float  # days; a smallest detectable difference above it means too few to say
    strata: int
    total: GroupFigures | None  # all cases; None where even they are fewer than the floor
    groups: tuple[GroupFigures, ...]  # in the order of names, the merged one last
    comparisons: tuple[Comparison, ...]  # in the same order; only one where there are two groups: the smaller's
    withheld: tuple[str, ...]
    overall: Overall | None
    remarks: tuple[str, ...]
