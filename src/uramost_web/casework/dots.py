"""Points of cases as a drawing: where they lie in the municipality, without tiles and without any other host."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, hypot, radians
from typing import Final

from uramost_web.casework.plane import Plane, Spot
from uramost_web.casework.whereabouts import KILOMETRES, within

WIDTH: Final = 640
"""Units of the drawing; it is as high as its area asks for, within HIGHEST."""
HIGHEST: Final = 640
LOWEST: Final = 240
MARGIN: Final = 24
APART: Final = 26
"""Units between dots; a dot is 32 across."""
LEAST_KM: Final = 2.0
"""Across: points closer together than this are not torn apart."""
LENGTHS: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
"""Kilometres that a scale may show."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the drawing and the cases there, by their numbers in the list."""

    x: str
    y: str
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        return str(self.numbers[0]) if len(self.numbers) == 1 else f"{self.numbers[0]}+"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Numbers as SVG wants them: with a full stop, in every language."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    outlines: tuple[str, ...]  # `points` of polygons: the boundary, where one is known
    scale: str  # its length in the drawing
    kilometres: float  # that it stands for


Point = tuple[Decimal, Decimal]  # latitude, longitude


def drawing(points: Sequence[tuple[int, Point]], boundary: list[list[list[float]]]) -> Drawing | None:
    """Numbered points within a boundary [longitude, latitude], or around the points where none is known.

    Points close together share a dot. A point outside a known boundary is in the list and not on the map. None where
    there is nothing to draw.
    """
    inside: dict[Point, list[int]] = {}
    for number, point in points:
        if not boundary or within(float(point[0]), float(point[1]), boundary):
            inside.setdefault(point, []).append(number)
    if not inside:
        return None
    corners = [(y, x) for ring in boundary for x, y in ring] or [(float(a), float(b)) for a, b in inside]
    frame = _around(corners)
    placed = ((frame.at(float(a), float(b)), numbers) for (a, b), numbers in inside.items())
    outlines = tuple(" ".join(",".join(_plain(frame.at(y, x))) for x, y in ring) for ring in boundary)
    length = max((one for one in LENGTHS if one * frame.unit <= WIDTH / 3), default=LENGTHS[0])
    return Drawing(WIDTH, int(frame.height), _apart(placed), outlines, f"{length * frame.unit:.1f}", length)


def _apart(placed: Iterable[tuple[Spot, list[int]]]) -> tuple[Dot, ...]:
    """Dots that would cover one another become one, at the place of the first."""
    kept: list[tuple[Spot, list[int]]] = []
    for (x, y), numbers in placed:
        near = next((those for (a, b), those in kept if hypot(a - x, b - y) < APART), None)
        if near is None:
            kept.append(((x, y), list(numbers)))
        else:
            near += numbers
    return tuple(Dot(*_plain(spot), tuple(sorted(numbers))) for spot, numbers in kept)


def _plain(spot: Spot) -> tuple[str, str]:
    return f"{spot[0]:.1f}", f"{spot[1]:.1f}"


def _around(corners: Sequence[tuple[float, float]]) -> Plane:
    """The drawing into which all of these points go, with a margin."""
    south, north = min(a for a, _ in corners), max(a for a, _ in corners)
    west, east = min(b for _, b in corners), max(b for _, b in corners)
    middle = (south + north) / 2
    wide = max((east - west) * KILOMETRES * cos(radians(middle)), LEAST_KM)
    high = max((north - south) * KILOMETRES, LEAST_KM / 2)
    unit = min((WIDTH - 2 * MARGIN) / wide, (HIGHEST - 2 * MARGIN) / high)
    height = max(LOWEST, round(high * unit) + 2 * MARGIN)
    return Plane(middle, (west + east) / 2, unit, WIDTH, height)
