"""Programmes that events belong to, in the administration: there are few, and they change with a contract."""

from django.contrib import admin

from uramost_web.events.models import Programme
from uramost_web.places.admin import Recorded


@admin.register(Programme)
class ProgrammeAdmin(Recorded):
    list_display = ("code", "names")
