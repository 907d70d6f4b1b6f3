"""The desk's pages about trainings, and the figures of who came."""

from django.urls import path

from uramost_web.events.views import figures

app_name = "training"
urlpatterns = [
    path("figures/", figures.figures, name="figures"),
]
