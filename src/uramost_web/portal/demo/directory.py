"""The directory of the demonstration: made-up organisations in several municipalities, and fifty made-up people.

Everything comes from `directory.toml`. Two organisations and two people are there twice, so that a merge can be shown.
"""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from uramost_web.accounts.models import User
from uramost_web.directory import acts
from uramost_web.directory.models import Organisation, Person
from uramost_web.places.models import Municipality
from uramost_web.places.models import Organisation as Partner

FILE: Final = Path(__file__).with_name("directory.toml")
BY: Final = "programme@example.org"


def make(at: datetime) -> tuple[int, int]:
    """How many organisations and people were made."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    by = User.objects.prefetch_related("memberships").get(email=BY)
    organisations = [_organisation(row, by, at) for row in told["organisations"]]
    people = _people(told, organisations, by, at)
    return len(organisations), len(people)


def _organisation(row: dict[str, Any], by: User, at: datetime) -> Organisation:
    values = {
        "kind": row["kind"],
        "municipality": _place(row.get("place", "")),
        "partner": Partner.objects.get(code=row["partner"]) if "partner" in row else None,
        "register": row.get("register", ""),
        "registration_number": row.get("number", ""),
        "email": f"{row['code']}@example.org",
        "web": f"https://{row['code']}.example",
        "addresses": row.get("addresses", {}),
        "public": row.get("public", False),
    }
    return acts.write_organisation(
        organisation=None, values=values, names=row["names"], sectors=row["sectors"], languages=row["languages"], by=by,
        at=at,
    )  # fmt: skip


def _place(slug: str) -> Municipality | None:
    return Municipality.objects.get(slug=slug) if slug else None


def _people(told: dict[str, Any], organisations: list[Organisation], by: User, at: datetime) -> list[Person]:
    wanted = told["people"]
    places = [_place(slug) for slug in wanted["places"]]
    made = []
    for number in range(wanted["number"]):
        values = {
            "name": f"{_turn(wanted['given'], number)} {_turn(wanted['surnames'], number)}",
            "email": f"person{number}@example.org" if number % 3 else "",
            "phone": f"+383 44 000 {100 + number}" if number % 2 else "",
            "language": _turn(wanted["languages"], number),
            "municipality": _turn(places, number),
        }
        made.append(acts.add_person(values=values, by=by, at=at))
        if number % 5 < 4:
            acts.write_function(
                function=None, person=made[-1], organisation=_turn(organisations, number),
                what=_turn(told["functions"], number), since=(at - timedelta(days=30 * number)).date(), until=None,
                by=by, at=at,
            )  # fmt: skip
    for twin in told["twins"]:
        one = made[twin["of"]]
        values = {"name": twin["name"], "phone": one.phone, "municipality": one.municipality}
        made.append(acts.add_person(values=values, by=by, at=at))
    return made


def _turn(of: list[Any], number: int) -> Any:
    return of[number % len(of)]
