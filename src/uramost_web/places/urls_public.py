"""What everybody sees of memoranda and bodies."""

from django.urls import path

from uramost_web.places import views_memoranda as views

app_name = "promises"
urlpatterns = [
    path("municipalities/<slug:slug>/promises/", views.promises, name="place"),
    path("municipalities/<slug:slug>/promises/<int:number>/<str:tag>/", views.signed_text, name="document"),
]
