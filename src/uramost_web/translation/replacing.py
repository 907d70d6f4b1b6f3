"""Search and replace over a whole translation: what it would change, and the change itself."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction

from uramost import replacing
from uramost.memory import Piece, difference
from uramost.text import clean
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.translation import actions, versions
from uramost_web.translation.models import Origin, Replacement, Target, TargetState, Translation
from uramost_web.translation.reading import shown
from uramost_web.translation.versions import Version

MOST = 500
"""Changes shown and made at once; whoever has more looks at these first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for and what to put in its place, in the script `tag` the translator works in."""

    wanted: str
    instead: str
    tag: str
    whole_words: bool = False
    match_case: bool = False

    def search(self, stored: str) -> replacing.Search:
        latin = stored == "sr-Cyrl" and self.tag == "sr-Latn"
        return replacing.Search(self.wanted, self.whole_words, self.match_case, in_latin=latin)


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence in which something would change, as the translator sees it; `pick` says which version they saw."""

    position: int
    pick: str
    count: int
    source: str
    confirmed: bool
    pieces: Sequence[Piece]


def changes(translation: Translation, wanted: Wanted) -> list[Change]:
    """Every sentence that would change, in order."""
    search = wanted.search(translation.language)
    found = []
    for target in _targets(translation):
        done = replacing.replace(target.text, search, wanted.instead)
        if done.count and done.text != target.text:
            found.append(
                Change(
                    position=target.segment.position,
                    pick=pick(target),
                    count=done.count,
                    source=target.segment.text,
                    confirmed=target.state == TargetState.CONFIRMED,
                    pieces=difference(
                        *(shown(text, translation.language, wanted.tag) for text in (target.text, done.text))
                    ),
                )
            )
    return found


def pick(target: Target) -> str:
    return f"{target.segment.position}:{target.version}"


@transaction.atomic
def apply(
    *, translation: Translation, wanted: Wanted, picked: Iterable[str], keep_confirmed: bool, by: User, at: datetime
) -> tuple[Replacement | None, list[int], list[int]]:
    """Replace in the sentences that were picked: (what can be undone, positions changed, positions left alone).

    A sentence that somebody has saved since it was shown is left alone. What changes becomes a draft, unless
    `keep_confirmed`. Raises `NotAllowed` as `actions.write`, and `text.BadText`.
    """
    translation = actions.held_open(translation, by)
    asked = set(picked)
    search, instead = wanted.search(translation.language), clean(wanted.instead)
    positions = {int(one.partition(":")[0]) for one in asked}
    rows = [target for target in _targets(translation) if target.segment.position in positions]
    current = [target for target in rows if pick(target) in asked]
    replacement = Replacement(
        translation=translation, wanted=wanted.wanted, instead=instead, tag=wanted.tag, by=by, at=at
    )
    made = [
        (target, _version(target, translation, replacing.replace(target.text, search, instead), replacement))
        for target in current
    ]
    made = [(target, version) for target, version in made if version.text != target.text]
    changed = [target.segment.position for target, _version_ in made]
    left = sorted(positions - set(changed))
    if not made:
        return None, [], left
    replacement.save()
    if not keep_confirmed:
        made = [(target, replace(version, state=TargetState.DRAFT)) for target, version in made]
    versions.add_all(made, by=by, at=at)
    audit.record("translation.replaced", subject=translation, by=by, at=at, positions=changed)
    return replacement, changed, left


def _targets(translation: Translation) -> Iterable[Target]:
    return translation.targets.select_related("segment").exclude(text="").order_by("segment__position")


def _version(target: Target, translation: Translation, done: replacing.Replaced, replacement: Replacement) -> Version:
    return Version(
        text=done.text,
        state=target.state,
        of_version=target.of_version,
        findings=actions.find(target.segment.text, done.text, (translation.document.language, translation.language)),
        doubts=[*target.doubts, *(asdict(doubt) for doubt in done.doubts)],
        keep=target.keep,
        origin=Origin.REPLACED,
        replacement=replacement,
    )
