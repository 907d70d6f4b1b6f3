"""How long 5,000 people of a list wait to be compared with 200,000 who are there: a part of `growing.py`.

Every second line is somebody who is there: in the other script, without diacritics, with a letter left out, or as they
stand; the others are nobody's.
"""

import csv
import io
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from time import perf_counter
from typing import Final

import crowd
from directory import PEOPLE, _cookies
from figure import Figure
from visiting import Application

LINES: Final = 5_000
SECONDS: Final = 20


def figures(site: Application, where: str, scale: float) -> Iterator[Figure]:
    """With `scale` of everything that is asked: 1 is all. The list is read and compared as at the desk."""
    from uramost_web.accounts.models import User
    from uramost_web.directory import importing

    crowd.fill(200, int(PEOPLE * scale))
    _cookies()
    lines = list(_lines(int(LINES * scale)))
    begun = perf_counter()
    row = importing.begin(
        data=_file(name for name, _number in lines), filename="list.csv", municipality=None, language="sq",
        by=User.objects.get(email="programme@growing.example"), at=datetime.now(UTC),
    )  # fmt: skip
    read = perf_counter()
    importing.compare.call(row.pk)
    compared = perf_counter()
    yield Figure(f"{where}: {len(lines):,} people compared with {int(PEOPLE * scale):,}", compared - read, "s", SECONDS)
    yield Figure(f"{where}: the list read and kept before that", read - begun, "s")
    there = [(line.alike, number) for line, (_name, number) in zip(row.lines.order_by("number"), lines, strict=True)]
    wanted = [([one[0] for one in alike], number) for alike, number in there if number]
    found = sum(number in alike for alike, number in wanted)
    yield Figure(f"{where}: of those who are there, found among the five suggested", 100 * found / len(wanted), "%")


def _lines(wanted: int) -> Iterator[tuple[str, int]]:
    """A name as it stands on the list, and whose it is: 0 for nobody who is there."""
    from uramost.scripts import to_cyrillic
    from uramost.text import fold
    from uramost_web.directory.models import Person

    rng = random.Random(crowd.SEED + 1)  # noqa: S311 - made up for a bench
    people = list(Person.objects.standing().order_by("pk").values_list("name", "pk"))
    ways = (
        lambda name: name,
        lambda name: to_cyrillic(name).text,
        lambda name: fold(name).title(),
        lambda name: name[:-3] + name[-2:],
    )
    for number, (name, key) in enumerate(rng.sample(people, wanted)):
        if number % 2:
            yield ways[number // 2 % len(ways)](name), key
        else:
            yield f"{name.split()[0]} Izmišljen{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}i", 0


def _file(names: Iterator[str]) -> bytes:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("Nr.", "Emri dhe mbiemri"))
    table.writerows(enumerate(names, 1))
    return out.getvalue().encode()
