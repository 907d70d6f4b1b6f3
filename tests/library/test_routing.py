"""Which office gets a case, and why: stories of one made-up town."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.routing import ORDER, BadRule, Case, Hours, Rule, compare, in_order, route

NIGHT = Hours(22 * 60, 6 * 60)
WITHIN = {"laplje-selo": ("north",), "cagllavice": ("north", "school-2")}


def case(text: str = "", at: str = "2026-03-02T10:00", **given: object) -> Case:  # a Monday
    values = {"service": "lighting", "kind": "request", "language": "sq", "received_at": datetime.fromisoformat(at)}
    return Case(**{**values, "text": text, **given})


def rule(name: str, office: str = "works", **conditions: object) -> Rule:
    sets = {"services", "kinds", "areas", "languages", "words", "weekdays"}
    made = {
        name: frozenset(value.split("|")) if name in sets and isinstance(value, str) else value
        for name, value in conditions.items()
    }
    return Rule(name, office, **made)


def test_the_rule_that_says_more_comes_first_wherever_it_stands():
    rules = [rule("any", "reception"), rule("light", services="lighting"), rule("poles", "power", words="shtyll*")]

    assert route(case("Shtylla ka rënë."), rules).office == "power"
    assert route(case("Shtylla ka rënë."), rules[::-1]).office == "power"
    assert route(case("Nuk ka dritë."), rules).office == "works"
    assert route(case("Nuk ka dritë.", service="water"), rules).office == "reception"


def test_a_decision_says_why_and_why_not_another():
    rules = [rule("any", "reception"), rule("light", services="lighting"), rule("water", "water", services="water")]

    decision = route(case(), rules)

    assert [(step.condition, step.wanted, step.found, step.met) for step in decision.why] == [
        ("service", ("lighting",), ("lighting",), True)
    ]
    later, not_met = decision.others
    assert (later.rule.id, later.code, later.condition) == ("any", "has_condition", "service")
    assert (not_met.rule.id, not_met.code, not_met.condition) == ("water", "not_met", "service")
    assert not_met.step.wanted == ("water",)
    assert not_met.step.found == ("lighting",)


@pytest.mark.parametrize(
    "text", ["Улично светло не ради.", "ULIČNO SVETLO ne radi", "ulicno svetla", "Na ulično  svetlo"]
)
def test_words_are_found_in_both_scripts_without_diacritics_and_with_any_ending(text):
    decision = route(case(text), [rule("light", words="ulično svetl*")])

    assert decision.why[0].found == ("ulično svetl*",)


@pytest.mark.parametrize("text", ["svetlo ulično", "ulično osvetljenje", "uličnosvetlo", ""])
def test_words_are_whole_words_in_their_order(text):
    assert route(case(text), [rule("light", words="ulično svetl*")]).code == "no_rule"


def test_of_two_rules_with_the_same_conditions_the_narrower_comes_first():
    wide, narrow = rule("wide", areas="north"), rule("narrow", "village", areas="laplje-selo")

    assert route(case(areas=("laplje-selo",)), [wide, narrow], WITHIN).office == "village"
    assert route(case(areas=("cagllavice",)), [wide, narrow], WITHIN).office == "works"
    place = compare(wide, narrow, WITHIN)
    assert (place.first, place.code, place.condition) == (1, "narrower", "area")


def test_a_village_lies_in_what_it_lies_in():
    decision = route(case(areas=("cagllavice",)), [rule("school", areas="school-2")], WITHIN)

    assert decision.why[0].found == ("school-2",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"services": "lighting"}, {"services": "lighting|roads"}),
        ({"languages": "sr-Cyrl"}, {"languages": "sr"}),
        ({"words": "urgent"}, {"words": "urg*"}),
        ({"words": "very urgent"}, {"words": "urg*|soon"}),
        ({"hours": Hours(480, 720)}, {"hours": Hours(480, 960)}),
        ({"hours": Hours(1380, 60)}, {"hours": NIGHT}),
        ({"answers": {"a": frozenset("x")}}, {"answers": {"a": frozenset("xy")}}),
        ({"answers": {"a": frozenset("x"), "b": frozenset("z")}}, {"answers": {"a": frozenset("xy")}}),
        ({"weekdays": "sat"}, {"weekdays": "sat|sun"}),
    ],
)
def test_narrower_is_what_can_only_apply_where_the_other_does(one, other):
    place = compare(rule("one", **one), rule("other", **other))
    assert (place.first, place.code) == (0, "narrower")
    assert compare(rule("other", **other), rule("one", **one)).first == 1


def test_what_nothing_decides_is_a_tie_and_nobody_is_left_without_an_office():
    rules = [rule("first", "a", services="lighting|roads"), rule("second", "b", services="lighting|water")]

    decision = route(case(), rules)

    assert (decision.code, decision.office) == ("tie", "a")
    assert [(one.rule.id, one.code) for one in decision.others] == [("second", "tie")]


def test_rules_that_tie_on_the_same_office_are_no_tie_for_the_case():
    rules = [rule("first", services="lighting|roads"), rule("second", services="lighting|water")]

    assert route(case(), rules).code == "by_rule"


def test_without_a_rule_there_is_no_office():
    decision = route(case(), [rule("water", services="water")])

    assert (decision.code, decision.office, decision.rule, decision.why) == ("no_rule", None, None, ())
    assert decision.others[0].code == "not_met"


@pytest.mark.parametrize(
    ("at", "met"),
    [
        ("2026-03-06T21:59", False),
        ("2026-03-06T22:00", True),
        ("2026-03-07T05:59", True),
        ("2026-03-07T06:00", False),
        ("2026-03-05T23:00", False),  # a Thursday
    ],
)
def test_hours_over_midnight_and_weekdays_are_of_the_day_on_which_it_came(at, met):
    decision = route(case(at=at), [rule("night", weekdays="fri|sat", hours=NIGHT)])
    assert (decision.code == "by_rule") == met


@pytest.mark.parametrize(
    ("at", "met"), [("2026-02-28", False), ("2026-03-01", True), ("2026-03-31", True), ("2026-04-01", False)]
)
def test_a_rule_holds_from_its_first_day_to_its_last(at, met):
    day = datetime.fromisoformat
    held = rule("march", since=day("2026-03-01").date(), until=day("2026-03-31").date())
    decision = route(case(at=f"{at}T12:00"), [held])

    assert (decision.code == "by_rule") == met
    if not met:
        assert decision.others[0].condition == "validity"
        assert decision.others[0].step.found == (at,)


def test_of_several_attributes_each_has_to_be_answered():
    wanted = rule("both", answers={"lamp": frozenset(("off", "dim")), "pole": frozenset(("wood",))})

    assert route(case(answers={"lamp": frozenset(("off",)), "pole": frozenset(("wood",))}), [wanted]).rule is wanted
    failed = route(case(answers={"lamp": frozenset(("off",))}), [wanted]).others[0]
    assert failed.step.wanted == ("lamp=dim", "lamp=off", "pole=wood")
    assert failed.step.found == ("lamp=off",)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("no_id", {"name": ""}),
        ("no_office", {"office": ""}),
        ("bad_kind", {"kinds": "wish"}),
        ("bad_weekday", {"weekdays": "monday"}),
        ("bad_words", {"words": "?!"}),
        ("bad_validity", {"since": datetime(2026, 2, 1).date(), "until": datetime(2026, 1, 1).date()}),  # noqa: DTZ001
    ],
)
def test_a_rule_that_means_nothing_cannot_be_made(code, values):
    with pytest.raises(BadRule) as raised:
        rule(**{"name": "x", **values})
    assert raised.value.code == code


@pytest.mark.parametrize(("start", "end"), [(60, 60), (-1, 60), (1440, 60), (0, 1441)])
def test_hours_are_of_one_day(start, end):
    with pytest.raises(BadRule):
        Hours(start, end)


CONDITIONS = st.fixed_dictionaries(
    {
        "services": st.sets(st.sampled_from(("lighting", "water", "roads"))).map(frozenset),
        "areas": st.sets(st.sampled_from(("north", "laplje-selo", "cagllavice"))).map(frozenset),
        "words": st.sets(st.sampled_from(("drit*", "drita", "ujë"))).map(frozenset),
        "languages": st.sets(st.sampled_from(("sr", "sr-Cyrl", "sq"))).map(frozenset),
    }
)
TABLES = st.lists(CONDITIONS, max_size=6).map(
    lambda rows: [Rule(str(number), str(number), **row) for number, row in enumerate(rows)]
)
CASES = st.builds(
    case,
    text=st.sampled_from(("Drita nuk punon", "Ujë në dritare", "")),
    service=st.sampled_from(("lighting", "water", "roads", "parks")),
    areas=st.sets(st.sampled_from(("laplje-selo", "cagllavice"))).map(tuple),
    language=st.sampled_from(("sr-Cyrl", "sr-Latn", "sq", "tr")),
)


@given(TABLES, CASES)
def test_the_order_of_the_table_matters_only_to_a_tie(table, given_case):
    one, other = route(given_case, table, WITHIN), route(given_case, table[::-1], WITHIN)

    assert one.code == other.code
    assert len(one.others) == len(table) - (one.rule is not None)
    if one.code == "by_rule":
        assert one.office == other.office


@given(TABLES)
def test_whatever_comes_first_is_tried_first(table):
    tried = in_order(table, WITHIN)

    assert sorted(one.id for one in tried) == sorted(one.id for one in table)
    for at, one in enumerate(tried):
        assert all(compare(one, later, WITHIN).first != 1 for later in tried[at + 1 :])


@given(TABLES, CASES)
def test_a_rule_with_one_more_condition_never_loses_to_the_one_without(table, given_case):
    for one in table:
        for name in ("services", "areas", "words", "languages"):
            if getattr(one, name):
                wider = Rule(
                    "wider",
                    "w",
                    **{n: getattr(one, n) for n in ("services", "areas", "words", "languages") if n != name},
                )
                assert compare(one, wider, WITHIN).first == 0


def test_every_condition_is_in_the_order():
    assert len(set(ORDER)) == 8
