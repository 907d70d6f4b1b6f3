"""The workbench: one sentence in hand, the others of its page in sight."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from uramost_web.accounts.models import User
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import actions, filters, machine_panel, progress
from uramost_web.translation import findings as rules
from uramost_web.translation.filters import Choice
from uramost_web.translation.forms import ReturnForm, SegmentForm
from uramost_web.translation.forms_team import RemarkForm
from uramost_web.translation.lost_letters import offers
from uramost_web.translation.models import MARK, TITLE, Origin, Target, TargetState, Translation
from uramost_web.translation.permissions import is_insider, may_act
from uramost_web.translation.reading import shown
from uramost_web.translation.sentences import ALERTS, DOUBTS, said
from uramost_web.translation.states import State
from uramost_web.translation.suggestions import similar, terms_in
from uramost_web.translation.views.opening import address, number_of, scripts_of, seen_by, working_script, writable
from uramost_web.translation.wording import sentence


@login_required
def workbench(request: PersonRequest, pk: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    return TemplateResponse(request, "translation/workbench.html", desk(request, translation))


def loaded(translation: Translation) -> list[Target]:
    """Every sentence, in order, with how many remarks on it stand open, from one query."""
    rows = translation.targets.select_related("segment").order_by("segment__position")
    counted: list[Any] = list(rows.annotate(unsettled=Count("remarks", filter=Q(remarks__settled_at=None))))
    for target in counted:
        target.open_remarks = target.unsettled
    return counted


def desk(
    request: PersonRequest, translation: Translation, form: SegmentForm | None = None, asked: str = "", **more: Any
) -> dict[str, Any]:
    """What the workbench shows: the sentences in sight, and everything about the one in hand (`asked`)."""
    document = translation.document
    tag = working_script(request, translation)
    choice = Choice.of(request.GET)
    targets = loaded(translation)
    sight = filters.look(targets, choice, request.user.pk)
    active = _in_hand(asked or request.GET.get("s", ""), targets, sight.targets)
    leaf = filters.leaf(sight.targets, active)
    for target in {active, *leaf.targets}:
        target.shown = shown(target.text, translation.language, tag)
    far = progress.of(targets)
    form = form or SegmentForm(initial={"text": active.shown, "seen": active.version, "tag": tag})
    return {
        "translation": translation,
        "document": document,
        "title": document_title(targets),
        "targets": leaf.targets,
        "leaf": leaf,
        "choice": choice,
        "counts": sight.counts,
        "active": active,
        "tag": tag,
        "scripts": scripts_of(translation.language),
        "writable": writable(request.user, translation),
        "form": form,
        "lost_letters": offers(form["text"].value() or "", tag),
        "done": far.done,
        "total": far.total,
        "words_left": far.words_left,
        "complete": far.done == far.total,
        **progress.due(translation.due_date),
        "State": State,
        "found_by_checks": len(rules.of(targets)) if translation.state == State.SUBMITTED else 0,
        "may_review": translation.state == State.SUBMITTED and _may_approve(request.user, translation),
        "own_work": translation.state == State.SUBMITTED and actions.is_own_work(translation, request.user),
        "may_return": may_act(request.user, "translation.review", translation),
        "may_set_due": may_act(request.user, "notice.write", translation),
        "return_form": ReturnForm(),
        **beside(request.user, translation, active, tag, targets),
        **same_elsewhere(active, targets),
        **together(request.user, translation, active),
        "machine": machine_panel.panel(request.user, translation, active, tag),
        "ways": ways(translation, sight.targets, active, choice),
        **more,
    }


def beside(
    person: User, translation: Translation, target: Target, tag: str, targets: Sequence[Target]
) -> dict[str, Any]:
    """The panel beside a sentence: suggestions, terms, findings, doubtful words and the signs to insert."""
    document, insider = translation.document, is_insider(person, translation)
    texts = {one.segment.position: one.segment.text for one in targets}
    return {
        "insider": insider,
        "suggestions": similar(target.segment, translation, tag, insider=insider, texts=texts),
        "terms": terms_in(target.segment, document.language, translation.language, tag),
        "findings": findings(target.findings),
        "doubts": doubts(target.doubts),
        "alerts": ALERTS,
        "signs": signs(target.segment.text),
        "Origin": Origin,
    }


def together(person: User, translation: Translation, target: Target) -> dict[str, Any]:
    """Who is asked for this text, and what people told each other about the sentence in hand."""
    return {
        "team": translation.assignments.select_related("person"),
        "may_assign": may_act(person, "translation.assign", translation),
        "remarks": target.remarks.select_related("by", "settled_by"),
        "may_remark": translation.state != State.APPROVED and may_act(person, "translation.remark", translation),
        "remark_form": RemarkForm(auto_id="remark_%s"),
    }


def same_elsewhere(active: Target, targets: list[Target]) -> dict[str, Any]:
    """Where else the sentence in hand stands, and whether it could be put there by a button."""
    others = [one for one in targets if one.segment.text == active.segment.text and one != active]
    others = others if active.segment.text.strip() else []
    return {
        "same": [one.segment.position for one in others],
        "spreads": active.is_done()
        and any(
            one.text != active.text and (one.state != TargetState.CONFIRMED or one.origin == Origin.REPEATED)
            for one in others
        ),
        "taken_from": next((one.segment.position for one in others if one.segment_id == active.taken_from_id), None),
    }


def ways(
    translation: Translation, sight: Sequence[Target], active: Target, choice: Choice
) -> list[tuple[str, str, Any]]:
    """(name, address, words) of the links to the sentences around this one, as far as they are in sight."""
    here = active.segment.position
    positions = [one.segment.position for one in sight]
    lacking = [one.segment.position for one in sight if not one.is_done() and one != active]
    found = (
        ("previous", max((one for one in positions if one < here), default=None), _("Previous sentence")),
        ("next", min((one for one in positions if one > here), default=None), _("Next sentence")),
        (
            "open",
            min((one for one in lacking if one > here), default=lacking[0] if lacking else None),
            _("Next that is not confirmed"),
        ),
    )
    return [(name, address(translation, place, choice), said) for name, place, said in found if place is not None]


def signs(text: str) -> list[tuple[str, str]]:
    """(number, what is inserted) for every sign of the source, each once: ⟦1⟧⟦/1⟧ around words, ⟦2/⟧ alone."""
    found = dict.fromkeys(mark.strip("⟦⟧") for mark in MARK.findall(text))
    return [
        (mark.rstrip("/"), f"⟦{mark}⟧" if mark.endswith("/") else f"⟦{mark}⟧⟦/{mark}⟧")
        for mark in found
        if not mark.startswith("/")
    ]


def findings(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**finding, "sentence": sentence(finding)} for finding in stored]


def doubts(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**doubt, "why": said(DOUBTS, doubt["reason"], {})} for doubt in stored]


def document_title(targets: list[Target]) -> str:
    return next((target.segment.text for target in targets if target.segment.block == TITLE), "")


def _in_hand(asked: str, targets: list[Target], sight: Any) -> Target:
    """The sentence asked for, else the first in sight that needs work, else the first."""
    for target in targets:
        if number_of(target) == asked:
            return target
    rows = sight or targets
    return next((row for row in rows if not row.is_done()), rows[0])


def _may_approve(person: User, translation: Translation) -> bool:
    try:
        actions.check_may_approve(person, translation)
    except NotAllowed:
        return False
    return True
