"""The story of one made-up case: moves of `uramost.states`, each at its moment, until it ends or today comes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any, Final

from uramost import deadlines, states
from uramost.scripts import to_latin
from uramost_web.accounts.models import User
from uramost_web.casework.models import Case, Entry, Extension, Pause
from uramost_web.places.models import in_language
from uramost_web.portal.demo.town import Town, file

OPENS, CLOSES = time(8), time(16)
A_MOMENT: Final = timedelta(minutes=7)
DAY: Final = timedelta(days=1)
STREETS: Final = "streets"


class NotYet(Exception):
    """The rest of the story is in the future."""


@dataclass(frozen=True, slots=True)
class Words:
    """What goes with a row of the history."""

    language: str = ""
    text: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """A case as far as its story has been told; rows are not saved. `now` ends every story."""

    case: Case
    town: Town
    calendar: deadlines.Calendar
    now: datetime
    chance: Random
    entries: list[Entry] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    into: "Told | None" = None  # the case in which it goes on

    @property
    def last(self) -> datetime:
        return self.entries[-1].at if self.entries else self.case.received_at

    def staff(self, code: str, at: datetime, *, tag: str = "", facts: Mapping[str, Any] | None = None) -> None:
        """A move of the clerk's in working hours, with the office's own text for it in the case's language or `tag`."""
        language = tag or self.case.language
        facts = dict(facts or {})
        if reasons := file("texts")["reasons"].get(code):
            facts.setdefault("reason", in_language(reasons, self.case.language))
        if language != self.case.language:
            facts["other_language"] = in_language(file("texts")["reasons"]["other_language"], self.case.language)
        who: states.Who = "head" if code in {"uphold", "grant"} else "clerk"
        by = self.town.head if who == "head" else self.town.clerk
        self.move(code, self.at_work(at), who, Words(language, answer_text(code, language), facts), by)

    def resident(self, code: str, at: datetime, text: str = "", facts: Mapping[str, Any] | None = None) -> None:
        """A move of the resident's, at any hour."""
        self.move(code, max(at, self.last + A_MOMENT), "resident", Words(self.case.language, text, facts or {}))

    def move(self, code: str, at: datetime, who: states.Who, said: "Words", by: User | None = None) -> None:
        """Append the move and let the clock obey, as `casework.history` does. Raises `NotYet`."""
        found = states.move(self.case.state, code, who)
        if isinstance(found, str):
            raise TypeError(f"{code} by {who} in {self.case.state!r}: {found}")
        entry = self.append(code, at, who, said, by)
        entry.after = found.after
        self._clock(found, said.language, at)
        self.case.state = entry.after

    def append(self, code: str, at: datetime, who: states.Who, said: "Words", by: User | None = None) -> Entry:
        """One more row of the history, in the state that is. Raises `NotYet`."""
        if at > self.now:
            raise NotYet
        state = self.case.state
        entry = Entry(case=self.case, at=at, by=by, who=who, move=code, before=state, after=state)
        entry.text, entry.language, entry.facts = said.text, said.language if said.text else "", dict(said.facts)
        self.entries.append(entry)
        self.case.changed_at = at
        return entry

    def _clock(self, found: states.Move, language: str, at: datetime) -> None:
        case = self.case
        if found.effect == "pauses":
            self.pauses.append(Pause(case=case, start_at=at))
        elif found.effect in {"resumes", "stops", "starts"} and self.pauses and self.pauses[-1].end_at is None:
            self.pauses[-1].end_at = at
        if found.effect != "none":
            case.paused = found.effect == "pauses"
        if found.effect == "starts":
            case.clock_from, case.closed_at = at, None
        elif found.effect == "resumes":
            case.closed_at = None
        elif found.effect == "stops":
            case.closed_at = at
        if found.outcome != "none" and not case.outcome:
            stood = sum((row.end_at - row.start_at for row in self.pauses if row.end_at), timedelta())
            case.outcome, case.waited = found.outcome, max(0.0, (at - case.received_at - stood) / DAY)
            if found.outcome == "answered":
                case.answered_at, case.answer_language = at, language

    def extend(self, amount: int, at: datetime) -> None:
        """More time, told to the resident at once."""
        language = self.case.language
        at = self.at_work(at)
        facts = {"amount": amount, "reason": in_language(file("texts")["reasons"]["extend"], language)}
        said = Words(language, answer_text("extend", language), facts)
        entry = self.append("extend", at, "clerk", said, self.town.clerk)
        self.extensions.append(Extension(case=self.case, entry=entry, amount=amount, told_at=at))

    def rate(self, rating: int, at: datetime) -> None:
        self.append("rate", max(at, self.last + A_MOMENT), "resident", Words(facts={"rating": rating}))
        self.case.rating = rating

    def at_work(self, moment: datetime) -> datetime:
        """The moment itself or the next one at which the office is open, after all that happened before."""
        moment = max(moment, self.last + A_MOMENT)
        local = moment.astimezone(self.calendar.zone)
        later = timedelta(minutes=self.chance.randrange(240))
        day = self.calendar.next_working(local.date() + DAY if local.time() >= CLOSES else local.date())
        if day == local.date() and local.time() >= OPENS:
            return moment
        opens = datetime.combine(day, OPENS, self.calendar.zone)
        return opens.astimezone(UTC) + later  # in UTC a day has always 24 hours


