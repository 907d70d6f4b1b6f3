"""A sentence for every code, of the library and of the acts, and none for codes that nobody says."""

import re
from pathlib import Path

import pytest

import uramost_web.capacity as app
from uramost import assessment
from uramost.cli import assessment_words
from uramost_web.capacity import wording
from uramost_web.capacity.models import Going, State

FOLDER = Path(app.__file__).parent
VALUE = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def test_every_refusal_has_a_sentence():
    said = {code for name in ("acts.py", "plan_acts.py", "bringing.py", "files.py")
            for code in re.findall(r'Refused\("([a-z_]+)"\)', (FOLDER / name).read_text("utf-8"))}  # fmt: skip
    assert {"one_open", "not_you", "measure_outside"} <= said
    assert said == wording.REFUSED.keys()


def values(said):
    return {one or other for one, other in VALUE.findall(str(said))}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (wording.TOLD, assessment_words.TOLD),
        (wording.FAULTS, assessment_words.FAULTS),
        (wording.NOT_AN_ASSESSMENT, assessment_words.NOT_AN_ASSESSMENT),
    ],
)
def test_the_site_says_what_the_command_says_with_the_same_values(here, there):
    assert here.keys() == there.keys()
    for code, said in here.items():
        assert values(said) <= values(there[code]), code


def test_every_fault_of_a_measure_has_a_sentence():
    source = Path(assessment.measures.__file__).read_text("utf-8")
    said = set(re.findall(r'Wrong\("([a-z_]+)"', source)) | {"nothing", "no_owner"}
    assert said == wording.MEASURES.keys()


def test_states_are_those_of_the_library():
    assert tuple(Going.values) == assessment.STATES
    assert State.values[0] == "open"


def test_every_bad_file_has_a_sentence():
    said = set(re.findall(r'BadFile\("([a-z_]+)"', (FOLDER / "files.py").read_text("utf-8")))
    assert said | {"other"} == wording.FILES.keys()


@pytest.mark.parametrize(("alpha", "words"), [(None, "nothing to compare"), (0.2, "not understood alike"),
                                              (0.7, "understood fairly alike"), (0.9, "understood alike")])  # fmt: skip
def test_alpha_in_words(alpha, words):
    assert wording.agreement(alpha) == words
