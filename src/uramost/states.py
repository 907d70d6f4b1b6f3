"""What may happen to a case: who may take it from where to where, and what that does to its clock?

A case is a row of moves, appended and never edited. The manual, the diagram and Open311 are printed from `MOVES`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

Who: TypeAlias = Literal["resident", "clerk", "head", "system"]
Clock: TypeAlias = Literal["runs", "paused", "stopped"]
Effect: TypeAlias = Literal["starts", "pauses", "resumes", "stops", "none"]
Outcome: TypeAlias = Literal["answered", "competing", "none"]
Open311: TypeAlias = Literal["open", "closed"]
Extended: TypeAlias = Literal[
    "open",
    "investigating",
    "in_progress",
    "planned",
    "action_scheduled",
    "fixed",
    "closed",
    "no_further_action",
    "internal_referral",
    "not_councils_responsibility",
    "duplicate",
]
Refusal: TypeAlias = Literal["unknown_state", "unknown_move", "not_from_here", "not_by_you"]

WHO: Final[tuple[Who, ...]] = get_args(Who)
EXTENDED: Final[tuple[Extended, ...]] = get_args(Extended)
"""What mySociety's update extension calls a status; capitals in a POST, small letters in a GET."""
START: Final = ""
"""Where a case is before it exists: the only move from here is `receive`."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can be. `clock` is the statutory one; `final`: nothing has to follow."""

    code: str
    clock: Clock
    final: bool = False


STATES: Final = (
    State("received", "runs"),
    State("in_progress", "runs"),
    State("needs_information", "paused"),
    State("planned", "runs"),
    State("forwarded", "runs"),
    State("reopened", "runs"),
    State("appealed", "runs"),
    State("answered", "stopped"),
    State("refused", "stopped"),
    State("not_our_competence", "stopped"),
    State("withdrawn", "stopped"),
    State("duplicate", "stopped"),
    State("closed", "stopped", final=True),
)

OPEN: Final = tuple(state.code for state in STATES if state.clock != "stopped")
"""States in which somebody still owes something."""
AT_WORK: Final = ("received", "in_progress", "planned", "forwarded", "reopened")
"""States in which the municipality is to act."""
ENDED: Final = ("answered", "refused", "not_our_competence", "withdrawn", "duplicate")
"""States with a result that nobody has closed yet."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may happen.

    `reason`: whoever does it has to say why; `text`: the resident has to be written to, in their language. `outcome` is
    how the comparison of waiting times counts it: an answer, an end that competes with an answer, or neither.
    `because` tells, for the manual, why an exception is one.
    """

    code: str
    before: tuple[str, ...]
    after: str
    who: tuple[Who, ...]
    effect: Effect
    extended: Extended
    outcome: Outcome = "none"
    reason: bool = False
    text: bool = False
    because: str = ""

    @property
    def open311(self) -> Open311:
        """The status of Open311 GeoReport v2 after this move."""
        return "closed" if state(self.after).clock == "stopped" else "open"


OFFICE: Final[tuple[Who, ...]] = ("clerk", "head")

MOVES: Final = (
    Move("receive", (START,), "received", WHO, "starts", "open"),
    Move("take", ("received", "forwarded", "reopened", "planned"), "in_progress", OFFICE, "none", "in_progress"),
    Move(
        "ask", ("received", "in_progress", "reopened", "planned", "forwarded"), "needs_information", OFFICE,
        "pauses", "investigating", reason=True, text=True,
        because="The clock stands only while the resident is told what is missing: no text, no pause.",
    ),
    Move("supply", ("needs_information",), "in_progress", ("resident", *OFFICE), "resumes", "in_progress"),
    Move(
        "go_on", ("needs_information",), "in_progress", OFFICE, "resumes", "in_progress", reason=True,
        because="What was asked for turned out not to be needed, or came another way.",
    ),
    Move(
        "lapse", ("needs_information",), "closed", OFFICE, "stops", "no_further_action",
        "competing", reason=True, text=True,
        because="Nobody replied. A person decides it and writes so; the system never lets a case lapse by itself.",
    ),
    Move(
        "plan", ("received", "in_progress", "reopened"), "planned", OFFICE, "none", "action_scheduled", text=True,
        because="A promise is not an answer: the clock goes on.",
    ),
    Move(
        "forward", AT_WORK, "forwarded", OFFICE, "none", "internal_referral", reason=True, text=True,
        because="To another office of the municipality. The case stays open: a wrong desk is no end for a resident.",
    ),
    Move(
        "answer", (*AT_WORK, "needs_information", "appealed"), "answered", OFFICE,
        "stops", "closed", "answered", text=True,
        because="Against an appeal only a head of office answers; where nobody had answered, a clerk does as well.",
    ),
    Move(
        "fix", (*AT_WORK, "needs_information", "appealed"), "answered", OFFICE, "stops", "fixed", "answered", text=True,
        because="An answer that says the thing is done: Open311 has a word of its own for it.",
    ),
    Move(
        "refuse", (*AT_WORK, "needs_information"), "refused", OFFICE,
        "stops", "no_further_action", "answered", reason=True, text=True,
        because="A reasoned refusal decides in substance, so it counts as an answer. Its legal ground is the reason.",
    ),
    Move(
        "no_competence", (*AT_WORK, "needs_information"), "not_our_competence", OFFICE,
        "stops", "not_councils_responsibility", "competing", reason=True, text=True,
        because="The text says who is competent.",
    ),
    Move(
        "withdraw", (*AT_WORK, "needs_information", "appealed"), "withdrawn", ("resident",),
        "stops", "no_further_action", "competing",
        because="Only the resident. A clerk who closes a case because nobody insists has to let it lapse.",
    ),
    Move(
        "withdraw_for", (*AT_WORK, "needs_information", "appealed"), "withdrawn", OFFICE,
        "stops", "no_further_action", "competing", reason=True, text=True,
        because="At the counter or by phone. The resident gets it in writing: nothing is withdrawn behind a back.",
    ),
    Move(
        "merge", (*AT_WORK, "needs_information"), "duplicate", OFFICE,
        "stops", "duplicate", "competing", reason=True, text=True,
        because="The reason is the reference of the case that goes on. Likeness is suggested, never merged by itself.",
    ),
    Move(
        "close", ENDED, "closed", OFFICE, "none", "closed",
        because="It changes no result, and nothing closes by itself: no time is known after which a resident may no "
        "longer reopen or appeal.",
    ),
    Move(
        "reopen", ("answered", "refused", "not_our_competence", "duplicate", "closed"), "reopened",
        ("resident", "head"), "starts", "open", reason=True,
        because="The first clock and its end stay in the history, so a poor answer gains nothing by it. Whoever was "
        "merged into a case that ended otherwise than they hoped goes on alone.",
    ),
    Move(
        "undo", ("not_our_competence", "withdrawn", "duplicate", "closed"), "in_progress", OFFICE,
        "resumes", "in_progress", reason=True, text=True,
        because="The end was a mistake. The clock goes on as if it had never stopped: the resident did wait.",
    ),
    Move(
        "appeal", ("answered", "refused", "not_our_competence", "closed"), "appealed", ("resident",),
        "starts", "investigating", reason=True,
        because="An appeal has a limit of its own. Whoever closes a case takes no appeal away by it.",
    ),
    Move(
        "appeal_silence", AT_WORK, "appealed", ("resident",), "none", "investigating",
        because="By law silence is a refusal once the limit has passed. It is no answer: the first clock runs on.",
    ),
    Move(
        "uphold", ("appealed",), "refused", ("head",), "stops", "no_further_action", "answered", reason=True, text=True,
        because="The appeal fails. A head of office decides, never the clerk whose answer it is about; a head who "
        "decided in the case before only where there is no other, and the resident is told so.",
    ),
    Move(
        "grant", ("appealed",), "in_progress", ("head",), "none", "in_progress", reason=True, text=True,
        because="The appeal succeeds and the work begins again, under the clock of the appeal.",
    ),
)  # fmt: skip

