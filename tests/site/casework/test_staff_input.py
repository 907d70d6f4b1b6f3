"""What those who work in the town hall type is read like what residents type: by length, and letter by letter."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.site.casework.conftest import LIGHT, do, page_of
from tests.site.casework.test_mail import take, written
from tests.site.casework.test_setup_doors import POSTED
from tests.site.pages import said
from uramost_web.casework import acts, desk_acts
from uramost_web.casework.catalogue import AnswerText, Limit, Office, RoutingRow, Service
from uramost_web.casework.forms_asking import PlainText
from uramost_web.casework.history import Said
from uramost_web.casework.models import ApiKey, Case
from uramost_web.places.models import HolidayOverride

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NEW = ("service_new", "office_new", "text_new", "rule_new", "limit_new", "holiday", "keys")
"""Pages on which something is defined, with all its fields."""
STORED = {
    "service_new": Service, "office_new": Office, "text_new": AnswerText, "rule_new": RoutingRow, "limit_new": Limit,
    "holiday": HolidayOverride, "keys": ApiKey,
}  # fmt: skip
TURNED = "\u202eX\u202c \u2066y\u2069"


def form_of(page: Any) -> Any:
    return page.context["form"]


def too_long(form: Any) -> dict[str, str]:
    """For each field that has a length: one letter more."""
    return {
        name: "a" * (field.max_length + 1)
        for name, field in form.fields.items()
        if getattr(field, "max_length", None) and not field.widget.is_hidden
    }


@pytest.mark.parametrize("name", NEW)
def test_what_is_too_long_to_be_defined_is_given_back_and_nothing_is_stored(desk, lights, name):
    typed = too_long(form_of(desk(name)))
    assert typed
    before = STORED[name].objects.count()

    page = desk(name, post={**POSTED[name], **typed})

    assert page.status_code == 422
    assert typed.keys() <= form_of(page).errors.keys()
    assert {field: form_of(page)[field].value() for field in typed} == typed
    assert max(typed.values(), key=len) in said(page)
    assert STORED[name].objects.count() == before


@pytest.mark.parametrize("name", NEW)
def test_no_field_takes_more_than_its_column_holds(desk, lights, name):
    """PostgreSQL would refuse it with a fault; SQLite takes whatever comes."""
    columns = {column.name: column.max_length for column in STORED[name]._meta.concrete_fields if column.max_length}
    fields = {
        of: field for of, field in form_of(desk(name)).fields.items() if of in columns and not field_chooses(field)
    }
    assert {of: field.max_length for of, field in fields.items() if field.max_length > columns[of]} == {}


def field_chooses(field: Any) -> bool:
    return hasattr(field, "choices")


@pytest.mark.parametrize("name", NEW)
def test_whatever_is_defined_turns_no_words_about_and_has_lost_no_letter(desk, lights, works, name):
    fields = [one for one, field in form_of(desk(name)).fields.items() if isinstance(field, PlainText)]
    assert fields
    page = desk(name, post={**POSTED[name], **dict.fromkeys(fields, "a\ufffd")})
    assert page.status_code == 422
    assert set(fields) <= form_of(page).errors.keys()
    assert said(page).count("A letter was lost") >= len(fields)

    assert {form_of(page).fields[one].clean(TURNED) for one in fields} == {"X y"}


def test_the_reason_for_a_holiday_and_a_name_are_stored_without_such_marks(desk, lights, works):
    typed = {
        "action": "add", "date": "2026-03-05", "source": TURNED, "act": "confirm",
        **{f"{text}_{tag}": TURNED for text in ("names", "reasons") for tag in ("sq", "sr-Latn", "sr-Cyrl", "en")},
    }  # fmt: skip
    assert desk("holiday", post=typed).status_code == 302
    row = HolidayOverride.objects.get()
    assert "\u202e" not in f"{row.names}{row.reasons}{row.source}"
    assert row.names["sq"] == row.source == "X y"


WORDED = [code for code, act in desk_acts.TABLE.items() if act.text != "no" or act.reason or "public_text" in act.more]
OF_AN_END = {"undo", "reopen", "grant", "uphold", "close"}


@pytest.mark.parametrize("code", [code for code in WORDED if code not in OF_AN_END])
def test_what_is_too_long_for_an_act_is_given_back_and_nothing_happens(client, case, clerk, code):
    if code in {"supply", "go_on", "lapse"}:
        acts.act(case=case, code="ask", by=clerk, at=timezone.now(), said=Said("Која улица?", "sr-Cyrl", "Не пише."))
    client.force_login(clerk)
    typed, before = too_long(form_of(client.get(page_of(case, code)))), case.entries.count()
    assert typed

    refused = do(client, case, code, **typed)

    assert refused.status_code == 422
    assert typed.keys() <= form_of(refused).errors.keys()
    assert typed.get("text", "") in said(refused)
    assert case.entries.count() == before


def test_what_is_too_long_at_the_counter_is_given_back(client, lights, clerk):
    client.force_login(clerk)
    here = client.post(reverse("cases:new"), {"service": lights.pk}).headers["Location"]
    typed = too_long(form_of(client.get(here)))
    assert typed.keys() == {"text", "place_text", "name", "email", "phone"}
    refused = client.post(here, {"channel": "counter", "language": "sr-Cyrl", **typed})

    assert refused.status_code == 422
    assert typed.keys() <= form_of(refused).errors.keys()
    assert typed["text"] in said(refused)
    assert not Case.objects.exists()


def test_why_a_message_belongs_to_no_case_is_read_alike(client, case, clerk):
    post = take(written(case, LIGHT, to="cases@town.example", Subject=case.reference))
    client.force_login(clerk)
    address = reverse("cases:message", args=[post.pk])
    for why in ("a" * 501, "a\ufffd"):
        assert client.post(address, {"act": "settle", "why": why}).status_code == 422
    client.post(address, {"act": "settle", "why": TURNED})
    post.refresh_from_db()
    assert post.settled_why == "X y"
