from django.urls import path

from uramost_web.translation import views, views_exchange

app_name = "translation"
urlpatterns = [
    path("<int:pk>/", views.workbench, name="workbench"),
    path("<int:pk>/segments/<int:position>/", views.segment, name="segment"),
    path("<int:pk>/segments/<int:position>/history/", views.history, name="history"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/review/", views.review, name="review"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("exchange/<slug:slug>/", views_exchange.exchange, name="exchange"),
    path("exchange/<slug:slug>/export/", views_exchange.export, name="export"),
    path("exchange/<slug:slug>/import/", views_exchange.bring, name="bring"),
    path("exchange/<slug:slug>/imports/<int:pk>/", views_exchange.brought, name="brought"),
    path("exchange/<slug:slug>/imports/<int:pk>/take-back/", views_exchange.take_back, name="take_back"),
]
