"""Addresses of memoranda and bodies at the desk."""

from django.urls import path

from uramost_web.places import views_memoranda as views

app_name = "memoranda"
urlpatterns = [
    path("", views.memoranda, name="all"),
    path("new/<slug:slug>/", views.write, name="start"),
    path("<int:number>/", views.memorandum, name="memorandum"),
    path("<int:number>/change/", views.write, name="change"),
    path("<int:number>/promise/", views.commitment, name="promise"),
    path("<int:number>/promise/<int:position>/", views.commitment, name="commitment"),
    path("<int:number>/promise/<int:position>/step/", views.step, name="step"),
    path("<int:number>/sign/", views.sign, name="sign"),
    path("<int:number>/end/", views.end, name="end"),
    path("<int:number>/document/", views.document, name="document"),
    path("bodies/<slug:slug>/new/", views.body, name="body_new"),
    path("bodies/<slug:slug>/<int:number>/", views.body, name="body"),
    path("bodies/<slug:slug>/<int:number>/member/", views.member, name="member_new"),
    path("bodies/<slug:slug>/<int:number>/member/<int:of>/", views.member, name="member"),
]
