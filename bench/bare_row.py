"""The bare Django page of `bare.py` with one query: a row found by its unique key, and its name shown."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from visiting import Page

TEXT = "<p>Drita te shkolla nuk punon që prej të hënës.</p>" * 20
SLUG = "gracanice"


def row(request: HttpRequest) -> HttpResponse:
    import bare

    from uramost_web.places.models import Municipality

    bare.shown["title"] = Municipality.objects.values_list("names", flat=True).get(slug=SLUG)["sq"]
    return bare.page(request)


def page() -> Page:
    """Once Django is set up."""
    import bare

    bare.urlpatterns.append(path("bare/row/", row))
    return Page(bare.application(title="", html=TEXT, at=timezone.now()), "/bare/row/")
