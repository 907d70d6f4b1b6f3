"""The two doors of a round: the secret link of a rater, and the desk. Behind both stand the same pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from uramost_web.accounts.requests import PersonRequest
from uramost_web.capacity import seats
from uramost_web.capacity.seats import Seat
from uramost_web.uploads import InMemory

View = Callable[..., HttpResponseBase]


def linked(view: View) -> View:
    """No cache, no search engine and no other site learns of the link."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, key: str, secret: str, **more: Any) -> HttpResponseBase:
        response = view(request, seats.by_link(key, secret), **more)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return opened


def at_desk(view: View) -> View:
    @never_cache
    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: PersonRequest, pk: int, **more: Any) -> HttpResponseBase:
        return view(request, seats.by_account(request.user, pk), **more)

    return opened


def with_file(door: Callable[[View], View]) -> Callable[[View], View]:
    """A page whose form has a file: where it goes has to be said before the check reads the form."""

    def through(view: View) -> View:
        inside = csrf_protect(door(view))

        @csrf_exempt
        @wraps(inside)
        def opened(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
            request.upload_handlers = [InMemory(request)]
            return inside(request, *args, **more)

        return opened

    return through


def paths(
    pages: tuple[tuple[str, View, str, bool], ...], before: str, door: Callable[[View], View]
) -> list[URLPattern]:
    """(address, page, name, whether its form has a file) → the addresses behind one door."""
    filed = with_file(door)
    return [path(before + address, (filed if file else door)(view), name=name) for address, view, name, file in pages]


def page(request: HttpRequest, seat: Seat, template: str, **context: Any) -> HttpResponse:
    """422 where a form is wrong."""
    row = seat.round
    form = context.get("form")
    context |= {"seat": seat, "round": row, "instrument": row.instrument.read(), "form": form}
    return TemplateResponse(request, f"capacity/{template}", context, status=422 if form and form.errors else 200)


def to(seat: Seat, name: str, *more: Any) -> HttpResponse:
    return redirect(seat.url(name, *more))
