"""Addresses of lists of people at the desk."""

from django.urls import path

from uramost_web.directory.views import lists

app_name = "imports"
urlpatterns = [
    path("", lists.imports, name="all"),
    path("new/", lists.bring, name="bring"),
    path("<int:number>/", lists.one, name="import"),
    path("<int:number>/confirm/", lists.confirm, name="confirm"),
    path("<int:number>/undo/", lists.undo, name="undo"),
    path("<int:number>/throw-away/", lists.throw_away, name="throw_away"),
    path("<int:number>/report.csv", lists.report, name="report"),
]
