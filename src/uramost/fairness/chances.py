"""Tails and quantiles of the normal, the chi-squared and Student's distribution, in closed forms."""

from math import atan2, cos, erfc, exp, gamma, inf, pi, sin, sqrt
from statistics import NormalDist


def quantile(level: float) -> float:
    """The z between whose negative and itself a standard normal value falls with this chance; 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def two_sided(z: float) -> float:
    """The chance of a standard normal value at least as far from 0."""
    return erfc(abs(z) / sqrt(2))


def chi_squared_tail(x: float, degrees: int) -> float:
    """The chance of more than x, by whole degrees of freedom (Abramowitz and Stegun, 26.4.4 and 26.4.5)."""
    half = x / 2
    if half <= 0:
        return 1.0
    start = 0.5 if degrees % 2 else 0.0
    term = half**start * exp(-half) / gamma(start + 1)
    total = erfc(sqrt(half)) if degrees % 2 else 0.0
    for step in range((degrees - 1) // 2 if degrees % 2 else degrees // 2):
        total += term
        term *= half / (start + step + 1)
    return min(total, 1.0)


def student_quantile(level: float, degrees: int) -> float:
    """As `quantile`, of Student's distribution; by halving, to 1e-12."""
    if degrees > 2_000:  # the first terms of Cornish and Fisher's series are closer than 1e-9 there
        z = quantile(level)
        return z + (z**3 + z) / (4 * degrees) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
    low, high = 0.0, 1.0
    while student_within(high, degrees) < level:
        low, high = high, high * 2
        if high == inf:
            return inf
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if student_within(middle, degrees) < level else (low, middle)
    return (low + high) / 2


def student_within(t: float, degrees: int) -> float:
    """The chance of a value between -t and t (Abramowitz and Stegun, 26.7.3 and 26.7.4)."""
    angle = atan2(t, sqrt(degrees))
    odd = degrees % 2
    total, term = 0.0, cos(angle) if odd else 1.0
    for step in range(1 + odd, degrees, 2):
        total += term
        term *= cos(angle) ** 2 * step / (step + 1)
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total
