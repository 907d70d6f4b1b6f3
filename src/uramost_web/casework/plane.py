"""A piece of the earth as a drawing, and a point of the drawing as one on the earth again.

Flat: kilometres east and north of a middle. Over a municipality that is wrong by less than the width of its streets.
"""

from dataclasses import dataclass
from math import cos, radians

from uramost_web.casework.whereabouts import KILOMETRES

Spot = tuple[float, float]
"""In the drawing: to the right and down from its corner."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Latitude and longitude of the middle in degrees; the rest in units of the drawing."""

    latitude: float
    longitude: float
    unit: float  # to a kilometre
    width: float
    height: float

    def at(self, latitude: float, longitude: float) -> Spot:
        """Where a point of the earth lies in the drawing, or beside it."""
        east = (longitude - self.longitude) * self._degree
        north = (latitude - self.latitude) * KILOMETRES
        return self.width / 2 + east * self.unit, self.height / 2 - north * self.unit

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude of a spot: what `at` is the way to."""
        east, north = (x - self.width / 2) / self.unit, (self.height / 2 - y) / self.unit
        return self.latitude + north / KILOMETRES, self.longitude + east / self._degree

    @property
    def _degree(self) -> float:
        """Kilometres in a degree of longitude here."""
        return KILOMETRES * cos(radians(self.latitude))
