"""Everything allauth can say here is in our list for the catalogues, and the list says nothing else."""

import ast
import inspect
import re
from pathlib import Path

import allauth
import pytest
from allauth.account import adapter, fields, forms
from allauth.mfa import adapter as mfa_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.utils.translation.template import templatize

from uramost_web.accounts.messages_for_translation import ERRORS, FORMS, NOTES_AND_LETTERS

TEMPLATES = Path(allauth.__file__).parent / "templates"
NOTES = ("account/messages/*.txt", "mfa/messages/*.txt", "account/email/*.txt", "mfa/email/*.txt")
OURS = ("base_message.txt",)
OTHER_WAYS = ("login_code", "password_reset_code", "phone_", "cannot_delete_primary", "primary_email")
"""Beginnings or parts of the names of what belongs to ways of logging in that this site does not offer."""
NEVER_REACHED = {
    "In case you forgot, your username is %(username)s.",
    "Your email verification code is listed below. Please enter it in your open browser window.",
    "Save them  in a secure location now — they won't be shown again.",
}
"""In templates that are reached, behind conditions that are never true: no user names, no codes by e-mail."""


def texts_in(template):
    found = re.findall(r"gettext\(u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\)", templatize(template.read_text()))
    return {ast.literal_eval(text) for text in found}


def test_the_notes_and_letters_are_those_of_the_installed_allauth():
    reached = {
        text
        for pattern in NOTES
        for template in TEMPLATES.glob(pattern)
        if template.name not in OURS and not any(part in template.name for part in OTHER_WAYS)
        for text in texts_in(template)
    }

    assert set(NOTES_AND_LETTERS) == reached - NEVER_REACHED


@pytest.mark.parametrize("text", [*FORMS, *ERRORS])
def test_every_label_and_error_is_still_said_by_allauth(text):
    sources = (adapter, fields, forms, mfa_adapter, mfa_forms, totp_forms, webauthn_forms)

    assert any(f'"{text}"' in inspect.getsource(module) for module in sources)
