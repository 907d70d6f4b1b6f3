"""Addresses behind a person's own link."""

from django.urls import path

from uramost_web.directory.views import own

app_name = "own"
_OWN = "people/<int:number>/<str:given>/"
urlpatterns = [
    path(_OWN, own.own, name="person"),
    path(f"{_OWN}declare/", own.declare, name="declare"),
    path(f"{_OWN}declared/", own.declared, name="declared"),
    path(f"{_OWN}withdraw/", own.withdraw, name="withdraw"),
    path(f"{_OWN}delete/", own.delete, name="delete"),
]
