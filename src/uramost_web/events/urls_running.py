"""Addresses of what happens at an event: signing in, the door, lists of those who came."""

from django.urls import path

from uramost_web.events.views import (
    asking,
    at_door,
    attendance,
    desk_questions,
    interpretation,
    minutes,
    public_minutes,
    signing_in,
)

app_name = "running"
_DESK = "desk/events/sessions/<int:number>/"
_OWN = "events/sessions/<int:number>/<str:given>/"
urlpatterns = [
    path("desk/events/<int:number>/sessions/", attendance.sessions, name="sessions"),
    path("desk/events/<int:number>/interpretation/", interpretation.plan, name="interpretation"),
    path("desk/events/<int:number>/interpretation/<int:booking>/release/", interpretation.release, name="release"),
    path("desk/events/<int:number>/interpreters/", interpretation.interpreters, name="interpreters"),
    path("desk/events/<int:number>/interpreters/new/", interpretation.write, name="interpreter_new"),
    path("desk/events/<int:number>/interpreters/<int:interpreter>/", interpretation.write, name="interpreter"),
    path("desk/events/<int:number>/minutes/", minutes.minutes, name="minutes"),
    path("desk/events/<int:number>/minutes/notice/", minutes.compose, name="compose"),
    path("desk/events/<int:number>/minutes/decisions/new/", minutes.decision, name="decision_new"),
    path("desk/events/<int:number>/minutes/decisions/<int:decision>/", minutes.decision, name="decision"),
    path("desk/events/<int:number>/follow-up/", minutes.follow_up, name="follow_up"),
    path("events/<int:number>/minutes/", public_minutes.minutes, name="public_minutes"),
    path("desk/events/<int:number>/questions/", desk_questions.received, name="received"),
    path("desk/events/<int:number>/questions/<int:question>/", desk_questions.question, name="question"),
    path("events/<int:number>/questions/", asking.asked, name="questions"),
    path("events/<int:number>/questions/ask/", asking.ask, name="ask"),
    path("events/<int:number>/questions/sent/", asking.sent, name="question_sent"),
    path(_DESK, attendance.session, name="session"),
    path(f"{_DESK}take-back/<int:attendance>/", attendance.take_back, name="take_back"),
    path(f"{_DESK}code/", attendance.code, name="code"),
    path(f"{_DESK}code.svg", attendance.picture, name="picture"),
    path(f"{_DESK}sheet.pdf", attendance.sheet, name="sheet"),
    path(f"{_DESK}sheet/", attendance.type_in, name="type_in"),
    path(f"{_DESK}door/", at_door.door, name="door"),
    path(f"{_DESK}door/marks/", at_door.marks, name="marks"),
    path(f"{_DESK}door/worker.js", at_door.worker, name="worker"),
    path(_OWN, signing_in.page, name="sign_in"),
    path(f"{_OWN}done/", signing_in.done, name="signed_in"),
]
