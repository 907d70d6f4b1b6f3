"""What the directory is compared with: a bare Django that lists people or organisations with one query in all.

The middlewares are those that `startproject` writes; nobody is logged in. Each list reads the columns that it shows.
"""

from typing import Any

import bare
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.urls import path

PEOPLE = """{% extends "base.html" %}
{% block title %}People{% endblock %}
{% block main %}<h1>People</h1>
<table>{% for row in rows %}
<tr><th><a href="{% url 'bare' %}">{{ row.name }}</a></th><td>{{ row.email }}</td><td>{{ row.language }}</td></tr>
{% endfor %}</table>{% endblock %}
"""
ORGANISATIONS = """{% extends "base.html" %}
{% block title %}Organisations{% endblock %}
{% block main %}<h1>Organisations</h1>
<table>{% for row in rows %}
<tr><th><a href="{% url 'bare' %}">{{ row.sort }}</a></th><td>{{ row.kind }}</td><td>{{ row.email }}</td></tr>
{% endfor %}</table>{% endblock %}
"""
_templates = DjangoTemplates(
    {
        "NAME": "bare_directory",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": bare.CONTEXT,
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        (
                            "django.template.loaders.locmem.Loader",
                            {"base.html": bare.BASE, "people.html": PEOPLE, "organisations.html": ORGANISATIONS},
                        )
                    ],
                )
            ],
        },
    }
)


def people(request: HttpRequest, number: int) -> HttpResponse:
    from uramost_web.directory.models import Person

    rows = Person.objects.order_by("pk").values("name", "email", "language")[:number]
    return HttpResponse(_templates.get_template("people.html").render({"rows": rows}, request))


def organisations(request: HttpRequest, number: int) -> HttpResponse:
    from uramost_web.directory.models import Organisation

    rows = Organisation.objects.order_by("pk").values("sort", "kind", "email")[:number]
    return HttpResponse(_templates.get_template("organisations.html").render({"rows": rows}, request))


urlpatterns = [
    path("bare/", bare.page, name="bare"),
    path("bare/people/<int:number>/", people),
    path("bare/organisations/<int:number>/", organisations),
]


class Bare(bare.Bare):
    def resolve_request(self, request: HttpRequest) -> Any:
        request.urlconf = __name__
        return WSGIHandler.resolve_request(self, request)
