from django.urls import path, re_path

from uramost_web.translation import views, views_offline, views_pool, views_quality, views_remarks

app_name = "translation"
urlpatterns = [
    path("<int:pk>/", views.workbench, name="workbench"),
    path("<int:pk>/segments/<int:position>/", views.segment, name="segment"),
    path("<int:pk>/segments/<int:position>/history/", views.history, name="history"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/review/", views.review, name="review"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("pool/", views_pool.pool, name="pool"),
    path("pool/<int:pk>/take/", views_pool.take, name="take"),
    path("pool/<int:pk>/give-back/", views_pool.give_back, name="give_back"),
    path("<int:pk>/people/", views_pool.assign, name="assign"),
    path("<int:pk>/segments/<int:position>/remarks/", views_remarks.remark, name="remark"),
    path("<int:pk>/remarks/<int:remark>/", views_remarks.settle, name="settle"),
    path("<int:pk>/homework/", views_offline.homework, name="homework"),
    path("<int:pk>/homework/<int:homework>/", views_offline.brought_back, name="brought_back"),
    re_path(r"^(?P<pk>\d+)/homework/(?P<version>xliff12|xliff21)/$", views_offline.take_home, name="take_home"),
    path("<int:pk>/quality/", views_quality.quality, name="quality"),
    path("<int:pk>/quality/<int:sample>/", views_quality.sample, name="sample"),
]
