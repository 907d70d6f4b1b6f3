"""Pages kept as they were rendered, for readers without a session, while nothing that they show has changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers

from uramost_web.notices.models import Notice, Publication
from uramost_web.places.words import words

PAGES: Final = 256
"""How many pages a process keeps; those asked for longest ago go first."""

_kept: "OrderedDict[Hashable, HttpResponse]" = OrderedDict()
_lock = Lock()


def kept(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Keep the page of a view whose only varying facts are public: notices, figures, places, words, promises, plans.

    A publication, a correction or a withdrawal shows at once; everything else with the next reading of the words,
    which is within a minute. Addresses with a question mark and visitors with a session are not kept.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        if request.GET or settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
            return view(request, *args, **values)
        key = (request.method, request.scheme, request.get_host(), request.path, words().edition, _newest())
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                return _copy(_kept[key])
        response = view(request, *args, **values)
        if isinstance(response, TemplateResponse):
            response.render()
        if not isinstance(response, HttpResponse) or response.status_code != 200 or _is_somebodys(request, response):
            return response
        patch_vary_headers(response, ["Cookie"])
        with _lock:
            _kept[key] = _copy(response)
            while len(_kept) > PAGES:
                _kept.popitem(last=False)
        return response

    return page


def _is_somebodys(request: HttpRequest, response: HttpResponse) -> bool:
    """The page holds what only this visitor may have: a cookie, the token of a form, something of a session."""
    token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    return bool(response.cookies or token or request.session.modified)


def _newest() -> tuple[Any, Any]:
    """Different after every publication, correction and withdrawal."""
    out = Publication.objects.aggregate(last=Max("pk"))
    gone = Notice.objects.filter(withdrawn_at__isnull=False).aggregate(last=Max("withdrawn_at"))
    return (out["last"], gone["last"])


def _copy(response: HttpResponse) -> HttpResponse:
    """Headers of a response are added to on its way out, so each reader gets their own."""
    return HttpResponse(response.content, headers=dict(response.headers.items()))
