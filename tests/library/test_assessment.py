"""Instruments, levels, changes, what a network sees, and how far raters mean the same."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from uramost import assessment
from uramost.assessment import (
    Axis,
    BadInstrument,
    Line,
    Measure,
    as_plain,
    bars,
    changes,
    may_follow,
    network,
    of_plain,
    of_toml,
    progress,
    radar,
    scores,
    shipped,
    spreads,
    understood,
    wrong,
)
from uramost.assessment.instrument import said
from uramost.scripts import to_latin

SHIPPED = {one.code: one for one in shipped()}
CSO = SHIPPED["cso"]
CODES = [place.item.code for place in CSO.places()]
GOVERNANCE = CODES[:4]


def agreed(level, **more):
    return dict.fromkeys(CODES, level) | more


# Instruments -------------------------------------------------------------------------------------


def test_four_instruments_are_shipped_for_organisations_and_municipalities():
    assert {code: (one.of, len(one.domains)) for code, one in SHIPPED.items()} == {
        "languages": ("municipality", 7),
        "municipality": ("municipality", 5),
        "cso": ("organisation", 7),
        "business": ("organisation", 5),
    }


def test_domains_are_those_that_were_asked_for():
    """Of organisations and municipalities; those about languages are the country pack's, see below."""
    named = {code: [domain.names["en"] for domain in one.domains] for code, one in SHIPPED.items()}
    assert named["cso"] == [
        "Governance", "Finance", "Administration and procurement", "Human resources", "Programme management",
        "Performance management", "Sustainability",
    ]  # fmt: skip
    assert named["municipality"] == [
        "Management", "Finance and property tax", "Service to all communities", "Participation", "Transparency",
    ]  # fmt: skip
    assert named["business"][-1] == "Ready for a loan"


@pytest.mark.parametrize("one", SHIPPED.values(), ids=SHIPPED)
def test_each_is_there_in_every_language_of_the_site(one):
    assert set(one.languages()) == {"sq", "sr-Cyrl", "sr-Latn", "en"}
    assert all(4 <= len(domain.items) <= 6 for domain in one.domains)


@pytest.mark.parametrize("one", SHIPPED.values(), ids=SHIPPED)
def test_no_statement_is_said_twice_in_an_item_nor_in_the_wrong_script(one):
    for place in one.places():
        for tag, four in place.item.statements.items():
            assert len(set(four)) == 4, (place.item.code, tag)
            cyrillic = [sum("а" <= sign.lower() <= "ш" for sign in text) for text in four]
            assert all(bool(count) == (tag == "sr-Cyrl") for count in cyrillic), (place.item.code, tag)


def test_the_seven_areas_are_those_of_the_country_pack():
    from uramost import packs

    areas = packs.load("kosovo").areas
    assert [domain.code for domain in SHIPPED["languages"].domains] == [area.code for area in areas]
    assert [dict(domain.names) for domain in SHIPPED["languages"].domains] == [
        {tag: area.names[tag] for tag in ("en", "sq", "sr-Cyrl")} for area in areas
    ]


def test_serbian_latin_comes_from_the_cyrillic_and_no_other_language_is_put_in_place_of_one():
    item = CSO.items()["purpose"]
    assert item.statement(1, "sr-Latn") == to_latin(item.statements["sr-Cyrl"][0])
    assert item.statement(1, "tr") == ""
    assert said(item.names, "tr") == ""


def test_a_stored_instrument_is_the_same_again():
    again = of_plain(as_plain(CSO))
    assert again == CSO
    assert again.fingerprint() == CSO.fingerprint()


def test_a_changed_word_is_another_content():
    plain = as_plain(CSO)
    plain["domain"][0]["item"][0]["name"]["en"] = "Purposes"
    assert of_plain(plain).fingerprint() != CSO.fingerprint()


