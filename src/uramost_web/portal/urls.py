from django.urls import path

from uramost_web.portal import terminology, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("notices/", views.notices, name="notices"),
    path("notices/<slug:slug>/<int:number>/", views.notice, name="notice"),
    path("notices/<slug:slug>/<int:number>/side-by-side/", views.side_by_side, name="side_by_side"),
    path("notices/<slug:slug>/<int:number>/<str:tag>.<str:format_>", views.download, name="download"),
    path("municipalities/", views.municipalities, name="municipalities"),
    path("municipalities/<slug:slug>/", views.municipality, name="municipality"),
    path("municipalities/<slug:slug>/subscribe/", views.subscribe, name="subscribe"),
    path("municipalities/<slug:slug>/feeds/<str:tag>.atom", views.feed, name="feed"),
    path("figures/<slug:slug>/<slug:dimension>/", views.figure, name="figure"),
    path("terms/", terminology.terms, name="terms"),
    path("terms/terms.csv", terminology.download, name="terms_csv"),
    path("terms/<slug:key>/", terminology.term, name="term"),
    path("languages/", views.languages, name="languages"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
