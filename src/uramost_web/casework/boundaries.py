"""The boundary of a municipality from a GeoJSON file (RFC 7946): its rings, checked."""

import json
from collections.abc import Iterable
from typing import Any, Final

from uramost_web.casework.defining import Faulty
from uramost_web.places.models import Municipality

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file."""
MOST_POINTS: Final = 20_000
FEWEST: Final = 4
"""Points of a ring, the last one being the first again."""
AROUND: Final = 1.0
"""Degrees around the known middles of municipalities in which the middle of a boundary has to lie."""
PLACES: Final = 6
"""Decimals of a degree that are kept: a tenth of a metre."""

Ring = list[list[float]]


def rings(content: bytes, municipalities: Iterable[Municipality]) -> list[Ring]:
    """The rings of a Polygon or MultiPolygon as [longitude, latitude]. Raises `Faulty` with the field "file"."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as bad:  # also of a number with thousands of digits
        raise Faulty({"file": "not_json"}) from bad
    checked = [_ring(ring) for polygon in _polygons(found) for ring in _listed(polygon)]
    if not checked:
        raise Faulty({"file": "no_polygon"})
    if sum(map(len, checked)) > MOST_POINTS:
        raise Faulty({"file": "too_many_points"})
    if not _near(checked, municipalities):
        raise Faulty({"file": "elsewhere"})
    return checked


def _polygons(shape: Any) -> list[Any]:
    """The coordinates of each polygon."""
    if not isinstance(shape, dict):
        raise Faulty({"file": "no_polygon"})
    match shape.get("type"):
        case "FeatureCollection":
            features = _listed(shape.get("features"))
            if len(features) != 1:
                raise Faulty({"file": "several_features" if features else "no_polygon"})
            return _polygons(features[0])
        case "Feature":
            return _polygons(shape.get("geometry"))
        case "Polygon":
            return [shape.get("coordinates")]
        case "MultiPolygon":
            return _listed(shape.get("coordinates"))
    raise Faulty({"file": "no_polygon"})


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Faulty({"file": "no_polygon"})
    return value


def _ring(points: Any) -> Ring:
    found = [_point(point) for point in _listed(points)]
    if len(found) < FEWEST:
        raise Faulty({"file": "bad_ring"})
    if found[0] != found[-1]:
        raise Faulty({"file": "open_ring"})
    return found


def _point(point: Any) -> list[float]:
    numbers = point[:2] if isinstance(point, list) else []
    if len(numbers) != 2 or any(isinstance(one, bool) or not isinstance(one, int | float) for one in numbers):
        raise Faulty({"file": "bad_point"})
    longitude, latitude = numbers
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # NaN lies nowhere
        raise Faulty({"file": "bad_point"})
    return [round(float(longitude), PLACES), round(float(latitude), PLACES)]


def _near(found: list[Ring], municipalities: Iterable[Municipality]) -> bool:
    """Whether the middle lies in the span of the municipalities whose middles are known; yes where none is."""
    known = [
        (float(one.longitude), float(one.latitude))
        for one in municipalities
        if one.longitude is not None and one.latitude is not None
    ]
    if not known:
        return True
    west, south, east, north = box(found)
    middle = ((west + east) / 2, (south + north) / 2)
    return all(
        min(one[axis] for one in known) - AROUND <= middle[axis] <= max(one[axis] for one in known) + AROUND
        for axis in (0, 1)
    )


def box(found: list[Ring]) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    points = [point for ring in found for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
