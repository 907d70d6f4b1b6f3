"""What the directory's pages cost with 10,000 organisations and 200,000 people: a part of `growing.py`."""

from collections.abc import Iterator
from typing import Any

import crowd
from bare_directory import Bare
from figure import Figure
from visiting import Application, Page, costs, counted

ORGANISATIONS, PEOPLE = 10_000, 200_000
QUERIES = 11
"""Of a warm page, session, account, roles and second factor among them; tests show that they are always as many."""
TIMES = 5
"""So many times the bare page."""
ROUNDS = 60
OFFICE = "gjilan"
"""Where the officer works."""


def figures(site: Application, where: str, scale: float) -> Iterator[Figure]:
    """With `scale` of everything that is asked: 1 is all."""
    organisations, people = int(ORGANISATIONS * scale), int(PEOPLE * scale)
    crowd.fill(organisations, people)
    cookies = _cookies()
    bare = Bare()
    for name, (page, like) in _ours(site, cookies).items():
        base, ours = costs([Page(bare, like), page], ROUNDS)
        ratio = ours.processor / base.processor if where == "SQLite" else ours.clock / base.clock
        yield Figure(f"{where}: {name}", ratio, "× bare", TIMES)
        yield Figure(f"{where}: {name}: its time; the bare page's: {base.clock * 1000:.1f} ms", ours.clock * 1000, "ms")
        yield Figure(f"{where}: {name}: queries", _queries(page), "queries", QUERIES)


def _ours(site: Application, cookies: tuple[str, str]) -> dict[str, tuple[Page, str]]:
    """Name → our page, and the bare page with as many lines."""
    from uramost_web.directory.looking import PAGE
    from uramost_web.directory.models import Organisation, Person

    person = Person.objects.filter(pk__in=range(4, 400, 4)).order_by("-pk")[0]
    organisation = Organisation.objects.filter(functions__isnull=False, public=True).order_by("-pk")[0]
    near = Person.objects.filter(municipality__slug=OFFICE, merged_into=None).order_by("pk")[0]
    common = next(crowd.names(1)).split()[0]
    called = organisation.named()["sq"].split()
    people, rows = f"/bare/people/{PAGE}/", f"/bare/organisations/{PAGE}/"
    desk = "/en/desk/directory"
    asked = {
        "organisations": (f"{desk}/", rows),
        "organisations of one municipality and sector": (f"{desk}/?place=gjilan&sector=trade", rows),
        "organisations by a name": (f"{desk}/?q={_quoted(' '.join(called[1:]))}", rows),
        "organisations by a name with a slip": (f"{desk}/?q={_quoted(called[0] + ' ' + called[1][1:])}", rows),
        "an organisation": (f"{desk}/{organisation.pk}/", rows),
        "people": (f"{desk}/people/", people),
        "people from the middle": (f"{desk}/people/?from=n", people),
        "people by a name in the other script": (f"{desk}/people/?q={_quoted(_cyrillic(person.name))}", people),
        "people by a name with a slip": (f"{desk}/people/?q={_quoted(_slip(person.name))}", people),
        "people by a very common name": (f"{desk}/people/?q={_quoted(common)}", people),
        "people by telephone": (f"{desk}/people/?q={_quoted(person.phone)}", people),
        "a person": (f"{desk}/people/{person.pk}/", people),
        "the public directory": ("/en/organisations/", rows),
        "the public directory by a name": (f"/en/organisations/?q={_quoted(called[1])}", rows),
    }
    officers = {
        "people, for an officer": (f"{desk}/people/", people),
        "people by a name, for an officer": (f"{desk}/people/?q={_quoted(near.name)}", people),
        "people by a name with a slip, for an officer": (f"{desk}/people/?q={_quoted(_slip(near.name))}", people),
        "people by a very common name, for an officer": (f"{desk}/people/?q={_quoted(common)}", people),
    }
    return {
        name: (Page(site, address, "" if "public" in name else cookies[name in officers]), like)
        for name, (address, like) in (asked | officers).items()
    }


def _slip(name: str) -> str:
    """The family name without its third letter."""
    given, family = name.split()
    return f"{given} {family[:2]}{family[3:]}"


def _cyrillic(name: str) -> str:
    from uramost.scripts import to_cyrillic

    return to_cyrillic(name).text


def _quoted(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text)


def _cookies() -> tuple[str, str]:
    """Of somebody of the programme, who sees everything, and of an officer of one municipality."""
    from uramost_web.places.models import Municipality, Organisation

    house, _new = Organisation.objects.get_or_create(code="bench", defaults={"names": {"en": "Bench"}})
    place = Municipality.objects.get(slug=OFFICE)
    return _logged_in("programme", organisation=house), _logged_in("officer", municipality=place)


def _logged_in(role: str, **where: Any) -> str:
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.test import Client

    from uramost_web.accounts.models import User
    from uramost_web.places.models import Membership

    user, new = User.objects.get_or_create(email=f"{role}@growing.example", defaults={"name": role})
    if new:
        Membership.objects.create(user=user, role=role, **where)
        Authenticator.objects.create(user=user, type="totp", data={"secret": ""})
    client: Any = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _queries(page: Page) -> int:
    """How many a warm page makes."""
    page.fetch()
    with counted() as made:
        page.fetch()
    return len([sql for sql in made if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))])