def broken(change):
    plain = as_plain(CSO)
    change(plain)
    with pytest.raises(BadInstrument) as bad:
        of_plain(plain)
    return [(fault.place, fault.code) for fault in bad.value.faults]


def item(plain):
    return plain["domain"][1]["item"][0]


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (
            lambda p: item(p)["statements"]["sq"].pop(),
            "domain 2 (finance), item 1 (budget), statements, sq",
            "not_four",
        ),
        (
            lambda p: item(p)["statements"].pop("sq"),
            "domain 2 (finance), item 1 (budget), statements",
            "other_languages",
        ),
        (lambda p: item(p)["evidence"].pop("en"), "domain 2 (finance), item 1 (budget), evidence", "other_languages"),
        (lambda p: item(p).pop("name"), "domain 2 (finance), item 1 (budget), name", "missing"),
        (lambda p: item(p)["name"].update(en=" "), "domain 2 (finance), item 1 (budget), name, en", "empty"),
        (lambda p: item(p)["name"].update(en=7), "domain 2 (finance), item 1 (budget), name, en", "not_text"),
        (lambda p: item(p)["name"].update(en="a" * 2001), "domain 2 (finance), item 1 (budget), name, en", "too_long"),
        (lambda p: item(p).update(code="Budget!"), "domain 2 (finance), item 1 (Budget!), code", "bad_code"),
        (lambda p: item(p).update(code="books"), "item", "twice"),
        (lambda p: p["domain"][1].update(item=[]), "domain 2 (finance), item", "missing"),
        (lambda p: p.update(version=0), "version", "bad_version"),
        (lambda p: p.update(version=True), "version", "bad_version"),
        (lambda p: p.update(of="church"), "of", "unknown_of"),
        (lambda p: p.update(domain="none"), "domain", "missing"),
        (lambda p: p.pop("source"), "source", "missing"),
    ],
)
def test_a_fault_is_told_with_its_place(change, place, code):
    assert (place, code) in broken(change)


def test_every_fault_is_told_not_only_the_first():
    def change(plain):
        plain["version"] = "one"
        item(plain)["evidence"] = {}
        del plain["about"]

    assert {code for _, code in broken(change)} == {"bad_version", "missing"}
    assert len(broken(change)) == 3


@pytest.mark.parametrize(
    ("data", "code"), [(b"code = ", "bad_toml"), (b"\xff\xfe", "bad_encoding"), (b"[" * 9000, "bad_toml")]
)
def test_what_is_no_toml_is_refused(data, code):
    with pytest.raises(BadInstrument) as bad:
        of_toml(data)
    assert [fault.code for fault in bad.value.faults] == [code]


# Levels ------------------------------------------------------------------------------------------


def test_a_mean_keeps_its_sum_and_its_number():
    values = agreed(2) | {"purpose": 4, "board": None}
    first = scores(CSO, values)[0]
    assert (first.total, first.answered, first.items, first.mean) == (8, 3, 4, Fraction(8, 3))


def test_what_nobody_answered_has_no_mean():
    assert {one.mean for one in scores(CSO, {})} == {None}


@pytest.mark.parametrize("values", [{"purpose": 5}, {"purpose": 0}, {"nothing": 1}])
def test_a_level_is_1_to_4_of_an_item_there_is(values):
    with pytest.raises(ValueError, match=next(iter(values))):
        scores(CSO, values)


def test_where_raters_are_two_levels_apart_they_talk_first():
    found = spreads(CSO, [agreed(2), agreed(2, board=4), agreed(2, board=None, purpose=3)])
    by_item = {one.item: one for one in found}
    assert [one.item for one in found if one.far] == ["board"]
    assert by_item["board"].counts == (0, 1, 0, 1)
    assert by_item["purpose"].apart == 1
    assert not by_item["purpose"].far


