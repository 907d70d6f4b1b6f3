"""A machine of the story: switched on in Gračanica, and what people do with it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from tests.machine_server import KEY, MODEL
from tests.site.pages import said
from tests.site.translation.bench import Bench
from uramost_web.translation import machine_settings, machine_statement
from uramost_web.translation.machine_models import MachineSetting

STATED = {"operator": "Made-up Translations", "country": "DE", "keeps": "days", "days": 30, "said_at": ""}
"""Nobody of this name exists."""


def fields(url: str, **changed: Any) -> dict[str, Any]:
    """What an administrator fills in."""
    plain = {"protocol": "libretranslate", "url": url, "model": MODEL, "serbian": "sr-Cyrl", "per_minute": 60}
    return {**plain, "pretranslate": False, "for_residents": False, **STATED, **changed}


def switch_on(place: Any, administrator: Any, url: str, key: str = KEY, **changed: Any) -> MachineSetting:
    setting = machine_settings.change(
        municipality=place, fields=fields(url, **changed), key=key, by=administrator, at=timezone.now()
    )
    machine_settings.switch(setting=setting, on=True, by=administrator, at=timezone.now())
    return setting


def has_read(person: Any, setting: MachineSetting) -> None:
    machine_statement.read(setting=setting, by=person, at=timezone.now())


def ask(bench: Bench, position: int, act: str = "ask") -> str:
    """What stands beside the sentence after the button was pressed."""
    answer = bench.browser.post(bench.address("machine", position), {"act": act}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return said(answer)


def page_of(client: Any, place: Any, person: Any) -> Any:
    """The settings, in one call each: open and press."""
    client.force_login(person)
    address = reverse("translation:machine_setting", args=[place.slug])

    def press(act: str = "", **sent: Any) -> str:
        answer = client.post(address, {"act": act, **sent}, follow=True) if act else client.get(address)
        return said(answer)

    return press
