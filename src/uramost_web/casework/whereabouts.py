"""Does a point lie in a municipality, and if not, in which does it seem to lie?

With a boundary loaded it is known; without one the municipality whose middle is nearest is asked about, never decided.
"""

from decimal import Decimal
from math import cos, hypot, radians

from uramost_web.places.models import Municipality

KILOMETRES = 111.2
"""In a degree of latitude."""
FARTHEST = 60.0
"""Kilometres from every known middle: beyond it a point is in no municipality here."""


def within(latitude: float, longitude: float, rings: list[list[list[float]]]) -> bool:
    """Whether the point is inside: a ray crosses the rings an odd number of times. Rings are [longitude, latitude]."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def kilometres(latitude: float, longitude: float, place: Municipality) -> float:
    """To the middle of a municipality, on a plane: exact enough to say which is nearest."""
    if place.latitude is None or place.longitude is None:
        return float("inf")
    north = (float(place.latitude) - latitude) * KILOMETRES
    east = (float(place.longitude) - longitude) * KILOMETRES * cos(radians(latitude))
    return hypot(north, east)


def likely(latitude: Decimal, longitude: Decimal) -> Municipality | None:
    """The municipality in which a point lies, or seems to; None far from all."""
    at = float(latitude), float(longitude)
    places = list(Municipality.objects.all())
    for place in places:
        if place.boundary and within(*at, place.boundary):
            return place
    known = [place for place in places if not place.boundary]  # in one with a boundary it would have been found
    nearest = min(known, key=lambda place: kilometres(*at, place), default=None)
    return nearest if nearest is not None and kilometres(*at, nearest) <= FARTHEST else None


def doubt(place: Municipality, latitude: Decimal, longitude: Decimal) -> tuple[bool, Municipality | None]:
    """(whether the point seems to lie elsewhere, in which other municipality)."""
    found = likely(latitude, longitude)
    return (found is None or found.pk != place.pk), found
