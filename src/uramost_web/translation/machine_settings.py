"""An administrator's acts: which machine, where its texts go, on and off."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from uramost import machine
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import NotAllowed, check_may
from uramost_web.translation import rules
from uramost_web.translation.machine import key_of, note_health, seal_key, server
from uramost_web.translation.machine_models import MachineSetting, Protocol
from uramost_web.translation.machine_statement import is_complete, note

FIELDS: Final = (
    "protocol", "url", "model", "serbian", "per_minute", "pretranslate", "for_residents",
    "operator", "country", "keeps", "days", "said_at",
)  # fmt: skip
CODE: Final = re.compile("[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
ELSEWHERE: Final = ("protocol", "url")
"""What a key, an offer and a glossary belong to: at another server none of them holds."""


@transaction.atomic
def change(
    *, municipality: Municipality, fields: Mapping[str, Any], key: str, by: User, at: datetime
) -> MachineSetting:
    """Keep the settings; an empty `key` leaves the one that is there, unless the server is another one.

    Raises `machine.Trouble("address_refused")`. A statement that is no longer whole switches the machine off.
    """
    check_may(by, "machine.set", municipality)
    machine.check_address(fields["url"])
    setting = MachineSetting.objects.select_for_update().filter(municipality=municipality).first()
    setting = setting or MachineSetting(municipality=municipality)
    changed = [name for name in FIELDS if getattr(setting, name) != fields[name]]
    if any(name in changed for name in ELSEWHERE):
        setting.sealed_key, setting.offer, setting.offered_at, setting.glossaries = "", None, None, {}
    for name in FIELDS:
        setattr(setting, name, fields[name])
    if key:
        setting.sealed_key = seal_key(key)
        changed.append("key")
    setting.on = setting.on and is_complete(fields)
    setting.failures, setting.resting_until = 0, None
    setting.changed_by, setting.changed_at = by, at
    setting.save()
    note(setting, at)
    audit.record("machine.set", subject=setting, by=by, at=at, fields=changed, on=setting.on, **_said(setting))
    return setting


@transaction.atomic
def switch(*, setting: MachineSetting, on: bool, by: User, at: datetime) -> None:
    """On, where the statement is whole; off at any time. Raises `NotAllowed("no_statement")`."""
    check_may(by, "machine.set", setting.municipality)
    if on and not is_complete({name: getattr(setting, name) for name in FIELDS}):
        raise NotAllowed("no_statement")
    setting.on = on
    setting.changed_by, setting.changed_at = by, at
    setting.save(update_fields=["on", "changed_by", "changed_at"])
    note(setting, at)
    verb = "machine.switched_on" if on else "machine.switched_off"
    audit.record(verb, subject=setting, by=by, at=at, **_said(setting))


def _said(setting: MachineSetting) -> dict[str, Any]:
    """What stands in the audit log of where the texts go; never the key."""
    names = ("protocol", "url", "operator", "country", "keeps", "days", "for_residents")
    return {name: getattr(setting, name) for name in names}


def look(*, setting: MachineSetting, by: User, at: datetime) -> None:
    """Ask the server which languages it has. Sends no text. Raises `machine.Trouble`."""
    check_may(by, "machine.set", setting.municipality)
    try:
        offer = machine.offer(server(setting))
    except machine.Trouble as trouble:
        note_health(setting, trouble, at)
        raise
    note_health(setting, None, at)
    setting.offer = None if offer is None else _plain(offer)
    setting.offered_at = at
    setting.save(update_fields=["offer", "offered_at"])


def _plain(offer: machine.Offer) -> dict[str, list[str]]:
    """What looks like codes of languages; a server may say anything."""
    return {
        source: sorted(filter(CODE.fullmatch, targets)) for source, targets in offer.items() if CODE.fullmatch(source)
    }


def send_terms(*, setting: MachineSetting, by: User, at: datetime) -> list[str]:
    """Give DeepL the approved terms of every pair it translates; the pairs, source>target. Raises `machine.Trouble`."""
    check_may(by, "machine.set", setting.municipality)
    if setting.protocol != Protocol.DEEPL:
        raise machine.Trouble("refused")
    sent = {}
    for source, target, way in _ways(setting):
        words = {
            said: term.texts[target][0]
            for term in rules.terms()
            if term.status == "approved" and term.texts.get(target)
            for said in term.texts.get(source, ())
        }
        if words:
            name = f"UraMost {setting.municipality.slug} {source}-{target}"
            sent[f"{source}>{target}"] = machine.send_glossary(server(setting), name, way, words)
    with transaction.atomic():
        setting.glossaries = sent
        setting.save(update_fields=["glossaries"])
        audit.record("machine.glossary_sent", subject=setting, by=by, at=at, pairs=sorted(sent))
    return sorted(sent)


def _ways(setting: MachineSetting) -> list[tuple[str, str, machine.Way]]:
    tags = [tongue.tag for tongue in rules.tongues() if not tongue.derived_from]
    pairs = [(source, target) for source in tags for target in tags if source != target]
    found = [(*pair, machine.way(setting.offer, *pair)) for pair in pairs] if setting.offer else []
    return [(source, target, way) for source, target, way in found if way is not None]


def pairs(setting: MachineSetting) -> list[tuple[str, str]]:
    """The pairs of our languages that the server said it translates; none before it was asked."""
    return [(source, target) for source, target, _ in _ways(setting)]


def has_key(setting: MachineSetting) -> bool:
    """Whether there is a key, in the environment or in the database, that can be read."""
    return bool(key_of(setting))
