"""The map on which a place is pointed at, as a picture: the boundary, the names nearby, a net of squares, the cross."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from math import ceil, floor, hypot
from typing import Final

from uramost_web.casework.plane import Plane, Spot
from uramost_web.casework.pointing import SIZE, Point, Sight

POINTS: Final = 1500
"""Of the boundary in one picture, at most: with it the picture stays below 20 kB."""
APART: Final = 1.5
"""Units between points of the boundary: nobody sees a smaller bend."""
BESIDE: Final = 20
"""Units that the boundary goes on outside of the picture, so that its line is not seen there."""
NAMES: Final = 12

STYLE: Final = (
    ":root{color-scheme:light dark}"
    ".land{fill:#fff}.area{fill:#f6efe2;stroke:#75807d;stroke-width:2;fill-rule:evenodd}.net{fill:none;stroke:#ddd0b8}"
    ".line{fill:none;stroke:#15282b;stroke-width:3}.dot{fill:#4b5a5c}"
    ".cross{fill:none;stroke:#a5431b;stroke-width:5}.under{fill:none;stroke:#fff;stroke-width:9}"
    "text{font:16px sans-serif;fill:#15282b;stroke:#fff;stroke-width:4px;paint-order:stroke}.name{text-anchor:middle}"
    "@media(max-width:400px){text{font-size:28px;stroke-width:6px}}"
    "@media(prefers-color-scheme:dark){.land{fill:#152326}.area{fill:#1a2727;stroke:#86938f}.net{stroke:#36423f}"
    ".line{stroke:#ece7dc}.dot{fill:#b3bcb8}.cross{stroke:#f2a274}.under{stroke:#152326}"
    "text{fill:#ece7dc;stroke:#152326}}"
)
"""The tokens of site.css, which a picture does not see; letters are as large on the small map as on the large one."""
POLICY: Final = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; sandbox"
"""What the picture may do when it is opened by itself: have this style."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """Paths as SVG wants them: whole units, with a full stop in every language."""

    size: int
    outline: str
    net: str
    names: tuple[tuple[int, int, str], ...]
    cross: tuple[int, int] | None
    scale: int  # units
    metres: int  # that it stands for


def sketch(sight: Sight, boundary: Sequence[Sequence[Sequence[float]]], names: Iterable[tuple[Point, str]]) -> Sketch:
    """`boundary`: rings of [longitude, latitude]. `names`: what lies where, the most important first."""
    plane = sight.plane
    rings = [_cut([plane.at(y, x) for x, y in ring]) for ring in boundary]
    shown = ((plane.at(*point), name) for point, name in names)
    inside = [(round(x), round(y), name) for (x, y), name in shown if _inside((x, y))]
    spot = plane.at(*sight.point) if sight.point else None
    return Sketch(
        SIZE,
        "".join("M" + " ".join(f"{x},{y}" for x, y in ring) + "Z" for ring in _thin(rings)),
        _net(plane, sight.whole, sight.scale / 1000),
        tuple(inside[:NAMES]),
        (round(spot[0]), round(spot[1])) if spot and _inside(spot) else None,
        round(sight.scale / 1000 * plane.unit),
        sight.scale,
    )


def _inside(spot: Spot) -> bool:
    return all(0 <= one <= SIZE for one in spot)


def _cut(ring: list[Spot]) -> list[Spot]:
    """The part of a ring in the picture or just beside it (Sutherland and Hodgman 1974, one side after the other)."""
    for axis in (0, 1):
        ring = _cut_side(ring, axis, -BESIDE, 1)
        ring = _cut_side(ring, axis, SIZE + BESIDE, -1)
    return ring


def _cut_side(ring: list[Spot], axis: int, edge: float, sign: int) -> list[Spot]:
    """The part beyond an edge, or with -1 the one before it."""
    kept: list[Spot] = []
    for one, two in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        here, there = sign * (one[axis] - edge), sign * (two[axis] - edge)
        if here >= 0:
            kept.append(one)
        if (here < 0) != (there < 0):
            part = here / (here - there)
            kept.append((one[0] + part * (two[0] - one[0]), one[1] + part * (two[1] - one[1])))
    return kept


def _thin(rings: list[list[Spot]]) -> list[list[tuple[int, int]]]:
    """Points far enough apart to be few enough."""
    apart = APART
    while True:
        kept = [ring for ring in map(partial(_steps, apart=apart), rings) if len(ring) > 2]
        if sum(map(len, kept)) <= POINTS:
            return [[(round(x), round(y)) for x, y in ring] for ring in kept]
        apart *= 1.5


def _steps(ring: list[Spot], apart: float) -> list[Spot]:
    kept: list[Spot] = []
    for spot in ring:
        if not kept or hypot(spot[0] - kept[-1][0], spot[1] - kept[-1][1]) >= apart:
            kept.append(spot)
    return kept


def _net(plane: Plane, whole: Plane, kilometres: float) -> str:
    """Squares as wide as the scale is long. They are bound to the middle of the first map: one sees the map move."""
    x, y = plane.at(whole.latitude, whole.longitude)
    step = kilometres * plane.unit
    down = (f"M{one:.0f},0V{SIZE}" for one in _marks(x, step))
    across = (f"M0,{one:.0f}H{SIZE}" for one in _marks(y, step))
    return "".join((*down, *across))


def _marks(origin: float, step: float) -> list[float]:
    """Those between the edges that lie whole steps from the origin."""
    return [origin + number * step for number in range(ceil(-origin / step), floor((SIZE - origin) / step) + 1)]