def test_change_compares_only_what_has_a_level_both_times():
    before = {"purpose": 1, "board": 1, "interests": None}
    after = {"purpose": 2, "board": 3, "interests": 4, "account": 4}
    first = changes(CSO, before, after)[0]
    assert (first.before, first.after, first.difference, first.items) == (1, Fraction(5, 2), Fraction(3, 2), 2)
    assert changes(CSO, {}, after)[0].difference is None


def test_an_item_that_is_new_is_no_change():
    assert (
        changes(CSO, dict.fromkeys(GOVERNANCE[:2], 3), dict.fromkeys(GOVERNANCE, 3) | {"account": 1})[0].difference == 0
    )


# A network ---------------------------------------------------------------------------------------


def test_four_organisations_show_nothing_and_five_their_mean():
    four = [agreed(1), agreed(2), agreed(3), agreed(4)]
    assert {(one.organisations, one.mean) for one in network(CSO, four)} == {(None, None)}
    five = network(CSO, [*four, agreed(4)])
    assert {(one.organisations, one.mean) for one in five} == {(5, Fraction(14, 5))}


def test_a_domain_that_applies_to_four_of_five_shows_nothing():
    without = agreed(3) | dict.fromkeys(GOVERNANCE)
    found = network(CSO, [agreed(3)] * 4 + [without])
    assert (found[0].organisations, found[0].mean) == (None, None)
    assert found[1].organisations == 5


def test_what_a_later_version_no_longer_asks_is_left_out():
    assert network(CSO, [agreed(2) | {"gone-since": 4}] * 5)[0].mean == 2


@given(st.lists(st.integers(1, 4), min_size=5, max_size=12), st.integers(0, 11))
def test_each_organisation_counts_once_in_whatever_order(levels, turn):
    turned = levels[turn % len(levels) :] + levels[: turn % len(levels)]
    one, other = (network(CSO, [agreed(level) for level in each]) for each in (levels, turned))
    assert one == other
    assert one[0].mean == Fraction(sum(levels), len(levels))


@given(
    st.lists(st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(1, 2), min_size=5), min_size=2, max_size=12)
)
def test_no_two_averages_that_are_shown_differ_by_fewer_than_five(offered):
    shown = []
    for now in offered:
        if may_follow(shown, now):
            shown.append(now)
    for one, other in combinations(shown, 2):
        assert sum(one.get(who) != other.get(who) for who in {*one, *other}) >= 5
    assert shown[0] == offered[0]


def test_who_leaves_and_comes_back_does_not_make_room_for_one_who_leaves():
    """The second differs from the first by five, and the third by six from the second, but by one from the first."""
    first = dict.fromkeys("abcdefghijk", 1)
    second = {who: 1 for who in first if who not in "abcde"}
    third = {who: 1 for who in first if who != "f"}
    assert may_follow([first], second)
    assert may_follow([second], third)
    assert not may_follow([first, second], third)
    assert not may_follow([], dict.fromkeys("abcd", 1))


# Understanding -----------------------------------------------------------------------------------


def test_raters_who_say_the_same_understand_the_same_and_rounds_may_differ():
    rounds = [[agreed(1)] * 3, [agreed(3)] * 2, [agreed(4)] * 4]
    domains, items = understood(CSO, rounds)
    assert {one.alpha for one in (*domains, *items)} == {1.0}
    assert {one.rounds for one in items} == {3}


def test_an_item_that_nobody_understands_the_same_way_shows():
    rounds = [[agreed(low, board=1), agreed(low, board=4), agreed(low, board=high)]
              for low, high in ((1, 2), (2, 3), (3, 1), (4, 4), (2, 2))]  # fmt: skip
    _domains, items = understood(CSO, rounds)
    by_code = {one.code: one.alpha for one in items}
    assert by_code["board"] < 0.2
    assert by_code["purpose"] == 1.0


def test_under_the_floor_nothing_is_said_of_an_item():
    rounds = [[agreed(1), agreed(1)], [agreed(4), agreed(4)]]
    assert {one.alpha for one in understood(CSO, rounds, floor=3)[1]} == {None}
    assert {one.alpha for one in understood(CSO, rounds, floor=2)[1]} == {1.0}


