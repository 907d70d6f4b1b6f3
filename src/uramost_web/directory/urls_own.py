"""Addresses behind a person's own link."""

from django.urls import path

from uramost_web.directory import views_own

app_name = "own"
_OWN = "people/<int:number>/<str:given>/"
urlpatterns = [
    path(_OWN, views_own.own, name="person"),
    path(f"{_OWN}declare/", views_own.declare, name="declare"),
    path(f"{_OWN}declared/", views_own.declared, name="declared"),
    path(f"{_OWN}withdraw/", views_own.withdraw, name="withdraw"),
]
