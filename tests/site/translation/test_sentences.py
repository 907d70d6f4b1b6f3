"""The library speaks in codes; the site has a sentence for each that it can say."""

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest

import uramost
from uramost import checks, scripts
from uramost.text import BadText, clean
from uramost_web.translation.sentences import ALERTS, DOUBTS, REFUSALS, REMARKS, text_fault
from uramost_web.translation.wording import FACTS, SENTENCES, sentence

LIBRARY = Path(uramost.__file__).parent


def codes_of(name: str, folder: str = "") -> set[str]:
    """The first argument of every call of a name in the library, or in one folder of it."""
    calls = (
        node
        for file in (LIBRARY / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args
    )
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


@pytest.mark.parametrize(("name", "table"), [("Refused", REFUSALS), ("Remark", REMARKS)])
def test_each_code_has_a_sentence(name: str, table: Mapping[str, object]):
    found = codes_of(name, "documents")

    assert found
    assert found <= set(table)


@pytest.mark.parametrize("raw", ["Fjala\0", "Fjala\ud800", "Fjala\x01"])
def test_each_character_no_text_has_is_named_with_its_place(raw: str):
    with pytest.raises(BadText) as fault:
        clean(raw)

    assert "position 6" in text_fault(fault.value)


def test_each_doubt_has_a_sentence_and_none_is_for_nothing():
    assert set(DOUBTS) == set(scripts.REASONS)


def test_each_alert_of_the_memory_has_a_sentence():
    assert set(ALERTS) == {"negation", "number"}


def test_each_check_has_a_sentence_and_none_is_for_nothing():
    assert {check.code for check in checks.CHECKS} == SENTENCES.keys() | FACTS.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("code", [check.code for check in checks.CHECKS])
def test_a_sentence_can_be_said_with_any_of_its_values(code: str):
    for expected, found in (("1", "2"), ("1", ""), ("", "2")):
        said = sentence({"code": code, "values": {"expected": expected, "found": found}})
        assert said
        assert "%(" not in said
