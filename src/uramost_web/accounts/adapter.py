"""What allauth asks this site: where to go after logging in, in which language to write, how to keep secrets."""

from typing import Any

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from uramost_web.accounts.models import User
from uramost_web.accounts.secrets import cipher

PURPOSE = "uramost.accounts.second_step"


def remember_language(response: HttpResponse, user: User) -> HttpResponse:
    """From here on the pages come in the language this person chose, wherever the address does not name one."""
    if user.language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            httponly=True,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed for others
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The password that everybody knows opens nothing outside a demonstration."""
        if credentials.get("password") == settings.DEMO_PASSWORD and not settings.DEMO:
            credentials = {**credentials, "password": ""}
        found: User | None = super().authenticate(request, **credentials)
        return found

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk, in the person's own language."""
        with translation.override(_language(request.user)):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_details")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        return remember_language(super().post_login(request, user, **kwargs), user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person who receives it; an address without an account gets the page's language."""
        with translation.override(_language(context.get("user"))):
            super().send_mail(template_prefix, email, {**context, "site_url": settings.SITE_URL})

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        with translation.override(_language(user)):
            address = self.get_reset_password_from_key_url(f"{context['uid']}-{context['key']}")
            super().send_password_reset_mail(user, email, {**context, "password_reset_url": address})

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        with translation.override(_language(emailconfirmation.email_address.user)):
            return str(super().get_email_confirmation_url(request, emailconfirmation))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of authenticator apps and recovery codes are encrypted: a copy of the database is not enough.

    The key comes from SECRET_KEY. When that changes, put the old one into SECRET_KEY_FALLBACKS; without it everybody
    has to set up the second step again.
    """

    def encrypt(self, text: str) -> str:
        return cipher(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher(PURPOSE).decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """On a white ground of its own: on a dark page a telephone could not read it otherwise."""
        return str(qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode"))

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 – allauth's word
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Key %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)


def _language(user: Any) -> str:
    return getattr(user, "language", "") or translation.get_language() or settings.LANGUAGE_CODE
