"""A question put into SQL once gives what Django gives each time, whatever it is asked about."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tests.conftest import make_person
from tests.site.casework.conftest import (  # noqa: F401 - the cast
    LIGHT,
    clerk,
    lights,
    registry,
    send_request,
    seven_days,
    works,
)
from uramost_web.casework.models import Case, Entry, Seat
from uramost_web.question import Joined, Question, all_but, numbers

pytestmark = pytest.mark.django_db


def entries(*keys):
    return Entry.objects.filter(case__in=keys).order_by("pk").values_list("pk", "at", "facts", "seen_by_resident")


def test_values_are_those_of_django_for_every_key(lights):  # noqa: F811
    cases = [send_request(lights), send_request(lights)]
    Entry.objects.filter(case=cases[0]).update(facts={"reason": "Зашто?"}, seen_by_resident=False)
    question = Question(entries, tuple)
    for case in cases:
        assert question.about(case.pk) == list(entries(case.pk))
    assert question.about(0) == []
    both = Question(entries, tuple, keys=2)
    assert both.about(cases[1].pk, cases[0].pk) == list(entries(*(case.pk for case in cases)))


def test_rows_with_those_they_point_at(lights, clerk):  # noqa: F811
    case = send_request(lights, at=timezone.now() - timedelta(days=1))
    fields = Joined(Case, all_but(Case, "text"), service=("names",), assignee=("name",))
    question = Question(lambda key: Case.objects.filter(reference=key).values_list(*fields.names), fields.made)
    (nobodys,) = question.about(case.reference)  # a text is a key too
    Case.objects.filter(pk=case.pk).update(assignee=clerk)
    with CaptureQueriesContext(connection) as made:
        (found,) = question.about(case.reference)
        assert (found.service.names, found.assignee.name) == (lights.names, clerk.name)
        assert (found, found.due_at, found.latitude) == (case, case.due_at, case.latitude)
    assert nobodys.assignee is None
    assert len(made) == 1
    assert found.text == LIGHT  # left out, and read when asked for
    assert question.about("34-2019-000000") == []


def test_rows_are_counted_together(lights):  # noqa: F811
    case = send_request(lights)
    send_request(lights)
    ordered = Case.objects.order_by("due_at").filter(text=LIGHT)
    with CaptureQueriesContext(connection) as made:
        assert numbers(ordered, Case.objects.none(), Entry.objects.filter(case=case), Case.objects.filter(pk=0)) == (
            2, 0, 1, 0,
        )  # fmt: skip
    assert len(made) == 1


def test_links_of_every_page_mark_the_one_that_is_open(client, kosovo):
    here = '<a href="{}" aria-current="page">'
    about, terms = reverse("portal:about"), reverse("portal:terms")
    for _again in range(2):
        for address in (about, terms):
            page = client.get(address).content.decode()
            assert [one for one in (about, terms) if here.format(one) in page] == [address]


def test_a_queue_of_two_municipalities_names_them(client, lights, clerk, registry, gracanica):  # noqa: F811
    from uramost_web.places.models import Membership, Municipality

    other = Municipality.objects.exclude(pk=gracanica.pk).order_by("pk")[0]
    case = send_request(lights)
    with translation.override("sq"):
        address = reverse("cases:queue")
    client.force_login(clerk)
    name = f", {gracanica.name_in('sq')} ·"
    assert name not in client.get(address).content.decode()
    Membership.objects.create(user=clerk, role="clerk", municipality=other)
    Seat.objects.create(user=clerk, office=registry)
    page = client.get(address).content.decode()
    assert name in page
    assert case.reference in page
    stranger = make_person("elsewhere@example.org", municipality=other, roles=("clerk",))
    client.force_login(stranger)
    assert case.reference not in client.get(address).content.decode()
