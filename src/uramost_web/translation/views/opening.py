"""How every page of a translation begins: who may see it, the script it is worked on in, and where a sentence is."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from uramost_web.accounts.models import User
from uramost_web.accounts.requests import PersonRequest
from uramost_web.translation import rules
from uramost_web.translation.filters import Choice
from uramost_web.translation.models import Target, Translation
from uramost_web.translation.permissions import may_see, may_write
from uramost_web.translation.states import State


def seen_by(person: User, pk: int) -> Translation:
    """The translation, for those who may know of it; nobody else learns that it exists."""
    row = get_object_or_404(
        Translation.objects.select_related("document__municipality", "approved_by", "submitted_by"), pk=pk
    )
    if not may_see(person, row):
        raise Http404
    return row


def writable(person: User, translation: Translation) -> bool:
    """Whether this person may write in it now."""
    return translation.state == State.OPEN and may_write(person, translation)


def target_at(translation: Translation, position: int) -> Target:
    """One sentence. Raises `Http404`."""
    return get_object_or_404(
        Target.objects.select_related("segment", "translation__document__municipality"),
        translation=translation,
        segment__position=position,
    )


def scripts_of(stored: str) -> list[tuple[str, str]]:
    """(tag, name) of the scripts a text can be written in; empty where there is only one."""
    found = [(tongue.tag, tongue.autonym) for tongue in rules.tongues() if stored in (tongue.tag, tongue.derived_from)]
    return found if len(found) > 1 else []


def working_script(request: PersonRequest, translation: Translation) -> str:
    """The script this translator writes in: chosen once, kept for the session."""
    known = [tag for tag, _name in scripts_of(translation.language)]
    chosen = request.GET.get("script", "")
    if chosen in known:
        request.session["script"] = chosen
    kept = request.session.get("script", "")
    return kept if kept in known else translation.language


def number_of(target: Target) -> str:
    return str(target.segment.position)


def address(translation: Translation, position: int, choice: Choice | None = None) -> str:
    """Of a sentence in the workbench, with the filter that was chosen."""
    query = (choice or Choice()).query(s=position)
    return f"{reverse('translation:workbench', args=[translation.pk])}?{query}#s{position}"
