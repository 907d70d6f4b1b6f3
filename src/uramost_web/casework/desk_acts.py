"""What a clerk or head can do with a case: for each act what has to be entered, and the action behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from uramost import states
from uramost.scripts import to_latin
from uramost_web.accounts.models import User
from uramost_web.casework import acts, appeals
from uramost_web.casework.catalogue import Shows
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case

ORDER: Final = (
    "take", "answer", "fix", "ask", "plan", "supply", "go_on", "extend", "forward", "merge", "refuse", "no_competence",
    "withdraw_for", "lapse", "grant", "uphold", "reopen", "undo", "close", "assign", "note", "release",
)  # fmt: skip
"""The order of the buttons: what is done most stands first."""
EVERYDAY: Final = frozenset(
    {"take", "answer", "fix", "ask", "plan", "supply", "go_on", "extend", "grant", "uphold", "note"}
)
"""Whose buttons stand in the open; the others are behind a word."""


@dataclass(frozen=True, slots=True)
class DeskAct:
    """`text` is must, may or no; `told`: the text goes to the resident, in a language; `more` are further fields."""

    code: str
    text: str = "no"
    told: bool = False
    reason: bool = False
    more: tuple[str, ...] = ()

    @property
    def everyday(self) -> bool:
        return self.code in EVERYDAY

    @property
    def at_once(self) -> bool:
        """Whether nothing has to be entered: a button is enough."""
        return self.text != "must" and not self.reason and not self.more


BESIDE: Final = (
    DeskAct("extend", "must", told=True, reason=True, more=("amount",)),
    DeskAct("assign", more=("to",)),
    DeskAct("note", "must"),
    DeskAct("release", more=("public_text", "photos")),
)
"""Acts that are no moves: the state stays."""
MORE: Final[Mapping[str, tuple[str, ...]]] = {"forward": ("office",), "merge": ("into",)}


def _of_move(move: states.Move) -> DeskAct:
    if move.code == "supply":  # the resident's words, entered for them
        return DeskAct("supply", "must")
    return DeskAct(
        move.code,
        "must" if move.text else "may",
        told=True,
        reason=move.reason and move.code != "merge",  # there the reason is the other case's reference
        more=MORE.get(move.code, ()),
    )


TABLE: Final[Mapping[str, DeskAct]] = {
    act.code: act
    for act in (
        *(_of_move(move) for move in states.MOVES if {"clerk", "head"} & set(move.who) and move.code != "receive"),
        *BESIDE,
    )
}


def possible(case: Case, who: states.Who, by: User) -> list[DeskAct]:
    """What this person can do now, in the order of the buttons; nothing with a case that was made anonymous."""
    if case.anonymised_at is not None:
        return []
    codes = {move.code for move in states.allowed(case.state, who)} | {"assign", "note"}
    if appeals.judged(case, "answer", who, by) in {"not_by_you", "own_decision"}:
        codes -= appeals.DECIDES
    if case.closed_at is None and not case.paused and case.limit.get("extended_to"):
        codes.add("extend")
    if case.service.shows == Shows.TEXT:
        codes.add("release")
    return [TABLE[code] for code in ORDER if code in codes]


def said_in(given: Mapping[str, Any], case: Case) -> Said:
    """What a form says to the resident; whoever reads Serbian in Latin gets all of it so, also from Cyrillic."""
    language = given.get("language") or case.language
    text, reason, other = (given.get(name, "") for name in ("text", "reason", "other_language"))
    reasons = to_latin if case.language == "sr-Latn" else str  # they are in the resident's language, whatever the text
    return Said(
        text=to_latin(text) if language == "sr-Latn" else text,
        language=language,
        reason=reasons(reason),
        other_language=reasons(other),
        facts={"key": given["key"]} if given.get("key") else {},
    )


def run(code: str, *, case: Case, given: Mapping[str, Any], by: User, at: datetime) -> None:
    """Do it. Raises `Refused`, `NotAllowed`."""
    if special := SPECIAL.get(code):
        special(case=case, given=given, by=by, at=at)
    else:
        acts.act(case=case, code=code, by=by, at=at, said=said_in(given, case))


def _forward(*, case: Case, given: Mapping[str, Any], by: User, at: datetime) -> None:
    acts.forward(case=case, office=given["office"], by=by, at=at, said=said_in(given, case))


def _merge(*, case: Case, given: Mapping[str, Any], by: User, at: datetime) -> None:
    acts.merge(case=case, into=given["into"], by=by, at=at, said=said_in(given, case))


def _extend(*, case: Case, given: Mapping[str, Any], by: User, at: datetime) -> None:
    acts.extend(case=case, amount=given["amount"], by=by, at=at, said=said_in(given, case))


def _assign(*, case: Case, given: Mapping[str, Any], by: User, at: datetime) -> None:
    acts.assign(case=case, to=given["to"], by=by, at=at)


def _note(*, case: Case, given: Mapping[str, Any], by: User, at: datetime) -> None:
    acts.note(case=case, text=given["text"], language=given["written_in"], key=given["key"], by=by, at=at)


def _release(*, case: Case, given: Mapping[str, Any], by: User, at: datetime) -> None:
    acts.release(case=case, text=given["public_text"], photos=given["photos"], by=by, at=at)


SPECIAL: Final[Mapping[str, Callable[..., None]]] = {
    "forward": _forward,
    "merge": _merge,
    "extend": _extend,
    "assign": _assign,
    "note": _note,
    "release": _release,
}
