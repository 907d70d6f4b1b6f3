"""What every page knows: whether it is a demonstration, which language it is in, and itself in the other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from uramost_web.interface import NAMES, tag


@dataclass(frozen=True, slots=True)
class Version:
    """This page in one language: `name` is the language's own, `tag` BCP 47, `code` Django's."""

    code: str
    tag: str
    name: str
    url: str
    current: bool


def site(request: HttpRequest) -> dict[str, object]:
    current = get_language() or settings.LANGUAGE_CODE
    return {
        "demo": settings.DEMO,
        "language_code": current,
        "html_lang": tag(current),
        "languages": versions(request.get_full_path(), current),
    }


def versions(address: str, current: str) -> tuple[Version, ...]:
    """The page at `address` (path and query) in every language of the interface."""
    return tuple(Version(code, tag(code), name, in_language(address, code), code == current) for code, name in NAMES)


def in_language(address: str, code: str) -> str:
    """The same page in another language; its front page where a page has no language in its address."""
    _, first, *rest = address.split("/", 2)
    # Only its first part says the language; looking up every address in four languages would cost more than a query.
    return "/".join(["", code, *rest]) if first in dict(NAMES) else f"/{code}/"
