"""The reference of a case, and the secret part of the link with which its resident follows it."""

import secrets
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from uramost_web import secret_links
from uramost_web.casework.models import Case
from uramost_web.interface import code


def new_name() -> str:
    """What stands for the reference of a case until it has one: nobody types it by chance."""
    return secrets.token_hex(12)


def secret(case: Case) -> str:
    """Opens the resident's page of the case."""
    return secret_links.secret("case", case.nonce)


def opens(case: Case, given: str) -> bool:
    """Whether this is the case's secret."""
    return secret_links.opens("case", case.nonce, given)


def follow_path(case: Case) -> str:
    """The address of the resident's page, in the language they read."""
    return _path(case.reads).replace("/0/0/", f"/{case.reference}/{secret(case)}/")


@cache
def _path(reads: str) -> str:
    """With a 0 for what differs from case to case."""
    with translation.override(code(reads)):
        return reverse("casework:follow", args=["0", "0"])


def follow_link(case: Case) -> str:
    return settings.SITE_URL + follow_path(case)
