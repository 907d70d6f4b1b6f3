"""What else happens when a notice changes: apps above, of which nothing here may know, enter themselves at the start.

Each is called in the transaction of the change, after a text was given, published, corrected or withdrawn.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from uramost_web.notices.models import Notice

FOLLOWERS: Final[list[Callable[[Notice, datetime], None]]] = []


def follow(notice: Notice, at: datetime) -> None:
    for follower in FOLLOWERS:
        follower(notice, at)
