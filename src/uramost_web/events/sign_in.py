"""The address with which people sign in by their own telephone, and when it is open."""

from datetime import datetime, timedelta
from typing import Final

import qrcode  # type: ignore[import-untyped]
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from uramost_web import secret_links
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.events.models import Session, State
from uramost_web.events.permissions import RUN
from uramost_web.places.permissions import check_may

BEFORE: Final = timedelta(hours=1)
AFTER: Final = timedelta(hours=1)
"""So long before and after a session its code lets people in: a photo of it is of no use later."""


def secret(session: Session) -> str:
    return secret_links.secret("session", session.nonce)


def opens(nonce: str, given: str) -> bool:
    """Whether this is the secret of the session with this nonce."""
    return secret_links.opens("session", nonce, given)


def link(session: Session) -> str:
    """Without a language: everybody is led to the page in the language that their telephone asks for."""
    return settings.SITE_URL + reverse("sign_in", args=[session.pk, secret(session)])


def picture(session: Session) -> str:
    """The link as a square to scan: SVG, on a white ground of its own."""
    made = qrcode.make(link(session), image_factory=SvgPathFillImage)
    return str(made.to_string(encoding="unicode"))


def closed(session: Session, at: datetime) -> str:
    """Why nobody signs in now: cancelled, early, over; empty: the code lets people in."""
    if session.event.state == State.CANCELLED:
        return "cancelled"
    if at < session.starts_at - BEFORE:
        return "early"
    return "over" if at > session.ends_at + AFTER else ""


@transaction.atomic
def renew(*, session: Session, by: User, at: datetime) -> None:
    """Another secret: the one that has got about opens nothing any more."""
    check_may(by, RUN, session.event.municipality)
    session.nonce = secret_links.new_nonce()
    session.save(update_fields=["nonce"])
    audit.record("attendance.code_renewed", subject=session, by=by, at=at)
