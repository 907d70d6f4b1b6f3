"""Terms in the administration: to look at. They are proposed, changed and approved at the desk, by two people."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from uramost_web.places.admin import Recorded
from uramost_web.translation.models import TermEntry


@admin.register(TermEntry)
class TermAdmin(Recorded):
    list_display = ("key", "domain", "status", "source")
    list_filter = ("status", "domain")
    search_fields = ("key",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
