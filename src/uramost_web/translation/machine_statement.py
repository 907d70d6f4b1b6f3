"""Where the texts of a municipality go when a machine translates them: stated before it is used, and in public."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from django.db import transaction
from django.utils.translation import get_language, ngettext

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.interface import tag as bcp
from uramost_web.places.alphabet import order
from uramost_web.places.models import Municipality
from uramost_web.translation.machine_models import Keeps, MachineReader, MachineSetting, MachineStatement

NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of CLDR that are two letters long and no place where a server stands."""


STATED = ("protocol", "url", "operator", "country", "keeps", "days", "said_at", "for_residents")


@dataclass(frozen=True, slots=True)
class Statement:
    """In the words of the page: which kind of machine, where it stands, who runs it, what happens to the texts.

    `since` and `until` say when that held, in public; None where it is only about to. `residents`: whether what
    residents write may be sent as well; None where that was not kept.
    """

    protocol: str
    host: str
    operator: str
    country: str
    keeps: str
    said_at: str
    residents: bool | None
    since: datetime | None = None
    until: datetime | None = None


def statement(row: MachineSetting | MachineStatement) -> Statement:
    keeps = str(Keeps(row.keeps).label) if row.keeps else ""
    if row.keeps == Keeps.DAYS and row.days is not None:
        said = ngettext("Texts are kept for %(days)s day.", "Texts are kept for %(days)s days.", row.days)
        keeps = said % {"days": row.days}
    return Statement(
        protocol=str(row.get_protocol_display()),
        host=_host(row.url),
        operator=row.operator,
        country=countries().get(row.country, row.country),
        keeps=keeps,
        said_at=row.said_at,
        residents=row.for_residents,
        since=getattr(row, "since", None),
        until=getattr(row, "until", None),
    )


def of_place(municipality: Municipality) -> list[Statement]:
    """What the public is told, the newest first: where texts go now, and where they went before."""
    return [statement(row) for row in municipality.machine_statements.all()]


def note(setting: MachineSetting, at: datetime) -> None:
    """Keep for the public what is stated from now on; nothing where the machine is off."""
    standing = MachineStatement.objects.filter(municipality=setting.municipality_id, until=None).first()
    if standing and setting.on and all(getattr(standing, name) == getattr(setting, name) for name in STATED):
        return
    if standing:
        standing.until = at
        standing.save(update_fields=["until"])
    if setting.on:
        stated = {name: getattr(setting, name) for name in STATED}
        MachineStatement.objects.create(municipality_id=setting.municipality_id, since=at, **stated)


def is_complete(fields: Mapping[str, Any]) -> bool:
    """Whether everything is said without which a municipality cannot switch it on."""
    days = fields["keeps"] != Keeps.DAYS or fields["days"] is not None
    return bool(fields["url"] and fields["operator"] and fields["country"] and fields["keeps"]) and days


def fingerprint(setting: MachineSetting) -> str:
    """Another one as soon as the texts go elsewhere, or something else is said of what happens there."""
    said = (setting.protocol, _host(setting.url), setting.operator, setting.country, setting.keeps, str(setting.days))
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def has_read(person: User, setting: MachineSetting) -> bool:
    return MachineReader.objects.filter(
        user=person, municipality=setting.municipality_id, statement=fingerprint(setting)
    ).exists()


@transaction.atomic
def read(*, setting: MachineSetting, by: User, at: datetime) -> None:
    """This person has the statement as it is now before them."""
    MachineReader.objects.update_or_create(
        user=by,
        municipality_id=setting.municipality_id,
        defaults={"statement": fingerprint(setting), "at": at},
    )
    audit.record("machine.statement_read", subject=setting, by=by, at=at, statement=fingerprint(setting))


def countries() -> dict[str, str]:
    """Code → name of every country in the language of the page, in its alphabet (Unicode CLDR)."""
    reader = bcp(get_language() or "")
    named = Locale.parse(reader, sep="-").territories
    found = {code: name for code, name in named.items() if len(code) == 2 and code not in NO_COUNTRIES}
    return dict(sorted(found.items(), key=lambda row: order(row[1], reader)))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
