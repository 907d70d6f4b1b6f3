from django.urls import path

from uramost_web.casework.views import (
    setup_door,
    setup_holidays,
    setup_offices,
    setup_routing,
    setup_rules,
    setup_services,
)

app_name = "setup"
urlpatterns = [
    path("", setup_door.places, name="places"),
    path("<slug:slug>/", setup_services.services, name="services"),
    path("<slug:slug>/new/", setup_services.service, name="service_new"),
    path("<slug:slug>/service/<slug:code>/", setup_services.service, name="service"),
    path("<slug:slug>/service/<slug:code>/questions/", setup_services.questions, name="questions"),
    path("<slug:slug>/service/<slug:code>/end/", setup_services.end, name="end_service"),
    path("<slug:slug>/offices/", setup_offices.offices, name="offices"),
    path("<slug:slug>/offices/new/", setup_offices.office, name="office_new"),
    path("<slug:slug>/office/<slug:code>/", setup_offices.office, name="office"),
    path("<slug:slug>/texts/", setup_offices.texts, name="texts"),
    path("<slug:slug>/texts/new/", setup_offices.text, name="text_new"),
    path("<slug:slug>/text/<slug:code>/", setup_offices.text, name="text"),
    path("<slug:slug>/routing/", setup_routing.table, name="routing"),
    path("<slug:slug>/routing/new/", setup_routing.rule, name="rule_new"),
    path("<slug:slug>/routing/try/", setup_routing.try_out, name="try"),
    path("<slug:slug>/routing/file/", setup_routing.download, name="routing_file"),
    path("<slug:slug>/routing/upload/", setup_routing.upload, name="upload"),
    path("<slug:slug>/routing/<int:position>/", setup_routing.rule, name="rule"),
    path("<slug:slug>/routing/<int:position>/change/", setup_routing.change, name="change_rule"),
    path("<slug:slug>/limits/", setup_rules.limits, name="limits"),
    path("<slug:slug>/limits/new/", setup_rules.limit_new, name="limit_new"),
    path("<slug:slug>/limits/<int:pk>/end/", setup_rules.limit_end, name="limit_end"),
    path("<slug:slug>/holidays/", setup_holidays.year, name="holidays"),
    path("<slug:slug>/holidays/change/", setup_holidays.change, name="holiday"),
    path("<slug:slug>/holidays/<int:pk>/undo/", setup_holidays.undo, name="holiday_undo"),
    path("<slug:slug>/keys/", setup_rules.api_keys, name="keys"),
    path("<slug:slug>/boundary/", setup_rules.boundary, name="boundary"),
]
