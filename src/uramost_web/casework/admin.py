"""A holiday that is changed in the administration moves running cases, as one that is changed at the desk does."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from uramost_web.accounts.models import User
from uramost_web.casework import holidays
from uramost_web.places.admin import Recorded
from uramost_web.places.models import HolidayOverride


@admin.register(HolidayOverride)
class HolidayAdmin(Recorded):
    """Those of every municipality, and those for everywhere."""

    list_display = ("date", "action", "moved_to", "municipality", "source")

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]
        _and_move(request, partial(super().save_model, request, obj, form, change))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        _and_move(request, partial(super().delete_model, request, obj))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        _and_move(request, partial(super().delete_queryset, request, queryset))


@transaction.atomic
def _and_move(request: HttpRequest, change: Callable[[], object]) -> None:
    before = holidays.held_rows()
    change()
    holidays.settle(before, by=cast(User, request.user), at=timezone.now())
