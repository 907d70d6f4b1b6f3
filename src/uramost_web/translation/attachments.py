"""Files that a page gives away: what each says it is, and that it is kept, not shown."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

PLAIN: Final = "application/octet-stream"
CONTENT_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": PLAIN,  # somebody's page is not shown under our address
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "xlf": PLAIN,
    "tmx": "application/x-tmx+xml; charset=utf-8",
    "tbx": "application/x-tbx+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
"""What a file says it is, by its ending; never what its sender said."""


def attachment(data: bytes | str | Iterable[str], filename: str) -> HttpResponseBase:
    """An answer that is saved under this name; what comes piece by piece is sent piece by piece."""
    kind = CONTENT_TYPES.get(filename.rpartition(".")[2], PLAIN)
    answer: HttpResponseBase
    if isinstance(data, bytes | str):
        answer = HttpResponse(data, content_type=kind)
    else:
        answer = StreamingHttpResponse(data, content_type=kind)
    named = content_disposition_header(as_attachment=True, filename=filename)
    answer.headers["Content-Disposition"] = named or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
