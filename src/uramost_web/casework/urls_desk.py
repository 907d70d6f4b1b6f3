from django.urls import path

from uramost_web.casework.views import (
    desk_acts,
    desk_case,
    desk_counter,
    desk_load,
    desk_post,
    desk_queue,
    desk_reading,
    desk_samples,
)

app_name = "cases"
urlpatterns = [
    path("", desk_queue.cases, name="queue"),
    path("new/", desk_counter.new, name="new"),
    path("new/<uuid:key>/", desk_counter.enter, name="enter"),
    path("new/<uuid:key>/done/", desk_counter.entered, name="entered"),
    path("load/", desk_load.load, name="load"),
    path("post/", desk_post.post, name="post"),
    path("post/<int:pk>/", desk_post.message, name="message"),
    path("post/<int:pk>/files/<int:number>/", desk_post.file, name="message_file"),
    path("samples/", desk_samples.places, name="sample_places"),
    path("samples/<slug:slug>/", desk_samples.samples, name="samples"),
    path("samples/<slug:slug>/<slug:period>/", desk_samples.sample, name="sample"),
    path("samples/<slug:slug>/<slug:period>/<int:number>/", desk_samples.score, name="score"),
    path("<str:reference>/", desk_case.case, name="case"),
    path("<str:reference>/reading/", desk_reading.reading, name="reading"),
    path("<str:reference>/files/<uuid:key>/", desk_case.attachment, name="attachment"),
    path("<str:reference>/letters/<int:number>.pdf", desk_case.letter, name="letter"),
    path("<str:reference>/<slug:code>/", desk_acts.act, name="act"),
]
