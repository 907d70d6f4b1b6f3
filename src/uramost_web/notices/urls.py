from django.urls import path

from uramost_web.notices import views

app_name = "notices"
urlpatterns = [
    path("new/", views.start, name="start"),
    path("<int:pk>/", views.notice, name="notice"),
    path("<int:pk>/text/", views.text, name="text"),
    path("<int:pk>/draft/", views.draft, name="draft"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/correct/<int:position>/", views.correct_sentence, name="correct_sentence"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("owed/", views.why_owed, name="why_owed"),
]
