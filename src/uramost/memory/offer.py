"""How good is a unit for a translator: what raises its score, what takes from it, and what must be said beside it?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from uramost.checks.finding import NO_PLACES, Places
from uramost.memory.alerts import alerts
from uramost.memory.replaced import Languages, may_differ_in_facts, replaced
from uramost.memory.unit import Context, Match, Penalty, Unit

IN_CONTEXT = 101
"""What a unit is worth whose text is the same and whose neighbours are the same too."""
OLD_AFTER = timedelta(days=5 * 365)
"""Laws and offices change: after five years an approval is a hint."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text to find the like of, and who asks.

    `language` is its tag, `target` the tag it is translated into; without both nothing is replaced. `place` is the
    code of the municipality that asks and `context` what stands around the text, "" where it is not known. `today`
    tells what is old.
    """

    text: str
    language: str | None = None
    target: str | None = None
    place: str = ""
    context: Context = ("", "")
    today: date | None = None
    places: Places = NO_PLACES
    points: Mapping[Penalty, float] = field(default_factory=lambda: POINTS)


@dataclass(frozen=True, slots=True)
class Rule:
    """What takes points from a score, how many, and whether it holds."""

    code: Penalty
    points: float
    holds: Callable[[Unit, Question], bool]


def _is_old(unit: Unit, question: Question) -> bool:
    return bool(unit.approved_on and question.today and question.today - unit.approved_on > OLD_AFTER)


RULES: tuple[Rule, ...] = (
    Rule("machine", 15, lambda unit, question: unit.machine),
    # also what packages ship: volunteers translated each language from English, nobody compared the two with each other
    Rule("unreviewed", 3, lambda unit, question: not unit.reviewed),
    Rule("elsewhere", 1, lambda unit, question: bool(unit.place and question.place and unit.place != question.place)),
    Rule("old", 2, _is_old),
    Rule("replaced", 1, lambda unit, question: False),  # of the match, not of the unit
)
POINTS: Mapping[Penalty, float] = MappingProxyType({rule.code: rule.points for rule in RULES})


def offer(question: Question, unit: Unit, score: float) -> Match:
    """A unit that was found, as it is offered, but for what `warned` adds."""
    new = _replaced(question, unit, score)
    in_context = score == 100 and _is_in_context(unit, question)
    worth = 100.0 if new else IN_CONTEXT if in_context else score
    penalties: list[Penalty] = [rule.code for rule in RULES if rule.holds(unit, question)]
    if new:
        penalties.append("replaced")
    shown = max(worth - sum(question.points.get(code, 0) for code in penalties), 0.0)
    return Match(unit, score, (), shown, tuple(penalties), in_context, new)


def warned(question: Question, match: Match) -> Match:
    """With what its score does not show. Apart, for it costs more than the score, and only what is shown needs it."""
    if match.score == 100:
        return match
    return replace(match, alerts=alerts(question.text, match.unit.source, question.language))


def different(matches: Iterable[Match]) -> list[Match]:
    """Each translation once, the first of those that say the same."""
    once: dict[str, Match] = {}
    for match in matches:
        once.setdefault(match.target, match)
    return list(once.values())


def ranked(matches: Iterable[Match]) -> list[Match]:
    """Best first as they are shown; of equals the more similar, then the older unit."""
    return sorted(matches, key=lambda match: (-match.shown, -match.score, match.unit.id))


def may_see(unit: Unit, place: str) -> bool:
    """Whether a municipality is shown a unit: what another keeps to itself it is not. "" is nobody's municipality."""
    return not unit.kept or (unit.place == place and place != "")


def _is_in_context(unit: Unit, question: Question) -> bool:
    known = all((unit.before, unit.after, *question.context))
    return known and (unit.before, unit.after) == question.context


def _replaced(question: Question, unit: Unit, score: float) -> str:
    if score == 100 or not question.language or not question.target:
        return ""
    if not may_differ_in_facts(question.text, unit.source):
        return ""
    languages = Languages(question.language, question.target)
    return replaced(question.text, unit.source, unit.target, languages, question.places)
