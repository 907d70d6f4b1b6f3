from uramost_web.capacity.urls_round import PAGES
from uramost_web.capacity.views.doors import linked, paths

app_name = "assessment"
urlpatterns = paths(PAGES, "<slug:key>/<slug:secret>/", linked)
