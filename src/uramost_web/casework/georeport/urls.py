"""Addresses of GeoReport. What the address holds may be any text, also one with a slash: then it is not found."""

from typing import Final

from django.urls import URLPattern, path, re_path

from uramost_web.casework.georeport import views

SUFFIX: Final = r"\.(?P<suffix>xml|json)$"
PATHS: Final = (
    (r"discovery", views.endpoint(get="discovery"), "discovery"),
    (r"services", views.endpoint(get="services"), "services"),
    (r"services/(?P<service_code>[\s\S]+)", views.endpoint(get="service"), "service"),
    (r"requests", views.endpoint(get="requests", post="send"), "requests"),
    (r"requests/(?P<service_request_id>[\s\S]+)", views.endpoint(get="request"), "request"),
    (r"tokens/(?P<token>[\s\S]+)", views.endpoint(get="token"), "token"),
    (r"servicerequestupdates", views.endpoint(get="updates", post="change"), "updates"),
)


def patterns(root: str, *, test: bool) -> list[URLPattern]:
    prefix = "test-" if test else ""
    return [
        *(re_path(rf"^{root}/{one}{SUFFIX}", view, {"test": test}, name=prefix + name) for one, view, name in PATHS),
        re_path(rf"^{root}/[\s\S]*{SUFFIX}", views.nothing),
        re_path(rf"^{root}[\s\S]*$", views.nothing),
    ]


urlpatterns = [
    path("georeport/schemas/<slug:name>.rng", views.schema, name="schema"),
    *patterns("georeport/test/v2", test=True),
    *patterns("georeport/v2", test=False),
    path("georeport/pictures/<uuid:key>.jpg", views.picture, name="picture"),
]
