"""Photographs that residents send: read, cleaned, and kept under a name of ours."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uramost import pictures
from uramost_web.casework.models import Attachment, Draft

MOST: Final = 5
"""Photographs with a case."""
LONGEST_NAME: Final = 120

REFUSED: Final = {
    "empty": gettext_lazy("%(name)s: this file is empty."),
    "too_large": gettext_lazy("%(name)s: this file is too large. Please choose one of at most 20 MB."),
    "svg": gettext_lazy("%(name)s: this is a drawing, not a photograph. Please choose a JPEG or PNG file."),
    "heic": gettext_lazy("%(name)s: this kind of photograph (HEIC) cannot be read here. Please save it as JPEG."),
    "unknown_type": gettext_lazy("%(name)s: this is not a photograph. Please choose a JPEG or PNG file."),
    "too_many_pixels": gettext_lazy("%(name)s: this picture has too many pixels. Please make it smaller."),
    "broken": gettext_lazy("%(name)s: this picture is damaged. Please choose another one."),
}
"""Code of `pictures.BadPicture` → the sentence."""


def take(draft: Draft, files: Sequence[Any], at: datetime) -> list[str]:
    """Keep those that are photographs; a sentence for each that is not, and for each beyond MOST."""
    problems = []
    for file in files:
        name = (file.name or "")[-LONGEST_NAME:]
        if draft.attachments.count() >= MOST:
            problems.append(_("%(name)s: only %(most)s photographs can be added.") % {"name": name, "most": MOST})
            continue
        try:
            picture = pictures.read(file.read(pictures.MOST_BYTES + 1))
        except pictures.BadPicture as bad:
            problems.append(str(REFUSED[bad.code]) % {"name": name})
            continue
        keep(picture.content, name=name, media_type="image/jpeg", at=at, draft=draft)
    return problems


def keep(content: bytes, *, name: str, media_type: str, at: datetime, **of: Any) -> Attachment:
    """A row and its file; where the row cannot be written, no file stays behind."""
    row = Attachment(key=uuid4(), name=name, media_type=media_type, size=len(content), at=at, **of)
    row.file.save("", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            row.save()
    except Exception:
        row.file.delete(save=False)
        raise
    return row
