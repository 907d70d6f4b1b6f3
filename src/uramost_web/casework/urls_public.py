from django.urls import path

from uramost_web.casework.views import asking, catalogue, following, sending

app_name = "casework"
urlpatterns = [
    path("municipalities/<slug:slug>/services/", catalogue.services, name="services"),
    path("municipalities/<slug:slug>/services/<slug:code>/", catalogue.service, name="service"),
    path("municipalities/<slug:slug>/services/<slug:code>/begin/", asking.start, name="start"),
    path("ask/<uuid:key>/check/", sending.check, name="check"),
    path("ask/<uuid:key>/done/", sending.done, name="done"),
    path("ask/<uuid:key>/move/", asking.move, name="move"),
    path("ask/<uuid:key>/<slug:code>/", asking.step, name="step"),
    path("cases/", following.find, name="find"),
    path("cases/<str:reference>/<str:secret>/", following.follow, name="follow"),
    path("cases/<str:reference>/<str:secret>/say/", following.say, name="say"),
]
