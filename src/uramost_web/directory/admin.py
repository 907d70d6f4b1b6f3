"""The directory in the administration: to be looked at. Rows are written by acts, which fill what they are found by.

Declarations are not here, and never are.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from uramost_web.directory.models import Function, Merge, Organisation, OrganisationName, Person


class Looked(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NamesInline(admin.TabularInline):  # type: ignore[type-arg]
    model = OrganisationName
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(Looked):
    list_display = ("pk", "sort", "kind", "municipality", "register", "registration_number", "public")
    list_filter = ("kind", "public", "register")
    list_select_related = ("municipality",)
    search_fields = ("sort", "registration_number")
    show_full_result_count = False
    inlines = (NamesInline,)


@admin.register(Person)
class PersonAdmin(Looked):
    list_display = ("pk", "name", "municipality", "language")
    list_select_related = ("municipality",)
    search_fields = ("folded",)
    show_full_result_count = False
    exclude = ("nonce",)


@admin.register(Function)
class FunctionAdmin(Looked):
    list_display = ("pk", "person", "organisation_id", "since", "until")
    list_select_related = ("person",)
    show_full_result_count = False
    raw_id_fields = ("person", "organisation")


@admin.register(Merge)
class MergeAdmin(Looked):
    list_display = ("pk", "kind", "kept", "gone", "by", "at", "undone_at")
    list_filter = ("kind",)
    list_select_related = ("by",)
    exclude = ("moved",)
