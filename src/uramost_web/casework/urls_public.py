from django.urls import path

from uramost_web.casework.views import asking, catalogue, following, times

app_name = "casework"
urlpatterns = [
    path("municipalities/<slug:slug>/services/", catalogue.services, name="services"),
    path("municipalities/<slug:slug>/services/<slug:code>/", catalogue.service, name="service"),
    path("municipalities/<slug:slug>/services/<slug:code>/begin/", asking.start, name="start"),
    path("ask/<uuid:key>/check/", asking.check, name="check"),
    path("ask/<uuid:key>/done/", asking.done, name="done"),
    path("ask/<uuid:key>/<slug:code>/", asking.step, name="step"),
    path("cases/", following.find, name="find"),
    path("cases/<str:reference>/<str:secret>/", following.follow, name="follow"),
    path("cases/<str:reference>/<str:secret>/say/", following.say, name="say"),
    path("municipalities/<slug:slug>/times/", times.page, name="times"),
    path("municipalities/<slug:slug>/times/times.csv", times.download, name="times_csv"),
]
