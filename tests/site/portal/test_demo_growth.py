"""Assessments of the demonstration: clearly made up, enough that share, and a municipality with a public plan."""

import pytest

from tests.conftest import AT, make_person
from tests.site.directory.conftest import of_the_programme
from uramost_web.capacity import results
from uramost_web.capacity.models import Evidence, Instrument, Measure, Plan, Rater, Round
from uramost_web.directory.models import OrganisationName
from uramost_web.places.memoranda import Member, Memorandum, progress
from uramost_web.places.models import Office
from uramost_web.portal.demo import growth, promises

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(gracanica):
    head = make_person("head@example.org", municipality=gracanica, roles=("head",))
    programme = of_the_programme("programme@example.org")
    return growth.make(programme, head, gracanica, AT, memorandum=promises.make(programme, gracanica, AT))


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


def test_a_memorandum_is_signed_and_its_plan_is_followed(made, client, gracanica):
    memorandum = Memorandum.objects.get()
    far = progress(memorandum.commitments.all(), AT.date())
    assert (far.total, far.done, far.late) == (6, 2, 1)
    assert set(memorandum.commitments.values_list("side", flat=True)) == {"programme", "municipality"}
    plan = memorandum.plans.get()
    assert {one.state for one in plan.measures.all()} == {"planned", "begun", "done"}
    assert [len(one.steps.exclude(note="")) for one in plan.measures.all()] == [2, 0, 2]
    assert Evidence.objects.filter(measure__plan=plan).count() == 1
    for language in ("sq", "sr", "sr-latn", "en"):
        for page in ("promises", "plan"):
            shown = client.get(f"/{language}/municipalities/{gracanica.slug}/{page}/").content.decode()
            assert 'class="muted">(' not in shown, "every text is there in every language"


def test_committees_and_offices_have_members_by_function(made, gracanica):
    assert {body.kind.code: body.members.count() for body in gracanica.bodies.all()} == {
        "communities_committee": 5, "communities_returns": 3, "translation": 2,
    }  # fmt: skip


def test_another_country_s_pack_has_no_memorandum(gracanica):
    Office.objects.all().delete()
    assert promises.make(of_the_programme("programme@example.org"), gracanica, AT) is None


def test_nobody_in_it_is_real(made):
    assert all(name.startswith("Demo ") for name in Member.objects.values_list("name", flat=True))
    assert all("trilluar" in name or "змишљен" in name for name in Rater.objects.values_list("name", flat=True))
    names = OrganisationName.objects.values_list("name", flat=True)
    assert all("trilluar" in name or "змишљен" in name for name in names)
