"""What a sentence said before: every version, any two of them compared, and any of them put back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from uramost.memory import difference
from uramost_web.accounts.requests import PersonRequest
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import actions, restoring, versions
from uramost_web.translation.filters import Choice
from uramost_web.translation.forms import CompareForm, PutBackForm
from uramost_web.translation.models import Target
from uramost_web.translation.reading import shown
from uramost_web.translation.views.opening import address, seen_by, target_at, working_script, writable


@login_required
def history(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    translation = seen_by(request.user, pk)
    target = target_at(translation, position)
    if request.method == "POST":
        return _put_back(request, target)
    tag = working_script(request, translation)
    page = Paginator(target.changes.select_related("by").order_by("-version"), 50).get_page(request.GET.get("page"))
    form = CompareForm(request.GET if "old" in request.GET else None, newest=target.version)
    context = {
        "translation": translation,
        "target": target,
        "page": page,
        "rows": [(change, shown(change.text, translation.language, tag)) for change in page],
        "tag": tag,
        "form": form,
        "pieces": _compared(target, tag, **form.cleaned_data) if form.is_valid() else None,
        "writable": writable(request.user, translation),
        "choice": Choice.of(request.GET),
    }
    return TemplateResponse(request, "translation/history.html", context)


def _compared(target: Target, tag: str, old: int, new: int) -> object:
    texts = [versions.earlier(target, number).text for number in (old, new)]
    return difference(*(shown(text, target.translation.language, tag) for text in texts))


def _put_back(request: PersonRequest, target: Target) -> HttpResponse:
    translation, position = target.translation, target.segment.position
    form = PutBackForm(request.POST)
    try:
        if form.is_valid():
            restoring.put_back(
                target=target,
                number=form.cleaned_data["version"],
                seen=form.cleaned_data["seen"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("Put back. What it said until now is in its history."))
    except actions.Conflict as conflict:
        name = conflict.theirs.written_by.name if conflict.theirs.written_by else ""
        messages.warning(
            request, _("%(person)s has changed this sentence meanwhile. Nothing was put back.") % {"person": name}
        )
    except LookupError:
        messages.warning(request, _("There is no such version. Nothing was put back."))
    except NotAllowed as refused:
        if refused.reason != "not_open":
            raise
        messages.warning(request, _("This translation is not open any more. Nothing was put back."))
    return redirect(address(translation, position, Choice.of(request.GET)))
