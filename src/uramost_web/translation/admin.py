"""Terms in the administration: an administrator approves what the country pack proposes."""

from django.contrib import admin

from uramost_web.places.admin import Recorded
from uramost_web.translation.models import TermEntry


@admin.register(TermEntry)
class TermAdmin(Recorded):
    list_display = ("key", "domain", "status", "source")
    list_filter = ("status", "domain")
    search_fields = ("key",)
