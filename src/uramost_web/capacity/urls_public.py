from django.urls import path

from uramost_web.capacity.views import public

app_name = "instruments"
urlpatterns = [
    path("assessments/", public.instruments, name="list"),
    path("assessments/<slug:code>/", public.instrument, name="instrument"),
    path("assessments/<slug:code>/sheet/", public.blank, name="blank"),
    path("municipalities/<slug:slug>/plan/", public.plan, name="plan"),
]
