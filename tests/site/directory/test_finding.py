"""Names are found in any script, without diacritics, in any order, and with a slip; and only those."""

import pytest

from tests.conftest import AT
from tests.site.directory.conftest import make_one, make_organisation
from uramost_web.directory import acts, finding
from uramost_web.directory.models import NameKey, Person, PersonWord

pytestmark = pytest.mark.django_db


def found(typed, **how):
    asked = finding.asked_people(typed, **how)
    return sorted(finding.people(asked).values_list("name", flat=True)), asked.near


@pytest.fixture
def everybody(programme):
    for name in ("Đorđe Đorđević", "Xhevahire Hoxha", "Agim Krasniqi", "Merita Krasniqi", "Çelik Çiçek", "Ana Ilić"):
        make_one(programme, name)


@pytest.mark.parametrize("typed", ["Djordje Djordjevic", "ЂОРЂЕ", "gjorgjeviq gjorgje", "Đorđević, Đ", "đorđ"])
def test_one_name_however_it_is_typed(everybody, typed):
    assert found(typed.replace(", Đ", "")) == (["Đorđe Đorđević"], False)


@pytest.mark.parametrize("typed", ["Krasnqi Agim", "Krasnniqi Agim", "Krasinqi agim", "Krosniqi Agim", "Крснићи Агим"])
def test_a_slip_in_a_word_is_forgiven_and_said(everybody, typed):
    assert found(typed) == (["Agim Krasniqi"], True)


def test_every_word_has_to_be_there(everybody):
    assert found("Krasniqi")[0] == ["Agim Krasniqi", "Merita Krasniqi"]
    assert found("Krasniqi Hoxha")[0] == []
    assert found("zzzz")[0] == []
    assert found("  ,. ")[0] == []
    assert found("ana")[0] == ["Ana Ilić"]
    assert found("A. Krasniqi")[0] == ["Agim Krasniqi", "Merita Krasniqi"]  # an initial narrows nothing


def test_words_written_similarly_count_only_where_asked_or_where_there_is_no_other(programme):
    make_one(programme, "Jovan Made-Up")
    make_one(programme, "Jovana Made-Up")
    make_one(programme, "Jovin Made-Up")
    assert found("jovan") == (["Jovan Made-Up", "Jovana Made-Up"], False)
    assert found("jovan", similar=True) == (["Jovan Made-Up", "Jovana Made-Up", "Jovin Made-Up"], True)


def test_a_new_name_is_found_and_the_old_one_is_not(programme):
    row = make_one(programme, "Agim Krasniqi")
    acts.change_person(person=row, values={"name": "Agim Berisha"}, by=programme, at=AT)
    assert found("berisha")[0] == ["Agim Berisha"]
    assert found("krasniqi")[0] == []


def test_many_at_a_time_are_found_as_one_is(db):
    made = finding.enter(
        [Person(name=f"Arta  Number{number}", phone="044 111 222", added_at=AT) for number in range(9)]
    )
    assert all(row.pk for row in made)
    assert found("arta number3")[0] == ["Arta Number3"]
    assert Person.objects.filter(phone_key="44111222").count() == 9
    assert PersonWord.objects.filter(word="arta").count() == 9
    assert NameKey.objects.filter(key="arta", word="arta").count() == 1


def test_an_organisation_is_found_by_each_of_its_names(programme, gracanica):
    row = make_organisation(
        programme, gracanica, names={"sq": "Shoqata e bletarëve", "sr-Cyrl": "Удружење пчелара", "en": "Beekeepers"}
    )
    for typed in ("shoqata bletareve", "udruzenja pcelara", "Удружењу", "beekeepers", "bekeepers"):
        asked = finding.asked_organisations(typed)
        assert list(finding.organisations(asked)) == [row], typed
    assert not finding.organisations(finding.asked_organisations("shoqata pçellar Beekeepers x")).exists()
