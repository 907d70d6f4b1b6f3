from django.urls import path

from uramost_web.translation import terminology

app_name = "terms"
urlpatterns = [
    path("", terminology.waiting, name="waiting"),
    path("new/", terminology.new, name="new"),
    path("<slug:key>/", terminology.term, name="term"),
]
