"""How the last day came about, in sentences."""

import string
from datetime import timedelta

import pytest
from django.utils import translation

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from uramost.deadlines.steps import REFUSALS, STEPS, Step
from uramost.states import MOVES
from uramost_web.casework import acts, explaining, resident
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case

MADE_UP = {
    "date": AT.date(), "moment": AT, "number": 3, "code": "", "text": "x", "names": {"en": "A day"}, "dates": (),
    "flag": True,
}  # fmt: skip


def test_every_step_and_every_refusal_has_the_sentence_of_the_library():
    with translation.override("en"):
        assert {code: str(said) for code, said in explaining.SENTENCES.items()} == {
            code: kind.sample for code, kind in STEPS.items()
        }
        assert {code: str(said) for code, said in explaining.WHY_NOT.items()} == dict(REFUSALS)


@pytest.mark.django_db
def test_every_sentence_takes_the_values_of_its_step(kosovo):
    for language in ("en", "sq", "sr", "sr-latn"):
        with translation.override(language):
            for code, kind in STEPS.items():
                given = {name: MADE_UP[of] for name, of in kind.values.items()}
                given |= {name: value for name, value in {"unit": "hours", "why": "too_long"}.items() if name in given}
                said = explaining.sentence(Step(code, given))
                assert not [name for _, name, *_ in string.Formatter().parse(said) if name]
                assert not said.endswith("..")


@pytest.mark.django_db
def test_a_case_says_how_its_last_day_came_about(lights, clerk):
    case = send_request(lights)
    said = Said("Треба времена.", "sr-Cyrl", "A part is ordered.")
    acts.extend(case=case, amount=8, by=clerk, at=AT, said=said)
    with translation.override("en"):
        lines = explaining.sentences(Case.objects.get(pk=case.pk), AT)

    assert lines[0].startswith("It was received on")
    assert any("extended by 8 working days" in line and "(A part is ordered)." in line for line in lines)
    assert "The last day is 24 March 2026." in lines


@pytest.mark.django_db
def test_what_stands_says_why_and_what_began_again_says_so(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="ask", by=clerk, at=AT, said=Said("Која улица?", "sr-Cyrl", "No street."))
    with translation.override("en"):
        lines = explaining.sentences(Case.objects.get(pk=case.pk), AT)
    assert any("(the resident had something to supply)" in line for line in lines)

    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    resident.go(case=case, code="reopen", text="Не ради.", at=AT)
    again = Case.objects.get(pk=case.pk)
    again.clock_from = AT.replace(hour=13)
    with translation.override("en"):
        assert explaining.sentences(again, AT)[0].startswith("It was opened again on")


@pytest.mark.django_db
def test_the_time_of_an_appeal_begins_with_the_appeal(lights, clerk):
    case = send_request(lights)
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said("Готово.", "sr-Cyrl"))
    resident.go(case=case, code="reopen", text="Не ради.", at=AT + timedelta(days=1))
    acts.act(case=case, code="answer", by=clerk, at=AT + timedelta(days=2), said=Said("Готово.", "sr-Cyrl"))
    resident.go(case=case, code="appeal", text="Није тако.", at=AT + timedelta(days=3))
    with translation.override("en"):
        assert explaining.sentences(Case.objects.get(pk=case.pk), AT)[0].startswith("The appeal arrived on 5 March")


def test_whatever_begins_the_clock_anew_has_its_words():
    assert set(explaining.BEGAN_AGAIN) == {move.code for move in MOVES if move.effect == "starts"} - {"receive"}


@pytest.mark.django_db
def test_a_promise_is_not_called_a_limit(lights):
    lights.limit_code, lights.norm_days = "", 5
    lights.save()
    with translation.override("en"):
        lines = explaining.sentences(send_request(lights), AT)
        lights.norm_days = None
        lights.save()
        bare = explaining.sentences(send_request(lights), AT)

    assert "No limit of the law is known for it. The municipality’s own promise is 5 working days." in lines
    assert not any("has promised" in line for line in lines), "the same day is said once"
    assert len(bare) == 1
