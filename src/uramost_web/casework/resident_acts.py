"""What a resident can do with their case, as a table: one page for each, with what it means before it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from uramost_web.casework import forms_following as forms
from uramost_web.casework import resident
from uramost_web.casework.models import Case


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the resident's: its page, what is said there before, and when it is offered."""

    code: str
    title: Promise
    means: tuple[Promise, ...]  # what happens then, a sentence each
    button: Promise
    form: type[forms.ActForm]
    offered: Callable[[Case, datetime], bool]
    danger: bool = False


def _from_here(code: str) -> Callable[[Case, datetime], bool]:
    """Offered where `uramost.states` has the move."""
    return lambda case, _at: any(move.code == code for move in resident.moves(case))


def _asked_for_something(case: Case, _at: datetime) -> bool:
    return case.state == "needs_information"


ACTS: Final = (
    Act(
        "reply",
        _("Reply"),
        (
            _("Write what you were asked for, or add it as a file. You can do both."),
            _("As soon as you have replied, the time for the answer runs again."),
        ),
        _("Send the reply"),
        forms.AddForm,
        _asked_for_something,
    ),
    Act(
        "add",
        _("Add something"),
        (
            _("What you write here goes to the office that has your case. The last day for the answer stays as it is."),
            _("You can add photographs and papers."),
        ),
        _("Send"),
        forms.AddForm,
        lambda case, at: not _asked_for_something(case, at),
    ),
    Act(
        "rate",
        _("Rate the answer"),
        (
            _("The municipality sees your rating and what you write with it. Nobody else sees it together with you."),
            _("You can change it later."),
        ),
        _("Send the rating"),
        forms.RateForm,
        lambda case, _at: case.outcome == "answered" and case.closed_at is not None,
    ),
    Act(
        "reopen",
        _("Open the case again"),
        (
            _("For when the answer does not help, or what was promised was not done."),
            _("The case goes back to the office, and a new time for an answer begins. The first answer stays in it."),
        ),
        _("Open the case again"),
        forms.ReopenForm,
        _from_here("reopen"),
    ),
    Act(
        "appeal",
        _("Appeal"),
        (
            _("For when you do not agree with the decision. The head of the office decides on it, not who answered."),
            _("If they are the same and the municipality has no other head of office, you are told so."),
            _("A new time for the decision begins."),
            _("This appeal closes no other way to you: you can still turn to the bodies that the law names."),
        ),
        _("Send the appeal"),
        forms.AppealForm,
        _from_here("appeal"),
    ),
    Act(
        "appeal_silence",
        _("Appeal because there was no answer"),
        (
            _("The last day for an answer has passed. The head of office decides on the appeal; the case stays late."),
            _("This appeal closes no other way to you: you can still turn to the bodies that the law names."),
        ),
        _("Send the appeal"),
        forms.SilenceForm,
        lambda case, at: _from_here("appeal_silence")(case, at) and case.late(at),
    ),
    Act(
        "withdraw",
        _("Withdraw the case"),
        (
            _("For when it has settled itself or you no longer want an answer."),
            _("Nobody works on it then, and there will be no answer. You can send a new request at any time."),
        ),
        _("Withdraw the case"),
        forms.WithdrawForm,
        _from_here("withdraw"),
        danger=True,
    ),
)

WITH_FILES: Final = frozenset({"reply", "add"})


def offered(case: Case, at: datetime) -> tuple[Act, ...]:
    """What the resident can do now, in the order of the table."""
    return tuple(act for act in ACTS if act.offered(case, at))


def named(code: str) -> Act | None:
    return next((act for act in ACTS if act.code == code), None)
