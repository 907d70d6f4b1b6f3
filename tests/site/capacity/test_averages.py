"""What a network sees: averages of those who share, from which nobody learns what a single one has."""

from datetime import timedelta
from fractions import Fraction

import pytest

from tests.conftest import AT
from tests.site.capacity.conftest import address, agreed_round, lead_of, make_organisation
from uramost_web.capacity import acts, results
from uramost_web.capacity.models import Instrument
from uramost_web.directory import merging as directory

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(facilitator, gracanica):
    """Five that share, a quarter ago, and one that does not."""
    made = []
    for number, level in enumerate((1, 2, 3, 4, 4)):
        one = make_organisation(facilitator, gracanica, names={"en": f"Made up {number}"})
        made.append(agreed_round(one, facilitator, level, said=(level, level)))
        acts.share(seat=lead_of(made[-1]), facilitated=True, shared=True, at=AT)
    secret = make_organisation(facilitator, gracanica, names={"en": "Made up and alone"})
    agreed_round(secret, facilitator, 1)
    return made


LATER = AT.date() + timedelta(days=100)


def test_a_network_sees_averages_of_those_who_share_from_the_next_quarter_on(client, five, instrument):
    assert {one.mean for one in results.network(instrument, AT.date())} == {None}
    assert {(one.organisations, one.mean) for one in results.network(instrument, LATER)} == {(5, Fraction(14, 5))}


def test_four_are_too_few(five, instrument):
    acts.share(seat=lead_of(five[0]), facilitated=True, shared=False, at=AT)
    assert {(one.organisations, one.mean) for one in results.network(instrument, LATER)} == {(None, None)}


def test_the_public_page_shows_no_average_of_too_few(client, instrument):
    page = client.get("/en/assessments/cso/").content.decode()
    assert "fewer than 5 share" in page
    assert "<svg" not in page


def test_of_each_organisation_only_its_latest_round_counts(five, instrument, facilitator):
    acts.close(seat=lead_of(five[0]), at=AT)
    later = agreed_round(five[0].organisation, facilitator, 4, at=AT + timedelta(hours=1))
    acts.share(seat=lead_of(later), facilitated=True, shared=True, at=AT + timedelta(hours=1))
    assert {(one.organisations, one.mean) for one in results.network(instrument, LATER)} == {(5, Fraction(17, 5))}


def test_whoever_only_shuts_the_facilitator_out_stays_in_the_network(five, instrument):
    then = AT + timedelta(days=100)
    acts.share(seat=lead_of(five[0]), facilitated=False, shared=True, at=then)
    acts.share(seat=lead_of(five[0]), facilitated=False, shared=False, at=then)
    acts.share(seat=lead_of(five[0]), facilitated=False, shared=True, at=then)
    assert {one.organisations for one in results.network(instrument, LATER)} == {None}, "it shares anew"


def joins(facilitator, gracanica, name, level, at=AT):
    row = agreed_round(
        make_organisation(facilitator, gracanica, names={"en": name}), facilitator, level, said=(level,), at=at
    )
    acts.share(seat=lead_of(row), facilitated=True, shared=True, at=at)
    return row


def shown(instrument, on=LATER):
    return {(one.organisations, one.mean) for one in results.network(instrument, on)}


def test_what_one_has_is_never_the_difference_of_two_averages(client, five, facilitator, gracanica, instrument):
    """One who leaves, and one who comes, change nothing that is shown; five who changed do."""
    sixth = joins(facilitator, gracanica, "Made up sixth", 1)
    assert shown(instrument) == {(6, Fraction(15, 6))}
    acts.share(seat=lead_of(sixth), facilitated=True, shared=False, at=AT + timedelta(days=1))
    assert shown(instrument) == {(6, Fraction(15, 6))}, "otherwise 15/6 and 14/5 say what the sixth has"
    for number in range(3):
        joins(facilitator, gracanica, f"Made up and new {number}", 4)
        assert shown(instrument) == {(6, Fraction(15, 6))}
    joins(facilitator, gracanica, "Made up and last", 4)
    assert shown(instrument) == {(9, Fraction(30, 9))}  # four came and one left
    acts.share(seat=lead_of(sixth), facilitated=True, shared=True, at=AT + timedelta(days=2))
    assert shown(instrument) == {(9, Fraction(30, 9))}


def test_an_average_is_shown_while_five_of_those_behind_it_share(client, five, instrument):
    assert shown(instrument) == {(5, Fraction(14, 5))}
    acts.share(seat=lead_of(five[0]), facilitated=True, shared=False, at=AT)
    assert shown(instrument) == {(None, None)}
    assert "fewer than 5 share" in client.get("/en/assessments/cso/").content.decode()
    acts.share(seat=lead_of(five[0]), facilitated=True, shared=True, at=AT + timedelta(days=1))
    assert shown(instrument) == {(5, Fraction(14, 5))}


def test_a_merge_in_the_directory_is_no_change_of_who_is_behind_an_average(
    client, five, facilitator, gracanica, instrument
):
    """Two who are called otherwise now, and one who joins, are one change: its level would be the difference."""
    assert shown(instrument) == {(5, Fraction(14, 5))}
    for row in five[:2]:
        other = make_organisation(facilitator, gracanica, names={"en": f"Made up and kept {row.pk}"})
        directory.merge(kind="organisation", kept=other.pk, gone=row.organisation_id, by=facilitator, at=AT)
    assert shown(instrument) == {(5, Fraction(14, 5))}, "all five share still"
    joins(facilitator, gracanica, "Made up sixth", 1)
    assert shown(instrument) == {(5, Fraction(14, 5))}
    for row in five[:2]:
        row.refresh_from_db()
        acts.close(seat=lead_of(row), at=AT)
        later = agreed_round(row.organisation, facilitator, 4, at=AT + timedelta(hours=1))
        acts.share(seat=lead_of(later), facilitated=True, shared=True, at=AT + timedelta(hours=1))
    assert shown(instrument) == {(5, Fraction(14, 5))}, "merged and with another round each is one, not gone and come"


def test_an_average_says_nothing_more_where_two_of_its_five_were_one(five, facilitator, instrument):
    assert shown(instrument) == {(5, Fraction(14, 5))}
    for row in five[:2]:
        acts.close(seat=lead_of(row), at=AT)
    kept, gone = (row.organisation_id for row in five[:2])
    directory.merge(kind="organisation", kept=kept, gone=gone, by=facilitator, at=AT)
    assert shown(instrument) == {(None, None)}, "four share"


def test_the_result_of_a_round_is_read_when_its_instrument_is_offered_no_more(client, five, instrument):
    Instrument.objects.filter(code="cso").update(offered=False)
    assert client.get(address(five[0].raters.first(), "result/")).status_code == 200
    assert shown(instrument) == {(5, Fraction(14, 5))}


def test_how_alike_an_instrument_is_understood_is_shown_from_five_on(client, five, facilitator, instrument):
    client.force_login(facilitator)
    page = client.get("/en/desk/assessments/instruments/cso/").content.decode()
    assert "understood alike" in page
    found = results.comparison(instrument)
    assert {one.alpha for one in (*found.domains, *found.items)} == {1.0}
    acts.share(seat=lead_of(five[0]), facilitated=True, shared=False, at=AT)
    assert "Nothing is shown before 5" in client.get("/en/desk/assessments/instruments/cso/").content.decode()
