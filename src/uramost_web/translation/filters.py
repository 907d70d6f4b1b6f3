"""Which sentences of a translation are in sight: a table of filters, a text to look for, and a page of the result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from uramost.text import fold
from uramost_web.translation.models import Origin, Target, TargetState
from uramost_web.translation.repetitions import repeated

PAGE: Final = 200
"""Sentences on one page: a document of thousands opens as fast as one of hundreds."""
LONGEST: Final = 200
"""Characters of a text to look for."""


@dataclass(frozen=True, slots=True)
class About:
    """What a filter may ask about besides the sentence itself."""

    person: int
    repeated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Filter:
    """`holds` decides about one sentence; `name` is what the translator reads."""

    code: str
    name: Any
    holds: Callable[[Target, About], bool]


def _severity(severity: str) -> Callable[[Target, About], bool]:
    return lambda target, about: any(finding["severity"] == severity for finding in target.findings)


FILTERS: Final = (
    Filter("all", _("All"), lambda target, about: True),
    Filter("open", _("Not confirmed"), lambda target, about: not target.is_done()),
    Filter("untranslated", _("Not translated"), lambda target, about: target.state == TargetState.EMPTY),
    Filter("drafts", _("Drafts"), lambda target, about: target.state == TargetState.DRAFT),
    Filter("errors", _("With errors"), _severity("error")),
    Filter("warnings", _("With warnings"), _severity("warning")),
    Filter("notes", _("With notes"), _severity("note")),
    Filter("stale", _("Source corrected"), lambda target, about: bool(target.text) and target.is_stale()),
    Filter("remarked", _("With open remarks"), lambda target, about: target.open_remarks > 0),
    Filter("mine", _("Mine"), lambda target, about: target.written_by_id == about.person),
    Filter("memory", _("From the memory"), lambda target, about: target.origin == Origin.REMEMBERED),
    Filter("machine", _("Made by a machine"), lambda target, about: bool(target.began_as)),
    Filter("repeated", _("Repeated"), lambda target, about: target.segment.text in about.repeated),
)
BY_CODE: Final[Mapping[str, Filter]] = {entry.code: entry for entry in FILTERS}


@dataclass(frozen=True, slots=True)
class Choice:
    """The filter and the text a translator has chosen; it goes with every link and every form."""

    show: str = "all"
    words: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> "Choice":
        """From an address; whatever is not a filter counts as all."""
        show = str(query.get("show", ""))
        return cls(show if show in BY_CODE else "all", str(query.get("q", "")).replace("\0", "")[:LONGEST].strip())

    def query(self, **more: object) -> str:
        """`show=drafts&q=rok&s=5`, without what is as usual."""
        values = {"show": "" if self.show == "all" else self.show, "q": self.words, **more}
        return urlencode({name: value for name, value in values.items() if value not in ("", None)})

    @property
    def narrows(self) -> bool:
        return self.show != "all" or bool(self.words)


@dataclass(frozen=True, slots=True)
class Counted:
    """A filter with how many sentences it would leave in sight, together with the text that is looked for."""

    code: str
    name: Any
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What a choice leaves in sight, in order, and what every other filter would."""

    targets: Sequence[Target]
    counts: tuple[Counted, ...]


def look(targets: Sequence[Target], choice: Choice, person: int) -> Sight:
    """Apply a choice to all sentences of a translation."""
    about = About(person, repeated(target.segment.text for target in targets))
    named = saying(targets, choice.words)
    kept = {entry.code: [target for target in named if entry.holds(target, about)] for entry in FILTERS}
    counts = tuple(
        Counted(
            entry.code,
            entry.name,
            len(kept[entry.code]),
            entry.code == choice.show,
            Choice(entry.code, choice.words).query(),
        )
        for entry in FILTERS
    )
    return Sight(kept[choice.show], counts)


def saying(targets: Sequence[Target], words: str) -> Sequence[Target]:
    """Those whose source or translation has these words, in either script, with or without diacritics."""
    wanted = fold(words)
    if not wanted:
        return targets
    return [one for one in targets if wanted in fold(one.segment.text) or wanted in fold(one.text)]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of sentences: those shown, and the sentence with which the pages before and after it begin."""

    targets: Sequence[Target]
    first: int
    last: int
    total: int
    before: int | None
    after: int | None


def leaf(targets: Sequence[Target], active: Target) -> Leaf:
    """The page with the sentence in hand, which is there whether the filter has it or not."""
    shown = list(targets)
    if active not in shown:
        shown = sorted([*shown, active], key=lambda target: target.segment.position)
    start = shown.index(active) // PAGE * PAGE
    end = min(start + PAGE, len(shown))
    return Leaf(
        shown[start:end],
        start + 1,
        end,
        len(shown),
        shown[start - PAGE].segment.position if start else None,
        shown[end].segment.position if end < len(shown) else None,
    )


def following(targets: Sequence[Target], choice: Choice, position: int) -> int:
    """Where to go after a sentence: the next in sight, else the first; without a filter the next that is not done."""
    rows = [one for one in targets if not one.is_done()] if not choice.narrows else targets
    others = [one.segment.position for one in rows if one.segment.position != position]
    return next((other for other in others if other > position), others[0] if others else position)
