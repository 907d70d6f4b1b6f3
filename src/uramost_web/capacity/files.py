"""Evidence as files: known by their content, pictures cleaned of where they were taken, given back only to be saved."""

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from uramost import pictures
from uramost_web.accounts import audit
from uramost_web.capacity.acts import Refused, held
from uramost_web.capacity.models import Evidence, Measure
from uramost_web.capacity.seats import Seat

MOST_BYTES: Final = 10_000_000
MOST: Final = 200
"""Files of a round with its plan."""
OFFICE: Final = {
    "word/document.xml": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/workbook.xml": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/presentation.xml": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
OPEN: Final = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}

BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, UnicodeDecodeError, NotImplementedError, RuntimeError, OSError,
    EOFError,
)  # fmt: skip
"""What the reader of ZIP files raises for one that was cut off, changed or locked."""


@dataclass(frozen=True, slots=True)
class File:
    content: bytes
    ending: str
    media_type: str


class BadFile(ValueError):
    """`code`: empty · too_large · macros · other."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(raw: bytes) -> File:
    """What a file is by its content. Raises `BadFile`."""
    if not raw:
        raise BadFile("empty")
    kind = pictures.kind(raw)
    if kind in {"pdf", "zip"}:
        if len(raw) > MOST_BYTES:
            raise BadFile("too_large")
        ending, media_type = ("pdf", "application/pdf") if kind == "pdf" else _office(raw)
        return File(raw, ending, media_type)
    try:
        return File(pictures.read(raw).content, "jpg", "image/jpeg")
    except pictures.BadPicture as bad:
        raise BadFile("too_large" if bad.code == "too_large" else "other") from bad


def _office(raw: bytes) -> tuple[str, str]:
    """From the names of its parts; nothing is unpacked but the line in which OpenDocument names its kind."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = set(packed.namelist())
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                raise BadFile("macros")
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 100:
                said = packed.read("mimetype").decode("ascii", "replace")
                if said in OPEN:
                    return OPEN[said], said
    except BROKEN as bad:
        raise BadFile("other") from bad
    found = next((kind for part, kind in OFFICE.items() if part in names), None)
    if found is None:
        raise BadFile("other")
    return found


@transaction.atomic
def keep(
    *, seat: Seat, file: File, name: str, item: str = "", measure: Measure | None = None, at: datetime
) -> Evidence:
    """Of an item until the round is closed, of a measure for as long as the plan runs.

    Raises `Refused`: not_you, no_item, too_many.
    """
    if not (seat.inside if measure else seat.may_add):
        raise Refused("not_you")
    row = held(seat.round)
    if measure is None and item not in row.instrument.read().items():
        raise Refused("no_item")
    if Evidence.objects.filter(round=row).count() + Evidence.objects.filter(measure__plan__round=row).count() >= MOST:
        raise Refused("too_many")
    made = Evidence(
        round=None if measure else row, item=item, measure=measure, name=name[-200:], media_type=file.media_type,
        size=len(file.content), by=seat.name, by_user=seat.by, at=at,
    )  # fmt: skip
    made.file.save(f"{made.key.hex}.{file.ending}", ContentFile(file.content), save=False)
    try:
        with transaction.atomic():
            made.save()
    except Exception:
        made.file.delete(save=False)
        raise
    audit.record("assessment.evidence", subject=row, by=seat.by, at=at)
    return made
