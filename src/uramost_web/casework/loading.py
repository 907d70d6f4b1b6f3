"""The limits of a country pack into the database."""

from collections.abc import Iterable
from typing import Final

from uramost.packs import Pack
from uramost_web.casework import clocks
from uramost_web.casework.catalogue import Limit
from uramost_web.places.loading import Table, Values

OWN_COLUMNS: Final = ("code", "source", "valid_from", "valid_until")
"""Of a limit; everything else of it is its rule."""


def _limits(pack: Pack) -> Iterable[tuple[str, Values]]:
    for limit in pack.limits:
        values = clocks.as_stored(limit)
        yield (
            f"{limit.code}:{limit.valid_from or ''}",
            {
                "code": limit.code,
                "names": dict(pack.label("limit", limit.code)),
                "values": {name: value for name, value in values.items() if name not in OWN_COLUMNS},
                "valid_from": limit.valid_from,
                "valid_until": limit.valid_until,
                "source": limit.source,
            },
        )


TABLES: Final = (Table(Limit, "key", _limits),)
