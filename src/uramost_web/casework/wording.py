"""One sentence for every code of the library that residents and clerks meet."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uramost_web.casework import papers
from uramost_web.casework.models import Case, Entry

STATES: Final[Mapping[str, Promise]] = {
    "received": gettext_lazy("Received"),
    "in_progress": gettext_lazy("Being worked on"),
    "needs_information": gettext_lazy("Waiting for you"),
    "planned": gettext_lazy("Planned"),
    "forwarded": gettext_lazy("With another office"),
    "reopened": gettext_lazy("Opened again"),
    "appealed": gettext_lazy("Under appeal"),
    "answered": gettext_lazy("Answered"),
    "refused": gettext_lazy("Refused"),
    "not_our_competence": gettext_lazy("Another authority is competent"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "duplicate": gettext_lazy("Continues in another case"),
    "closed": gettext_lazy("Closed"),
}
"""State → what the resident reads; the clerk reads the same, so that both speak of the same thing."""

TOLD: Final[Mapping[str, Promise]] = {
    "receive": gettext_lazy("We have received what you sent."),
    "take": gettext_lazy("Somebody is working on your case."),
    "ask": gettext_lazy("We need something from you to go on."),
    "supply": gettext_lazy("What you supplied has arrived."),
    "go_on": gettext_lazy("Your case goes on."),
    "lapse": gettext_lazy("Your case was closed because we had no reply from you."),
    "plan": gettext_lazy("The work you asked for is planned."),
    "forward": gettext_lazy("Your case was forwarded to another office."),
    "answer": gettext_lazy("Your case has been answered."),
    "fix": gettext_lazy("What you asked for has been done."),
    "refuse": gettext_lazy("Your request was refused."),
    "no_competence": gettext_lazy("Another authority is competent for your case."),
    "withdraw": gettext_lazy("You withdrew your case."),
    "withdraw_for": gettext_lazy("Your case was withdrawn as you asked."),
    "merge": gettext_lazy("Your case continues in another one about the same thing."),
    "merged_end": gettext_lazy("The case in which yours continues has ended."),
    "close": gettext_lazy("Your case was closed."),
    "reopen": gettext_lazy("Your case was opened again."),
    "undo": gettext_lazy("Your case was closed by mistake and goes on."),
    "appeal": gettext_lazy("Your appeal has arrived."),
    "appeal_silence": gettext_lazy("Your appeal against not being answered has arrived."),
    "uphold": gettext_lazy("Your appeal was decided: the decision stands."),
    "grant": gettext_lazy("Your appeal was granted. Your case is worked on again."),
    "extend": gettext_lazy("The time for an answer was extended."),
    "moved_date": gettext_lazy("The last day for an answer has changed because of a holiday."),
    "add": gettext_lazy("You added something to your case."),
    "release": gettext_lazy("What everybody may see of your case was decided."),
    "machine_read": gettext_lazy("A machine translated your words for the clerk who reads them."),
    "rate": gettext_lazy("You rated the answer."),
    "news": gettext_lazy("There is news about your case from those who work on it."),
}
"""Move or act → what the resident is told of it: a line in the history, and the subject of a letter."""

WHY_MOVED: Final[Mapping[str, Promise]] = {
    "add": gettext_lazy("%(day)s has become a holiday."),
    "remove": gettext_lazy("%(day)s is no longer a holiday."),
    "move": gettext_lazy("The holiday of %(day)s falls on %(to)s instead."),
    "taken_back": gettext_lazy("What had been decided about the holiday of %(day)s was taken back."),
}
"""What was done to a holiday → why the last day moved."""

ACTS: Final[Mapping[str, Promise]] = {
    "withdraw": gettext_lazy("Withdraw the case"),
    "reopen": gettext_lazy("Open the case again"),
    "appeal": gettext_lazy("Appeal"),
    "appeal_silence": gettext_lazy("Appeal because there was no answer"),
    "take": gettext_lazy("Begin work"),
    "ask": gettext_lazy("Ask for something"),
    "supply": gettext_lazy("Enter what was supplied"),
    "go_on": gettext_lazy("Go on without it"),
    "lapse": gettext_lazy("Close: no reply"),
    "plan": gettext_lazy("Say when it is planned"),
    "forward": gettext_lazy("Forward"),
    "answer": gettext_lazy("Answer"),
    "fix": gettext_lazy("Answer: it is done"),
    "refuse": gettext_lazy("Refuse"),
    "no_competence": gettext_lazy("Another authority is competent"),
    "withdraw_for": gettext_lazy("Withdraw for the resident"),
    "merge": gettext_lazy("Merge"),
    "close": gettext_lazy("Close"),
    "undo": gettext_lazy("Undo the end"),
    "uphold": gettext_lazy("Let the decision stand"),
    "grant": gettext_lazy("Grant the appeal"),
    "extend": gettext_lazy("Extend the time"),
    "assign": gettext_lazy("Give it to somebody"),
    "note": gettext_lazy("Write a note"),
    "release": gettext_lazy("Decide what everybody sees"),
    "add": gettext_lazy("Send"),
    "rate": gettext_lazy("Rate the answer"),
}
"""Move or act → what its button says."""

ONLY_HEAD: Final = gettext_lazy(
    "Whoever decided on the appeal had decided in this case before: the municipality has no other head of office."
)

REFUSED: Final[Mapping[str, Promise]] = {
    "unknown_state": gettext_lazy("The case is in a state that nobody knows. Please tell the administrator."),
    "unknown_move": gettext_lazy("There is no such act."),
    "not_from_here": gettext_lazy(
        "This cannot be done in the state the case is in now. Somebody may have been there first."
    ),
    "not_by_you": gettext_lazy("Somebody else has to do this."),
    "text_needed": gettext_lazy("Write a text."),
    "reason_needed": gettext_lazy("Say why."),
    "language_reason_needed": gettext_lazy(
        "The resident chose another language for the answer. Say why you cannot answer in it; this is counted."
    ),
    "no_extension": gettext_lazy("The law does not allow more time here."),
    "too_many": gettext_lazy("The law does not allow another extension."),
    "too_long": gettext_lazy("This is more time than the law allows."),
    "declared_late": gettext_lazy("The last day has passed, so the time can no longer be extended."),
    "not_positive": gettext_lazy("Enter how much time is added."),
    "not_public": gettext_lazy("Of this service nothing is public, so there is nothing to release."),
    "no_days": gettext_lazy("Enter how much time is added."),
    "answered": gettext_lazy("The case has been answered already."),
    "no_limit": gettext_lazy("No limit is known for this case, so there is nothing to extend."),
    "other_municipality": gettext_lazy("This belongs to another municipality."),
    "same_office": gettext_lazy("The case is with this office already."),
    "done_already": gettext_lazy("This has been done already: the form came twice."),
    "office_closed": gettext_lazy("This office is closed. Choose another one."),
    "same_case": gettext_lazy("A case cannot be merged into itself."),
    "merged_already": gettext_lazy("That case has itself been merged into another. Choose the one that goes on."),
    "merged_ended": gettext_lazy(
        "That case has ended, so nothing can continue in it. Open it again first, or choose another."
    ),
    "anonymous": gettext_lazy("This case was made anonymous. Nothing can be done with it any more."),
    "own_decision": gettext_lazy(
        "You have decided in this case before. Another head of office has to decide on the appeal."
    ),
    "not_late": gettext_lazy("The last day for an answer has not passed yet."),
    "not_answered": gettext_lazy("The case has not been answered yet."),
    "not_rated": gettext_lazy("Choose from 1 to 5."),
    "still_running": gettext_lazy("The case is still worked on. Withdraw it first."),
}
"""Why an act was refused; a test holds that every code of `history.Refused` has a sentence."""


def state(code: str) -> str:
    return str(STATES.get(code, code))


def letter_subject(case: Case, entry: Entry) -> str:
    """What happened, in a line."""
    return f"{_happened(entry)} ({case.reference})"


def _happened(entry: Entry) -> str:
    if entry.facts.get("put_here"):
        return _("The office put a message to your case.")
    return str(TOLD.get(entry.move, entry.move))


def told(case: Case, entry: Entry) -> list[str]:
    """What the resident is told of an entry beside its text: sentences in the language that is switched on."""
    said = [_happened(entry), *moved(entry.facts)]
    if entry.facts.get("put_here"):
        said.append(
            _("It came by e-mail and did not show to which case it belongs. If it is not yours, please tell us.")
        )
    if reason := entry.facts.get("reason"):
        said.append(_("Reason: %(reason)s") % {"reason": reason})
    if entry.facts.get("other_language"):
        said.append(
            _("You asked for an answer in another language. Why this one is not in it: %(why)s")
            % {"why": entry.facts["other_language"]}
        )
    if entry.facts.get("only_head"):
        said.append(str(ONLY_HEAD))
    if entry.move == "merged_end":
        said += [f"{entry.facts.get('reference')}: {state(entry.facts.get('state', ''))}"]
        said += [_("If this does not settle your case, you can open it again.")]
    if not_taken := entry.facts.get("not_taken"):
        files = [papers.refusal(name or _("File without a name"), why) for name, why in not_taken]
        said += [_("Files that were not taken:"), *files]
    return said


def moved(facts: Mapping[str, Any]) -> list[str]:
    """From which last day to which, and because of which holiday; nothing where an entry is of no such move."""
    said = []
    if facts.get("holiday") and facts.get("before") and facts.get("after"):
        days = {name: _day(timezone.localdate(datetime.fromisoformat(facts[name]))) for name in ("before", "after")}
        said.append(_("The last day was %(before)s. It is now %(after)s.") % days)
    if why := WHY_MOVED.get(facts.get("action", "")):
        to = facts.get("moved_to")
        days = {"day": _day(date.fromisoformat(facts["holiday"])), "to": _day(date.fromisoformat(to)) if to else ""}
        said.append(str(why) % days)
    return said


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
