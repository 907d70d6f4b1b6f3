from django.urls import path

from uramost_web.events.views import mine, public, registering

app_name = "events"
urlpatterns = [
    path("events/", public.events, name="events"),
    path("events/<str:tag>.ics", public.calendar_of_all, name="calendar_of_all"),
    path("events/<int:number>/", public.event, name="event"),
    path("events/<int:number>/<str:tag>.ics", public.calendar_of_event, name="calendar_of_event"),
    path("events/<int:number>/register/", registering.start, name="register"),
    path("register/<uuid:key>/check/", registering.check, name="check"),
    path("register/<uuid:key>/done/", registering.done, name="done"),
    path("register/<uuid:key>/<slug:step>/", registering.step, name="step"),
    path("registrations/<int:number>/<str:given>/", mine.mine, name="mine"),
    path("registrations/<int:number>/<str:given>/needs/", mine.needs, name="needs"),
    path("registrations/<int:number>/<str:given>/cancel/", mine.cancel, name="cancel"),
    path("municipalities/<slug:slug>/events/", public.events_of_place, name="events_of_place"),
    path("municipalities/<slug:slug>/events/<str:tag>.ics", public.calendar_of_place, name="calendar_of_place"),
]
