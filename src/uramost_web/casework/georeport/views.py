"""The addresses: each call of the table, in XML and in JSON."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from uramost_web.casework.catalogue import Shows
from uramost_web.casework.georeport import catalogue, requests, sending, shapes, speaking, updates, writing
from uramost_web.casework.georeport.asking import Asking, ask
from uramost_web.casework.georeport.calls import BY_NAME
from uramost_web.casework.georeport.faults import Fault, Refusal, refuse
from uramost_web.casework.models import Attachment
from uramost_web.interface import tag
from uramost_web.uploads import InMemory

ACTS: Final[Mapping[str, Callable[[Asking], Any]]] = {
    "discovery": catalogue.discovery,
    "services": catalogue.services,
    "service": catalogue.service,
    "requests": requests.requests,
    "request": requests.request,
    "token": requests.token,
    "updates": updates.updates,
    "send": sending.send,
    "change": updates.change,
}
"""Call → what answers it, in the shape of the call."""
UNREADABLE: Final = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)


def endpoint(**by_method: str) -> Callable[..., HttpResponse]:
    """A view for one address: method → call of the table."""

    @csrf_exempt  # a key says who it is; no cookie does
    def view(request: HttpRequest, *, suffix: str, test: bool = False, **given: str) -> HttpResponse:
        method = "get" if request.method == "HEAD" else (request.method or "").lower()
        header = speaking.reader(request)
        with translation.override(header.code):
            try:
                if method not in by_method:
                    raise Refusal([Fault("method")], {"Allow": _allowed(by_method)})
                if method == "post":
                    _opened(request)
                asked = ask(request, BY_NAME[by_method[method]], given, header, test=test)
                content = writing.write(asked.call.shape, ACTS[asked.call.name](asked), suffix)
                return _response(content, suffix, asked.reader.tag)
            except Refusal as refusal:
                return refused(refusal, suffix)

    return view


def _opened(request: HttpRequest) -> None:
    """Read what was sent. Raises `Refusal` where that cannot be done."""
    request.upload_handlers = [InMemory(request)]
    try:
        request.POST  # noqa: B018 - read here, so that what cannot be read is met here
    except RequestDataTooBig:
        raise refuse("too_large") from None
    except UNREADABLE:
        raise refuse("unreadable") from None


def refused(refusal: Refusal, suffix: str) -> HttpResponse:
    """What is wrong, each with its sentence; the first decides the status."""
    rows = [{"code": fault.status, "description": fault.said()} for fault in refusal.faults]
    answer = _response(writing.write(shapes.ERRORS, rows, suffix), suffix, tag(translation.get_language() or ""))
    answer.status_code = refusal.faults[0].status
    for name, value in refusal.headers.items():
        answer.headers[name] = value
    return answer


def _response(content: bytes, suffix: str, language: str) -> HttpResponse:
    """Anybody's page may read it: it is the same for all, and no cookie changes it."""
    answer = HttpResponse(content, content_type=writing.MEDIA_TYPES[suffix])
    answer.headers["Content-Language"] = language
    answer.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


def _allowed(by_method: Mapping[str, str]) -> str:
    return ", ".join(["HEAD", *map(str.upper, by_method)] if "get" in by_method else map(str.upper, by_method))


@csrf_exempt
def nothing(request: HttpRequest, *, suffix: str | None = None) -> HttpResponse:
    """Whatever else begins like this."""
    with translation.override(speaking.reader(request).code):
        return refused(refuse("not_found"), suffix or "xml")


SCHEMAS: Final = Path(__file__).parent


@require_safe
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """The RELAX NG of an answer in XML."""
    if name not in {shape.root for shape in shapes.SHAPES}:
        raise Http404
    return HttpResponse((SCHEMAS / f"{name}.rng").read_bytes(), content_type="application/xml")


@require_safe
def picture(request: HttpRequest, key: Any) -> HttpResponseBase:
    """A photograph that a clerk has released for everybody, of a case that shows its text."""
    row = (
        Attachment.objects.filter(
            key=key, public=True, media_type="image/jpeg", case__service__shows=Shows.TEXT, case__anonymised_at=None
        )
        .only("file")
        .first()
    )
    if row is None:
        raise Http404
    try:
        return FileResponse(row.file.open("rb"), content_type="image/jpeg", filename=f"{key}.jpg")
    except FileNotFoundError as lost:
        raise Http404 from lost
