"""What the site's pages are compared with: a bare Django page.

A Django as `startproject` leaves it: its seven middlewares, its three context processors, templates kept once they are
compiled. One view renders a template that extends a base: a head, a navigation and a footer with addresses looked up by
name, and the title and the text of a notice, so that about as much goes out as from the portal. It asks no database,
translates nothing and knows no language.
"""

from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.urls import path

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
BASE = """{% load static %}<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{% endblock %} – Town</title>
<link rel="icon" href="{% static 'uramost/favicon.svg' %}" type="image/svg+xml">
<link rel="stylesheet" href="{% static 'uramost/site.css' %}">
<script src="{% static 'uramost/site.js' %}" defer></script>
</head>
<body>
<header>
<a href="{% url 'bare' %}"><img src="{% static 'uramost/logo.svg' %}" alt="" width="44" height="44">Town</a>
<nav aria-label="Main"><ul>
<li><a href="{% url 'bare' %}">Notices</a></li>
<li><a href="{% url 'bare' %}">Municipalities</a></li>
<li><a href="{% url 'bare' %}">About</a></li>
</ul></nav>
{% if user.is_authenticated %}<p>{{ user }}</p>{% else %}<a href="{% url 'bare' %}">Log in</a>{% endif %}
</header>
<main>
{% for message in messages %}<p>{{ message }}</p>{% endfor %}
{% block main %}{% endblock %}
</main>
<footer><ul>
<li><a href="{% url 'bare' %}">About</a></li>
<li><a href="{% url 'bare' %}">Accessibility</a></li>
</ul></footer>
</body>
</html>
"""
PAGE = """{% extends "base.html" %}
{% block title %}{{ title }}{% endblock %}
{% block main %}<h1>{{ title }}</h1>
<p><time datetime="{{ at|date:'c' }}">{{ at|date:"j F Y H:i" }}</time></p>
<article>{{ html|safe }}</article>{% endblock %}
"""
LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        [("django.template.loaders.locmem.Loader", {"base.html": BASE, "page.html": PAGE})],
    )
]
shown: dict[str, Any] = {}
"""The context of the one page there is."""


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_templates.get_template("page.html").render(shown, request))


urlpatterns = [path("bare/", page, name="bare")]


class Bare(WSGIHandler):
    """The bare site beside ours in one process: its own middlewares and addresses."""

    def load_middleware(self, is_async: bool = False) -> None:
        ours, settings.MIDDLEWARE = settings.MIDDLEWARE, MIDDLEWARE
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = ours

    def resolve_request(self, request: HttpRequest) -> Any:
        request.urlconf = __name__
        return super().resolve_request(request)


_templates = DjangoTemplates(
    {"NAME": "bare", "DIRS": [], "APP_DIRS": False, "OPTIONS": {"context_processors": CONTEXT, "loaders": LOADERS}}
)


def application(**context: Any) -> Bare:
    """The bare site, whose page shows this `title`, `html` and moment (`at`)."""
    shown.update(context)
    return Bare()
