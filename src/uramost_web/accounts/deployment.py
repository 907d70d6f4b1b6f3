"""What `manage.py check --deploy` says of this site's own settings, beside Django's: mistakes nobody sees at once."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.http.request import validate_host


def _https() -> bool:
    return str(settings.SITE_URL).startswith("https://")


def _answers_to_its_own_name() -> bool:
    return validate_host(urlsplit(settings.SITE_URL).hostname or "", settings.ALLOWED_HOSTS)


RULES: Final[tuple[tuple[str, Callable[[], bool], str, str], ...]] = (
    (
        "uramost.W001",
        lambda: not settings.DEMO,
        "This is a demonstration (URAMOST_DEMO): nobody is asked for a second step, and everybody knows the passwords.",
        "Take URAMOST_DEMO out of the environment, and begin with an empty database.",
    ),
    (
        "uramost.W002",
        _https,
        "URAMOST_URL does not begin with https://, so cookies travel in the open and letters link to that address.",
        "Set URAMOST_URL to the address that people type.",
    ),
    (
        "uramost.W003",
        _answers_to_its_own_name,
        "URAMOST_HOSTS does not have the host of URAMOST_URL: the links in letters and feeds lead to an error.",
        "Add the host name to URAMOST_HOSTS.",
    ),
    (
        "uramost.W006",
        lambda: not any(host.startswith(("*", ".")) for host in settings.ALLOWED_HOSTS),
        "URAMOST_HOSTS lets the visitor choose the host: links in letters would lead where a stranger wants.",
        "Write each host name in full.",
    ),
    (
        "uramost.W004",
        lambda: not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"),
        "Letters are written into files and reach nobody: no password can be set by e-mail.",
        "Set URAMOST_SMTP.",
    ),
    (
        "uramost.W005",
        lambda: not _https() or settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0,
        "The address is https, so a proxy stands before the site, but URAMOST_PROXIES is 0: all visitors count as one, "
        "and anybody can use up everybody's attempts to log in.",
        "Set URAMOST_PROXIES to the number of proxies.",
    ),
)
"""Code, what must hold, what is wrong where it does not, and what to do."""


@checks.register(checks.Tags.security, deploy=True)
def deployment(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    return [checks.Warning(wrong, hint=hint, id=code) for code, holds, wrong, hint in RULES if not holds()]
