"""Files that residents add to a case: photographs cleaned, papers known by their content, and kept under our names."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uramost import pictures
from uramost_web.accounts import attempts
from uramost_web.casework import photos
from uramost_web.casework.models import Attachment, Case
from uramost_web.uploads import InMemory

MOST_BYTES: Final = 10_000_000
"""Of one paper; a photograph may be larger before it is made small."""
MOST: Final = 20
"""Files of a case that its resident has added."""
OFFICE: Final = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The part by which an office file is known → its media type."""
OPEN: Final = (
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
)
PICTURE: Final = "image/jpeg"
PDF: Final = "application/pdf"
MEDIA_TYPES: Final = frozenset({PICTURE, PDF, *OFFICE.values(), *OPEN})
"""What is taken, and what a file is ever served as."""

REFUSED: Final = {
    "paper_too_large": gettext_lazy("%(name)s: this file is too large. Please choose one of at most 10 MB."),
    "macros": gettext_lazy("%(name)s: this file holds a programme (macros). Please save it without."),
    "other": gettext_lazy(
        "%(name)s: this kind of file is not taken. Please choose a photograph, a PDF, a text document or a spreadsheet."
    ),
    "text_too_long": gettext_lazy(
        "The message is very long. Only its beginning was taken; please send the rest again."
    ),
    "too_many_files": gettext_lazy("%(name)s: at most %(most)s files can be added to a case."),
}
TOO_OFTEN: Final = gettext_lazy(
    "From your connection very many files were sent in the last hour, so these were not looked at. Please send your "
    "words without them, or try again in an hour."
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it is kept."""

    content: bytes
    name: str  # as the sender called it
    media_type: str


class BadPaper(ValueError):
    """A file that is not taken; `code` is one of REFUSED or of `photos.REFUSED`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(raw: bytes, name: str) -> Paper:
    """What a file is by its content. Raises `BadPaper`."""
    kind = pictures.kind(raw)
    if kind in {"pdf", "zip"}:
        if len(raw) > MOST_BYTES:
            raise BadPaper("paper_too_large")
        return Paper(raw, name, PDF if kind == "pdf" else _office(raw))
    try:
        return Paper(pictures.read(raw).content, name, PICTURE)
    except pictures.BadPicture as bad:
        unknown = bad.code in {"not_a_picture", "other_type"} or bad.code not in photos.REFUSED
        raise BadPaper("other" if unknown else bad.code) from bad


def _office(raw: bytes) -> str:
    """The media type of an office file, from the names of its parts; nothing of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = set(packed.namelist())
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                raise BadPaper("macros")
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 100:
                said = packed.read("mimetype").decode("ascii", "replace")
                if said in OPEN:
                    return said
    except BadPaper:
        raise
    except (
        Exception
    ) as bad:  # whatever zipfile stumbles over: zlib.error, LZMAError, struct.error, NotImplementedError …
        raise BadPaper("other") from bad
    for part, media_type in OFFICE.items():
        if part in names:
            return media_type
    raise BadPaper("other")


def refusal(name: str, code: str) -> str:
    """Why something was not taken, in the language that is switched on."""
    return str(REFUSED.get(code) or photos.REFUSED[code]) % {"name": name, "most": MOST}


class ToBeRead(InMemory):
    """Keeps what may be sent; where far too much is, reading stops, and what was typed before the files is kept."""

    files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.files += 1
        if self.files >= photos.FAR_TOO_MANY_FILES:
            raise StopUpload
        super().new_file(*args, **kwargs)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files, each looked into; its value is a tuple of `Paper`s. More than a case can have are not even opened."""

    widget = FilesInput(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf,.docx,.odt,.xlsx,.ods"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: Sequence[UploadedFile[bytes]] = data if isinstance(data, list | tuple) else [data] if data else []
        taken, problems = [], []
        if len(files) >= photos.FAR_TOO_MANY_FILES - 1:  # where reading stops
            raise ValidationError(str(photos.FAR_TOO_MANY))
        if len(files) > MOST:  # each may cost a second
            raise ValidationError(refusal(files[MOST].name or "", "too_many_files"))
        for file in files:
            name = (file.name or "")[-photos.LONGEST_NAME :]
            try:
                taken.append(read(_whole(file), name))
            except BadPaper as bad:
                problems.append(refusal(name, bad.code))
        if problems:
            again = [_("Nothing was sent yet: choose the files again, without this one.")] if files else []
            raise ValidationError([*problems, *again])
        return tuple(taken)


def may_look(request: HttpRequest, at: datetime) -> bool:
    """Whether the files of one more form from this address are opened; if there are any, it is counted."""
    return not request.FILES or attempts.one_more(
        request, "papers", most=settings.SENT_AN_HOUR, window=attempts.HOUR, at=at
    )


def _whole(file: UploadedFile[bytes]) -> bytes:
    """All bytes of a file that was sent; of one that is too large `uploads.InMemory` knows only how large it is."""
    raw: bytes = file.read(pictures.MOST_BYTES + 1)
    if (file.size or 0) > len(raw):
        raise BadPaper("too_large")
    return raw


def room(case: Case, papers: Sequence[Paper]) -> str:
    """A sentence where the case has too many files with these, or nothing."""
    if papers and case.attachments.count() + len(papers) > MOST:
        return refusal(papers[-1].name, "too_many_files")
    return ""


class Full(Exception):
    """The case has as many files as it can; the sentence says so."""


def keep(case: Case, papers: Sequence[Paper], at: datetime) -> tuple[Attachment, ...]:
    """Rows and files of a case that is held; where one cannot be kept, none of them stays. Raises `Full`."""
    if problem := room(case, papers):
        raise Full(problem)
    kept: list[Attachment] = []
    try:
        for paper in papers:
            row = photos.keep(paper.content, name=paper.name, media_type=paper.media_type, at=at, case=case)
            kept.append(row)
    except Exception:
        forget(kept)
        raise
    return tuple(kept)


def forget(kept: Sequence[Attachment]) -> None:
    """The files of rows that the database did not keep."""
    for row in kept:
        row.file.delete(save=False)
