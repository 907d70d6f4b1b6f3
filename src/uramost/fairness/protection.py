"""Which groups are too small to be shown, and which others have to go with them?"""

from collections.abc import Collection, Sequence


def withheld(
    cases: Sequence[int], answered: Sequence[int], floor: int, also: Collection[int] = frozenset()
) -> frozenset[int]:
    """The numbers of groups that are shown only together, as one.

    A group with fewer than `floor` cases or answers is withheld. The total is shown, so what is withheld can be had
    by subtraction: the next smallest is withheld too, until it is two groups at least, and both their cases and their
    answers reach the floor. Groups without any case do not count. `also` are withheld in another table of the same
    cases, and so here: shown alone they would give the others of that table away.
    """
    there = [group for group, number in enumerate(cases) if number]
    hidden = [group for group in there if group in also or min(cases[group], answered[group]) < floor]
    if not hidden:
        return frozenset()
    others = sorted((group for group in there if group not in hidden), key=lambda group: (cases[group], group))
    for other in others:
        enough = sum(answered[group] for group in hidden) >= floor
        if len(hidden) > 1 and enough:
            break
        hidden.append(other)
    return frozenset(hidden)
