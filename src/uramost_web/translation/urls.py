from django.urls import path

from uramost_web.translation import views, views_machine

app_name = "translation"
urlpatterns = [
    path("<int:pk>/", views.workbench, name="workbench"),
    path("<int:pk>/segments/<int:position>/", views.segment, name="segment"),
    path("<int:pk>/segments/<int:position>/history/", views.history, name="history"),
    path("<int:pk>/segments/<int:position>/machine/", views_machine.suggestion, name="machine"),
    path("<int:pk>/machine/", views_machine.prepare, name="machine_prepare"),
    path("machine/<slug:slug>/", views_machine.setting, name="machine_setting"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/review/", views.review, name="review"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
]
