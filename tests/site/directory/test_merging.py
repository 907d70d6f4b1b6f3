"""Two rows become one by somebody's decision, and two again, exactly as they were or with what cannot be put back."""

import pytest

from tests.conftest import AT, make_person
from tests.site.directory.conftest import give_function, make_one, make_organisation
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory import acts, finding, forgetting, merging
from uramost_web.directory.merging import CannotMerge
from uramost_web.directory.models import Function, Merge, Organisation, OrganisationName, Person
from uramost_web.directory.views.own import own_path
from uramost_web.places.permissions import NotAllowed

pytestmark = pytest.mark.django_db


def state():
    """Everything a merge could change, but not what it found again."""
    return [
        list(Person.objects.order_by("pk").values_list("pk", "name", "email", "phone", "phone_key", "merged_into")),
        list(
            Organisation.objects.order_by("pk").values_list("pk", "sort", "registration_number", "email", "merged_into")
        ),
        list(Function.objects.order_by("pk").values_list("pk", "person", "organisation")),
        list(OrganisationName.objects.order_by("pk").values_list("pk", "organisation", "tag")),
        sorted(Person.objects.values_list("pk", "words__word")),
        sorted(Organisation.objects.values_list("pk", "words__word", "sectors__sector", "works_in__language")),
    ]


def found(typed):
    return list(finding.people(finding.asked_people(typed)))


@pytest.fixture
def two(programme, gracanica, cooperative):
    kept = make_one(programme, "Đorđe Izmišljeni", email="a@example.org")
    gone = make_one(programme, "Gjorgje Shpikja", phone="044 111 222", email="b@example.org", municipality=gracanica)
    give_function(programme, gone, cooperative)
    return kept, gone


def join(two, by, **how):
    return merging.merge(kind="person", kept=two[0].pk, gone=two[1].pk, by=by, at=AT, **how)


def test_what_pointed_to_one_points_to_the_other_and_back(two, programme):
    kept, gone = two
    before = state()

    merge = join(two, programme)

    kept.refresh_from_db()
    assert (kept.email, kept.phone, kept.municipality_id) == ("a@example.org", "044 111 222", gone.municipality_id)
    assert kept.phone_key == "44111222"
    assert list(kept.functions.values_list("organisation__kind", flat=True)) == ["cso"]
    assert found("Gjorgje Shpikja") == [kept]  # by the name that is gone, too
    assert list(Person.objects.standing()) == [kept]

    told = merging.undo(merge=merge, by=programme, at=AT)

    assert state() == before
    assert (told.back, told.left) == (3, {})  # a function, telephone and municipality
    assert found("Gjorgje Shpikja") == [gone]
    verbs = AuditEntry.objects.filter(verb__in=["person.merged", "person.parted"]).values_list("verb", flat=True)
    assert list(verbs) == ["person.merged", "person.parted"]


def test_a_value_may_be_taken_over_and_goes_back(two, programme):
    before = state()
    merge = join(two, programme, take=("email",))
    assert Person.objects.get(pk=two[0].pk).email == "b@example.org"
    merging.undo(merge=merge, by=programme, at=AT)
    assert state() == before


def test_what_has_changed_since_stays_and_is_told(two, programme, gracanica):
    kept, gone = two
    other = make_organisation(programme, gracanica, names={"sq": "Tjetra"})
    third = make_one(programme, "Treći Neko")
    lost, moved = give_function(programme, gone, other), give_function(programme, gone, other)
    merge = join(two, programme)
    lost.delete()
    Function.objects.filter(pk=moved.pk).update(person=third)
    acts.change_person(person=kept, values={"phone": "045 999 888"}, by=programme, at=AT)
    came = give_function(programme, Person.objects.get(pk=kept.pk), other)

    told = merging.undo(merge=merge, by=programme, at=AT)

    assert told.left == {"deleted": 1, "moved_on": 1, "field_changed": 1}
    assert Person.objects.get(pk=kept.pk).phone == "045 999 888"
    assert Function.objects.get(pk=came.pk).person == kept  # what came since stays where it was given
    assert Function.objects.filter(person=gone).count() == 1


def test_names_sectors_and_languages_that_are_there_twice_stay_with_what_is_gone(programme, gracanica):
    kept = make_organisation(programme, gracanica, names={"sq": "Mulliri", "sr-Cyrl": "Млин"}, languages=("sq",))
    gone = make_organisation(
        programme, gracanica, names={"sq": "Mulliri i ri", "en": "The Mill"}, languages=("sq", "tr")
    )
    before = state()

    merge = merging.merge(kind="organisation", kept=kept.pk, gone=gone.pk, by=programme, at=AT)

    assert set(kept.names.values_list("tag", flat=True)) == {"sq", "sr-Cyrl", "en"}
    assert set(kept.works_in.values_list("language", flat=True)) == {"sq", "tr"}
    assert kept.sectors.count() == 1
    assert list(finding.organisations(finding.asked_organisations("mulliri ri"))) == [kept]
    merging.undo(merge=merge, by=programme, at=AT)
    assert state() == before


