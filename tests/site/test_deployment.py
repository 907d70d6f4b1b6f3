"""The site as an operator sets it up: what the settings make of the environment, and what a check says of mistakes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from tests.conftest import AT
from tests.site import office
from uramost_web.accounts.actions import create_account
from uramost_web.notices.models import Notice

ROOT = Path(__file__).resolve().parents[2]
REAL = {
    "URAMOST_SECRET_KEY": "Kx8vB2nQ5wR7tY1uI4oP6aS9dF3gH0jL-zXcVbNmQwErTyUiOpAsDf",
    "URAMOST_URL": "https://notices.example.org",
    "URAMOST_HOSTS": "notices.example.org, www.notices.example.org",
    "URAMOST_PROXIES": "1",
    "URAMOST_SMTP": "smtps://post:s%40y@mail.example.org",
}
SETTINGS = """
import json; from uramost_web import settings
print(json.dumps({name: value for name, value in vars(settings).items() if name.isupper() and name in ASKED}))
"""


def run(tmp_path: Path, code: list[str], **environment: str) -> "subprocess.CompletedProcess[str]":
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    here = {"URAMOST_VAR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, *code], cwd=ROOT, env={**known, **here, **environment}, capture_output=True, text=True
    )


def settings_of(tmp_path: Path, *asked: str, **environment: str) -> dict[str, Any]:
    found = run(tmp_path, ["-c", SETTINGS.replace("ASKED", repr(asked))], **environment)
    assert found.returncode == 0, found.stderr
    known: dict[str, Any] = json.loads(found.stdout)
    return known


def test_a_site_set_up_as_the_guide_says_has_nothing_to_complain_of(tmp_path):
    checked = run(tmp_path, ["manage.py", "check", "--deploy", "--fail-level", "WARNING"], **REAL)
    assert checked.returncode == 0, checked.stderr


def test_with_https_every_cookie_is_secure_and_http_is_left(tmp_path):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    assert settings_of(tmp_path, *names, **REAL) == dict.fromkeys(names, True)
    assert settings_of(tmp_path, *names, **{**REAL, "URAMOST_URL": "http://127.0.0.1:8000"}) == {}


def test_mail_is_encrypted_as_asked_and_never_waits_for_ever(tmp_path):
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_SSL", "EMAIL_USE_TLS", "EMAIL_TIMEOUT")
    assert list(settings_of(tmp_path, *names, **REAL).values()) == ["mail.example.org", 465, "s@y", False, True, 20]
    greeting = {**REAL, "URAMOST_SMTP": "smtp+tls://mail.example.org:587"}
    assert list(settings_of(tmp_path, *names, **greeting).values()) == ["mail.example.org", 587, "", True, False, 20]

    refused = run(tmp_path, ["-c", "import uramost_web.settings"], **{**REAL, "URAMOST_SMTP": "stmps://mail"})
    assert "URAMOST_SMTP starts with 'stmps'" in refused.stderr


def test_an_old_key_still_opens_what_it_has_closed(tmp_path):
    keys = settings_of(tmp_path, "SECRET_KEY_FALLBACKS", **{**REAL, "URAMOST_OLD_SECRET_KEYS": "one two"})
    assert keys == {"SECRET_KEY_FALLBACKS": ["one", "two"]}


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("W001", {"DEMO": True}),
        ("W002", {"SITE_URL": "http://notices.example.org"}),
        ("W003", {"ALLOWED_HOSTS": ["other.example.org"]}),
        ("W006", {"ALLOWED_HOSTS": ["notices.example.org", "*"]}),
        ("W004", {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}),
        ("W005", {"ALLAUTH_TRUSTED_PROXY_COUNT": 0}),
    ],
)
def test_a_mistake_in_the_settings_is_said(settings, code, changed):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://notices.example.org", ["notices.example.org"]
    settings.EMAIL_BACKEND, settings.ALLAUTH_TRUSTED_PROXY_COUNT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert not said_of_ours()

    for name, value in changed.items():
        setattr(settings, name, value)

    assert said_of_ours() == [f"uramost.{code}"]


def said_of_ours() -> list[str]:
    found = run_checks(tags=["security"], include_deployment_checks=True)
    return [str(one.id) for one in found if str(one.id).startswith("uramost.")]


@pytest.mark.django_db
def test_the_password_everybody_knows_opens_nothing_outside_a_demonstration(client, settings):
    """Somebody goes on working in the database of a demonstration, and takes its mark off."""
    create_account(email="arta@example.org", password=settings.DEMO_PASSWORD, by=None, at=AT)
    form = {"login": "arta@example.org", "password": settings.DEMO_PASSWORD}

    settings.DEMO = False
    assert client.post(reverse("account_login"), form).status_code == 200
    assert "_auth_user_id" not in client.session

    settings.DEMO = True
    assert client.post(reverse("account_login"), form).status_code == 302


@pytest.mark.django_db
def test_a_file_sent_to_a_form_without_one_is_kept_nowhere(settings, tmp_path):
    """Ten megabytes to the page to log in: before the form is read, Django would have put them on the disk."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    file = tmp_path / "large.bin"
    file.write_bytes(b"x" * 10_000_000)

    with file.open("rb") as sent:
        answer = Client().post(reverse("account_login"), {"login": "arta@example.org", "password": "x", "file": sent})

    assert answer.status_code == 200
    assert not answer.wsgi_request.FILES
    assert answer.wsgi_request.POST["login"] == "arta@example.org"
    assert [path.name for path in tmp_path.iterdir()] == ["large.bin"]


def test_make_demo_leaves_the_real_sites_database_alone():
    told = subprocess.run(
        [str(shutil.which("make")), "--dry-run", "demo"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "postgresql://real"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "env -u DATABASE_URL" in told.stdout


@pytest.mark.django_db
def test_a_published_page_has_the_policy_whatever_becomes_of_it(client, gracanica, officer, settings):
    """Pages, errors and downloads: none may load or run what is not ours, and none may be framed."""
    settings.DEBUG = False
    notice: Notice = office.publish_notice_in_albanian(gracanica, officer, AT)
    there = f"/sq/notices/{gracanica.slug}/{notice.number}"
    for address, status in (
        (f"{there}/", 200),
        (f"{there}/sq.pdf", 200),
        ("/sq/nowhere/", 404),
        ("/sq/desk/", 302),
    ):
        answer = client.get(address)
        assert answer.status_code == status, address
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    wrong = client.get("/sq/", headers={"host": "evil.example"})
    assert wrong.status_code == 400
    assert "evil.example" not in wrong.content.decode()
    assert "default-src 'none'" in wrong.headers["Content-Security-Policy"]