def answer_text(code: str, language: str) -> str:
    """The office's text for a move, in a language; nothing for a move that needs none."""
    code = "refuse" if code == "uphold" else code
    for row in file("texts")["answers"].values():
        if row["move"] == code:
            return in_language(row["texts"], language)
    return ""


def in_script(table: Mapping[str, list[str]], tag: str, chance: Random) -> str:
    """One of the sentences of a language; in Serbian Latin from the Cyrillic ones."""
    if tag == "sr-Latn":
        return to_latin(chance.choice(table["sr-Cyrl"]))
    return chance.choice(table[tag])


def tell(told: Told, wait: timedelta, wrong: str, other_language: str, twin: Told | None) -> None:
    """From receipt on. `wait` is the time of work until the answer; `wrong` the code of an office it reached first;
    `other_language` the one in which it is answered against the resident's wish; `twin` an earlier case about the same.
    """
    try:
        _happens(told, wait, wrong, other_language, twin)
    except NotYet:
        return


def _happens(told: Told, wait: timedelta, wrong: str, other_language: str, twin: Told | None) -> None:
    case, chance, since = told.case, told.chance, told.case.received_at
    by = told.town.clerk if case.channel in {"counter", "phone"} else None
    told.move("receive", since, "clerk" if by else "resident", Words(case.language), by)
    taken = since + wait * chance.uniform(0.05, 0.3)
    if wrong:
        told.staff("forward", taken, facts={"from": wrong, "to": case.service.office.code})
        case.office, case.forwarded = case.service.office, 1
        taken = told.last + wait * 0.1
    told.staff("take", taken)
    case.assignee = told.town.clerk
    kind = chance.random()
    if not _ends_otherwise(told, wait, kind, twin):
        due = _works(told, wait, kind)
        if told.case.closed_at is None:
            _answered(told, due, other_language)
    if case.state in states.ENDED:
        _put_away(told)


def _put_away(told: Told) -> None:
    """Nobody came back to it for a month: a clerk closes it, first thing in the morning."""
    day = told.calendar.next_working((told.last + 30 * DAY).astimezone(told.calendar.zone).date() + DAY)
    opens = datetime.combine(day, OPENS, told.calendar.zone).astimezone(UTC)
    told.move("close", opens, "clerk", Words(), told.town.clerk)


def _ends_otherwise(told: Told, wait: timedelta, kind: float, twin: Told | None) -> bool:
    """Withdrawn, not ours, or the same as an earlier one: whether it ended so. `kind` is drawn between 0 and 1."""
    chance, since = told.chance, told.case.received_at
    if kind < 0.03:
        told.resident("withdraw", since + wait * chance.uniform(0.4, 0.9))
    elif kind < 0.055:
        told.staff("no_competence", since + wait * chance.uniform(0.3, 0.8))
    elif kind < 0.085 and twin is not None:
        seen = told.at_work(told.last + wait * 0.1)
        if twin.case.closed_at is not None and twin.case.closed_at < seen:
            return False
        told.staff("merge", seen, facts={"into": twin.case.reference, "reason": twin.case.reference})
        told.into = twin
    else:
        return False
    return True


def _works(told: Told, wait: timedelta, kind: float) -> datetime:
    """Something is asked, planned or given more time. Returns when the answer comes."""
    case, chance, due = told.case, told.chance, told.case.received_at + wait
    if kind < 0.2:
        told.staff("ask", told.last + wait * chance.uniform(0.1, 0.4))
        asked = told.last
        if kind < 0.1:
            told.staff("lapse", asked + 30 * DAY)
            return due
        supplied = in_language(file("texts")["supplied"], case.language)
        told.resident("supply", asked + chance.expovariate(0.25) * DAY, supplied)
        return due + (told.last - asked)
    if kind < 0.4 and case.service.group == STREETS:
        told.staff("plan", told.last + wait * 0.3)
    elif kind < 0.5 and case.service.limit_code:
        told.extend(8, case.received_at + 4 * DAY)
        return max(due, case.received_at + chance.uniform(8, 13) * DAY)
    return due


def _answered(told: Told, due: datetime, other_language: str) -> None:
    """Answered; then perhaps rated, opened again or appealed."""
    chance, case = told.chance, told.case
    refused = chance.random() < (0.04 if case.service.group == STREETS else 0.12)
    good = "fix" if case.service.group == STREETS else "answer"
    told.staff("refuse" if refused else good, due, tag=other_language)
    late = (case.waited or 0) > 14
    if chance.random() < 0.25:
        told.rate(
            chance.choice((1, 2, 2, 3) if refused or late else (3, 4, 4, 5, 5)), told.last + chance.random() * DAY
        )
    if refused and chance.random() < 0.2:
        again = in_language(file("texts")["reasons"]["reopen"], case.language)
        told.resident("appeal", told.last + chance.uniform(2, 10) * DAY, again, {"reason": again})
        told.staff(
            "uphold",
            told.last + chance.uniform(5, 14) * DAY,
            facts={"reason": in_language(file("texts")["reasons"]["refuse"], case.language)},
        )
    elif not refused and chance.random() < (0.3 if other_language else 0.04):
        again = in_language(file("texts")["reasons"]["reopen"], case.language)
        told.resident("reopen", told.last + chance.uniform(1, 12) * DAY, again, {"reason": again})
        case.reopened = 1
        told.staff("take", told.last + chance.uniform(0.2, 2) * DAY)
        told.staff(good, told.last + chance.uniform(2, 9) * DAY)
