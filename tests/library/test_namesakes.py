"""Rows that are, or may be, the same person."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.namesakes import LEAST, SURE, UNSURE, Known, Row, contact, key, score, twice

SAME = (
    ("Shaqir Shaqiri", "Шаћири Шаћир"),
    ("Đorđe Đorđević", "Djordje Djordjevic"),
    ("Gjorgje Gjorgjeviq", "Ђорђе Ђорђевић"),
    ("Xhevahire Hoxha", "DŽEVAHIRE HODŽA"),
    ("Agim  Krasniqi", "Krasniqi, Agim"),
    ("Lluka Rrustemi", "Luka Rustemi"),
    ("Çelik Çiçek", "celik cicek"),
    ("Ana-Marija Petrović", "Petrovic Ana Marija"),
)
SIMILAR = (
    ("Ana Marija Petrović", "Ana Petrović"),
    ("A. Krasniqi", "Agim Krasniqi"),
    ("Jovan Jovanović", "Jovana Jovanović"),
    ("Fatmir Berisha", "Fatmr Berisha"),
)
OTHERS = (("Agim Krasniqi", "Merita Krasniqi"), ("Jovan Ilić", "Milan Savić"), ("Ayşe Yılmaz", "Hatice Kaya"))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_however_it_is_written(one: str, other: str) -> None:
    found = score(Row(1, one), Row(2, other))
    assert found.score >= SURE
    assert "same_name" in found.reasons


@pytest.mark.parametrize(("one", "other"), SIMILAR)
def test_what_is_similar_is_shown_and_never_sure(one: str, other: str) -> None:
    assert LEAST <= score(Row(1, one), Row(2, other)).score < SURE
    sharing = score(Row(1, one, phone="+383 44 111 222"), Row(2, other, phone="044111222"))
    assert "same_phone" in sharing.reasons
    assert LEAST <= sharing.score <= UNSURE < SURE


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_others(one: str, other: str) -> None:
    assert score(Row(1, one), Row(2, other)).score < LEAST


def test_another_address_speaks_against_it() -> None:
    here, there = Row(1, "Agim Krasniqi", "agim@example.org"), Row(2, "Agim Krasniqi", "krasniqi@example.org")
    assert score(here, there).score == SURE
    assert "other_email" in score(here, there).reasons


@pytest.mark.parametrize(
    ("raw", "compared"),
    [
        ("+383 44 123 456", "44123456"),
        ("00383-44-123-456", "44123456"),
        ("044/123-456", "44123456"),
        ("123", ""),
        ("", ""),
        (" Agim@Example.ORG ", "agim@example.org"),
    ],
)
def test_contacts(raw: str, compared: str) -> None:
    assert contact(raw) == compared


def test_the_likeliest_of_many_first() -> None:
    chance = random.Random(2)  # noqa: S311 - the same in every run
    lasts = ["Krasniqi", "Berisha", "Gashi", "Jovanović", "Petrović", "Shala", "Ilić", "Hoxha"]
    firsts = ["Agim", "Merita", "Arben", "Milan", "Jelena", "Besa", "Dragan", "Ardita"]
    rows = [Row(number, f"{chance.choice(firsts)} {chance.choice(lasts)}") for number in range(3000)]
    rows += [Row(5000, "Нермин Хаџиосмановић", phone="049 222 333")]
    near = Known(rows).alike(
        [Row(0, "Nermin Hadžiosmanovic"), Row(0, "Zzzz Qqqq"), Row(0, "Nermin H.", phone="+38349222333")]
    )
    assert [one.number for one in near[0]] == [5000]
    assert near[0][0].score == 100
    assert near[1] == []
    assert 5000 in {one.number for one in near[2]}


def test_twice_in_one_list() -> None:
    rows = [Row(1, "Agim Krasniqi"), Row(2, "Merita Gashi"), Row(3, "KRASNIQI Agim"), Row(4, "Агим Краснићи")]
    assert twice(rows) == {3: 1, 4: 1}


names = st.text(st.characters(categories=("Lu", "Ll", "Zs"), max_codepoint=0x4FF), max_size=25)


@given(names, names)
def test_it_does_not_matter_who_stands_first(one: str, other: str) -> None:
    assert score(Row(1, one), Row(2, other)).score == score(Row(2, other), Row(1, one)).score
    assert 0 <= score(Row(1, one), Row(2, other)).score <= 100


@given(names)
def test_a_name_is_itself(name: str) -> None:
    if key(name):
        assert score(Row(1, name), Row(2, name)).score == 100
    else:
        assert score(Row(1, name), Row(2, name)).score == 0
