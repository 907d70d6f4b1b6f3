"""How a case moves: one entry is appended, the clock obeys, the resident is written to. All in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Value
from django.db.models.functions import Greatest

from uramost import states
from uramost.text import plain
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import appeals, clocks, letters
from uramost_web.casework.models import Attachment, Case, Entry, Pause

DAY = 86_400


class Refused(ValueError):
    """The act cannot be done; `reason` is a code that the site has a sentence for.

    Those of `states.Refusal`, and: text_needed, reason_needed, language_reason_needed, no_extension, too_many,
    too_long, declared_late, no_days, answered, no_limit, other_municipality, same_office, same_case, not_rated,
    still_running, merged_already, merged_ended, anonymous, own_decision, office_closed, done_already.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Said:
    """What goes with an act: to the resident in a language, and why.

    `reason` is why the act is done (the resident sees it); `other_language` why the text is in another language than
    the resident's, which is counted.
    """

    text: str = ""
    language: str = ""
    reason: str = ""
    other_language: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    files: tuple[Attachment, ...] = ()


NOTHING = Said()


def move(*, case: Case, code: str, who: states.Who, by: User | None, at: datetime, said: Said = NOTHING) -> Entry:
    """Take a case that is held (`Case.objects.held`) along a move of `uramost.states`. Raises `Refused`."""
    check_once(case, said)
    found = states.move(case.state, code, who)
    if isinstance(found, str):
        raise Refused(found)
    judged = appeals.judged(case, code, who, by)
    if judged in {"not_by_you", "own_decision"}:
        raise Refused(judged)
    if judged == "only_head":
        said = replace(said, facts={**said.facts, "only_head": True})
    check_said(case, said, text=found.text, reason=found.reason)
    entry = append(case=case, code=code, who=who, by=by, at=at, said=said, after=found.after)
    _clock(case, found, said, at)
    case.state = found.after
    if case.closed_at is None:
        case.wrote_at = None  # it runs again, and stands in the queue
    finish(case, entry, at)
    if found.effect == "stops" and code != "merge":
        _tell_merged(case, {"reference": case.reference, "state": case.state}, at)
    if by is not None:
        record(case, entry, by, at)
    return entry


def check_once(case: Case, said: Said) -> None:
    """Raises `Refused` where the form that says this has come before: of a double click nothing is done twice."""
    if came_before(case, said.facts.get("key") or ""):
        raise Refused("done_already")


def came_before(case: Case, key: str) -> bool:
    """Whether what a form says stands in the history; a form without a key is never known again."""
    return bool(key) and case.entries.filter(facts__key=key).exists()


def check_said(case: Case, said: Said, *, text: bool, reason: bool) -> None:
    """Raises `Refused` when something is not said that has to be."""
    if text and not said.text.strip():
        raise Refused("text_needed")
    if reason and not said.reason.strip():
        raise Refused("reason_needed")
    if said.text.strip() and said.language not in {"", case.language} and not said.other_language.strip():
        raise Refused("language_reason_needed")


def append(
    *,
    case: Case,
    code: str,
    who: states.Who,
    by: User | None,
    at: datetime,
    said: Said = NOTHING,
    after: str = "",
    seen: bool = True,
) -> Entry:
    """One more row of the history; the case is held, so numbers follow one another. Raises `Refused`."""
    if case.anonymised_at is not None:
        raise Refused("anonymous")
    last = case.entries.order_by("-number").values_list("number", flat=True).first() or 0
    entry = drawn_up(
        case=case,
        number=last + 1,
        code=code,
        who=who,
        by=by,
        at=at,
        said=said,
        before=case.state,
        after=after,
        seen=seen,
    )
    entry.save(force_insert=True)
    take_files(said.files, case, entry)
    return entry


def drawn_up(
    *,
    case: Case,
    number: int,
    code: str,
    who: states.Who,
    by: User | None,
    at: datetime,
    said: Said,
    before: str = "",
    after: str = "",
    seen: bool = True,
) -> Entry:
    """A row of the history as it will be stored."""
    facts = {**said.facts}
    if said.reason:
        facts["reason"] = plain(said.reason).strip()
    if said.other_language:
        facts["other_language"] = plain(said.other_language).strip()
    return Entry(
        case=case,
        number=number,
        at=at,
        by=by,
        who=who,
        move=code,
        before=before,
        after=after or case.state,
        text=plain(said.text).strip(),
        language=(said.language or case.language) if said.text else "",
        seen_by_resident=seen,
        facts=facts,
    )


def take_files(files: Sequence[Attachment], case: Case, entry: Entry) -> None:
    for file in files:
        file.case, file.entry = case, entry
        file.save(update_fields=["case", "entry"])


def finish(case: Case, entry: Entry, at: datetime) -> None:
    """New dates, the row saved, and the letter that belongs to the entry, if any."""
    clocks.set_dates(case)
    case.changed_at = at
    case.save()
    letters.write(case, entry, at)


def _tell_merged(case: Case, facts: dict[str, str], at: datetime) -> None:
    """Those whose cases continue in this one learn that it has ended. Its answer was written to somebody else."""
    for pk in case.merged.filter(anonymised_at=None).order_by("pk").values_list("pk", flat=True):
        merged = Case.objects.held(pk)
        entry = append(case=merged, code="merged_end", who="system", by=None, at=at, said=Said(facts={**facts}))
        finish(merged, entry, at)
        _tell_merged(merged, facts, at)


def _clock(case: Case, found: states.Move, said: Said, at: datetime) -> None:
    """What a move does to the clock and to how the case counts."""
    if found.effect == "pauses":
        Pause.objects.get_or_create(case=case, end_at=None, defaults={"start_at": at})
        case.paused = True
    elif found.effect in {"resumes", "stops", "starts"}:
        case.pauses.filter(end_at=None).update(end_at=Greatest("start_at", Value(at)))  # two servers, two watches
        case.paused = False
    if found.effect == "starts":
        case.clock_from, case.closed_at = at, None
    elif found.effect == "resumes":
        case.closed_at = None
        if found.code == "undo":
            case.outcome, case.waited, case.answered_at, case.answer_language = "", None, None, ""
    elif found.effect == "stops":
        case.closed_at = at
    if found.outcome != "none" and not case.outcome:  # the first result is the one that waiting is counted to
        case.outcome, case.waited = found.outcome, waited(case, at)
        if found.outcome == "answered":
            case.answered_at, case.answer_language = at, said.language or case.language


def waited(case: Case, until: datetime) -> float:
    """Days from receipt to a moment, less what the clock stood meanwhile."""
    spans = [(row.start_at, row.end_at or until) for row in case.pauses.all()]
    stood = sum((min(end, until) - start).total_seconds() for start, end in spans if start < until)
    return max(0.0, ((until - case.received_at).total_seconds() - stood) / DAY)


def record(case: Case, entry: Entry, by: User, at: datetime, **values: Any) -> None:
    """For the audit log: the act, and what of it is counted besides."""
    audit.record(f"case.{entry.move}", subject=case, by=by, at=at, entry=entry.number, **values)
    if entry.facts.get("other_language"):
        audit.record("case.other_language", subject=case, by=by, at=at, language=entry.language, asked=case.language)
    if entry.facts.get("only_head"):
        audit.record("case.own_appeal", subject=case, by=by, at=at, municipality=case.municipality_id)
