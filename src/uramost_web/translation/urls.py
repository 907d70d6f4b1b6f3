from django.urls import path

from uramost_web.translation.views import (
    changes,
    concordance,
    history,
    preview,
    replace,
    review,
    segment,
    settling,
    workbench,
)

app_name = "translation"
urlpatterns = [
    path("<int:pk>/", workbench.workbench, name="workbench"),
    path("<int:pk>/segments/<int:position>/", segment.segment, name="segment"),
    path("<int:pk>/segments/<int:position>/history/", history.history, name="history"),
    path("<int:pk>/replace/", replace.replace, name="replace"),
    path("<int:pk>/changes/", changes.changes, name="changes"),
    path("<int:pk>/preview/", preview.preview, name="preview"),
    path("<int:pk>/preview/file/", preview.preview_file, name="preview_file"),
    path("<int:pk>/concordance/", concordance.concordance, name="concordance"),
    path("<int:pk>/due/", settling.due, name="due"),
    path("<int:pk>/propagate/", settling.propagate, name="propagate"),
    path("<int:pk>/submit/", review.submit, name="submit"),
    path("<int:pk>/review/", review.review, name="review"),
    path("<int:pk>/reopen/", review.reopen, name="reopen"),
]
