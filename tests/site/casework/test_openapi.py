"""The OpenAPI document says what the site does: Schemathesis asks what it describes, and more than that."""

import json
import re
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from tests.site.casework.open311 import HERE, make_key
from uramost_web.casework.api.openapi import document
from uramost_web.casework.georeport import faults
from uramost_web.casework.georeport.calls import CALLS

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 4
"""Of each operation, beside those that Schemathesis makes of every boundary; each is asked twice."""


schema = schemathesis.openapi.from_dict(document())
schema.app = get_wsgi_application()


@pytest.fixture
def real(lights: Any, gracanica: Any) -> dict[str, str]:
    """Arguments that name something that is there."""
    lights.questions = [{"code": "pole", "datatype": "string", "required": False, "description": {"en": "Pole"}}]
    lights.save()
    return {
        "api_key": make_key(gracanica, AT, "requests.write", "updates.write", a_minute=6000),
        "jurisdiction_id": HERE,
        "service_code": "street-light",
        "service_request_id": send_request(lights).reference,
        "locale": "sq",
        "slug": HERE,
    }


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_call_is_answered_otherwise_than_described(case: Any, real: dict[str, str]) -> None:
    """As it was made up, and once more with arguments that exist, which comes further than the first refusal."""
    case.call_and_validate(checks=CHECKS)
    for part in (case.query, case.path_parameters, case.body):
        if isinstance(part, dict):
            part.update({name: value for name, value in real.items() if name in part})
    case.call_and_validate(checks=CHECKS)


def test_the_document_is_served_as_it_is_made(client: Any) -> None:
    assert client.get("/api/openapi.json").json() == json.loads(json.dumps(document()))


def test_every_address_described_is_answered() -> None:
    for path in document()["paths"]:
        try:
            resolve(re.sub(r"\{language\}", "sq", path).replace("{", "").replace("}", ""))
        except Resolver404:
            pytest.fail(path)


def test_every_status_of_a_refusal_is_described() -> None:
    described = {status for call in CALLS for status in (400, *call.statuses)}
    assert {status for status, _sentence in faults.FAULTS.values()} - described == {405}


def test_the_page_names_every_call(client: Any, lights: Any) -> None:
    page = client.get("/sr-latn/api/")
    assert page.status_code == 200
    for call in CALLS:
        assert f'id="{call.name}"' in page.content.decode()
    assert f"jurisdiction_id={HERE}" in page.content.decode()


def test_the_address_without_a_language_leads_to_the_page_in_that_of_the_browser(client: Any) -> None:
    answer = client.get("/api/", headers={"Accept-Language": "sr-Latn"})
    assert (answer.status_code, answer.url) == (302, "/sr-latn/api/")
    assert "Accept-Language" in answer.headers["Vary"]
