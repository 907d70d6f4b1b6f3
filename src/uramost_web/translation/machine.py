"""Asking a machine for a sentence: only when a person wants it, apart from saving, and never for longer than agreed."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from uramost import checks, machine
from uramost_web.accounts.models import User
from uramost_web.accounts.secrets import InvalidToken, cipher
from uramost_web.places.models import Municipality
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import rules
from uramost_web.translation.machine_models import MachineAsk, MachineSetting, MachineSuggestion
from uramost_web.translation.models import Target, Translation
from uramost_web.translation.permissions import check_may_write
from uramost_web.translation.states import State

PURPOSE: Final = "uramost.translation.machine"
SECONDS: Final = 8.0
"""A person is waiting."""


def setting_of(municipality: Municipality) -> MachineSetting | None:
    """How a machine is asked here; None where it is not switched on."""
    found: MachineSetting | None = MachineSetting.objects.filter(municipality=municipality, on=True).first()
    return found


def setting_for_residents(municipality: Municipality) -> MachineSetting | None:
    """The same, where it may also be asked about what residents write: that is switched on by itself."""
    found = setting_of(municipality)
    return found if found and found.for_residents else None


def seal_key(key: str) -> str:
    """A key as it is kept."""
    return cipher(PURPOSE).encrypt(key.encode()).decode() if key else ""


def key_of(setting: MachineSetting) -> str:
    """The key in clear: the operator's word in the environment comes first; empty where it cannot be read any more."""
    if given := settings.MACHINE_KEYS.get(setting.municipality.slug):
        return str(given)
    try:
        return cipher(PURPOSE).decrypt(setting.sealed_key.encode()).decode() if setting.sealed_key else ""
    except InvalidToken:
        return ""


def server(setting: MachineSetting, *, pair: str = "", seconds: float = SECONDS) -> machine.Server:
    """The server of a municipality, as the library knows it; `pair` says which glossary it is to use."""
    return machine.Server(
        protocol=setting.protocol,  # type: ignore[arg-type]  # one of machine.NAMES: the field's choices, and a test
        url=setting.url,
        key=key_of(setting),
        model=setting.model,
        glossary=setting.glossaries.get(pair, ""),
        serbian=setting.serbian,
        seconds=seconds,
    )


def pair_of(translation: Translation) -> str:
    return f"{translation.document.language}>{translation.language}"


def ask(
    *,
    translation: Translation,
    targets: Sequence[Target],
    by: User | None,
    at: datetime,
    seconds: float = SECONDS,
    waits: bool = True,
) -> dict[int, str]:
    """Suggestions for these sentences, each kept beside its own; position → code of why there is none.

    `by` None is the municipality, which had it switched on for every new document; `waits`: a person does, so what is
    done in the background leaves half of each minute to them. Nothing is saved in a translation.
    Raises `machine.Trouble` when there is no suggestion at all, and `NotAllowed`.
    """
    document = translation.document
    if by is not None:
        check_may_write(by, translation)
    if translation.state != State.OPEN:
        raise NotAllowed("not_open")
    texts = [target.segment.text for target in targets]
    setting, asked = _reserve(document.municipality, texts, by, at, share=1 if waits else 2, translation=translation)
    finder = rules.finder(document.language)
    try:
        answers = machine.translate(
            server(setting, pair=pair_of(translation), seconds=seconds),
            texts,
            document.language,
            translation.language,
            offered=setting.offer,
            terms=[machine.agreed(text, finder, translation.language) for text in texts],
        )
    except machine.Trouble as trouble:
        _report(setting, asked, trouble, at)
        raise
    _report(setting, asked, None, at)
    return _keep(translation, targets, answers, setting.protocol, at)


def read_out(
    *, municipality: Municipality, texts: Sequence[str], source: str, target: str, by: User, at: datetime
) -> list[str | machine.Trouble]:
    """What these sentences say, for somebody who has to understand them; stored nowhere. The caller checks who may.

    `source` and `target` are stored tags. Raises `machine.Trouble` when there is no answer at all.
    """
    if setting_for_residents(municipality) is None:
        raise machine.Trouble("switched_off")
    setting, asked = _reserve(municipality, texts, by, at, share=1)
    finder = rules.finder(source)
    try:
        answers = machine.translate(
            server(setting, pair=f"{source}>{target}"),
            texts,
            source,
            target,
            offered=setting.offer,
            terms=[machine.agreed(text, finder, target) for text in texts],
        )
    except machine.Trouble as trouble:
        _report(setting, asked, trouble, at)
        raise
    _report(setting, asked, None, at)
    context = rules.context(source, target)
    return [_read(text, answer, context) for text, answer in zip(texts, answers, strict=True)]


