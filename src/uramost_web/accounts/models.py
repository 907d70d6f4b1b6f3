"""Who can log in, and what was done: accounts and the entries of the audit log."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from uramost_web.interface import NAMES


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **values: Any) -> "User":
        """A new account; without a password it can be entered only after the password is set by e-mail."""
        user = self.model(email=self.normalize_email(email), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: Any) -> "User":
        return self.create_user(email, password, **{**values, "is_staff": True, "is_superuser": True})

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Lower case throughout: Arta@example.org and arta@example.org reach the same person."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=self.normalize_email(username))


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can log in. What they may do stands in their roles; which community they belong to, nowhere."""

    email = models.EmailField(
        _("E-mail address"), unique=True, error_messages={"unique": _("There is already an account with this address.")}
    )
    name = models.CharField(_("Name"), max_length=200, blank=True)
    language = models.CharField(
        _("Language of the pages"),
        max_length=10,
        choices=NAMES,
        blank=True,
        help_text=_("Empty: as the browser asks for."),
    )
    is_active = models.BooleanField(
        _("May log in"), default=True, help_text=_("Close an account here instead of deleting it.")
    )
    is_staff = models.BooleanField(_("May open the administration"), default=False)
    date_joined = models.DateTimeField(_("Account since"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("name", "email")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_user_email_lower_case"),
            models.CheckConstraint(
                condition=Q(language__in=["", *dict(NAMES)]), name="accounts_user_language_of_the_interface"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        self.email = User.objects.normalize_email(self.email)

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.get_full_name()


class AuditEntry(models.Model):
    """One act that changed something. Written by `audit.record` only; the database refuses to change or delete it.

    `hash` is the SHA-256 over everything else in the row and the hash before it, so that no row can be changed, moved
    or taken out without every later hash being wrong.
    """

    sequence = models.PositiveBigIntegerField(_("Number"), primary_key=True)
    at = models.DateTimeField(_("When"), db_index=True)
    # No foreign key in the database: an account may be deleted, the entry stays as it was.
    by = models.ForeignKey(
        User, models.DO_NOTHING, null=True, db_constraint=False, related_name="+", verbose_name=_("Who")
    )
    verb = models.CharField(_("Act"), max_length=60, db_index=True)
    subject_type = models.CharField(max_length=100, blank=True)
    subject_key = models.CharField(max_length=100, blank=True)
    values = models.JSONField(_("Values"), default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ("sequence",)
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_key", "sequence"], name="accounts_audit_subject")
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject_type}:{self.subject_key}"


class AuditHead(models.Model):
    """The end of the chain: a single row, locked while an entry is added, so that two writers never share a number."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="accounts_audithead_single_row")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"


class Attempts(models.Model):
    """How often something was done in a window of time that began with the first; what, and by whom, is a digest."""

    key = models.CharField(max_length=64, primary_key=True, help_text="keyed digest of what was done, and by whom")
    times = models.PositiveIntegerField()
    until = models.PositiveBigIntegerField(db_index=True, help_text="when the window ends: seconds since 1970")

    class Meta:
        db_table = "casework_attempts"  # where it was made first

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.times}"
