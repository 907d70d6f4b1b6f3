"""Assessments of the demonstration: clearly made up, enough that share, and a municipality with a public plan."""

import pytest

from tests.conftest import AT, make_person
from tests.site.directory.conftest import of_the_programme
from uramost_web.capacity import results
from uramost_web.capacity.models import Instrument, Measure, Plan, Rater, Round
from uramost_web.directory.models import OrganisationName
from uramost_web.portal.demo import growth

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(gracanica):
    head = make_person("head@example.org", municipality=gracanica, roles=("head",))
    return growth.make(of_the_programme("programme@example.org"), head, gracanica, AT)


def test_five_share_and_one_has_just_begun(made, client, gracanica):
    assert made == 8
    assert Round.objects.filter(shared=True).values("organisation").distinct().count() == 5
    assert Round.objects.filter(state="open").count() == 1
    network = results.network(Instrument.objects.get(code="cso"), AT.date())
    assert {one.organisations for one in network} == {5}
    assert len({one.mean for one in network}) > 1
    assert Measure.objects.filter(plan__municipality=gracanica).count() == 3
    assert Plan.objects.get(public=True).municipality == gracanica
    assert client.get(f"/sq/municipalities/{gracanica.slug}/plan/").status_code == 200


def test_nobody_in_it_is_real(made):
    assert all("trilluar" in name or "змишљен" in name for name in Rater.objects.values_list("name", flat=True))
    names = OrganisationName.objects.values_list("name", flat=True)
    assert all("trilluar" in name or "змишљен" in name for name in names)
