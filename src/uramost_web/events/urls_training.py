"""The desk's pages about trainings, and the figures of who came."""

from django.urls import path

from uramost_web.events.views import certificates, figures

app_name = "training"
urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("<int:number>/certificates/", certificates.certificates, name="certificates"),
    path("<int:number>/certificates/<int:certificate>.pdf", certificates.printed, name="certificate"),
    path("<int:number>/certificates/<int:certificate>/revoke/", certificates.revoke, name="revoke"),
]
