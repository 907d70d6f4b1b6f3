"""The library speaks in codes; the site has a sentence for every one of them, in words a clerk can act on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import uramost
from uramost import checks, memory, scripts
from uramost.documents import Refused
from uramost.text import BadText, clean
from uramost_web.interface import CODES
from uramost_web.translation.sentences import (
    ALERTS,
    DOUBTS,
    PENALTIES,
    REFUSALS,
    REMARKS,
    TEXT_FAULTS,
    refusal,
    said,
    text_fault,
)
from uramost_web.translation.wording import DOCUMENT_SENTENCES, FACT_SENTENCES, FACTS, SENTENCES, sentence

pytestmark = pytest.mark.django_db  # names of languages stand in some of the sentences
DOCUMENTS = Path(uramost.__file__).parent / "documents"
VALUE = re.compile(r"%\((\w+)\)")
EXAMPLES = {"format": "docx", "limit": 20_000_000, "size": 30_000_000, "position": 4, "key": "p1", "extension": "exe"}


def spoken(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(code, names of its values) wherever the library makes a `Refused` or a `Remark`."""
    for path in sorted(DOCUMENTS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                code = node.args[0]
                assert isinstance(code, ast.Constant), (
                    f"{path.name}, line {node.lineno}: a code that is not written out"
                )
                yield str(code.value), tuple(keyword.arg or "" for keyword in node.keywords)


def described(text: str) -> dict[str, set[str]]:
    """Codes of a docstring with their values: `too_large{limit,size}`."""
    return {code: set(values.split(",")) - {""} for code, values in re.findall(r"\b([a-z_]+)\{([a-z,]*)\}", text)}


def test_the_library_refuses_in_more_than_one_way():
    """Else the tests below would pass on an empty list."""
    assert {code for code, _ in spoken("Refused")} >= {"encrypted", "macros", "empty", "zip_bomb", "too_large"}
    assert {code for code, _ in spoken("Remark")} >= {"tracked_changes_accepted", "html_cleaned"}


@pytest.mark.parametrize(("code", "values"), sorted(set(spoken("Refused"))))
def test_every_refusal_has_a_sentence_that_needs_no_more_than_it_is_given(code, values):
    assert set(VALUE.findall(str(REFUSALS[code]))) <= set(values)

    told = refusal(Refused(code, **{name: EXAMPLES.get(name, "path") for name in values}))

    assert told.endswith(".")
    assert "%(" not in told


def test_no_refusal_is_worded_that_the_library_does_not_know():
    assert set(REFUSALS) == {code for code, _ in spoken("Refused")}


def test_limits_are_told_in_megabytes_and_formats_as_people_write_them():
    with translation.override("en"):
        assert "larger than 20 MB" in refusal(Refused("too_large", limit=20_000_000, size=30_000_000))
        assert "(DOCX)" in refusal(Refused("not_this_format", format="docx"))


@pytest.mark.parametrize("reason", ["nul", "surrogate", "control"])
def test_a_bad_character_of_a_file_is_told_with_its_place_counted_from_one(reason):
    with translation.override("en"):
        assert "position 5" in refusal(Refused("bad_text", reason=reason, position=4))


def test_every_remark_has_a_sentence_with_the_values_it_says():
    described_values = described(uramost.documents.Remark.__doc__ or "")
    assert set(REMARKS) == {code for code, _ in spoken("Remark")} == set(described_values)

    for code, values in described_values.items():
        assert set(VALUE.findall(str(REMARKS[code]))) <= values
        assert said(REMARKS, code, dict.fromkeys(values, 2))


@pytest.mark.parametrize("bad", ["a\0", "a\ud800", "a\x07", "a\ufffe"])
def test_every_fault_of_a_text_has_a_sentence(bad):
    with pytest.raises(BadText) as fault:
        clean(bad)

    with translation.override("en"):
        assert "position 2" in text_fault(fault.value)
    assert fault.value.code in TEXT_FAULTS


def test_every_reason_for_a_doubtful_word_has_words():
    assert set(DOUBTS) == set(scripts.REASONS)


def test_every_alert_of_the_memory_has_a_sentence():
    assert set(ALERTS) == set(memory.Alert.__args__)


def test_every_penalty_of_the_memory_has_a_sentence():
    assert set(PENALTIES) == set(memory.Penalty.__args__) == {rule.code for rule in memory.RULES}


def findings() -> Iterator[tuple[str, dict[str, str]]]:
    """What every check finds in the examples it must find something in."""
    for check in checks.CHECKS:
        for source, target, from_, to in check.failing:
            context = checks.Context(source_language=from_, target_language=to)
            for found in check(source, target, context):
                yield check.code, {"code": found.code, "values": dict(found.values)}


def test_every_check_has_a_sentence_and_no_sentence_is_left_over():
    assert set(SENTENCES) | set(FACTS) == {check.code for check in checks.CHECKS}
    assert not set(SENTENCES) & set(FACTS)
    assert set(DOCUMENT_SENTENCES) == {check.code for check in checks.DOCUMENT_CHECKS}


@pytest.mark.parametrize("language", CODES)
def test_what_a_check_finds_in_its_examples_can_be_said_in_every_language(kosovo, language):
    with translation.override(language):
        told = {code: sentence(finding) for code, finding in findings()}

    assert len(told) > 20
    for code, text in told.items():
        assert text
        assert "%(" not in text or code == "variable_differs", code  # which shows a variable of the text itself
        assert "None" not in text


@pytest.mark.parametrize("code", FACTS)
@pytest.mark.parametrize(("expected", "found"), [("15", "51"), ("15", ""), ("", "51")])
def test_a_fact_can_differ_be_missing_or_be_too_many(code, expected, found):
    told = sentence({"code": code, "values": {"expected": expected, "found": found}})

    assert expected in told
    assert found in told
    assert len(FACT_SENTENCES) == 3


@pytest.mark.parametrize("language", [code for code in CODES if code != "en"])
@pytest.mark.parametrize(
    "table",
    [REFUSALS, REMARKS, TEXT_FAULTS, DOUBTS, ALERTS, PENALTIES, SENTENCES, DOCUMENT_SENTENCES, FACTS, FACT_SENTENCES],
)
def test_every_sentence_is_translated_with_the_same_values(table, language):
    for code, text in table.items():
        with translation.override("en"):
            english = str(text)
        with translation.override(language):
            assert str(text) != english, code
            assert set(VALUE.findall(str(text))) == set(VALUE.findall(english)), code
