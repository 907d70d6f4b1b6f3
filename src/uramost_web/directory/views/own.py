"""The page behind a person's own link: what is kept of them, and what they declare of themselves.

Whoever has the link sees the name and how to reach the person, and never what the person declared: not even they.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web import secret_links
from uramost_web.directory import acts, declaring, forgetting, listing, vault
from uramost_web.directory.forms_own import DeclarationForm
from uramost_web.directory.people import Person
from uramost_web.places.words import words


def secret(person: Person) -> str:
    """The secret part of the person's own link."""
    return secret_links.secret("person", person.nonce)


def own_path(person: Person) -> str:
    """The address of the person's own page, in the language of the page that asks."""
    return reverse("own:person", args=[person.pk, secret(person)])


def of_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the person whose link it is; whoever has another link is told nothing."""

    @never_cache
    @wraps(view)
    def found(request: HttpRequest, number: int, given: str, **more: Any) -> HttpResponse:
        person = Person.objects.filter(pk=number).select_related("merged_into", "municipality").first()
        right = secret_links.opens("person", person.nonce if person else secret_links.new_nonce(), given)
        if person is None or not right:
            raise Http404
        while person.merged_into:  # also where that one was merged in its turn
            person = person.merged_into
        response = view(request, person, **more)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return found


@require_safe
@of_person
def own(request: HttpRequest, person: Person) -> HttpResponse:
    """What is kept of the person, without what they declared."""
    seen, held = words(), list(person.functions.order_by("-since", "pk"))
    names = listing.names_of(one.organisation_id for one in held)
    functions = [
        (one, listing.shown(one.what, seen), listing.shown(names.get(one.organisation_id, {}), seen)) for one in held
    ]
    context = {"person": person, "secret": secret(person), "functions": functions}
    return TemplateResponse(request, "directory/own.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def declare(request: HttpRequest, person: Person) -> HttpResponse:
    """The questions, of which each may be left out. No name stands on this page."""
    context: dict[str, Any] = {"number": person.pk, "secret": secret(person)}
    try:
        answered = declaring.answered(person.pk)
        form = DeclarationForm(request.POST or None, answered=answered)
        if form.is_valid():
            declaring.declare(person.pk, **form.answers())
            return redirect("own:declared", person.pk, secret(person))
    except (vault.KeyLost, vault.BadKey):
        return TemplateResponse(request, "directory/own_locked.html", context, status=503)
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, "directory/own_declare.html", context | {"form": form, "some": answered}, status=status
    )


@require_safe
@of_person
def declared(request: HttpRequest, person: Person) -> HttpResponse:
    """It was kept. Which questions have an answer is shown on the page before."""
    return TemplateResponse(request, "directory/own_declared.html", {"number": person.pk, "secret": secret(person)})


@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def delete(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask that the entry is deleted, or no longer. Staff delete it: a link may be in other hands."""
    if request.method == "POST":
        with suppress(acts.Faulty):  # merged or forgotten at this moment: the page then shows how it is
            forgetting.ask(person=person, wanted=request.POST.get("act") == "ask", at=timezone.now())
        return redirect("own:delete", person.pk, secret(person))
    return TemplateResponse(request, "directory/own_delete.html", {"person": person, "secret": secret(person)})


@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def withdraw(request: HttpRequest, person: Person) -> HttpResponse:
    """Take all answers back."""
    context = {"number": person.pk, "secret": secret(person)}
    if request.method != "POST":
        return TemplateResponse(request, "directory/own_withdraw.html", context)
    try:
        declaring.withdraw(person.pk)
    except (vault.KeyLost, vault.BadKey):
        return TemplateResponse(request, "directory/own_locked.html", context, status=503)
    return TemplateResponse(request, "directory/own_withdrawn.html", context)
