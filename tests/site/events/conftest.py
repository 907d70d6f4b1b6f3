"""A hearing in Gračanica, and those who come. Nobody here exists."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from tests.conftest import make_person
from tests.site import office
from uramost_web.events import entering, registering
from uramost_web.events.models import Event
from uramost_web.events.registering import Asked

SOON = timedelta(days=10)
VALUES = {
    "kind": "hearing",
    "venue": {"sq": "Salla e kuvendit", "sr-Cyrl": "Скупштинска сала"},
    "capacity": 2,
    "languages": ["sq"],
    "offers": ["interpretation", "access", "childcare", "transport"],
}
TITLE, SERBIAN_TITLE = "Dëgjim publik për buxhetin", "Јавна расправа о буџету"
TEXT = "Ejani dhe thoni çka mendoni."
WORDS = {TITLE: SERBIAN_TITLE, TEXT: "Дођите и реците шта мислите."}


@pytest.fixture
def auditor(kosovo: None) -> Any:
    from uramost_web.places.models import Membership, Organisation

    house = Organisation.objects.create(code="auditors", names={"en": "Auditors"})
    person = make_person("auditor@example.org")
    Membership.objects.create(user=person, role="auditor", organisation=house)
    return person


def times(begin: datetime, *, sessions: int = 1) -> list[tuple[datetime, datetime]]:
    """Two hours on each of several days."""
    days = (begin + timedelta(days=number) for number in range(sessions))
    return [(day, day + timedelta(hours=2)) for day in days]


def begin() -> datetime:
    return (timezone.now() + SOON).replace(hour=15, minute=0, second=0, microsecond=0)


@pytest.fixture
def draft(gracanica: Any, officer: Any) -> Event:
    """Entered, with a notice that nobody has written yet."""
    return entering.start(municipality=gracanica, values=VALUES, times=times(begin()), by=officer, at=datetime.now(UTC))


@pytest.fixture
def hearing(draft: Event, officer: Any, translator: Any, reviewer: Any) -> Event:
    """Announced in Albanian and Serbian, with two places."""
    from uramost_web.notices import actions as notices
    from uramost_web.translation import actions as translation

    now = datetime.now(UTC)
    notices.give_text(
        notice=draft.notice, title=TITLE, data=TEXT.encode(), filename="text.txt", written_in="sq", by=officer, at=now
    )
    notices.send_to_translators(notice=draft.notice, by=officer, at=now)
    draft.notice.refresh_from_db()
    row = office.translate(draft.notice, translator, now, words=WORDS)
    translation.approve(translation=row, by=reviewer, at=now)
    notices.publish(notice=draft.notice, by=officer, at=now)
    draft.refresh_from_db()
    return draft


def come(event: Event, name: str = "Milica Marković", *, key: Any = None, by: Any = None, **values: Any) -> str:
    """Somebody registers; what they are told."""
    asked = {
        "email": f"{name.split(maxsplit=1)[0].lower()}@example.org",
        "phone": "",
        "reads": "sr-Cyrl",
        "needs": {},
        **values,
    }
    state = registering.register(
        event=event, asked=Asked(name=name, **asked), key=key or uuid4(), at=datetime.now(UTC), by=by
    )
    return str(state)


def letters_to(address: str) -> list[Any]:
    return [letter for letter in mail.outbox if letter.to == [address]]


def link_in(letter: Any, part: str) -> str:
    """The path of the first link in a letter that has this part."""
    found = re.search(rf"https?://[^/]+(/\S*{part}\S*)", letter.body)
    assert found, letter.body
    return found[1]
