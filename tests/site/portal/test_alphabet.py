"""Names stand in the order of the reader's alphabet."""

from hypothesis import given
from hypothesis import strategies as st

from uramost_web.places.alphabet import ALPHABETS, order


def in_order(names: list[str], tag: str) -> list[str]:
    return sorted(names, key=lambda name: order(name, tag))


def test_albanian_has_letters_of_two_signs():
    names = ["Gjakovë", "Gllogoc", "Graçanicë", "Gjilan", "Shtime", "Suharekë", "Zveçan", "Zubin Potok", "Dragash"]

    assert in_order(names, "sq") == [
        "Dragash", "Gllogoc", "Graçanicë", "Gjakovë", "Gjilan", "Suharekë", "Shtime", "Zubin Potok", "Zveçan",
    ]  # fmt: skip


def test_serbian_has_its_own_order_in_each_script():
    assert in_order(["Урошевац", "Ђаковица", "Јуник", "Дечани", "Клина", "Звечан"], "sr-Cyrl") == [
        "Дечани", "Ђаковица", "Звечан", "Јуник", "Клина", "Урошевац",
    ]  # fmt: skip
    assert in_order(["Ljubinje", "Luka", "Čaglavica", "Cernica", "Đakovica", "Dečani", "Džep"], "sr-Latn") == [
        "Cernica", "Čaglavica", "Dečani", "Džep", "Đakovica", "Luka", "Ljubinje",
    ]  # fmt: skip


def test_a_shorter_name_stands_before_a_longer_one():
    assert in_order(["Mitrovicë e Veriut", "Mitrovicë"], "sq") == ["Mitrovicë", "Mitrovicë e Veriut"]


def test_english_readers_find_a_letter_with_a_mark_beside_the_one_without():
    assert in_order(["Štrpce", "Suva Reka", "Zvečan", "Čaglavica"], "en") == [
        "Čaglavica",
        "Štrpce",
        "Suva Reka",
        "Zvečan",
    ]


@given(st.lists(st.text()), st.sampled_from([*ALPHABETS, "tr"]))
def test_any_text_has_a_place(names, tag):
    assert sorted(in_order(names, tag)) == sorted(names)
