"""`uramost fairness`: the table, the sentences, JSON, the picture, and what it says when it cannot."""

import json

import pytest
from lxml import etree
from tests.library.test_cli import say  # noqa: F401 - the fixture
from tests.library.test_fairness_report import town, waits

from uramost.cli.fairness import BAD, REMARK_WORDS, TEST_WORDS, VERDICT_WORDS
from uramost.fairness import REMARKS, TESTS, VERDICTS, Waits, Words, drawing, report
from uramost.fairness.drawing import apart, ticks

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text):
    return etree.fromstring(text.encode())


@pytest.fixture
def table(tmp_path):
    """A file of made-up cases: Serbian waits longer, Romani is rare."""

    def written(divider=",", comma="."):
        rows = town({"sq": 400, "sr": 250, "tr": 40, "rom": 5}, {"sr": 1.8})
        lines = [divider.join(("days", "outcome", "language", "service", "reopened", "completeness"))]
        for number, (days, *rest) in enumerate(rows):
            known = ("yes", "no", "")[number % 3], ("", f"0{comma}8")[number % 2]
            lines.append(divider.join((f"{days:.3f}".replace(".", comma), *rest, *known)))
        path = tmp_path / "waits.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8-sig")
        return path

    return written


def test_it_says_who_waits_longer_and_how_sure_that_is(say, table):  # noqa: F811
    status, out, _ = say("fairness", table(), "--limit", "30", "--strata", "service")
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "695 cases, limit 30 days, compared within 2 strata of service. Intervals: 95 %."
    assert [line.split()[0] for line in lines[3:7]] == ["sq", "sr", "others", "all"]
    assert any(line.startswith("sr: waits longer. Difference from all others with the same mix: ") for line in lines)
    assert "Too small to be shown singly, or needed to protect those: rom, tr." in lines
    assert "below 0.001 (log-rank test, all comparisons together)" in out


def test_a_table_as_office_programs_write_it_says_the_same(say, table):  # noqa: F811
    one = say("fairness", table(), "--limit", "30", "--json")
    other = say("fairness", table(";", ","), "--limit", "30", "--json")
    assert one == other
    found = json.loads(one[1])
    assert found["withheld"] == ["rom", "tr"]
    assert found["groups"][0]["completeness"]["mean"]["value"] == pytest.approx(0.8)
    assert found["groups"][0]["reopened"]["share"]["value"] == pytest.approx(0.5, abs=0.02)


def test_it_draws_the_curves(say, table, tmp_path):  # noqa: F811
    status, _, _ = say("fairness", table(), "--limit", "30", "--svg", tmp_path / "curve.svg")
    assert status == 0
    picture = drawn((tmp_path / "curve.svg").read_text("utf-8"))
    assert "waits longer" in picture.find(f"{SVG}desc").text


@pytest.mark.parametrize(
    ("lines", "arguments", "told"),
    [
        (["days,outcome", "1,open"], [], "has no column language, only days, outcome."),
        (["days,outcome,language", "soon,open,sq"], [], "“soon” is no number in line 2."),
        (["days,outcome,language", "1,open,sq", "-1,open,sq"], [], "days below 0 in line 3."),
        (["days,outcome,language", "1,lost,sq"], [], "an outcome that is none of answered, open"),
        (["days,outcome,language", "1,open"], [], "2 cells, not 3, in line 2."),
        (["days,outcome,language,reopened", "1,open,sq,perhaps"], [], "“perhaps” is neither yes nor no in line 2."),
        (["days,outcome,language", "1,open,sq"], ["--limit", "0"], "The limit has to be above 0 days."),
        (["days,outcome,language", "1,open,sq"], ["--floor", "0"], "The floor has to be at least 1 case."),
        ([""], [], "has no column days"),
        (["days,outcome,language", "", "1,open,sq", "nan,open,sq"], [], "a number that is none in line 4."),
        (["days,outcome,language", "1,open," + "q" * 200_000], [], "cannot be read as a table: field larger"),
    ],
)
def test_it_says_what_is_wrong_with_a_table(say, tmp_path, lines, arguments, told):  # noqa: F811
    path = tmp_path / "waits.csv"
    path.write_text("\n".join(lines), "utf-8")
    status, _, fault = say("fairness", path, "--limit", "30", *arguments)
    assert status == 2
    assert told in fault


def test_few_cases_are_not_shown(say, tmp_path):  # noqa: F811
    path = tmp_path / "waits.csv"
    path.write_text("days,outcome,language\n1,answered,sq\n2,open,sr\n", "utf-8")
    assert say("fairness", path, "--limit", "30")[1] == "There are fewer than 10 cases: nothing is shown.\n"


def test_every_code_has_words():
    assert set(VERDICT_WORDS) == set(VERDICTS)
    assert set(TEST_WORDS) == set(TESTS)
    assert set(REMARK_WORDS) | {"small_groups_together"} == set(REMARKS)
    assert set(BAD) < {"negative_time", "not_a_number", "unknown_outcome", "unknown_mark", "lengths_differ"}


def test_a_picture_is_told_apart_without_colours_and_has_no_styles():
    found = report(waits(town({"sq": 300, "sr": 200, "tr": 60, "<rom>": 5, "bs": 20})), limit=30)
    words = Words("Чекање & kohë", "<described>", limit="рок", together="të tjerët")
    picture = drawn(drawing(found, words, {"sr": "српски"}, key="one"))
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "one-title one-desc"
    assert (picture.find(f"{SVG}title").text, picture.find(f"{SVG}desc").text) == ("Чекање & kohë", "<described>")
    lines = [path for path in picture.iter(f"{SVG}path") if "waits-line" in path.get("class", "")]
    assert len(lines) == 2 * len(found.groups) == 8
    assert len({path.get("stroke-dasharray") for path in lines}) == 4
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    assert {"sq", "српски", "tr", "të tjerët", "рок"} <= set(texts)
    assert {str(count) for _, count in found.groups[0].at_risk} <= set(texts)
    assert not [part for part in picture.iter() if part.get("style") or part.tag in (f"{SVG}style", f"{SVG}script")]


def test_intervals_are_drawn_where_they_do_not_hide_each_other():
    two, four = (
        drawing(report(waits(town(dict.fromkeys(names, 60))), limit=30), Words("t", "d")) for names in ("ab", "abcd")
    )
    assert (two.count("waits-band-"), four.count("waits-band-")) == (2, 0)


def test_nothing_to_draw_is_an_empty_frame():
    picture = drawn(drawing(report(Waits.of([], [], []), limit=30), Words("t", "d")))
    assert picture.find(f"{SVG}title").text == "t"


@pytest.mark.parametrize(
    ("until", "days"), [(60, [0, 10, 20, 30, 40, 50, 60]), (14, [0, 2, 4, 6, 8, 10, 12, 14]), (0.3, [])]
)
def test_days_below_the_picture_are_round(until, days):
    assert ticks(until)[: len(days)] == pytest.approx(days)
    assert 3 <= len(ticks(until)) <= 8


def test_names_beside_lines_do_not_cover_each_other():
    moved = apart([100, 101, 40, 102], 16, 0, 110)
    assert sorted(moved) == [40, 78, 94, 110]
    assert moved[2] == 40
