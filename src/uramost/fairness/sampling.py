"""Which answers are in a sample? Drawn by chance in each group, so that anybody can draw the same ones again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Drawn:
    """One of the sample; `twice`: it is to be scored by two people, to see how far they agree."""

    key: str
    group: str
    twice: bool


def lot(seed: int, key: str) -> str:
    """The SHA-256 of seed, a space and key: in its order everything is drawn. A spreadsheet can compute it too."""
    return sha256(f"{seed} {key}".encode()).hexdigest()


def draw(pool: Mapping[str, Iterable[str]], *, each: int, seed: int, twice_in: int = 5) -> tuple[Drawn, ...]:
    """Of each group the `each` keys with the lowest lots, or all where there are no more; groups are mixed.

    They stand in the order of the lots of "again" and key: by the first lots a large group would come first. The first
    of each group, and one in `twice_in` after it, are scored twice. The same keys and seed give the same sample in
    whatever order the keys come. Raises ValueError where `each` is not above 0.
    """
    if each < 1:
        raise ValueError("At least one of each group has to be drawn.")
    found = []
    for group, keys in pool.items():
        lots = sorted((lot(seed, key), key) for key in set(keys))[:each]
        found += [Drawn(key, group, rank % twice_in == 0) for rank, (_lot, key) in enumerate(lots)]
    return tuple(sorted(found, key=lambda one: lot(seed, f"again {one.key}")))
