"""What is wrong with a table of rules is found before a resident finds it."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from uramost.routing import Case, Hours, Rule, Service, examine, route
from uramost.routing.examining import SEVERITIES

TODAY = date(2026, 3, 2)
LIGHTING = Service("lighting", "request", {"lamp": frozenset(("off", "dim")), "note": frozenset()})
SERVICES = (LIGHTING, Service("water", "request"), Service("permit", "application"))
OFFICES = ("works", "water", "urbanism", "reception")
WITHIN = {"laplje-selo": ("north",), "cagllavice": ("north",)}
ANY = Rule("any", "reception")


def found(*rules: Rule, **given_values: object) -> list[tuple[str, tuple[str, ...]]]:
    seen = examine(rules, SERVICES, OFFICES, on=TODAY, within=WITHIN, **given_values)
    return [(one.code, one.rules) for one in seen if one.code != "office_without_rule"]


def only(*values: str) -> frozenset[str]:
    return frozenset(values)


def test_a_sound_table_has_nothing_to_mend():
    sound = [
        Rule("light", "works", services=only("lighting")),
        Rule("light-north", "works", services=only("lighting"), areas=only("north")),
        Rule("water", "water", services=only("water")),
        Rule("permit", "urbanism", services=only("permit")),
        ANY,
    ]

    assert examine(sound, SERVICES, OFFICES, on=TODAY, within=WITHIN, areas=("north",)) == ()


def test_a_service_without_any_rule_is_reported():
    assert found(Rule("light", "works", services=only("lighting"))) == [
        ("service_without_rule", ()),
        ("service_without_rule", ()),
    ]


def test_a_service_that_has_a_rule_for_some_cases_only_is_reported_with_such_a_case():
    rules = [
        Rule("north", "works", services=only("lighting"), areas=only("north")),
        Rule("day", "works", services=only("water"), hours=Hours(360, 1320)),
        Rule("permit", "urbanism", kinds=only("application"), words=only("lej*")),
    ]

    seen = {
        one.values["service"]: dict(one.values)
        for one in examine(rules, SERVICES, OFFICES, on=TODAY)
        if "service" in one.values
    }

    assert seen["lighting"]["service"] == "lighting"
    assert "area" not in seen["lighting"]  # a place in no known area
    assert seen["water"]["hours"] == "00:00"
    assert seen["permit"]["service"] == "permit"


def test_a_rule_that_holds_only_from_tomorrow_does_not_help_today():
    assert ("service_without_rule", ()) in found(Rule("later", "reception", since=TODAY + timedelta(days=1)))


def test_what_is_not_known_is_reported():
    rules = [
        ANY,
        Rule("a", "nowhere"),
        Rule("b", "works", services=only("snow")),
        Rule("c", "works", services=only("lighting"), answers={"colour": only("red")}),
        Rule("d", "works", services=only("lighting"), answers={"lamp": only("broken", "off")}),
        Rule("e", "works", services=only("lighting"), answers={"note": only("whatever")}),
        Rule("f", "works", areas=only("atlantis")),
    ]

    seen = found(*rules, areas=("north",))

    assert ("unknown_office", ("a",)) in seen
    assert ("unknown_service", ("b",)) in seen
    assert ("unknown_attribute", ("c",)) in seen
    assert ("unknown_value", ("d",)) in seen
    assert ("unknown_area", ("f",)) in seen
    assert not any("e" in rules for _, rules in seen)


def test_a_rule_that_nothing_can_meet_is_a_contradiction():
    assert ("contradiction", ("x",)) in found(ANY, Rule("x", "works", services=only("permit"), kinds=only("request")))


def test_rules_for_every_part_make_the_rule_for_the_whole_unreachable():
    parts = [
        Rule("week", "works", services=only("lighting"), weekdays=only("mon", "tue", "wed", "thu", "fri")),
        Rule("end", "reception", services=only("lighting"), weekdays=only("sat", "sun")),
    ]
    whole = Rule("whole", "works", services=only("lighting"))

    assert ("unreachable", ("whole", "week", "end")) in found(ANY, whole, *parts)
    assert not any(code == "unreachable" for code, _ in found(ANY, whole, parts[0]))


def test_a_rule_is_not_unreachable_because_of_one_that_ends_earlier_or_needs_a_word():
    whole = Rule("whole", "works", services=only("lighting", "water"))
    narrow = [
        Rule("light", "works", services=only("lighting"), until=TODAY + timedelta(days=9)),
        Rule("water", "water", services=only("water"), words=only("tub*")),
    ]

    assert not any(code == "unreachable" for code, _ in found(ANY, whole, *narrow))


def test_two_rules_between_which_nothing_decides_are_a_conflict_with_a_case_as_example():
    one = Rule("one", "works", services=only("lighting", "water"))
    other = Rule("other", "water", services=only("water", "permit"))

    seen = [one for one in examine([ANY, one, other], SERVICES, OFFICES, on=TODAY) if one.code == "conflict"]

    assert seen[0].rules == ("one", "other")
    assert seen[0].values["service"] == "water"
    assert seen[0].severity == "error"


def test_no_conflict_where_no_case_can_meet_both():
    def conflicts(*rules: Rule) -> bool:
        return any(code == "conflict" for code, _ in found(ANY, *rules))

    lamp = {"services": only("lighting")}
    assert not conflicts(
        Rule("off", "works", **lamp, answers={"lamp": only("off")}),
        Rule("dim", "water", **lamp, answers={"lamp": only("dim")}),
    )
    assert not conflicts(
        Rule("a", "works", **lamp, until=TODAY), Rule("b", "water", **lamp, since=TODAY + timedelta(days=1))
    )
    assert conflicts(Rule("a", "works", words=only("drit*")), Rule("b", "water", words=only("uj*")))
    assert not conflicts(Rule("a", "works", **lamp), Rule("b", "water", **lamp, areas=only("north")))


def test_an_attribute_with_several_answers_may_meet_two_rules():
    service = Service("tree", "request", {"what": only("fallen", "ill")}, several=only("what"))
    rules = [
        Rule("a", "works", answers={"what": only("fallen")}),
        Rule("b", "water", answers={"what": only("ill")}),
    ]

    assert "conflict" in {one.code for one in examine(rules, [service], OFFICES, on=TODAY)}


def test_the_same_rule_twice_and_a_rule_that_ended_are_told():
    ended = Rule("old", "works", until=TODAY - timedelta(days=1))

    assert found(ANY, Rule("again", "reception"), ended) == [("double", ("any", "again")), ("expired", ("old",))]


def test_every_finding_has_a_severity_and_errors_come_first():
    seen = examine([Rule("a", "nowhere"), Rule("b", "works")], SERVICES, OFFICES, on=TODAY)
    order = [("error", "warning", "note").index(one.severity) for one in seen]

    assert order == sorted(order)
    assert set(SEVERITIES.values()) == {"error", "warning", "note"}


TABLES = st.lists(
    st.fixed_dictionaries(
        {
            "services": st.sets(st.sampled_from(("lighting", "water", "permit")), max_size=2).map(frozenset),
            "areas": st.sets(st.sampled_from(("north", "laplje-selo", "cagllavice")), max_size=2).map(frozenset),
            "weekdays": st.sets(st.sampled_from(("mon", "sat")), max_size=1).map(frozenset),
            "office": st.sampled_from(("works", "water")),
        }
    ),
    max_size=5,
).map(lambda rows: [Rule(str(number), **row) for number, row in enumerate(rows)])


def every_case() -> list[Case]:
    return [
        Case(service.code, "request", "sq", datetime.combine(TODAY + timedelta(days=day), time(9)), areas)
        for service in SERVICES
        for areas in ((), ("laplje-selo",), ("cagllavice",), ("north",))
        for day in (0, 1, 5)
    ]


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_what_is_found_is_what_happens_to_some_case_and_nothing_else(table):
    """Trying every case there is gives the same conflicts, unreachable rules and services without an office."""
    decisions = [(one.service, route(one, table, WITHIN)) for one in every_case()]
    seen = examine(table, SERVICES, OFFICES, on=TODAY, within=WITHIN)
    codes = {one.code for one in seen}

    assert ("conflict" in codes) >= any(decision.code == "tie" for _, decision in decisions)
    if not any(other.code == "tie" for _, decision in decisions for other in decision.others):
        used = {decision.rule.id for _, decision in decisions if decision.rule}
        unused = {one.id for one in table if one.id not in used and (one.services or one.areas or one.weekdays)}
        assert unused == {one.rules[0] for one in seen if one.code == "unreachable"}
    lacking = {service for service, decision in decisions if decision.code == "no_rule"}
    assert lacking == {one.values["service"] for one in seen if one.code.startswith("service_")}
