"""The document for programmes, and the page for those who write them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from uramost_web.casework.api.openapi import document
from uramost_web.casework.api.others import OTHERS
from uramost_web.casework.catalogue import Service
from uramost_web.casework.georeport.calls import CALLS
from uramost_web.casework.keys import SCOPES
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(document(), json_dumps_params={"ensure_ascii": False})
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """The address that other programmes and the guide name: to the page, in the language that the browser asks for."""
    return redirect("casework:programmes")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every call on one page; its words for programmers are in English, and say so."""
    context = {
        "calls": CALLS,
        "others": OTHERS,
        "scopes": SCOPES,
        "places": Municipality.objects.filter(pk__in=Service.objects.values("municipality")),
        "site": settings.SITE_URL,
        "tag": reader_tag(),
    }
    return TemplateResponse(request, "casework/api.html", context)
