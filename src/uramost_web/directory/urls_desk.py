from django.urls import path, register_converter
from django.urls.converters import StringConverter

from uramost_web.directory.views import functions, merges, organisations, people


class KindConverter(StringConverter):
    regex = "organisation|person"


register_converter(KindConverter, "of_the_directory")
app_name = "directory"
urlpatterns = [
    path("", organisations.organisations, name="organisations"),
    path("new/", organisations.write, name="organisation_new"),
    path("<int:number>/", organisations.organisation, name="organisation"),
    path("<int:number>/change/", organisations.write, name="organisation_change"),
    path("<int:number>/alike/", organisations.alike, name="organisation_alike"),
    path("people/", people.people, name="people"),
    path("people/new/", people.write, name="person_new"),
    path("people/leaving/", people.leaving, name="people_leaving"),
    path("people/<int:number>/", people.person, name="person"),
    path("people/<int:number>/change/", people.write, name="person_change"),
    path("people/<int:number>/forget/", people.forget, name="forget"),
    path("people/<int:number>/alike/", people.alike, name="person_alike"),
    path("functions/<of_the_directory:kind>/<int:number>/", functions.give, name="give"),
    path("functions/<int:number>/", functions.change, name="function"),
    path("merges/", merges.merges, name="merges"),
    path("merges/<int:number>/", merges.merge, name="merge"),
    path("merge/<of_the_directory:kind>/<int:kept>/<int:gone>/", merges.compare, name="compare"),
]
