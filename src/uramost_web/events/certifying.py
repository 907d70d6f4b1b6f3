"""Certificates are given to those who came to enough of the sessions, printed in both languages, and can be revoked."""

from datetime import datetime
from fractions import Fraction
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils import translation as interface
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from uramost.counting import enough
from uramost.documents.certificate import Part, to_pdf
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.directory.models import Person
from uramost_web.events import counting
from uramost_web.events.certificates import Certificate, new_code
from uramost_web.events.models import TAUGHT, Event, State
from uramost_web.events.permissions import RUN
from uramost_web.interface import code
from uramost_web.places.permissions import check_may

BOTH: Final = ("sq", "sr-Cyrl")
"""The languages of a certificate; the municipality's own order says which stands first."""


class CannotCertify(ValueError):
    """`code` is other_kind, not_over, cancelled, no_title or revoked_already."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def obstacle(event: Event, at: datetime) -> str:
    """Why no certificates are given for an event, as a code of `CannotCertify`; empty: they are."""
    if event.kind not in TAUGHT:
        return "other_kind"
    if event.state in {State.DRAFT, State.CANCELLED}:
        return "cancelled"
    if event.ends_at > at:
        return "not_over"
    return "" if all(event.titles.get(tag) for tag in BOTH) else "no_title"


@transaction.atomic
def give(*, event: Event, percent: int, by: User, at: datetime) -> list[Certificate]:
    """To each who came to so many per cent of the sessions and has none yet; who was forgotten has no name for one.

    Raises `CannotCertify` and `NotAllowed`.
    """
    row = Event.objects.held(event.pk)
    check_may(by, RUN, row.municipality)
    if why := obstacle(row, at):
        raise CannotCertify(why)
    sessions = {one.pk: round(one.hours() * 60) for one in row.sessions.all()}
    have = set(row.certificates.filter(revoked_at=None).values_list("person", flat=True))
    came = {
        person: there
        for person, there in counting.attended(row).items()
        if person not in have and enough(len(there), len(sessions), Fraction(percent, 100))
    }
    made = [
        Certificate(
            event=row, person=person, code=new_code(), name=person.name, titles=row.titles,
            sessions=len(came[person.pk]), of=len(sessions), minutes=sum(sessions[one] for one in came[person.pk]),
            given_by=by, given_at=at,
        )
        for person in Person.objects.filter(pk__in=came, forgotten_at=None)
    ]  # fmt: skip
    if made:
        made = Certificate.objects.bulk_create(made)
        audit.record("certificates.given", subject=row, by=by, at=at, number=len(made), least=percent)
    return made


@transaction.atomic
def revoke(*, certificate: Certificate, by: User, at: datetime) -> None:
    """Whoever checks it is told so from now on. Raises `CannotCertify`, `NotAllowed`."""
    check_may(by, RUN, certificate.event.municipality)
    changed = Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(revoked_at=at, revoked_by=by)
    if not changed:
        raise CannotCertify("revoked_already")
    audit.record("certificate.revoked", subject=certificate, by=by, at=at)


# On paper -----------------------------------------------------------------------------------------------------------


def printed(row: Certificate) -> bytes:
    """A PDF in both languages. What was revoked is not printed again: raises `CannotCertify`."""
    if row.revoked_at:
        raise CannotCertify("revoked_already")
    first = row.event.municipality.first_name
    tags = sorted(BOTH, key=lambda tag: tag.partition("-")[0] != first.partition("-")[0])
    return to_pdf([_part(row, tag) for tag in tags], address=address(tags[0]), code=row.printed_code())


def address(tag: str) -> str:
    """Where certificates are checked."""
    with interface.override(code(tag)):
        return settings.SITE_URL + reverse("certificates:check")


def _part(row: Certificate, tag: str) -> Part:
    with interface.override(code(tag)):
        lines = (
            (_("This is to certify that"), False),
            (row.name, True),
            (_("has taken part in"), False),
            (row.titles[tag], True),
            (f"{row.event.municipality.name_in(tag)}, {days(row.event)}", False),
            (took_part(row), False),
            (_("Given on %(day)s") % {"day": _day(row.given_at)}, False),
        )
        check = _("Whether this certificate is genuine can be checked at this address with this code:")
        return Part(tag, _("Certificate"), lines, check)


def took_part(row: Certificate) -> str:
    """How much of it, in the language of the page."""
    said = ngettext(
        "%(came)s of %(of)s session, %(hours)s hours", "%(came)s of %(of)s sessions, %(hours)s hours", row.of
    )
    hours = number_format(round(row.minutes / 60, 1), 1 if row.minutes % 60 else 0)
    return said % {"came": row.sessions, "of": row.of, "hours": hours}


def days(event: Event) -> str:
    """From when to when."""
    return " – ".join(dict.fromkeys([_day(event.starts_at), _day(event.ends_at)]))


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
