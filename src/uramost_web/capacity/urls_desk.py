from django.urls import path

from uramost_web.capacity.urls_round import PAGES
from uramost_web.capacity.views import desk
from uramost_web.capacity.views.doors import at_desk, paths

app_name = "assessments"
urlpatterns = [
    path("", desk.rounds, name="rounds"),
    path("new/", desk.choose, name="choose"),
    path("new/<slug:code>/", desk.start, name="start"),
    path("instruments/", desk.instruments, name="instruments"),
    path("instruments/<slug:code>/", desk.understood, name="understood"),
    *paths(PAGES, "<int:pk>/", at_desk),
]
