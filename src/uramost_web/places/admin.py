"""Facts about places in the administration: every edit is in the audit log, and the next load of the pack keeps it."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.models import (
    CensusRow,
    Duty,
    LanguageStatus,
    Membership,
    Municipality,
    Office,
    Organisation,
    Tongue,
    Wording,
)


class Recorded(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    """What is added, changed or deleted here is in the audit log."""

    exclude = ("pack", "pack_values")

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]
        super().save_model(request, obj, form, change)
        self.record(request, obj, "changed" if change else "added", form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self.record(request, obj, "deleted", [])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for row in queryset:
            self.record(request, row, "deleted", [])
        super().delete_queryset(request, queryset)

    def record(self, request: HttpRequest, obj: Model, how: str, fields: list[str]) -> None:
        by, at = cast(User, request.user), timezone.now()
        audit.record("place.edited", subject=obj, by=by, at=at, how=how, fields=fields, name=str(obj))


@admin.register(Municipality)
class MunicipalityAdmin(Recorded):
    list_display = ("code", "__str__", "programme", "self_approval", "source")
    list_filter = ("programme", "self_approval")
    search_fields = ("code", "slug")


@admin.register(LanguageStatus)
class LanguageStatusAdmin(Recorded):
    list_display = ("municipality", "language", "status", "basis", "regulation", "since", "until", "disputed", "source")
    list_filter = ("language", "status", "disputed")


@admin.register(CensusRow)
class CensusRowAdmin(Recorded):
    """Figures of the statistics agency are looked at, not edited."""

    list_display = ("municipality", "topic", "category", "count", "share", "source")
    list_filter = ("topic", "category")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Wording)
class WordingAdmin(Recorded):
    list_display = ("kind", "code", "source")
    list_filter = ("kind",)
    search_fields = ("code",)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The first administrator of a municipality and the roles of the programme: nobody else can give these."""

    list_display = ("user", "role", "municipality", "organisation")
    list_filter = ("role", "municipality")
    search_fields = ("user__email", "user__name")
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A role is taken and another one given, so that the audit log says both."""
        return False

    def save_model(self, request: HttpRequest, obj: Membership, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]
        super().save_model(request, obj, form, change)
        self.record(request, obj, "membership.given")

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        self.record(request, obj, "membership.taken")
        super().delete_model(request, obj)

    def record(self, request: HttpRequest, obj: Membership, verb: str) -> None:
        by, at = cast(User, request.user), timezone.now()
        audit.record(verb, subject=obj, by=by, at=at, role=obj.role, user=obj.user_id)


for model in (Office, Tongue, Duty, Organisation):
    admin.site.register(model, Recorded)
