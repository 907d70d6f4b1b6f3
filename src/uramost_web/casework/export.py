"""Everything that is stored about a case, for its resident: a JSON file and the files themselves, in a ZIP."""

import json
import re
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from uramost_web.accounts.models import User
from uramost_web.casework.models import Case

WITHHELD: Final = frozenset({"id", "nonce", "case"})
"""Numbers of rows, and what the secret link is made of. People of the municipality stand with their role or office."""

RELATED: Final = {
    "entries": "the history, also notes among colleagues",
    "pauses": "when the clock stood",
    "extensions": "more time",
    "date_moves": "the last day moved by a holiday",
    "letters": "what was written to the resident",
    "post": "what came by e-mail, with the message itself; not what a stranger sent with its reference in the subject",
    "attachments": "files",
    "readings": "who opened it: when, and in which office they work",
    "sampled": "whether the answer was drawn for a sample, and what was found complete in it",
}
"""Name of a relation → what stands under it in the export."""
NOT_RELATED: Final = {
    "draft": "empty once the case is sent",
    "merged": "cases of other residents that continue in this one",
}
"""Relations that are not in it, and why."""

IN_MEMORY: Final = 5_000_000
"""Bytes of a ZIP that is built without a temporary file."""


def packed(case: Case, at: datetime) -> IO[bytes]:
    """A ZIP of `case.json`, `files/`, `post/` and a text that says what is what, in the language switched on."""
    into: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 – the reader closes it
    content = everything(case, at)
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", _read_me(case))
        archive.writestr(
            "case.json", json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2, sort_keys=True)
        )
        for name, row in zip(names(case.attachments.all()), case.attachments.all(), strict=True):
            _add(archive, f"files/{name}", row.file)
        for number, message in enumerate(_rows(case, "post"), start=1):
            _add(archive, f"post/{number:02}.eml", message.raw)
    into.seek(0)
    return into


def _add(archive: zipfile.ZipFile, name: str, file: Any) -> None:
    """A file that was lost leaves a gap and does not keep the rest from its owner."""
    try:
        with file.open("rb") as opened:
            archive.writestr(name, opened.read())
    except (FileNotFoundError, ValueError):
        return


NO_NAME: Final = re.compile(r"[^\w.-]+")


def names(rows: Iterable[Any]) -> list[str]:
    """What each file is called where they are kept together: numbered, without anything of a path."""
    tidy = [NO_NAME.sub("_", row.name).lstrip(".") or "file" for row in rows]
    return [f"{number:02}-{name}" for number, name in enumerate(tidy, start=1)]


def everything(case: Case, at: datetime) -> dict[str, Any]:
    """The case and all rows that hang on it, as JSON can be made of."""
    found = {"exported_at": at, **_row(case)}
    for relation in RELATED:
        found[relation] = [_row(row) for row in _rows(case, relation)]
    for name, row in zip(names(case.attachments.all()), found["attachments"], strict=True):
        row["file"] = f"files/{name}"
    for number, row in enumerate(found["post"], start=1):
        row["raw"] = f"post/{number:02}.eml"
    for row in found["entries"]:
        if row["move"] == "assign":  # to whom among colleagues is a number of theirs
            row["facts"] = {}
    return found


def _rows(case: Case, relation: str) -> Any:
    """What hangs on the case. A reference can be typed by anybody, so post that proves no more may be another's."""
    rows = getattr(case, relation).order_by("pk")
    return rows.exclude(finding="unproven", entry=None) if relation == "post" else rows


def _row(row: models.Model) -> dict[str, Any]:
    """Every field; what it points at by its own name, people left out."""
    said = {}
    for field in row._meta.concrete_fields:
        if field.name in WITHHELD or field.related_model is User:
            continue
        value = getattr(row, field.name)
        if isinstance(field, models.FileField):
            said[field.name] = ""
        elif field.is_relation:
            said[field.name] = _named(value)
        else:
            said[field.name] = value
    return said


def _named(value: Any) -> Any:
    """An entry by its number; an office, a service or another case by what it is called."""
    if value is None:
        return None
    return value.number if hasattr(value, "number") else str(value)


def _read_me(case: Case) -> str:
    lines = (
        _("Everything that UraMost has stored about the case %(reference)s.") % {"reference": case.reference},
        _("case.json: what you sent, everything that happened, also notes among colleagues, and who opened it."),
        _("files: photographs and papers, as they are kept. post: messages that came by e-mail."),
        _("People of the municipality stand in it with their role or their office, not with their name."),
    )
    return "\n\n".join(lines) + "\n"
