"""Files made from published texts, in the background; asked for earlier, they are made at once."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task

from uramost import documents
from uramost_web.interface import code
from uramost_web.notices.models import Download, PublishedText, formats


@task()
def prepare(publication: int) -> int:
    """Make every download of a publication that is not there yet; safe to run again. Returns how many were made."""
    texts = PublishedText.objects.filter(publication=publication).select_related(
        "notice__document", "notice__municipality"
    )
    wanted = [(text, format_) for text in texts for format_ in formats(text.notice.given())]
    return sum(make(text, format_)[1] for text, format_ in wanted)


def make(text: PublishedText, format_: str) -> tuple[Download, bool]:
    """The download in a format, and whether it had to be made now: one whose file was lost is made again."""
    there = text.downloads.filter(format=format_).first()
    if there and there.file.storage.exists(str(there.file.name)):
        return there, False
    data = _pdf(text) if format_ == "pdf" else _office(text, format_)
    row = there or Download(text=text, format=format_)
    row.made_at, folder = timezone.now(), row.file.storage
    name = row.file.field.generate_filename(row, f"{text.pk}-{uuid4().hex[:12]}.{format_}")
    try:
        row.file.name = folder.save(name, ContentFile(data))
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the worker and a reader were at it together: one file is enough
        folder.delete(name)
        return text.downloads.get(format=format_), False
    except Exception:  # the disk is full: half a file, or one the database does not know, would only take more of it
        folder.delete(name)
        raise
    return row, True


def _office(text: PublishedText, format_: str) -> bytes:
    document = text.notice.given()
    if format_ == document.format:
        with document.original.open() as original:
            return documents.write(original.read(), format_, text.texts, text.tag)
    return documents.build_docx(text.title, document.structure(), text.texts, text.tag)


def _pdf(text: PublishedText) -> bytes:
    notice = text.notice
    with translation.override(code(text.tag)):
        meta = [
            (_("Municipality"), notice.municipality.name_in(text.tag)),
            (_("Kind"), notice.get_kind_display()),
            (_("Published"), date_format(timezone.localtime(text.published_at), "DATE_FORMAT")),
            (_("Number"), f"{notice.municipality.slug}/{notice.number}"),
        ]
    return documents.to_pdf(text.title, notice.given().structure(), text.texts, text.tag, meta)
