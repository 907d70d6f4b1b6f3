"""A translation as a file for other translation programs, and what such a file says when it comes back.

The key of a unit carries the position of its sentence and the versions it was made from, for every program gives keys
back as they were.
"""

import re
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from uramost import exchange
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.translation.models import Target, TargetState, Translation, bare
from uramost_web.translation.offline import Row
from uramost_web.translation.permissions import check_may_write

KEY: Final = re.compile(r"s(\d{1,7})-v(\d{1,7})-o(\d{1,7})")
VERSIONS: Final = ("xliff12", "xliff21")
REFUSED: Final = {
    "not_xliff": _("This file is not XLIFF, or it is damaged."),
    "other_text": _("This file belongs to another text or another language."),
}


class Refused(ValueError):
    """The file is not taken; `sentence` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = REFUSED[code]


def name_of(translation: Translation) -> str:
    """What the file calls its document: so that no other text is brought back into this one."""
    return f"{translation.document.key}/{translation.language}"


def filename(translation: Translation) -> str:
    return f"{slugify(bare(translation.document.title()))[:60] or 'text'}-{translation.language}.xlf"


@transaction.atomic
def take_home(*, translation: Translation, version: str, by: User, at: datetime) -> bytes:
    """The translation as it is now. `version` is one of VERSIONS. Raises `NotAllowed`."""
    check_may_write(by, translation)
    document = translation.document
    codes = {block.key: exchange.placeables(block.placeables) for block in document.structure()}
    rows = list(translation.targets.select_related("segment").order_by("segment__position"))
    units = [_unit(row, document.language, translation.language, codes) for row in rows]
    header = exchange.Header(document.language, translation.language, original=name_of(translation))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "translation.xlf"
        exchange.write_xliff(path, units, header, version)
        data = path.read_bytes()
    audit.record("translation.taken_home", subject=translation, by=by, at=at, format=version, sentences=len(rows))
    return data


def _unit(row: Target, source: str, target: str, codes: dict[str, Any]) -> exchange.Unit:
    """A sentence; a draft whose signs cannot be written stays here, and goes as one that is not translated."""
    known = {code.number: code for code in codes.get(row.segment.block, ())}
    used = exchange.guessed(row.segment.text + row.text)
    unit = exchange.pair(
        f"s{row.segment.position}-v{row.version}-o{row.segment.version}",
        (source, row.segment.text),
        (target, row.text) if row.text else None,
        codes=tuple(known.get(code.number, code) for code in used),
        state="translated" if row.state == TargetState.CONFIRMED and not row.is_stale() else "initial",
    )
    fits = unit.target is None or exchange.fit(unit.target, unit.source)
    return unit if fits else replace(unit, texts=unit.texts[:1], state="initial")


def rows(translation: Translation, data: bytes) -> tuple[list[Row], exchange.Reading]:
    """The sentences a file brings back, of this translation and no other, and how it was read. Raises `Refused`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "returned.xlf"
        path.write_bytes(data)
        try:
            reading = exchange.read_xliff(path, keep=False)
            units = list(reading)
        except exchange.Rejected as refused:
            raise Refused("not_xliff") from refused
    if reading.header.original != name_of(translation):
        raise Refused("other_text")
    return [row for unit in units if (row := _row(unit))], reading


def _row(unit: exchange.Unit) -> Row | None:
    key = KEY.fullmatch(unit.key)
    if key is None or unit.target is None:
        return None
    position, seen, of = map(int, key.groups())
    return Row(position, unit.target.text, seen, of, confirm=unit.state in {"translated", "reviewed", "final"})
