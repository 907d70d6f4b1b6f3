"""What casework is compared with: a bare Django that shows cases with one query in all, and one that inserts a row.

The middlewares are those that `startproject` writes; nobody is logged in, so that no session and no account is read.
Each page reads the columns that it shows and no others. For gunicorn: `bare_cases:application`.
"""

import os
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.backends.django import DjangoTemplates
from django.urls import path

if not django.apps.apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uramost_web.settings")
    django.setup()

import bare

LIST = """{% extends "base.html" %}
{% block title %}Cases{% endblock %}
{% block main %}<h1>Cases</h1>
<table>{% for case in cases %}
<tr><th><a href="{% url 'bare' %}">{{ case.reference }}</a></th><td>{{ case.text }}</td><td>{{ case.state }}</td>
<td>{{ case.received_at|date:"j F Y" }}</td><td>{{ case.due_at|date:"j F Y" }}</td></tr>
{% endfor %}</table>{% endblock %}
"""
CASE = """{% extends "base.html" %}
{% block title %}{{ case.reference }}{% endblock %}
{% block main %}<h1>{{ case.reference }}</h1>
<dl>
<dt>State</dt><dd>{{ case.state }}</dd>
<dt>Last day for an answer</dt><dd>{{ case.due_at|date:"j F Y" }}</dd>
<dt>Language of the answer</dt><dd>{{ case.language }}</dd>
<dt>Who works on it</dt><dd>{{ case.assignee__name|default:"nobody" }}</dd>
<dt>Received</dt><dd>{{ case.received_at|date:"j F Y H:i" }} · {{ case.channel }}</dd>
<dt>Place</dt><dd>{{ case.place_text }} ({{ case.latitude }}, {{ case.longitude }})</dd>
<dt>Name and contact</dt><dd>{{ case.name }} · {{ case.email }}</dd>
</dl>
<h2>What it is about</h2>
{{ case.text|linebreaks }}
{% endblock %}
"""
LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        [("django.template.loaders.locmem.Loader", {"base.html": bare.BASE, "list.html": LIST, "case.html": CASE})],
    )
]
_templates = DjangoTemplates(
    {
        "NAME": "bare_cases",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"context_processors": bare.CONTEXT, "loaders": LOADERS},
    }
)


class Request(models.Model):
    """One row, with an index beside its key."""

    text = models.TextField()
    email = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        app_label = "bench"
        db_table = "bench_request"


LISTED = ("reference", "text", "state", "received_at", "due_at")
SHOWN = (*LISTED, "language", "assignee__name", "channel", "place_text", "latitude", "longitude", "name", "email")


def newest(request: HttpRequest, number: int) -> HttpResponse:
    """So many of the newest cases, with one query."""
    from uramost_web.casework.models import Case

    cases = Case.objects.order_by("-pk").values(*LISTED)[:number]
    return HttpResponse(_templates.get_template("list.html").render({"cases": cases}, request))


def case(request: HttpRequest, reference: str) -> HttpResponse:
    """One case, with one query."""
    from uramost_web.casework.models import Case

    found = Case.objects.values(*SHOWN).get(reference=reference)
    return HttpResponse(_templates.get_template("case.html").render({"case": found}, request))


def newest_json(request: HttpRequest, number: int) -> JsonResponse:
    """The same as JSON."""
    from uramost_web.casework.models import Case

    fields = (*LISTED, "place_text", "latitude", "longitude")
    return JsonResponse(list(Case.objects.order_by("-pk").values(*fields)[:number]), safe=False)


def insert(request: HttpRequest) -> HttpResponse:
    """A form that is stored, and on to the next page."""
    Request.objects.create(text=request.POST["text"], email=request.POST["email"])
    return HttpResponseRedirect("/bare/")


urlpatterns = [
    path("bare/", bare.page, name="bare"),
    path("bare/cases/<int:number>/", newest),
    path("bare/case/<str:reference>/", case),
    path("bare/cases/<int:number>.json", newest_json),
    path("bare/insert/", insert),
]


class Bare(bare.Bare):
    def resolve_request(self, request: HttpRequest) -> Any:
        request.urlconf = __name__
        return WSGIHandler.resolve_request(self, request)


def make_table() -> None:
    from django.db import connection

    with connection.schema_editor() as editor:
        editor.create_model(Request)


application = Bare()
assert settings.configured