def test_one_rater_alone_is_no_comparison():
    assert {(one.alpha, one.rounds) for one in understood(CSO, [[agreed(1)], [agreed(2)]])[1]} == {(None, 0)}


# Plans -------------------------------------------------------------------------------------------

SINCE, UNTIL = date(2026, 1, 1), date(2027, 12, 31)
GOOD = Measure("Write the rule", owner="Secretary", starts=date(2026, 3, 1), due=date(2026, 6, 30), cost=Decimal(0))


def test_a_measure_in_order_has_nothing_wrong():
    assert wrong(GOOD, SINCE, UNTIL) == ()


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"what": " "}, ["nothing"]),
        ({"owner": ""}, ["no_owner"]),
        ({"due": None}, ["no_date"]),
        ({"due": date(2026, 2, 1)}, ["ends_before_it_starts"]),
        ({"starts": date(2025, 12, 31)}, ["before_the_plan"]),
        ({"starts": None, "due": date(2025, 12, 31)}, ["before_the_plan"]),
        ({"due": date(2028, 1, 1)}, ["after_the_plan"]),
        ({"state": "soon"}, ["unknown_state"]),
        ({"cost": Decimal("-1")}, ["cost_below_nought"]),
        ({"what": "", "owner": "", "due": None}, ["nothing", "no_owner", "no_date"]),
    ],
)
def test_what_is_wrong_with_a_measure(change, codes):
    from dataclasses import replace

    assert [one.code for one in wrong(replace(GOOD, **change), SINCE, UNTIL)] == codes


def test_a_plan_without_an_end_has_room():
    from dataclasses import replace

    assert wrong(replace(GOOD, due=date(2040, 1, 1)), SINCE) == ()


def test_late_is_open_and_past_its_day():
    given = ((1, "planned"), (2, "begun"), (3, "planned"), (1, "done"), (1, "dropped"))
    measures = [Measure("a", due=date(2026, 5, day), state=state) for day, state in given]
    found = progress(measures, date(2026, 5, 2))
    assert (found.planned, found.begun, found.done, found.dropped, found.late, found.of) == (2, 1, 1, 1, 1, 4)


# Pictures ----------------------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"
AXES = [Axis(name) for name in ("Qeverisja", "Финансије", "R & D <b>", "Four")]
LINES = [
    Line("2025", tuple(map(Fraction, (1, 2, 3, 4)))),
    Line("2026", (Fraction(5, 2), None, Fraction(4), Fraction(1))),
]


@pytest.mark.parametrize("draw", [radar, bars])
def test_a_picture_is_well_formed_and_names_everything(draw):
    picture = draw("Result", AXES, LINES)
    read = etree.fromstring(picture)
    words = " ".join(node.text for node in read.iter(SVG + "text"))
    assert all(word in words for word in ("Qeverisja", "Финансије", "R & D <b>", "2025", "2026"))
    assert read.findtext(SVG + "title") == "Result"
    assert "style=" not in picture
    assert "<script" not in picture


def test_a_domain_without_a_mean_is_not_drawn_as_nought():
    assert len(list(etree.fromstring(radar("Result", AXES, LINES)).iter(SVG + "circle"))) == 7


def test_numbers_are_written_as_the_reader_writes_them():
    picture = radar("Result", AXES[:2], [Line("2026", (Fraction(5, 2), None))], shown=lambda mean: f"<{mean}>")
    words = [node.text for node in etree.fromstring(picture).iter(SVG + "text")]
    assert {"<5/2>", "<None>"} <= set(words)


def test_two_domains_make_no_radar():
    assert radar("Result", AXES[:2], [Line("2026", (Fraction(1), Fraction(2)))]).count("<rect") == 2


def test_the_front_door_names_all_it_has():
    assert all(hasattr(assessment, name) for name in assessment.__all__)
