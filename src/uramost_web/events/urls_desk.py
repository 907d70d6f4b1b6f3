from django.urls import path

from uramost_web.events.views import courses, desk, desk_people

app_name = "event_desk"
urlpatterns = [
    path("", desk.events, name="events"),
    path("new/", desk.start, name="start"),
    path("courses/", courses.courses, name="courses"),
    path("courses/new/", courses.write, name="course"),
    path("courses/<int:number>/", courses.write, name="course_change"),
    path("<int:number>/", desk.event, name="event"),
    path("<int:number>/change/", desk.change, name="change"),
    path("<int:number>/cancel/", desk.cancel, name="cancel"),
    path("<int:number>/people/", desk_people.people, name="people"),
    path("<int:number>/people/new/", desk_people.register, name="register"),
    path("<int:number>/people/list/", desk_people.bring, name="bring"),
    path("<int:number>/people/<int:registration>/off/", desk_people.take_off, name="take_off"),
]
