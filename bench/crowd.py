"""Ten thousand organisations and two hundred thousand people, all made up, in both scripts.

Names are put together from syllables; a few are common and most are rare, as names are. Nothing here exists.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

SEED: Final = 20261126
AT: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BATCH: Final = 5_000
BEGINNINGS: Final = ("Ar", "Be", "Bra", "Đor", "Dra", "Fa", "Gje", "Ha", "I", "Jo", "Kle", "Lju", "Mi", "Ne", "Pe",
    "Ra", "Sha", "Su", "Ti", "Va", "Xhe", "Yl", "Ze", "Žel", "Ça")  # fmt: skip
MIDDLES: Final = ("ba", "bi", "da", "di", "fi", "ga", "ki", "la", "le", "li", "ma", "mi", "na", "ni", "ra", "ri", "sa",
    "ti", "va", "vi", "zi")  # fmt: skip
GIVEN: Final = ("n", "na", "r", "ra", "ta", "m", "ma", "š", "la")
FAMILY: Final = ("ić", "ović", "aj", "i", "qi", "u", "ku", "ski", "iqi")
TRADES: Final = (
    ("Mulliri", "Млин"), ("Furra", "Пекара"), ("Shoqata", "Удружење"), ("Kooperativa", "Задруга"), ("Qendra", "Центар"),
    ("Zyra", "Канцеларија"), ("Banka", "Банка"), ("Klubi", "Клуб"), ("Rrjeti", "Мрежа"), ("Punëtoria", "Радионица"),
)  # fmt: skip


def fill(organisations: int, people: int) -> None:
    """So many of each in all, with functions of every fourth person; what is there already stays."""
    rng = random.Random(SEED)  # noqa: S311 - names for a bench
    _organisations(organisations, rng)
    _people(people, rng)
    _swept()


def _words(rng: random.Random, ends: Sequence[str], number: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        middle = "".join(rng.choice(MIDDLES) for _ in range(rng.choice((1, 1, 2))))
        found[rng.choice(BEGINNINGS) + middle + rng.choice(ends)] = None
    return list(found)


def names(number: int) -> Iterator[str]:
    """Given and family names, the first of each list much more often than the last."""
    rng = random.Random(SEED)  # noqa: S311 - names for a bench
    given, family = _words(rng, GIVEN, 1_500), _words(rng, FAMILY, 12_000)
    often = [1 / (rank + 10) for rank in range(len(given))], [1 / (rank + 50) for rank in range(len(family))]
    first, second = rng.choices(given, often[0], k=number), rng.choices(family, often[1], k=number)
    return (f"{one} {other}" for one, other in zip(first, second, strict=True))


def _organisations(wanted: int, rng: random.Random) -> None:
    from uramost import text
    from uramost.scripts import to_cyrillic
    from uramost_web.directory import finding
    from uramost_web.directory.models import (
        Organisation,
        OrganisationName,
        OrganisationSector,
        OrganisationWord,
        WorkingLanguage,
    )  # fmt: skip
    from uramost_web.directory.organisations import Kind, Sector
    from uramost_web.places.models import Municipality

    places = list(Municipality.objects.order_by("pk"))
    family = _words(rng, FAMILY, 4_000)
    there = Organisation.objects.count()
    for start in range(there, wanted, BATCH):
        rows, called = [], []
        for number in range(start, min(start + BATCH, wanted)):
            (sq, sr), name = rng.choice(TRADES), f"{rng.choice(family)} {rng.choice(family)}"
            called.append({"sq": f"{sq} {name}", "sr-Cyrl": f"{sr} {to_cyrillic(name).text}"})
            rows.append(
                Organisation(
                    kind=Kind.values[number % len(Kind.values)], municipality=places[number % len(places)],
                    register="businesses", registration_number=str(700_000_000 + number), email="x@example.org",
                    public=number % 3 > 0, sort=text.fold(called[-1]["sq"]), added_at=AT,
                )
            )  # fmt: skip
        made = Organisation.objects.bulk_create(rows, batch_size=500)
        pairs = list(zip(made, called, strict=True))
        OrganisationName.objects.bulk_create(
            [
                OrganisationName(organisation=row, tag=tag, name=name, search=text.search_key(name))
                for row, told in pairs
                for tag, name in told.items()
            ],
            batch_size=500,
        )
        sectors = [OrganisationSector(organisation=row, sector=Sector.values[row.pk % 22]) for row in made]
        OrganisationSector.objects.bulk_create(sectors, batch_size=500)
        spoken = [WorkingLanguage(organisation=row, language=tag) for row in made for tag in ("sq", "sr")]
        WorkingLanguage.objects.bulk_create(spoken, batch_size=500)
        words = [
            (word, row)
            for row, told in pairs
            for word in {word for name in told.values() for word in finding.words_of_organisation(name)}
        ]
        finding.know({word for word, _row in words})
        kept = [OrganisationWord(word=word, organisation=row) for word, row in words]
        OrganisationWord.objects.bulk_create(kept, batch_size=500)


def _people(wanted: int, rng: random.Random) -> None:
    from django.db import transaction

    from uramost.scripts import to_cyrillic
    from uramost_web.directory import finding
    from uramost_web.directory.models import Function, Organisation, Person

    organisations = list(Organisation.objects.order_by("pk").values_list("pk", "municipality"))
    there = Person.objects.count()
    some: list[Any] = []
    for number, name in enumerate(names(wanted)):
        if number < there:
            continue
        at = organisations[rng.randrange(len(organisations))]
        shown = to_cyrillic(name).text if number % 5 == 0 else name
        some.append(
            (
                Person(
                    name=shown, email=f"p{number}@example.org", phone=f"+383 44 {number:06}", language="sq",
                    municipality_id=at[1], added_at=AT,
                ),
                at[0],
            )
        )  # fmt: skip
        if len(some) == BATCH or number == wanted - 1:
            made = finding.enter([row for row, _organisation in some])
            functions = [
                Function(person=row, organisation_id=organisation, what={"sq": "Anëtar", "sr-Cyrl": "Члан"})
                for row, (_person, organisation) in zip(made, some, strict=True)
                if row.pk % 4 == 0
            ]
            with transaction.atomic():
                finding.enter_functions(functions)
            some = []


def _swept() -> None:
    """What PostgreSQL does by itself within minutes of so many rows: without it no index alone answers a question."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
