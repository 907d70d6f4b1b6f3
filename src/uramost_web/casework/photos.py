"""Photographs that residents send: read, cleaned, and kept under a name of ours."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from uramost import pictures
from uramost.text import BadText, plain
from uramost_web.accounts import attempts
from uramost_web.casework.models import Attachment, Draft

MOST: Final = 5
"""Photographs with a case."""
LOOKED_AT: Final = 10
"""Files that are opened of those sent at once: each may cost a second."""
FAR_TOO_MANY_FILES: Final = 100
"""Files sent at once at which reading stops: of a form with more, Django would keep nothing at all."""
ROOM: Final = 60_000_000
"""Bytes of files sent at once that are kept in memory until they are looked at."""
LONGEST_NAME: Final = 120

REFUSED: Final = {
    "empty": gettext_lazy("%(name)s: this file is empty."),
    "too_large": gettext_lazy("%(name)s: this file is too large. Please choose one of at most 20 MB."),
    "svg": gettext_lazy("%(name)s: this is a drawing, not a photograph. Please choose a JPEG or PNG file."),
    "heic": gettext_lazy("%(name)s: this kind of photograph (HEIC) cannot be read here. Please save it as JPEG."),
    "not_a_picture": gettext_lazy("%(name)s: this is not a photograph. Please choose a JPEG or PNG file."),
    "other_type": gettext_lazy("%(name)s: files of this kind are not taken. Please choose a JPEG or PNG file."),
    "too_many_pixels": gettext_lazy("%(name)s: this picture has too many pixels. Please make it smaller."),
    "broken": gettext_lazy("%(name)s: this picture is damaged. Please choose another one."),
}
"""Code of `pictures.BadPicture` → the sentence."""
FAR_TOO_MANY: Final = gettext_lazy("Far too many files were sent at once. Please choose a few of them.")
TOO_OFTEN: Final = gettext_lazy(
    "From your connection very many photographs were sent in the last hour. Those not shown here were not taken. "
    "Please try again in an hour."
)
NO_ROOM: Final = gettext_lazy("%(name)s: too much was sent at once. Please add this one again by itself.")


class NoRoom(Exception):
    """A file that was left out because too much came at once."""


class ToBeRead(FileUploadHandler):
    """Keeps in memory what may be a photograph; of a file that is too large, so much that this can be seen."""

    room = ROOM
    files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.files += 1
        if self.files >= FAR_TOO_MANY_FILES:
            raise StopUpload  # what was typed before the files is kept
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()
        self.left_out = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start > pictures.MOST_BYTES:
            return
        self.room -= len(raw_data)
        self.left_out = self.left_out or self.room < 0
        if not self.left_out:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        if self.left_out:
            self.kept = BytesIO()
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )


def take(request: HttpRequest, draft: Draft, at: datetime) -> list[str]:
    """Keep those sent that are photographs, up to MOST; a sentence for each that is not, one for all beyond."""
    files, problems = request.FILES.getlist("photos"), list[str]()
    if any(isinstance(one, ToBeRead) and one.files >= FAR_TOO_MANY_FILES for one in request.upload_handlers):
        return [str(FAR_TOO_MANY)]
    room, tried, beyond = MOST - draft.attachments.count(), 0, 0
    taken: list[tuple[str, bytes]] = []
    for file in files:
        if len(taken) >= room or tried >= LOOKED_AT:
            beyond += 1
            continue
        if draft.by_id is None and not _may_look(request, at):
            problems.append(str(TOO_OFTEN))
            beyond = 0
            break
        tried += 1
        name = shown(file.name or "")
        try:
            taken.append((name, pictures.read(_content(file)).content))
        except pictures.BadPicture as bad:
            problems.append(str(REFUSED[bad.code]) % {"name": name})
        except NoRoom:
            problems.append(str(NO_ROOM) % {"name": name})
    if beyond := beyond + _keep_those_with_room(draft, taken, at):
        problems.append(_too_many(beyond))
    return problems


def _keep_those_with_room(draft: Draft, taken: Sequence[tuple[str, bytes]], at: datetime) -> int:
    """How many there was no room for: counted while nobody else adds any, for a page may be sent twice at once."""
    kept: list[Attachment] = []
    try:
        with transaction.atomic():
            Draft.objects.select_for_update().values_list("pk").get(pk=draft.pk)
            room = max(0, MOST - draft.attachments.count())
            for name, content in taken[:room]:
                kept.append(keep(content, name=name, media_type="image/jpeg", at=at, draft=draft))
    except Exception:
        for row in kept:
            row.file.delete(save=False)
        raise
    return len(taken) - len(kept)


def _may_look(request: HttpRequest, at: datetime) -> bool:
    """Whether one more file from this address is opened; if so, it is counted."""
    most = MOST * settings.SENT_AN_HOUR
    return attempts.one_more(request, "photos", most=most, window=attempts.HOUR, at=at)


def _content(file: Any) -> bytes:
    """Raises `NoRoom`."""
    content: bytes = file.read(pictures.MOST_BYTES + 1)
    if file.size and not content:
        raise NoRoom
    return content


def _too_many(number: int) -> str:
    said = ngettext(
        "%(number)s more file was not added: a case can have %(most)s photographs.",
        "%(number)s more files were not added: a case can have %(most)s photographs.",
        number,
    )
    return said % {"number": number, "most": MOST}


def shown(name: str) -> str:
    """A file's name as it is shown: its end, which has the kind, and nothing that turns words about."""
    try:
        return plain(name)[-LONGEST_NAME:]
    except BadText:
        return _("Photograph")


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
