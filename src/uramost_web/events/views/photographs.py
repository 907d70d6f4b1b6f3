"""Pages with an event's photographs: of everybody, of the desk, and of who wants to be seen no longer."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uramost import pictures
from uramost_web.accounts.requests import PersonRequest
from uramost_web.events import links, permissions, picturing
from uramost_web.events.models import Event, Registration
from uramost_web.events.permissions import RUN, SEE
from uramost_web.events.photographs import Photograph
from uramost_web.events.views.door import of_registration, to_own_page
from uramost_web.events.wording import shown
from uramost_web.places.permissions import may
from uramost_web.places.words import words
from uramost_web.uploads import InMemory

SAID_IN: Final = ("sq", "sr-Cyrl")
REFUSED: Final[dict[str, str | Promise]] = {
    "empty": _("%(name)s: this file is empty."),
    "too_large": _("%(name)s: this file is too large. Please choose one of at most 20 MB."),
    "svg": _("%(name)s: this is a drawing, not a photograph. Please choose a JPEG or PNG file."),
    "heic": _("%(name)s: this kind of photograph (HEIC) cannot be read here. Please save it as JPEG."),
    "not_a_picture": _("%(name)s: this is not a photograph. Please choose a JPEG or PNG file."),
    "other_type": _("%(name)s: files of this kind are not taken. Please choose a JPEG or PNG file."),
    "too_many_pixels": _("%(name)s: this picture has too many pixels. Please make it smaller."),
    "broken": _("%(name)s: this picture is damaged. Please choose another one."),
}
"""Codes of `pictures.BadPicture`."""
WHY_NOT: Final[dict[str, str | Promise]] = {
    "no_consent": _("Somebody who is to be seen has not consented, or has taken it back."),
    "too_many": _("An event has at most forty photographs."),
}
"""Codes of `picturing.CannotShow`."""


class _Name(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django itself takes none
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person.name)


class PhotographForm(forms.Form):
    """A picture, who is to be seen in it, and what, in both languages."""

    photo = forms.FileField(
        label=_("Photograph"), widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"})
    )
    seen = _Name(
        label=_("Who can be recognised in it?"),
        queryset=Registration.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those stand here who agreed to be seen in photos."),
    )
    all_named = forms.BooleanField(
        label=_("Nobody else can be recognised in it."),
        error_messages={"required": _("A photograph in which others can be recognised is not shown.")},
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen: Any = self.fields["seen"]
        seen.queryset = picturing.consenting(event)
        for tag in SAID_IN:
            label = gettext("What is to be seen, in %(language)s") % {"language": words().language(tag)}
            self.fields[tag] = forms.CharField(label=label, max_length=300, widget=forms.TextInput({"lang": tag}))

    def clean_photo(self) -> pictures.Picture:
        file = self.cleaned_data["photo"]
        try:
            return pictures.read(file.read(pictures.MOST_BYTES + 1))
        except pictures.BadPicture as bad:
            name = "".join(one for one in file.name if one.isprintable())[-100:]
            raise forms.ValidationError(str(REFUSED[bad.code]) % {"name": name}) from None


# Everybody -----------------------------------------------------------------------------------------------------------


@require_safe
def photographs(request: HttpRequest, number: int) -> HttpResponse:
    """Those in which everybody who is to be seen consents at this moment."""
    event = get_object_or_404(Event.objects.public().select_related("municipality"), pk=number)
    seen = words()
    context = {
        "event": event,
        "title": shown(event.titles, seen),
        "lines": [(row, shown(row.says, seen)) for row in event.photographs.shown()],
    }
    return TemplateResponse(request, "events/training/photographs.html", context)


@require_safe
def photograph(request: HttpRequest, number: int, key: Any) -> FileResponse:
    """The picture itself; kept by no cache, as it may have to go."""
    rows = Photograph.objects.shown().filter(event__in=Event.objects.public().filter(pk=number))
    row = get_object_or_404(rows, key=key)
    try:
        opened = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@of_registration
def mine(request: HttpRequest, row: Registration) -> HttpResponse:
    """The pictures in which somebody is to be seen; with one press all of them go, and no others come."""
    if request.method == "POST":
        number = picturing.withdraw(row, timezone.now())
        said = ngettext("%(number)s photograph was taken away.", "%(number)s photographs were taken away.", number)
        messages.success(
            request, gettext("You are shown in no photographs any more.") + " " + said % {"number": number}
        )
        return to_own_page(row)
    seen = words()
    rows = Photograph.objects.shown().filter(seen__registration__in=row.all_of_theirs())
    context = {
        "registration": row,
        "secret": links.secret(row),
        "title": shown(row.event.titles, seen),
        "event": row.event,
        "lines": [(one, shown(one.says, seen)) for one in rows.distinct()],
        "consents": picturing.consents(row),
    }
    return TemplateResponse(request, "events/training/my_photographs.html", context)


# The desk ------------------------------------------------------------------------------------------------------------


@csrf_exempt  # the check reads the form, and where its file goes has to be said before
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: PersonRequest, number: int) -> HttpResponse:
    """All that are shown, and one more."""
    request.upload_handlers = [InMemory(request)]
    return _desk(request, number)


@csrf_protect
def _desk(request: PersonRequest, number: int) -> HttpResponse:
    event = permissions.event_for(request.user, number, RUN if request.method == "POST" else SEE)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PhotographForm(*sent, event=event)
    if form.is_valid():
        data = form.cleaned_data
        try:
            picturing.add(
                event=event, picture=data["photo"], says={tag: data[tag] for tag in SAID_IN}, seen=data["seen"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except picturing.CannotShow as fault:
            form.add_error(None, str(WHY_NOT[fault.code]))
        else:
            messages.success(request, _("Saved."))
            return redirect("training:photographs", number)
    seen = words()
    rows = event.photographs.shown().prefetch_related("seen__registration__person")
    context = {
        "event": event,
        "title": shown(event.titles, seen),
        "form": form,
        "lines": [(row, shown(row.says, seen)) for row in rows],
        "public": Event.objects.public().filter(pk=event.pk).exists(),
        "may_run": may(request.user, RUN, event.municipality),
    }
    return TemplateResponse(
        request, "events/training/desk_photographs.html", context, status=422 if form.errors else 200
    )


@login_required
@require_POST
def take_away(request: PersonRequest, number: int, key: Any) -> HttpResponse:
    event = permissions.event_for(request.user, number, RUN)
    row = get_object_or_404(event.photographs.select_related("event__municipality"), key=key)
    picturing.take_away(row, by=request.user, at=timezone.now())
    return redirect("training:photographs", number)
