"""The OpenAPI document says what the site does: Schemathesis asks what it describes, and more than that."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import RequestFactory
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern
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


application = get_wsgi_application()


def within_the_test(environ: Any, start_response: Any) -> list[bytes]:
    """The site as a server has it, except that a call closes no connection that was left with a transaction open.

    The test's own connection is such a one. Django's test client leaves the same out, for the same reason.
    """
    signals = request_started, request_finished
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        answer = application(environ, start_response)
        body = [*answer]
        answer.close()
        return body
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


WHOLE = connection.vendor == "sqlite"
"""Which of two formats an answer has, and what is refused for its arguments, no database differs in: asked on one."""
schema = schemathesis.openapi.from_dict(document())
schema.app = within_the_test
described = schema if WHOLE else schema.exclude(path_regex=r"\.xml$")


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


@described.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_call_is_answered_otherwise_than_described(case: Any, real: dict[str, str]) -> None:
    """As it was made up, and once more with arguments that exist, which comes further than the first refusal."""
    if WHOLE:
        case.call_and_validate(checks=CHECKS)
    for part in (case.query, case.path_parameters, case.body):
        if isinstance(part, dict):
            part.update({name: value for name, value in real.items() if name in part})
    case.call_and_validate(checks=CHECKS)


def ask(served: Any, path: str) -> str:
    """The status of an answer of which everything was read."""
    statuses: list[str] = []
    answer = served(RequestFactory().get(path).environ, lambda status, _headers: statuses.append(status))
    assert b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return statuses[0]


def test_a_call_within_a_test_leaves_the_test_its_connection(lights: Any) -> None:
    before = connection.connection
    for _ in range(2):
        assert ask(within_the_test, f"/georeport/v2/services.json?jurisdiction_id={HERE}") == "200 OK"
    assert connection.connection is before
    lights.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_calls_of_a_server_share_a_connection_that_stays_usable(lights: Any) -> None:
    """The site as it is served, with nothing left out: what the tests leave out hides no fault of it."""
    before = connection.connection
    for _ in range(2):
        assert ask(application, f"/georeport/v2/services.json?jurisdiction_id={HERE}") == "200 OK"
    assert connection.connection is before
    lights.refresh_from_db()


def test_the_document_is_served_as_it_is_made(client: Any) -> None:
    assert client.get("/api/openapi.json").json() == json.loads(json.dumps(document()))


def test_every_address_described_is_answered() -> None:
    for path in document()["paths"]:
        one = path.replace("{language}", "sq").replace("{number}", "1").replace("{key}", str(UUID(int=0)))
        try:
            resolve(one.replace("{", "").replace("}", ""))
        except Resolver404:
            pytest.fail(path)


NO_API = {
    "notices/<slug:slug>/<int:number>/<str:tag>.<str:format_>": "a notice to print or to edit; the feed has its text",
    "municipalities/<slug:slug>/map.svg": "a picture of the page on which a place is pointed at",
    "cases/<str:reference>/<str:secret>/dossier.pdf": "opened by a resident's secret",
    "cases/<str:reference>/<str:secret>/export.zip": "opened by a resident's secret",
    "registrations/<int:number>/<str:given>/certificate.pdf": "opened by a participant's secret",
    "events/<int:number>/photos/<uuid:key>.jpg": "a picture of a page about an event",
}
"""Public files that no programme is meant to read → why."""


def test_every_public_file_is_described_or_said_to_be_no_api() -> None:
    """An address whose end has a dot is a file; those of the desk and of the administration need a login."""
    described = {blank(path) for path in document()["paths"]}
    there = {blank(f"/{route}") for route in files(get_resolver().url_patterns)}
    unsaid = {blank(f"/{{language}}/{route}") for route in NO_API}
    assert len(there) > len(unsaid)
    assert there - unsaid <= described
    assert unsaid <= there


def blank(address: str) -> str:
    return re.sub(r"<[^>]+>|{[^}]+}", "{}", address)


def files(patterns: Any, before: str = "") -> Iterator[str]:
    """Routes to a public file, with `{language}/` before those that have a language."""
    for one in patterns:
        here = before + ("{language}/" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern))
        if here.removeprefix("{language}/").startswith(("desk/", "admin/", "accounts/")) or "v2" in here:
            continue
        if isinstance(one, URLResolver):
            yield from files(one.url_patterns, here)
        elif "." in here.rsplit("/", 1)[-1]:
            yield here


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
