"""Instruments into the database: those that are shipped, and those that somebody writes. A version is never changed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from uramost import assessment
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.capacity.instruments import Instrument


class VersionTaken(ValueError):
    """There is this version already, with another content; `newest` is the highest there is."""

    def __init__(self, code: str, newest: int) -> None:
        super().__init__(f"{code}: version {newest}")
        self.code, self.newest = code, newest


@transaction.atomic
def add(*, instrument: assessment.Instrument, by: User | None, at: datetime) -> tuple[Instrument, bool]:
    """The row of this version, and whether it is new. Raises `VersionTaken`."""
    known = Instrument.objects.filter(code=instrument.code).order_by("-version")
    same = known.filter(version=instrument.version).first()
    if same is not None and same.fingerprint == instrument.fingerprint():
        return same, False
    if same is not None or (known.exists() and known[0].version > instrument.version):
        raise VersionTaken(instrument.code, known[0].version)
    row = Instrument(
        code=instrument.code, version=instrument.version, of=instrument.of, content=assessment.as_plain(instrument),
        fingerprint=instrument.fingerprint(), added_by=by, added_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:  # of two at once
        raise VersionTaken(instrument.code, instrument.version) from twice
    audit.record("instrument.added", subject=row, by=by, at=at, code=row.code, version=row.version)
    return row, True


def load(instruments: Iterable[assessment.Instrument], at: datetime) -> tuple[list[Instrument], list[VersionTaken]]:
    """Those of a country pack: what was added, and which stay as they are here because their version is taken."""
    added, taken = [], []
    for one in instruments:
        try:
            row, new = add(instrument=one, by=None, at=at)
        except VersionTaken as other:
            taken.append(other)
        else:
            added += [row] if new else []
    return added, taken
