"""What a town hall works by is kept in the process, and a change shows at once, however it was made."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone

from tests.conftest import AT, make_person
from tests.site.casework import counter
from tests.site.casework.conftest import LIGHT, send_request
from uramost_web.casework import clocks, drafts, edition, links, prepared, routes, standing
from uramost_web.casework.models import Case, Draft, Letter, Limit, Numbers, Office, RoutingRow, Service
from uramost_web.casework.receiving import Asked, NotOffered, receive
from uramost_web.places.models import HolidayOverride, Municipality

DAY = AT.date()
MODELS = (Limit, Office, RoutingRow, Service, HolidayOverride, Municipality)


@pytest.fixture
def row(gracanica, works):
    return RoutingRow.objects.create(municipality=gracanica, position=1, office=works, conditions={"words": ["svetlo"]})


def test_every_table_that_is_kept_has_its_triggers(db):
    """Also after all migrations: one that rebuilds a table on SQLite would lose them."""
    assert edition.is_on(connection)
    assert sorted(model._meta.db_table for model in MODELS) == sorted(edition.TABLES)
    edition.take_off(connection)
    assert not edition.is_on(connection)
    edition.put_on(connection)
    assert edition.is_on(connection)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_statement_typed_by_hand_makes_another_edition(lights, row, model):
    HolidayOverride.objects.create(date=DAY, action="add", source="made up")
    before, table = edition.mark(), model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")  # noqa: S608 - a name of ours
    assert edition.mark() != before


def test_a_row_that_comes_or_goes_makes_another_edition(lights, row):
    marks = [edition.mark()]
    row.delete()
    marks.append(edition.mark())
    Limit.objects.create(code="x", source="made up", values={"unit": "days", "amount": 3})
    marks.append(edition.mark())
    assert len(set(marks)) == 3


def test_what_has_not_changed_is_not_read_again(lights, row, django_assert_num_queries):
    def all_of_it():
        at_hand = standing.now()
        service = at_hand.service(lights.pk)
        return (
            service.office.code,
            routes.rules_of(service.municipality, at_hand)[0].id,
            clocks.limit_for(service, DAY, at_hand).amount,
            clocks.calendar(service.municipality, AT, at_hand).is_working(DAY),
        )

    assert all_of_it() == ("public-works", "1", 7, True)
    with django_assert_num_queries(1):
        assert all_of_it() == ("public-works", "1", 7, True)
    Limit.objects.update(values={"unit": "working_days", "amount": 9})
    HolidayOverride.objects.create(date=DAY, action="add", source="made up", names={"en": "A day off"})
    row.delete()
    assert routes.rules_of(lights.municipality) == []
    assert clocks.limit_for(lights, DAY).amount == 9
    assert not clocks.calendar(lights.municipality, AT).is_working(DAY)


def test_what_was_read_in_a_transaction_that_failed_is_not_kept(lights, seven_days):
    with transaction.atomic():
        Limit.objects.update(values={"unit": "working_days", "amount": 90})
        assert clocks.limit_for(lights, DAY).amount == 90
        transaction.set_rollback(True)
    assert clocks.limit_for(lights, DAY).amount == 7
    Limit.objects.update(values={"unit": "working_days", "amount": 20})
    assert clocks.limit_for(lights, DAY).amount == 20


def test_without_an_edition_nothing_is_kept(lights):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM casework_edition")
    assert standing.now() is not standing.now()
    assert clocks.limit_for(lights, DAY).amount == 7


def test_a_form_is_found_as_it_is(kosovo):
    counter.open_counter()
    (key,) = counter.fill_forms(1)
    kept = Draft.objects.get(key=key)
    found = drafts.find(kept.key)
    values = [[getattr(one, field.attname) for field in Draft._meta.concrete_fields] for one in (kept, found)]
    assert values[0] == values[1]
    assert found.service == kept.service
    assert prepared.find(Draft, "key", uuid4(), beside=edition.MARK) is None
    for gone in ({"started_at": timezone.now() - drafts.KEPT}, {"by": make_person("clerk@example.org")}):
        Draft.objects.filter(pk=kept.pk).update(**{"started_at": kept.started_at, "by": None, **gone})
        with pytest.raises(Http404):
            drafts.find(kept.key)


def test_a_case_is_stored_by_what_holds_then_and_not_by_what_was_read_before(lights, seven_days, registry):
    """The calendar, the limit or the service itself may change while a form is being looked through."""
    before = standing.now()
    old = before.service(lights.pk), clocks.limit_for(lights, DAY, before), routes.rules_of(lights.municipality, before)
    Limit.objects.update(values={"unit": "working_days", "amount": 20})
    Service.objects.update(office=registry)
    case = receive(service=old[0], asked=Asked(LIGHT, "sq", "sq", email="a@example.org"), at=AT, at_hand=before)
    case.refresh_from_db()
    assert (case.limit["amount"], case.office, case.reference) == (20, registry, "34-2026-00001")
    Service.objects.update(ends_on=DAY - timedelta(days=1))
    with pytest.raises(NotOffered):
        receive(service=old[0], asked=Asked(LIGHT, "sq", "sq"), at=AT, at_hand=before)
    assert Case.objects.count() == 1


def test_whoever_comes_second_with_a_form_is_shown_the_case_of_the_first(kosovo):
    service = counter.open_counter()
    first, second = (Draft.objects.get(key=key) for key in counter.fill_forms(1) * 2)
    asked = drafts.asked_in(first)
    cases = [receive(service=service, asked=asked, at=AT, draft=draft) for draft in (first, second)]
    assert cases[0] == cases[1] == Case.objects.get()
    assert Letter.objects.count() == Numbers.objects.get().last == 1
    with pytest.raises(Draft.DoesNotExist):
        receive(service=service, asked=asked, at=AT, draft=Draft(pk=0))


def test_letters_are_written_by_the_number_that_was_given_last(lights):
    Numbers.objects.create(municipality=lights.municipality, year=2026, last=99_998)
    for reference in ("34-2026-99999", "34-2026-100000"):
        case = send_request(lights, phone="044 000 000", by_sms=True, text=f"{LIGHT} „100 %s“", name="O'Неко")
        case.refresh_from_db()
        assert (case.reference, case.text, case.name) == (reference, f"{LIGHT} „100 %s“", "O'Неко")
        for letter in case.letters.all():
            assert reference in letter.body
            assert links.follow_link(case) in letter.body
            assert letter.message_id.startswith(f"<case-{reference}-1-{letter.way}@")
        assert case.letters.count() == 2
        assert case.entries.get().number == 1
