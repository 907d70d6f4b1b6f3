"""What a browser may load on our pages: only what comes from this site. How its letters are read: as UTF-8."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
}
ADMIN = {**POLICY, "style-src": "'self' 'unsafe-inline'"}
"""Django's administration writes some styles into its pages."""
CHARSET: Final = re.compile(r";\s*charset\b[^;]*", re.IGNORECASE)
"""Of a Content-Type, also as RFC 2231 writes it: charset*=…"""


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    plain, in_admin = _header(POLICY), _header(ADMIN)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        policy = in_admin if match and "admin" in match.app_names else plain
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def letters_in_utf8(application: "WSGIApplication") -> "WSGIApplication":
    """Pages here are UTF-8, and so are the forms that browsers send back.

    Another character set is named by machines only. Some that Python knows are none for letters of people, and make
    halves of characters, or a fault, of what anybody sends. It is left out before Django sees it, which reads the
    address by it while it makes the request, before any middleware of its own.
    """

    def server(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if "CONTENT_TYPE" in environ:
            environ["CONTENT_TYPE"] = CHARSET.sub("", environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return server


def _header(policy: dict[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())
