"""Accounts in the administration. Roles are given in `places`; passwords and their hashes are shown nowhere."""

from importlib import import_module
from typing import Any, cast

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uramost_web.accounts import actions, audit
from uramost_web.accounts.models import User
from uramost_web.accounts.second_factor import has_second_factor

# The administration's own login asks for no second step; allauth's does.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# These tables would change addresses, second steps and rights past the audit log. They are registered first, so that
# Django, which looks for them later, does not register them again.
for module in ("django.contrib.auth.admin", "allauth.account.admin", "allauth.mfa.admin"):
    import_module(module)
admin.site.unregister([EmailAddress, Authenticator, Group])


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable when it runs
    fields = ("email", "name", "language", "is_active", "is_staff", "is_superuser", "date_joined", "last_login", "step")
    list_display = ("email", "name", "language", "is_active", "is_staff", "last_login", "step")
    list_filter = ("is_active", "is_staff", "language")
    search_fields = ("email", "name")
    actions = ("take_off_second_step",)

    @admin.display(description=gettext_lazy("Second step"), boolean=True)
    def step(self, user: User) -> bool:
        return has_second_factor(user)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """An address is changed by its owner, who confirms the new one."""
        return ("date_joined", "last_login", "step", *(["email"] if obj else []))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is closed, not deleted: what its owner did stays theirs."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]
        by, at = cast(User, request.user), timezone.now()
        if not change:
            values = {name: value for name, value in form.cleaned_data.items() if name != "is_active"}
            obj.pk = actions.create_account(by=by, at=at, **values).pk
            return
        super().save_model(request, obj, form, change)
        audit.record("account.edited", subject=obj, by=by, at=at, fields=form.changed_data)

    @admin.action(description=gettext_lazy("Take off the second step (telephone and recovery codes are lost)"))
    def take_off_second_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            actions.take_off_second_step(user=user, by=cast(User, request.user), at=timezone.now())
        self.message_user(request, _("The second step has been taken off."), messages.SUCCESS)

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None:
            form.base_fields["email"].help_text = _(
                "The person sets their own password through “Forgot your password?” on the login page."
            )
        return form
