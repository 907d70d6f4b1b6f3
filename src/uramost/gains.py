"""Did those who learnt know more afterwards? The mean gain of people tested before and after, and its interval.

Only those with both results count: a mean of all who came before and of all who came after would compare different
people. The interval is Student's for paired differences (1908): mean ± t · s / √n with n − 1 degrees of freedom. It
says how sure the mean is, not that the training was the cause: nobody here was tested twice and not taught.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from uramost.fairness.chances import student_quantile

FEWEST: Final = 5
"""Of fewer people nothing is told: who they are would be guessed from it."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Of `pairs` people tested twice, in points; `low` and `high` are None for one person, who has no deviation.

    `better`, `same` and `worse`: how many of them gained, stayed as they were and lost.
    """

    pairs: int
    before: float
    after: float
    mean: float
    low: float | None
    high: float | None
    better: int
    same: int
    worse: int


def gain(before: Mapping[int, float], after: Mapping[int, float], level: float = 0.95) -> Gain | None:
    """Person → points, twice; None where nobody has both. Of one person there is a mean and no interval."""
    both = sorted(before.keys() & after.keys())
    if not both:
        return None
    differences = [after[who] - before[who] for who in both]
    number = len(both)
    mean = sum(differences) / number
    reach = None
    if number > 1:
        deviation = sqrt(sum((one - mean) ** 2 for one in differences) / (number - 1))
        reach = student_quantile(level, number - 1) * deviation / sqrt(number)
    return Gain(
        pairs=number,
        before=sum(before[who] for who in both) / number,
        after=sum(after[who] for who in both) / number,
        mean=mean,
        low=None if reach is None else mean - reach,
        high=None if reach is None else mean + reach,
        better=sum(one > 0 for one in differences),
        same=sum(one == 0 for one in differences),
        worse=sum(one < 0 for one in differences),
    )


def told(found: Gain | None, fewest: int = FEWEST) -> Gain | None:
    """What may be shown: nothing of a small group."""
    return found if found is not None and found.pairs >= fewest else None