def test_a_number_that_another_has_taken_since_is_not_put_back(programme, gracanica):
    numbered = {"register": "businesses", "registration_number": "70000001", "kind": "business"}
    kept = make_organisation(programme, gracanica, kind="business", names={"sq": "Furra"})
    gone = make_organisation(programme, gracanica, names={"sq": "Furra 2"}, **numbered)
    merge = merging.merge(kind="organisation", kept=kept.pk, gone=gone.pk, by=programme, at=AT)
    kept.refresh_from_db()
    assert (kept.register, kept.registration_number) == ("businesses", "70000001")
    Organisation.objects.filter(pk=kept.pk).update(registration_number="70000002")
    make_organisation(programme, gracanica, names={"sq": "E treta"}, **numbered)

    told = merging.undo(merge=merge, by=programme, at=AT)

    gone.refresh_from_db()
    assert told.left == {"field_changed": 1, "number_taken": 1}
    assert (gone.merged_into, gone.registration_number) == (None, "")


def test_merges_are_undone_in_turn(programme, two):
    third = make_one(programme, "Treći Neko")
    before = state()
    first = join(two, programme)
    second = merging.merge(kind="person", kept=third.pk, gone=two[0].pk, by=programme, at=AT)
    assert found("shpikja") == [third]
    with pytest.raises(CannotMerge, match="kept_is_gone"):
        merging.undo(merge=first, by=programme, at=AT)
    merging.undo(merge=second, by=programme, at=AT)
    merging.undo(merge=first, by=programme, at=AT)
    assert state() == before
    with pytest.raises(CannotMerge, match="undone_already"):
        merging.undo(merge=first, by=programme, at=AT)


def test_a_row_that_is_gone_is_not_merged_again(programme, two):
    join(two, programme)
    third = make_one(programme, "Treći Neko")
    for kept, gone, code in ((third, two[1], "gone_is_gone"), (two[1], third, "kept_is_gone"), (third, third, "same")):
        with pytest.raises(CannotMerge, match=code):
            merging.merge(kind="person", kept=kept.pk, gone=gone.pk, by=programme, at=AT)
    assert Merge.objects.count() == 1


def test_who_may_not_write_to_both_merges_nothing(two, officer, stranger, administrator, programme):
    before = state()
    for by in (officer, stranger, administrator):  # the first of the two is of no municipality
        with pytest.raises(NotAllowed):
            join(two, by)
    assert state() == before
    merge = join(two, programme)
    with pytest.raises(NotAllowed):
        merging.undo(merge=merge, by=make_person("x@example.org"), at=AT)


def test_an_old_link_leads_to_the_row_that_stands_however_often_it_was_merged(client, programme, two):
    third = make_one(programme, "Treći Neko")
    join(two, programme)
    merging.merge(kind="person", kept=third.pk, gone=two[0].pk, by=programme, at=AT)
    link = own_path(two[1])
    assert "Treći Neko" in client.get(link).content.decode()
    client.post(f"{link}delete/", {"act": "ask"})
    assert list(Person.objects.exclude(asked_to_be_deleted_at=None)) == [third]


def test_who_asked_to_be_deleted_still_asks_after_a_merge(programme, two):
    kept, gone = two

    def asks():
        return set(Person.objects.exclude(asked_to_be_deleted_at=None).values_list("pk", flat=True))

    forgetting.ask(person=gone, wanted=True, at=AT)
    merge = join(two, programme)
    assert kept.pk in asks()
    merging.undo(merge=merge, by=programme, at=AT)
    assert asks() == {gone.pk}
    merge = join(two, programme)
    forgetting.ask(person=kept, wanted=False, at=AT)
    merging.undo(merge=merge, by=programme, at=AT)
    assert asks() == set(), "What they took back does not return with the row"


def test_what_another_has_by_now_is_told_and_not_refused_with_a_fault(programme, gracanica):
    numbered = {"register": "businesses", "kind": "business"}
    kept = make_organisation(programme, gracanica, names={"sq": "Furra"}, registration_number="70000001", **numbered)
    gone = make_organisation(programme, gracanica, names={"sq": "Furra 2"}, registration_number="70000002", **numbered)
    merge = merging.merge(
        kind="organisation", kept=kept.pk, gone=gone.pk, take=("registration_number",), by=programme, at=AT
    )
    make_organisation(programme, gracanica, names={"sq": "E treta"}, registration_number="70000001", **numbered)

    told = merging.undo(merge=merge, by=programme, at=AT)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert told.left == {"number_taken": 2}
    assert (kept.registration_number, gone.registration_number, gone.merged_into) == ("70000002", "", None)


def test_what_was_merged_meanwhile_is_not_written_over(programme, gracanica, cooperative):
    """Whoever saves a form that was opened before."""
    kept = make_organisation(programme, gracanica, names={"sq": "Tjetra"})
    opened = Organisation.objects.get(pk=cooperative.pk)
    merging.merge(kind="organisation", kept=kept.pk, gone=cooperative.pk, by=programme, at=AT)
    with pytest.raises(acts.Faulty, match="merged"):
        acts.write_organisation(
            organisation=opened, values={"email": "x@example.org"}, names={"sq": "Tjetër"}, sectors=(), languages=(),
            by=programme, at=AT,
        )  # fmt: skip
    assert Organisation.objects.get(pk=cooperative.pk).merged_into == kept
