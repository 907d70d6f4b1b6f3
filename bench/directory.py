"""What the directory's pages cost with 10,000 organisations and 200,000 people: a part of `growing.py`."""

from collections.abc import Iterator
from typing import Any

import crowd
from bare_directory import Bare
from figure import Figure
from visiting import Application, Page, costs, counted

ORGANISATIONS, PEOPLE = 10_000, 200_000
FEW = 500
TIMES = 5
"""So many times the bare page."""
ROUNDS = 60


def figures(site: Application, where: str, scale: float) -> Iterator[Figure]:
    """With `scale` of everything that is asked: 1 is all."""
    organisations, people = int(ORGANISATIONS * scale), int(PEOPLE * scale)
    crowd.fill(min(FEW, organisations), min(FEW, people))
    cookies = _cookies()
    few = {name: _queries(page) for name, (page, _bare) in _ours(site, cookies).items()}
    crowd.fill(organisations, people)
    bare = Bare()
    for name, (page, like) in _ours(site, cookies).items():
        base, ours = costs([Page(bare, like), page], ROUNDS)
        ratio = ours.processor / base.processor if where == "SQLite" else ours.clock / base.clock
        yield Figure(f"{where}: {name}", ratio, "× bare", TIMES)
        yield Figure(f"{where}: {name}: its time; the bare page's: {base.clock * 1000:.1f} ms", ours.clock * 1000, "ms")
        asked = _queries(page)
        yield Figure(f"{where}: {name}: queries, as with {FEW}", asked, "queries", few[name], exact=True)


def _ours(site: Application, cookies: str) -> dict[str, tuple[Page, str]]:
    """Name → our page, and the bare page with as many lines."""
    from uramost_web.directory.looking import PAGE
    from uramost_web.directory.models import Organisation, Person

    person = Person.objects.filter(pk__in=range(4, 400, 4)).order_by("-pk")[0]
    organisation = Organisation.objects.filter(functions__isnull=False, public=True).order_by("-pk")[0]
    given, family = person.name.split()
    slip = family[:2] + family[3:]
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
        "people by a name with a slip": (f"{desk}/people/?q={_quoted(given + ' ' + slip)}", people),
        "people by a very common name": (f"{desk}/people/?q={_quoted(common)}", people),
        "people by telephone": (f"{desk}/people/?q={_quoted(person.phone)}", people),
        "a person": (f"{desk}/people/{person.pk}/", people),
        "the public directory": ("/en/organisations/", rows),
        "the public directory by a name": (f"/en/organisations/?q={_quoted(called[1])}", rows),
    }
    return {
        name: (Page(site, address, "" if "public" in name else cookies), like)
        for name, (address, like) in asked.items()
    }


def _cyrillic(name: str) -> str:
    from uramost.scripts import to_cyrillic

    return to_cyrillic(name).text


def _quoted(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text)


def _cookies() -> str:
    """Of somebody of the programme, who sees everything."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.test import Client

    from uramost_web.accounts.models import User
    from uramost_web.places.models import Membership, Organisation

    user, new = User.objects.get_or_create(email="programme@bench.example", defaults={"name": "Programme"})
    if new:
        house = Organisation.objects.create(code="bench", names={"en": "Bench"})
        Membership.objects.create(user=user, role="programme", organisation=house)
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
