"""Pointing at a place on a map without a script: each press brings the map nearer to where it was pressed.

What is seen stands in the address: the point under the cross, if there is one yet, and how near the map has come.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, radians
from typing import Final

from uramost_web.casework import boundaries
from uramost_web.casework.plane import Plane
from uramost_web.casework.whereabouts import KILOMETRES
from uramost_web.places.models import Municipality

Point = tuple[float, float]  # latitude, longitude

SIZE: Final = 560
"""Units of the drawing, which is a square."""
SHOWN: Final = {"small": 280, "large": 560}
"""Names of the map as a button, and how many pixels it measures then: only what is known here can be computed back."""
AROUND: Final = 30.0
"""Kilometres across, around the middle of a municipality without a boundary."""
LEAST: Final = 2.0
EDGE: Final = 1.1
"""A boundary takes all of the first map but a margin."""
TIMES: Final = 3
"""A step nearer."""
NEAREST: Final = 0.5
"""Kilometres across, about: from here on a pixel is less than two metres, and no step nearer helps."""
FARTHEST: Final = 1.0
"""Degrees from the middle; beyond it there is no map."""
STEP: Final = 0.25
"""Of the map, that the cross moves: less than the half of what a step nearer still shows of it."""
MOVES: Final = {"north": (0, -1), "west": (-1, 0), "east": (1, 0), "south": (0, 1)}
LENGTHS: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
"""Metres that the scale may show."""

WRITTEN: Final = re.compile(r"(-?\d{1,2}\.\d{1,8}),(-?\d{1,3}\.\d{1,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen: a part of `whole`, which is the first map, and the point under the cross, or none yet."""

    whole: Plane
    across: float  # kilometres, of the whole
    point: Point | None = None
    near: int = 0  # steps nearer

    @property
    def last(self) -> int:
        """The step after which no other comes."""
        near = 0
        while self.across / TIMES ** (near + 1) > NEAREST:
            near += 1
        return near + 1

    @property
    def kilometres(self) -> float:
        """Across, of what is seen."""
        return self.across / float(TIMES**self.near)

    @property
    def plane(self) -> Plane:
        """The first map stays where it is; a nearer one has the cross in its middle."""
        if self.point is None or not self.near:
            return self.whole
        return Plane(*self.point, SIZE / self.kilometres, SIZE, SIZE)

    @property
    def scale(self) -> int:
        """Metres that a quarter of the map, or a little less, stands for."""
        return max((one for one in LENGTHS if one <= self.kilometres * 250), default=LENGTHS[0])

    @property
    def at(self) -> str:
        """The point as it stands in the address: a tenth of a metre, and never in the reader's way of writing."""
        return "" if self.point is None else "{:.6f},{:.6f}".format(*self.point)

    def pressed(self, x: int, y: int, size: int) -> "Sight":
        """A map shown in so many pixels was pressed here: nearer to that. A key presses the corner: it means the cross."""
        if not (0 <= x <= size and 0 <= y <= size):
            return self
        if (x, y) == (0, 0):
            return self.nearer()
        return self._to(self.plane.back(x * SIZE / size, y * SIZE / size)).nearer()

    def moved(self, east: int, south: int) -> "Sight":
        """The cross by a quarter of the map."""
        x, y = self.plane.at(*self._cross)
        return self._to(self.plane.back(x + east * STEP * SIZE, y + south * STEP * SIZE))

    def nearer(self) -> "Sight":
        return replace(self, point=self._cross, near=min(self.near + 1, self.last))

    def farther(self) -> "Sight":
        return replace(self, near=max(self.near - 1, 0))

    @property
    def _cross(self) -> Point:
        return self.point or (self.whole.latitude, self.whole.longitude)

    def _to(self, point: Point) -> "Sight":
        """As it stands in the address, so that coming back to it changes nothing; not out of the map's reach."""
        at = (round(point[0], 6), round(point[1], 6))
        return replace(self, point=at) if self.reaches(at) else self

    def reaches(self, point: Point) -> bool:
        return max(abs(point[0] - self.whole.latitude), abs(point[1] - self.whole.longitude)) <= FARTHEST


def first(place: Municipality) -> Sight | None:
    """The whole municipality; None where neither its boundary nor its middle is known."""
    if place.boundary:
        west, south, east, north = boundaries.box(place.boundary)
        latitude, longitude = (south + north) / 2, (west + east) / 2
        wide = (east - west) * KILOMETRES * cos(radians(latitude))
        across = max(EDGE * max(wide, (north - south) * KILOMETRES), LEAST)
    elif place.latitude is not None and place.longitude is not None:
        latitude, longitude, across = float(place.latitude), float(place.longitude), AROUND
    else:
        return None
    return Sight(Plane(latitude, longitude, SIZE / across, SIZE, SIZE), across)


def seen(whole: Sight, query: Mapping[str, str]) -> Sight:
    """What an address shows: whatever is no point within reach, or no step, is as if it were not there."""
    if not (written := WRITTEN.fullmatch(query.get("at", ""))):
        return whole
    point = (float(written[1]), float(written[2]))
    if not whole.reaches(point):
        return whole
    return replace(whole, point=point, near=min(_count(query.get("near", "")) or 0, whole.last))


def after(sight: Sight, query: Mapping[str, str]) -> Sight | None:
    """What a press leads to: of the map, or of a button beside it. None where nothing was pressed."""
    for name, size in SHOWN.items():
        x, y = (_count(query.get(f"{name}.{axis}", "")) for axis in "xy")
        if f"{name}.x" in query or f"{name}.y" in query:
            return sight if x is None or y is None else sight.pressed(x, y, size)
    match query.get("go"):
        case None:
            return None
        case "nearer":
            return sight.nearer()
        case "farther":
            return sight.farther()
        case way:
            return sight.moved(*MOVES[way]) if way in MOVES else sight


def _count(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else None


def away(point: Point, middle: Point) -> tuple[float, int]:
    """(kilometres from the middle, the direction of eight: 0 north, 2 east, 4 south, 6 west)."""
    north = (point[0] - middle[0]) * KILOMETRES
    east = (point[1] - middle[1]) * KILOMETRES * cos(radians(middle[0]))
    return hypot(north, east), round(degrees(atan2(east, north)) / 45) % 8
