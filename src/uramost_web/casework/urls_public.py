from django.urls import path

from uramost_web.casework.api import views as programmes
from uramost_web.casework.views import asking, catalogue, following, following_acts, pointing, public, sending, times

app_name = "casework"
urlpatterns = [
    path("municipalities/<slug:slug>/services/", catalogue.services, name="services"),
    path("municipalities/<slug:slug>/services/<slug:code>/", catalogue.service, name="service"),
    path("municipalities/<slug:slug>/services/<slug:code>/begin/", asking.start, name="start"),
    path("ask/<uuid:key>/check/", sending.check, name="check"),
    path("ask/<uuid:key>/done/", sending.done, name="done"),
    path("ask/<uuid:key>/move/", asking.move, name="move"),
    path("ask/<uuid:key>/<slug:code>/", asking.step, name="step"),
    path("ask/<uuid:key>/place/map/", pointing.point, name="point"),
    path("municipalities/<slug:slug>/map.svg", pointing.picture, name="sketch"),
    path("cases/", following.find, name="find"),
    path("cases/<str:reference>/<str:secret>/", following.follow, name="follow"),
    path("cases/<str:reference>/<str:secret>/dossier.pdf", following_acts.dossier_pdf, name="dossier"),
    path("cases/<str:reference>/<str:secret>/export.zip", following_acts.export_zip, name="export"),
    path("cases/<str:reference>/<str:secret>/delete/", following_acts.delete, name="delete"),
    path("cases/<str:reference>/<str:secret>/files/<uuid:key>/", following.file, name="file"),
    path("cases/<str:reference>/<str:secret>/<slug:code>/", following_acts.act, name="act"),
    path("municipalities/<slug:slug>/requests/", public.requests, name="requests"),
    path("municipalities/<slug:slug>/requests/<str:reference>/", public.request_, name="request"),
    path("municipalities/<slug:slug>/requests/<str:reference>/<uuid:key>/", public.picture, name="picture"),
    path("api/", programmes.page, name="programmes"),
    path("municipalities/<slug:slug>/times/", times.page, name="times"),
    path("municipalities/<slug:slug>/times/times.csv", times.download, name="times_csv"),
]