_STATES: Final = {state.code: state for state in STATES}
_MOVES: Final = {move.code: move for move in MOVES}


def state(code: str) -> State:
    """The state of this code. Raises KeyError."""
    return _STATES[code]


def allowed(state: str, who: Who) -> tuple[Move, ...]:
    """What this person may do with a case here, in the order of the table; nothing for an unknown state."""
    return tuple(move for move in MOVES if state in move.before and who in move.who)


def move(state: str, code: str, who: Who) -> Move | Refusal:
    """The move of this code from here by this person, or the code of why not."""
    if state != START and state not in _STATES:
        return "unknown_state"
    found = _MOVES.get(code)
    if found is None:
        return "unknown_move"
    if state not in found.before:
        return "not_from_here"
    return found if who in found.who else "not_by_you"


_ASKED_FOR: Final[dict[Extended, tuple[str, ...]]] = {
    "open": ("reopen",),
    "investigating": ("take",),
    "in_progress": ("take", "go_on", "undo", "grant"),
    "planned": ("plan",),
    "action_scheduled": ("plan",),
    "fixed": ("fix",),
    "closed": ("answer", "close"),
    "no_further_action": ("refuse", "uphold"),
    "internal_referral": ("forward",),
    "not_councils_responsibility": ("no_competence",),
    "duplicate": ("merge",),
}
"""What a partner's system means by a status it posts. None lapses or withdraws a case: a person does."""


def move_for(state: str, status: str, who: Who) -> Move | Refusal:
    """The move that a posted mySociety status asks for, in capitals or not; "unknown_move" for a foreign word."""
    refusal: Refusal = "unknown_move"
    for code in next((codes for name, codes in _ASKED_FOR.items() if name == status.lower()), ()):
        found = move(state, code, who)
        if isinstance(found, Move):
            return found
        refusal = found
    return refusal


def follow(codes: Iterable[str]) -> str | Refusal:
    """Where a case is after these moves in their order, or the code of the first that cannot have been."""
    here = START
    for code in codes:
        if code not in _MOVES:
            return "unknown_move"
        if here not in _MOVES[code].before:
            return "not_from_here"
        here = _MOVES[code].after
    return here


_GROUPS: Final = {"at_work": AT_WORK, "ended": ENDED}


def diagram() -> str:
    """The table as a mermaid state diagram; moves from a whole group of states, or between two, share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for one in MOVES:
        for before in _grouped(one.before):
            arrows.setdefault((before or "[*]", one.after), []).append(one.code)
    groups = [
        f"    state {name} {{\n" + "".join(f"        {one}\n" for one in all_) + "    }"
        for name, all_ in _GROUPS.items()
    ]
    lines = [f"    {before} --> {after}: {', '.join(codes)}" for (before, after), codes in arrows.items()]
    lines += [f"    {state.code} --> [*]" for state in STATES if state.final]
    return "\n".join(["stateDiagram-v2", *groups, *lines])


def _grouped(states: tuple[str, ...]) -> list[str]:
    """The groups that are there as a whole, and the states that are left."""
    whole = [name for name, members in _GROUPS.items() if set(members) <= set(states)]
    inside = {member for name in whole for member in _GROUPS[name]}
    return [*whole, *(one for one in states if one not in inside)]
