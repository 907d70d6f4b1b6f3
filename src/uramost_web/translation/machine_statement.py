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
from uramost_web.translation.machine_models import Keeps, MachineReader, MachineSetting

NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of CLDR that are two letters long and no place where a server stands."""


@dataclass(frozen=True, slots=True)
class Statement:
    """In the words of the page: which kind of machine, where it stands, who runs it, what happens to the texts."""

    protocol: str
    host: str
    operator: str
    country: str
    keeps: str
    said_at: str


def statement(setting: MachineSetting) -> Statement:
    keeps = str(Keeps(setting.keeps).label) if setting.keeps else ""
    if setting.keeps == Keeps.DAYS and setting.days is not None:
        keeps = ngettext("Texts are kept for %(days)s day.", "Texts are kept for %(days)s days.", setting.days) % {
            "days": setting.days
        }
    return Statement(
        protocol=str(setting.get_protocol_display()),
        host=urlsplit(setting.url).hostname or "",
        operator=setting.operator,
        country=countries().get(setting.country, setting.country),
        keeps=keeps,
        said_at=setting.said_at,
    )


def of_place(municipality: Municipality) -> Statement | None:
    """What the public is told; None where no machine is switched on."""
    setting = MachineSetting.objects.filter(municipality=municipality, on=True).first()
    return statement(setting) if setting else None


def is_complete(fields: Mapping[str, Any]) -> bool:
    """Whether everything is said without which a municipality cannot switch it on."""
    days = fields["keeps"] != Keeps.DAYS or fields["days"] is not None
    return bool(fields["url"] and fields["operator"] and fields["country"] and fields["keeps"]) and days


def fingerprint(setting: MachineSetting) -> str:
    """Another one as soon as the texts go elsewhere, or something else is said of what happens there."""
    host = urlsplit(setting.url).hostname or ""
    said = (setting.protocol, host, setting.operator, setting.country, setting.keeps, str(setting.days))
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
