"""Serbian Latin is written as Cyrillic is."""

from uramost_web.formats.sr.formats import *  # noqa: F403 - a formats module is its names
