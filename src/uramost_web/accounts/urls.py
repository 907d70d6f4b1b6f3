"""Addresses under accounts/: allauth's, and the page with name and language."""

from django.urls import include, path

from uramost_web.accounts import views

urlpatterns = [
    path("", views.details, name="account_details"),
    path("", include("allauth.urls")),
]
