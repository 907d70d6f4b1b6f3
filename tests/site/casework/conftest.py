"""Those who meet at the counter. Nobody here exists, and no service here is a real one."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests.conftest import AT, make_person
from uramost_web.casework.models import Limit, Office, Seat, Service
from uramost_web.casework.receiving import Asked, receive

HOURS = [[day, "08:00", "16:00"] for day in range(5)]
LIGHT = "Улично светло код школе не ради од понедељка."


@pytest.fixture
def works(gracanica: Any) -> Office:
    return Office.objects.create(
        municipality=gracanica, code="public-works", hours=HOURS,
        names={"sq": "Zyra për punë publike", "sr-Cyrl": "Канцеларија за јавне радове", "en": "Public Works Office"},
    )  # fmt: skip


@pytest.fixture
def registry(gracanica: Any) -> Office:
    return Office.objects.create(
        municipality=gracanica, code="registry", hours=HOURS,
        names={"sq": "Zyra e gjendjes civile", "sr-Cyrl": "Матична служба", "en": "Civil Registry Office"},
    )  # fmt: skip


@pytest.fixture
def seven_days(kosovo: None) -> Limit:
    """A limit as an administrator enters one."""
    return Limit.objects.create(
        code="made-up", source="made up for tests", names={"en": "Seven working days"},
        values={"unit": "working_days", "amount": 7, "extended_to": 15, "silence": "refusal"},
    )  # fmt: skip


@pytest.fixture
def lights(gracanica: Any, works: Office, seven_days: Limit) -> Service:
    return Service.objects.create(
        municipality=gracanica, code="street-light", kind="request", office=works, limit_code="made-up",
        place="may", photos="may", shows="text",
        names={"sq": "Ndriçimi publik", "sr-Cyrl": "Јавна расвета", "en": "Street lighting"},
        descriptions={
            "sq": "Njoftoni për një dritë që nuk punon.",
            "sr-Cyrl": "Пријавите светло које не ради.",
            "en": "Report a light that does not work.",
        },
    )  # fmt: skip


@pytest.fixture
def case(lights: Service) -> Any:
    """It came two hours ago: the pages ask what time it is."""
    return send_request(lights, at=timezone.now() - timedelta(hours=2), name="Неко")


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client: Any, administrator: Any, gracanica: Any) -> Callable[..., Any]:
    """Opens, and with `post` sends, a page on which the administrator defines something here."""
    client.force_login(administrator)

    def go(name: str, *args: Any, post: dict[str, Any] | None = None, query: str = "") -> Any:
        address = reverse(f"setup:{name}", args=[gracanica.slug, *args]) + query
        return client.get(address) if post is None else client.post(address, post)

    return go


@pytest.fixture
def clerk(gracanica: Any, works: Office) -> Any:
    person = make_person("clerk@example.org", municipality=gracanica, roles=("clerk",))
    Seat.objects.create(user=person, office=works)
    return person


@pytest.fixture
def head(gracanica: Any) -> Any:
    return make_person("head@example.org", municipality=gracanica, roles=("head",))


@pytest.fixture
def administrator(gracanica: Any) -> Any:
    return make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))


@pytest.fixture
def auditor(kosovo: None) -> Any:
    from uramost_web.places.models import Membership, Organisation

    house = Organisation.objects.create(code="auditors", names={"en": "Auditors"})
    person = make_person("auditor@example.org")
    Membership.objects.create(user=person, role="auditor", organisation=house)
    return person


def send_request(service: Service, *, at: Any = AT, **values: Any) -> Any:
    """A resident's request in Serbian Cyrillic, unless said otherwise."""
    asked = {"text": LIGHT, "language": "sr-Cyrl", "reads": "sr-Cyrl", "email": "resident@example.org", **values}
    return receive(service=service, asked=Asked(**asked), at=at)


def page_of(case: Any, code: str = "") -> str:
    """The page of a case at the desk, or of an act."""
    return reverse("cases:act", args=[case.reference, code]) if code else reverse("cases:case", args=[case.reference])


def do(client: Any, case: Any, code: str, **given: Any) -> Any:
    """Send the form of an act."""
    return client.post(page_of(case, code), {"language": case.language, **given})
