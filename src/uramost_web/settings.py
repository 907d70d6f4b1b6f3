"""All settings. The environment decides what differs between places; `docs/reference/settings.md` lists it."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from uramost_web.interface import NAMES

BASE = Path(__file__).resolve().parents[2]
PACKAGE = Path(__file__).resolve().parent
VAR = Path(os.environ.get("URAMOST_VAR", BASE / "var"))
VAR.mkdir(parents=True, exist_ok=True)


def flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


TESTING = "pytest" in sys.modules
DEMO = flag("URAMOST_DEMO")
"""A demonstration: marked on every page, made-up people, no second factor asked."""
DEMO_PASSWORD = "demo-bridge-2026"  # noqa: S105 - everybody's, printed on purpose
"""Outside a demonstration it opens nothing, also when somebody goes on working in a demonstration's database."""
DEBUG = flag("URAMOST_DEBUG")


def secret_key() -> str:
    """From the environment; a demonstration, a test or a developer's copy makes its own and keeps it in `var/`."""
    if key := os.environ.get("URAMOST_SECRET_KEY"):
        return key
    if TESTING or DEMO or DEBUG or flag("URAMOST_BUILD"):
        kept = VAR / "secret-key"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(os.urandom(32).hex())
        return kept.read_text()
    raise ImproperlyConfigured(
        "URAMOST_SECRET_KEY is not set. It signs sessions and links, so every server needs one of its own: a long "
        "random text that nobody else knows and that stays the same when the server starts again. Make one with "
        '`python -c "import secrets; print(secrets.token_urlsafe(48))"` and put it in the environment of the service. '
        "To look at UraMost on your own machine, `make demo` needs no key."
    )


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = os.environ.get("URAMOST_OLD_SECRET_KEYS", "").split()
SOURCE_URL = os.environ.get("URAMOST_SOURCE", "")
SITE_URL = os.environ.get("URAMOST_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("URAMOST_HOSTS", "127.0.0.1,localhost,[::1]").replace(" ", "").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "uramost_web.portal",
    "uramost_web.casework",
    "uramost_web.capacity",
    "uramost_web.notices",
    "uramost_web.events",
    "uramost_web.translation",
    "uramost_web.directory",
    "uramost_web.places",
    "uramost_web.accounts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "uramost_web.accounts.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "uramost_web.places.middleware.second_factor_for_staff",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "uramost_web.urls"
WSGI_APPLICATION = "uramost_web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "uramost_web.context.site",
            ],
            "builtins": ["uramost_web.templatetags.uramost"],
        },
    },
]
FORM_RENDERER = "uramost_web.forms.Renderer"


def database() -> dict[str, object]:
    """SQLite in `var/` unless DATABASE_URL names a PostgreSQL: postgresql://user:password@host:port/name."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR / "uramost.sqlite3",
            "CONN_MAX_AGE": 60,  # opening the file again for every page costs more than what most pages ask of it
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL starts with {parts.scheme!r}; UraMost runs on PostgreSQL (postgresql://…) or, without the "
            "variable, on SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],  # a folder: its Unix socket
        "PORT": str(parts.port or parse_qs(parts.query).get("port", [""])[0]),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend",
    },
}

CACHES = {
    # What allauth counts (attempts to log in, codes used once) counts in every process; a migration makes the table.
    # Whoever fills it with attempts must not push others' out.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_attempts",
        "OPTIONS": {"MAX_ENTRIES": 20_000, "CULL_FREQUENCY": 10},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},  # words and figures, read for every page
}

MACHINE_KEYS = dict(pair.split("=", 1) for pair in os.environ.get("URAMOST_MACHINE_KEYS", "").split() if "=" in pair)
"""Municipality → key of its translation server, for those who keep keys out of the database."""

LANGUAGE_CODE = "sq"
LANGUAGES = NAMES
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Belgrade"
FORMAT_MODULE_PATH = "uramost_web.formats"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_ROOT = Path(os.environ.get("URAMOST_FILES", VAR / "files"))
"""Uploads and downloads. No MEDIA_URL: a file leaves only through a view that names its type."""
MEMORY_ROOT = VAR / "memory"
"""Indexes of the translation memory, which all processes map. They can be deleted at any time and are made anew."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
UPLOAD_LIMIT = 20 * 1024 * 1024
EXCHANGE_LIMIT = 1200 * 1024 * 1024
"""A file for the memory or the terminology; it is kept on the disk until it is read."""
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT + 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["uramost_web.uploads.Nothing"]  # forms with a file say so themselves

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["uramost_web.places.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a test logs in often and guards nothing
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "uramost_web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none" if DEMO else "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FORM_CLASS = "uramost_web.accounts.forms.SignupForm"
ACCOUNT_CHANGE_EMAIL = True  # one address per person; a new one replaces it once confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("URAMOST_PROXIES", "0"))
"""Reverse proxies in front of this server: limits on logins count the visitor's address, not the proxy's."""
MFA_ADAPTER = "uramost_web.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "add_webauthn": "uramost_web.accounts.passkeys.AddForm",
    "edit_webauthn": "uramost_web.accounts.passkeys.EditForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # else nobody with a second step could change their address
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "UraMost"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG or TESTING

DEFAULT_FROM_EMAIL = os.environ.get("URAMOST_FROM", "uramost@localhost")
if mail := os.environ.get("URAMOST_SMTP"):
    _mail = urlsplit(mail)
    if _mail.scheme not in {"smtp", "smtp+tls", "smtps"}:
        raise ImproperlyConfigured(
            f"URAMOST_SMTP starts with {_mail.scheme!r}. Write smtps://user:password@host:465 (encrypted), "
            "smtp+tls://user:password@host:587 (encrypted after a greeting) or smtp://host:25 (not encrypted)."
        )
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or {"smtps": 465}.get(_mail.scheme, 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp+tls", _mail.scheme == "smtps"
    EMAIL_TIMEOUT = 20  # seconds; without it a mail server that says nothing holds a page or the worker for ever
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"

DECLARATIONS_KEYS = os.environ.get("URAMOST_DECLARATIONS_KEY", "").split()
DECLARATIONS_KEY_FILE = Path(os.environ.get("URAMOST_DECLARATIONS_KEY_FILE", VAR / "declarations.key"))
"""What people declare of themselves is sealed with it. It must never lie in the same backup as the database."""

SMS_URL, SMS_TOKEN = os.environ.get("URAMOST_SMS_URL", ""), os.environ.get("URAMOST_SMS_TOKEN", "")
"""The gateway for short messages; without it none is offered."""

PUZZLE_BITS = 4 if TESTING else int(os.environ.get("URAMOST_PUZZLE_BITS", "18"))
"""Zero bits that the script of a resident's form has to find before it is sent: 18 take a telephone a second or two."""
PUZZLE_PATIENCE = 30
"""Seconds from a form's first page until it can be sent without a solution, by those whose browser runs no script."""
SENT_AN_HOUR = int(os.environ.get("URAMOST_SENT_AN_HOUR", "100"))
"""Forms from one address; a fifth of them without a solution."""

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "uramost_web.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
if SITE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # HSTS speaks for this host, not for others of its domain

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("URAMOST_LOG", "WARNING")},
}
