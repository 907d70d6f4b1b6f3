"""A made-up town hall in three municipalities: offices, services, a routing table, texts for answers, and seats.

Everything comes from the files in `town/`. Nothing in them is a real service, address, paper or fee.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from uramost_web.accounts.models import User
from uramost_web.casework.models import AnswerText, Office, RoutingRow, Seat, Service
from uramost_web.places.models import Municipality
from uramost_web.places.models import Office as OfficeKind

FOLDER: Final = Path(__file__).parent / "town"
TOWNS: Final = ("gjilan", "gracanice", "prizren")
EVERYWHERE: Final = ("sq", "sr-Cyrl", "en")
SERVED: Final[Mapping[str, tuple[str, ...]]] = {"prizren": ("tr", "bs")}
"""Municipality → languages besides, in which its services are told as well."""
REPLIES: Final[Mapping[str, tuple[str, ...]]] = {"prizren": ("tr", "bs"), "gjilan": ("tr",)}
"""… and in which it replies to whoever writes in them."""
HOURS: Final = [[day, "08:00", "16:00"] for day in range(5)]
ADDRESSES: Final = {
    "sq": "Ndërtesa e komunës, kati {} (adresë e trilluar)",
    "sr-Cyrl": "Зграда општине, спрат {} (измишљена адреса)",
    "en": "Town hall, floor {} (made-up address)",
    "tr": "Belediye binası, {}. kat (uydurma adres)",
    "bs": "Zgrada općine, sprat {} (izmišljena adresa)",
}


@dataclass(frozen=True, slots=True)
class Town:
    """What stands in the database of one municipality, by its codes; who acts there."""

    place: Municipality
    offices: Mapping[str, Office]
    services: Mapping[str, Service]
    clerk: User
    head: User


@cache
def file(name: str) -> dict[str, Any]:
    """One of `town/`: services, texts, sentences."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def set_up(place: Municipality) -> Town:
    """The town hall of a municipality of the demonstration, whose people have their accounts."""
    told = (*EVERYWHERE, *SERVED.get(place.slug, ()))
    offices = _offices(place, told)
    services = _services(place, offices, told)
    RoutingRow.objects.bulk_create(
        RoutingRow(
            municipality=place, position=position, conditions=row["conditions"], office=offices[row["office"]],
            reason=row["reason"],
        )
        for position, row in enumerate(file("services")["routing"], start=1)
    )  # fmt: skip
    written = (*EVERYWHERE, *REPLIES.get(place.slug, ()))
    AnswerText.objects.bulk_create(
        AnswerText(
            municipality=place, code=code, move=row["move"], names=only(row["names"], told),
            texts=only(row["texts"], written),
        )
        for code, row in file("texts")["answers"].items()
    )  # fmt: skip
    clerk, head = (User.objects.get(email=f"{role}.{place.slug}@example.org") for role in ("clerk", "head"))
    Seat.objects.bulk_create(Seat(user=user, office=office) for user in (clerk, head) for office in offices.values())
    return Town(place, offices, services, clerk, head)


def _offices(place: Municipality, tags: tuple[str, ...]) -> dict[str, Office]:
    kinds = {row.code: row for row in OfficeKind.objects.all()}
    rows = Office.objects.bulk_create(
        Office(
            municipality=place, code=code, kind=kinds.get(row.get("kind", "")), names=only(row["names"], tags),
            addresses={tag: text.format(row["floor"]) for tag, text in only(ADDRESSES, tags).items()}, hours=HOURS,
        )
        for code, row in file("services")["offices"].items()
    )  # fmt: skip
    return {row.code: row for row in rows}


def _services(place: Municipality, offices: Mapping[str, Office], tags: tuple[str, ...]) -> dict[str, Service]:
    said = file("services")
    rows = Service.objects.bulk_create(
        Service(
            municipality=place, code=code, kind=row["kind"], group=row["group"], office=offices[row["office"]],
            names=only(row["names"], tags), descriptions=only(row["descriptions"], tags),
            who_may=only(said["who"][row["who"]], tags), papers=only(said["papers"][row["papers"]], tags),
            fees=only(said["fees"][row["fees"]], tags), limit_code=row.get("limit", ""), norm_days=row.get("norm"),
            place=row.get("place", "no"), photos=row.get("photos", "no"), contact=row.get("contact", "may"),
            shows=row.get("shows", "nothing"),
        )
        for code, row in said["services"].items()
    )  # fmt: skip
    return {row.code: row for row in rows}


def only(texts: Mapping[str, str], tags: tuple[str, ...]) -> dict[str, str]:
    """The texts in these languages. Raises KeyError where one is missing."""
    return {tag: texts[tag] for tag in tags}
