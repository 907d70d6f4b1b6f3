"""Addresses of lists of people at the desk."""

from django.urls import path

from uramost_web.directory import views_import

app_name = "imports"
urlpatterns = [
    path("", views_import.imports, name="all"),
    path("new/", views_import.bring, name="bring"),
    path("<int:number>/", views_import.one, name="import"),
    path("<int:number>/confirm/", views_import.confirm, name="confirm"),
    path("<int:number>/undo/", views_import.undo, name="undo"),
    path("<int:number>/throw-away/", views_import.throw_away, name="throw_away"),
    path("<int:number>/report.csv", views_import.report, name="report"),
]
