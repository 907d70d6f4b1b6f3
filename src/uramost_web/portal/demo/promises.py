"""A signed memorandum of the demonstration, what became of its commitments, and who is in committees and offices.

Everything comes from `promises.toml`. Two commitments are carried out, one is late, and a signed text is missing.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from uramost import documents
from uramost_web.accounts.models import User
from uramost_web.places import memoranda_acts as acts
from uramost_web.places.memoranda import Memorandum
from uramost_web.places.models import Municipality, Office

FILE: Final = Path(__file__).with_name("promises.toml")
NEGOTIATED: Final = timedelta(days=30)


def make(by: User, place: Municipality, at: datetime) -> Memorandum | None:
    """`at`: the day of the demonstration. None where the pack has other offices: it is another country's."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    kinds = {row.code: row for row in Office.objects.filter(code__in=[row["kind"] for row in told["bodies"]])}
    if len(kinds) < len(told["bodies"]):
        return None
    row = _signed(told, by, place, timezone.localdate(at))
    for body in told["bodies"]:
        _body(body, kinds[body["kind"]], by, place, at)
    return row


def _signed(told: Mapping[str, Any], by: User, place: Municipality, today: date) -> Memorandum:
    """Negotiated for a month, signed, and then carried out step by step."""
    signed = told["memorandum"]
    on = today + timedelta(days=signed["signed"])
    before = _noon(on - NEGOTIATED)
    row = acts.start(municipality=place, titles=signed["titles"], by=by, at=before)
    promised = [(one, _promise(row, one, by, today, before)) for one in told["commitments"]]
    acts.sign(
        memorandum=row, on=on, until=today + timedelta(days=signed["until"]), signed_by=signed["signed_by"], by=by,
        at=_noon(on),
    )  # fmt: skip
    for tag in signed["documents"]:
        file = _document(signed["titles"][tag], [one["texts"][tag] for one in told["commitments"]], tag)
        acts.give_document(memorandum=row, tag=tag, data=file, name=f"memorandum-{tag}.docx", by=by, at=_noon(on))
    steps = [
        (today + timedelta(days=step["on"]), step, one) for said, one in promised for step in said.get("steps", ())
    ]
    for day, step, one in sorted(steps, key=lambda found: found[0]):
        acts.step(
            commitment=one, on=day, state=step["state"], notes=step["notes"], amount=Decimal(step.get("amount", 0)),
            by=by, at=_noon(day),
        )  # fmt: skip
    row.refresh_from_db()
    return row


def _promise(row: Memorandum, told: Mapping[str, Any], by: User, today: date, at: datetime) -> Any:
    values = {
        "side": told["side"],
        "texts": told["texts"],
        "amount": Decimal(told["amount"]) if "amount" in told else None,
        "at_most": told.get("at_most", False),
        "due": today + timedelta(days=told["due"]),
    }
    return acts.promise(memorandum=row, commitment=None, values=values, by=by, at=at)


def _document(title: str, promised: list[str], tag: str) -> bytes:
    """The text that was signed, without the signatures that nobody has made."""
    blocks = documents.read("\n\n".join([title, *promised]).encode(), "memorandum.txt").blocks
    return documents.build_docx(title, blocks, {block.key: block.text for block in blocks}, tag)


def _body(told: Mapping[str, Any], kind: Office, by: User, place: Municipality, at: datetime) -> None:
    """Whose members are called by their function: nobody's community can be guessed from that."""
    values = {"kind": kind, "email": told["email"], "phone": told.get("phone", "")}
    body = acts.write_body(municipality=place, body=None, values=values, by=by, at=at)
    since = timezone.localdate(at) - timedelta(days=400)
    for number, task in enumerate(told["tasks"], start=1):
        member = {"name": f"Demo {task.capitalize()} {number}", "task": task, "since": since, "until": None}
        acts.write_member(body=body, member=None, values=member, by=by, at=at)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), timezone.get_current_timezone())