def _read(text: str, answer: machine.Suggestion | machine.Trouble, context: checks.Context) -> str | machine.Trouble:
    """What it says, unless it came back as it was or in another language."""
    if isinstance(answer, machine.Trouble):
        return answer
    try:
        machine.judge(text, answer.text, context)
    except machine.Trouble as trouble:
        return trouble
    return answer.text


@transaction.atomic
def _reserve(
    municipality: Municipality,
    texts: Sequence[str],
    by: User | None,
    at: datetime,
    *,
    share: int,
    translation: Translation | None = None,
) -> tuple[MachineSetting, MachineAsk]:
    """The right to ask now. Raises `machine.Trouble`: switched_off, resting, own_limit."""
    setting = (
        MachineSetting.objects.select_for_update(of=("self",))
        .select_related("municipality")
        .filter(municipality=municipality, on=True)
        .first()
    )
    if setting is None:
        raise machine.Trouble("switched_off")
    if seconds := machine.wait(health(setting), at):
        raise machine.Trouble("resting", seconds=seconds)
    lately = MachineAsk.objects.filter(municipality=municipality, at__gt=at - timedelta(minutes=1))
    sent = lately.aggregate(sum=Sum("sentences"))["sum"] or 0
    if sent and sent + len(texts) > setting.per_minute // share:
        raise machine.Trouble("own_limit", seconds=60)
    asked = MachineAsk.objects.create(
        municipality=municipality,
        translation=translation,
        by=by,
        at=at,
        sentences=len(texts),
        characters=sum(map(len, texts)),
    )
    return setting, asked


def health(setting: MachineSetting) -> machine.Health:
    return machine.Health(setting.failures, setting.resting_until)


def note_health(setting: MachineSetting, trouble: machine.Trouble | None, at: datetime) -> None:
    """How the server stands after an exchange."""
    after = machine.after(health(setting), trouble, at)
    setting.failures, setting.resting_until = after.failures, after.until
    setting.save(update_fields=["failures", "resting_until"])


def _report(setting: MachineSetting, asked: MachineAsk, trouble: machine.Trouble | None, at: datetime) -> None:
    note_health(setting, trouble, at)
    if trouble:
        asked.code = trouble.code
        asked.save(update_fields=["code"])


def _keep(
    translation: Translation,
    targets: Sequence[Target],
    answers: Sequence[machine.Suggestion | machine.Trouble],
    engine: str,
    at: datetime,
) -> dict[int, str]:
    context = rules.context(translation.document.language, translation.language)
    troubles = {}
    for target, answer in zip(targets, answers, strict=True):
        try:
            if isinstance(answer, machine.Trouble):
                raise answer
            machine.judge(target.segment.text, answer.text, context)
        except machine.Trouble as trouble:
            troubles[target.segment.position] = trouble.code
            continue
        MachineSuggestion.objects.update_or_create(
            target=target,
            defaults={
                "of_version": target.segment.version,
                "engine": engine,
                "text": answer.text,
                "remarks": [{**asdict(remark), "values": dict(remark.values)} for remark in answer.remarks],
                "taken": False,
                "at": at,
            },
        )
    return troubles


def suggestion_for(target: Target) -> MachineSuggestion | None:
    """What the machine said for this sentence as it is now; nothing where the source has been corrected since."""
    found = MachineSuggestion.objects.filter(target=target).first()
    return found if found and found.of_version == target.segment.version else None


def take(target: Target) -> str:
    """The machine's text for the box, in the script it is kept in; what is saved next is known to have begun with it.

    Empty where there is none.
    """
    found = suggestion_for(target)
    if found is None:
        return ""
    found.taken = True
    found.save(update_fields=["taken"])
    return found.text


def known_language(setting: MachineSetting, translation: Translation) -> bool:
    """Whether the server translates this pair, as far as it has said."""
    return machine.way(setting.offer, translation.document.language, translation.language) is not None


def findings_of(translation: Translation, target: Target, text: str) -> list[dict[str, Any]]:
    """What the parity checks find in a suggestion, as findings of a translation are stored."""
    context = rules.context(translation.document.language, translation.language)
    try:
        found = machine.judge(target.segment.text, text, context)
    except machine.Trouble:
        return []
    return [{**asdict(replace(one, values=dict(one.values)))} for one in found]
