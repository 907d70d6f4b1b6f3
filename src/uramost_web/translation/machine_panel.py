"""What stands beside a sentence about the machine: its suggestion with all that is wrong with it, or the button."""

from dataclasses import dataclass
from typing import Any

from uramost_web.accounts.models import User
from uramost_web.translation import machine, machine_statement
from uramost_web.translation.machine_models import MachineSetting, Protocol
from uramost_web.translation.machine_statement import Statement
from uramost_web.translation.machine_words import remarks_said, trouble_said
from uramost_web.translation.models import Target, Translation
from uramost_web.translation.permissions import may_write
from uramost_web.translation.reading import shown
from uramost_web.translation.states import State
from uramost_web.translation.wording import FACTS, sentence


@dataclass(frozen=True, slots=True)
class Panel:
    """`text` is the suggestion in the script `tag`, empty where there is none; `statement` is what must be read first.

    `remarks` and `findings` say what is wrong with the suggestion, `trouble` why there is none.
    """

    text: str
    tag: str
    engine: str
    remarks: tuple[str, ...]
    findings: tuple[dict[str, Any], ...]
    statement: Statement | None
    trouble: str
    writable: bool
    prepares: bool


def panel(person: User, translation: Translation, target: Target, tag: str = "", *, trouble: str = "") -> Panel | None:
    """For a translator; None where the municipality has no machine switched on. Asks nobody anything."""
    setting = machine.setting_of(translation.document.municipality)
    if setting is None:
        return None
    writable = translation.state == State.OPEN and may_write(person, translation)
    said = machine.suggestion_for(target)
    tag = tag or translation.language
    found = machine.findings_of(translation, target, said.text) if said else []
    return Panel(
        text=shown(said.text, translation.language, tag) if said else "",
        tag=tag,
        engine=str(Protocol(said.engine).label) if said else "",
        remarks=tuple(remarks_said(said.remarks)) if said else (),
        findings=tuple(_loud(one) for one in found),
        statement=_to_read(person, setting),
        trouble=trouble or _standing_trouble(setting, translation),
        writable=writable,
        prepares=setting.pretranslate,
    )


def _loud(finding: dict[str, Any]) -> dict[str, Any]:
    """Whatever fact a machine changed is an error, also a negation or an address, of which a person is only warned."""
    severity = "error" if finding["code"] in FACTS else finding["severity"]
    return {**finding, "severity": severity, "sentence": sentence(finding)}


def _to_read(person: User, setting: MachineSetting) -> Statement | None:
    return None if machine_statement.has_read(person, setting) else machine_statement.statement(setting)


def _standing_trouble(setting: MachineSetting, translation: Translation) -> str:
    return "" if machine.known_language(setting, translation) else trouble_said("language_unknown")
