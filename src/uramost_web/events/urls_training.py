"""The desk's pages about trainings, and the figures of who came."""

from django.urls import path

from uramost_web.events.views import certificates, figures, photographs, teaching

app_name = "training"
urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("<int:number>/test/", teaching.test, name="test"),
    path("<int:number>/test/paper/", teaching.paper, name="paper"),
    path("<int:number>/evaluations/", teaching.evaluations, name="evaluations"),
    path("<int:number>/photos/", photographs.desk, name="photographs"),
    path("<int:number>/photos/<uuid:key>/away/", photographs.take_away, name="take_away"),
    path("<int:number>/certificates/", certificates.certificates, name="certificates"),
    path("<int:number>/certificates/<int:certificate>.pdf", certificates.printed, name="certificate"),
    path("<int:number>/certificates/<int:certificate>/revoke/", certificates.revoke, name="revoke"),
]
