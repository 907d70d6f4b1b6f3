"""Addresses: every page stands under its language; what machines call does not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from uramost_web.events.views import signing_in
from uramost_web.notices import desk
from uramost_web.portal import views as portal

urlpatterns = [
    path("", portal.choose_language, name="choose_language"),
    path("admin/", admin.site.urls),
    path("", include("uramost_web.casework.urls_api")),
    path("here/<int:number>/<str:given>/", signing_in.short, name="sign_in"),
    *i18n_patterns(
        path("", include("uramost_web.casework.urls_public")),
        path("", include("uramost_web.directory.urls_public")),
        path("", include("uramost_web.directory.urls_own")),
        path("", include("uramost_web.capacity.urls_public")),
        path("assessment/", include("uramost_web.capacity.urls_link")),
        path("", include("uramost_web.events.urls_public")),
        path("", include("uramost_web.events.urls_running")),
        path("accounts/", include("uramost_web.accounts.urls")),
        path("desk/", desk.desk, name="desk"),
        path("desk/", include("uramost_web.places.urls")),
        path("desk/directory/", include("uramost_web.directory.urls_desk")),
        path("desk/lists/", include("uramost_web.directory.urls_import")),
        path("", include("uramost_web.places.urls_public")),
        path("desk/memoranda/", include("uramost_web.places.urls_memoranda")),
        path("desk/assessments/", include("uramost_web.capacity.urls_desk")),
        path("desk/events/", include("uramost_web.events.urls_desk")),
        path("", include("uramost_web.events.urls_training_public")),
        path("desk/training/", include("uramost_web.events.urls_training")),
        path("desk/notices/", include("uramost_web.notices.urls")),
        path("desk/translations/", include("uramost_web.translation.urls")),
        path("desk/terms/", include("uramost_web.translation.terminology_urls")),
        path("desk/cases/", include("uramost_web.casework.urls_desk")),
        path("desk/services/", include("uramost_web.casework.urls_setup")),
        path("", include("uramost_web.portal.urls")),
    ),
]
if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()
