"""Filling in from the memory: seen first, drafts only, never over what anybody wrote, taken back like any change."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import AT, make_person
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost.memory import EDGE, context_of
from uramost_web.accounts.models import AuditEntry
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import filling
from uramost_web.translation.models import Assignment, MemoryUnit, Origin, TargetState

pytestmark = pytest.mark.django_db
TITLE, FIRST, DEADLINE, DIPLOMA, YEARS = office.SERBIAN
HALL = "Graçanicë: një konkurs i vjetër"


def unit(source: str, target: str = "", **values: Any) -> MemoryUnit:
    fields = {"source_language": "sq", "target_language": "sr-Cyrl", "origin": HALL, "reviewed": True}
    texts = {"source": source, "target": target or office.SERBIAN[source]}
    return MemoryUnit.objects.create(fingerprint=f"{source} {target}"[:64], **fields | texts | values)


def look(bench, **query: Any):
    return bench.browser.get(bench.address("fill"), query)


def fill(bench, least: str = "exact", **more: Any):
    return bench.browser.post(bench.address("fill"), {"least": least, **more}, follow=True)


def texts(bench) -> list[str]:
    return [row.text for row in bench.row.targets.order_by("segment__position")]


def test_what_would_be_filled_in_is_shown_and_nothing_is_written(bench):
    unit(TITLE)
    unit(DIPLOMA, origin="Kamenicë: një thirrje")

    page = said(look(bench, least="exact"))

    assert "2 sentences would be filled in" in page
    assert f"{HALL}: 1" in page
    assert "Kamenicë: një thirrje: 1" in page
    assert office.SERBIAN[DIPLOMA] in page
    assert texts(bench) == [""] * 5


def test_it_becomes_drafts_that_say_where_they_come_from(bench):
    unit(TITLE)
    unit(DIPLOMA)

    page = said(fill(bench))

    assert "2 sentences were filled in as drafts." in page
    assert texts(bench) == [office.SERBIAN[TITLE], "", "", office.SERBIAN[DIPLOMA], ""]
    row = bench.target(4)
    assert (row.state, row.origin, row.remembered, row.version) == (TargetState.DRAFT, Origin.REMEMBERED, HALL, 1)
    assert row.began_as == "", "a person translated it"
    assert f"Filled in from the memory: {HALL}" in bench.page(4)
    assert "Filled in from the memory" in said(bench.browser.get(bench.address("history", 4)))
    assert AuditEntry.objects.get(verb="translation.filled").values["positions"] == [1, 4]


def test_those_are_a_filter_until_a_person_says_yes(bench):
    unit(TITLE)
    unit(DIPLOMA)
    fill(bench)

    bench.save(1, office.SERBIAN[TITLE])

    shown = bench.browser.get(bench.address("workbench"), {"show": "memory"}).context["targets"]
    assert [target.segment.position for target in shown] == [4]
    assert bench.target(1).state == TargetState.CONFIRMED
    assert bench.target(1).origin == ""


def test_nothing_that_anybody_wrote_is_touched(bench):
    for source in (TITLE, FIRST, DIPLOMA):
        unit(source)
    bench.save(1, "Мој наслов", act="save")
    bench.save(4, "Моја диплома")

    fill(bench)

    assert texts(bench)[:4] == ["Мој наслов", office.SERBIAN[FIRST], "", "Моја диплома"]


def test_who_comes_second_finds_nothing_left(bench, other_bench):
    unit(TITLE)
    fill(bench)

    page = said(fill(other_bench))

    assert "Nothing was filled in." in page
    assert bench.target(1).version == 1


def test_what_was_written_while_the_memory_was_asked_stays(bench, translator):
    """Between the question and the writing nothing is held: others go on."""
    unit(TITLE)
    unit(DIPLOMA)
    found = filling.lines(translation=bench.row, minimum=100, by=translator)
    bench.save(1, "Мој наслов", act="save")

    assert filling._write(bench.row, found, translator, AT) == [4]

    assert texts(bench)[0] == "Мој наслов"


def test_a_filled_sentence_is_taken_back_like_any_other(bench):
    unit(TITLE)
    fill(bench)

    bench.send(1, bench.open(1), "undo")

    row = bench.target(1)
    assert (row.text, row.state, row.remembered) == ("", TargetState.EMPTY, "")
    assert [change.text for change in row.changes.all()] == [office.SERBIAN[TITLE], ""]


def test_what_was_filled_in_follows_the_same_sentence_that_a_person_confirms(gracanica, officer, translator):
    unit("Shënim.", "Напомена.")
    text = "Shënim.\n\nParagrafi i parë.\n\nShënim.\n\nParagrafi i dytë.\n\nShënim."
    bench = bench_of(translator, office.start_notice(gracanica, officer, AT, text=text).given().translations.get())
    fill(bench)
    bench.save(6, "Белешка.", act="save")

    bench.save(2, "Примедба.")

    assert [bench.target(place).text for place in (2, 4, 6)] == ["Примедба.", "Примедба.", "Белешка."]


def test_only_the_same_sentence_between_the_same_ones_when_that_is_asked(bench):
    unit(TITLE, before=EDGE, after=context_of(None, FIRST)[1])
    unit(DIPLOMA)

    fill(bench, "context")

    assert texts(bench) == [office.SERBIAN[TITLE], "", "", "", ""]


def test_what_counts_for_less_is_filled_in_only_where_as_little_is_asked(bench):
    unit(TITLE, reviewed=False)  # 97
    unit("Diploma universitare.", "Универзитетска диплома.")  # 97 as well: a sign more

    assert "0 sentences would be filled in" in said(look(bench, least="exact"))
    assert "0 sentences would be filled in" in said(look(bench, least="from", percent=98))
    page = said(look(bench, least="from", percent=97))
    assert "2 sentences would be filled in" in page
    assert "Nobody has reviewed it." in page


@pytest.mark.parametrize(
    ("source", "target", "values", "why"),
    [
        (FIRST.replace("shpall", "nuk shpall"), "Општина не расписује конкурс.", {}, "One of them says “not”"),
        (DEADLINE.replace("15", "20"), "Рок за пријаву је 20 дана, до 12. марта 2026.", {}, "The numbers differ."),
        (DIPLOMA, "Диплома универзитета", {"machine": True}, "Made by a machine."),
        (DIPLOMA, "Диплома ⟦7⟧", {}, "Its signs for formatting do not fit."),
    ],
    ids=["negation", "number", "machine", "signs"],
)
def test_what_a_person_has_to_look_at_stays_a_suggestion(bench, source, target, values, why):
    unit(source, target, **values)

    page = said(look(bench, least="from", percent=60))
    fill(bench, "from", percent=60)

    assert "0 sentences would be filled in" in page
    assert "Left for you to look at" in page
    assert why in page
    assert texts(bench) == [""] * 5


def test_names_that_are_put_in_are_said(gracanica, officer, translator):
    unit("Komuna e Prishtinës njofton qytetarët.", "Општина Приштина обавештава грађане.")
    text = "Komuna e Graçanicës njofton qytetarët."
    row = office.start_notice(gracanica, officer, AT, text=text).given().translations.get()
    bench = bench_of(translator, row)

    assert "Its numbers, dates or names were put in by the system." in said(look(bench, least="from", percent=99))
    fill(bench, "from", percent=99)

    assert bench.target(2).text == "Општина Грачаница обавештава грађане."


def test_what_a_municipality_keeps_is_not_put_there_by_who_was_only_lent_the_task(bench, gracanica, stranger, officer):
    unit(TITLE, municipality=gracanica, kept=True)
    Assignment.objects.create(
        translation=bench.row, task="translate", person=stranger, asked_by=officer, asked_at=AT, taken_at=AT
    )
    lent = bench_of(stranger, bench.row)

    fill(lent)
    assert texts(bench) == [""] * 5

    fill(bench)
    assert texts(bench)[0] == office.SERBIAN[TITLE]
    assert HALL in bench.page(1)
    assert HALL not in lent.page(1)


@pytest.mark.parametrize(
    "query",
    [{"least": ""}, {"least": "all"}, {"least": "from"}, {"least": "from", "percent": "59"},
     {"least": "from", "percent": "101"}, {"least": "from", "percent": "x"}, {"least": "exact", "percent": "x"}],
)  # fmt: skip
def test_what_cannot_be_meant_is_asked_again(bench, query):
    unit(TITLE)

    for answer in (look(bench, **query), bench.browser.post(bench.address("fill"), query)):
        assert answer.status_code == 422
        assert "error-summary" in said(answer)
    assert texts(bench) == [""] * 5


def test_not_in_a_translation_that_is_in_review(bench, serbian, notice, translator):
    office.translate(notice, translator, AT)
    serbian.refresh_from_db()

    with pytest.raises(NotAllowed, match="not_open"):
        filling.fill(translation=serbian, minimum=100, by=translator, at=AT)
    assert "This translation is not open any more." in said(fill(bench))
    assert "Fill in from the memory" not in bench.page(1)


def test_only_for_who_may_write(serbian, officer, stranger):
    nobody = make_person("nobody@example.org")
    for person, status in ((officer, 403), (stranger, 404), (nobody, 404)):
        bench = bench_of(person, serbian)
        assert look(bench).status_code == fill(bench).status_code == status


def test_drafts_in_latin_script_are_kept_in_cyrillic_and_shown_in_latin(bench):
    unit(TITLE)

    assert "Konkurs za prevodioca" in said(look(bench, least="exact", script="sr-Latn"))
    fill(bench)

    assert bench.target(1).text == office.SERBIAN[TITLE]


def test_nine_hundred_sentences_more_take_a_few_queries_more(gracanica, officer, translator):
    numbers = range(1, 1000)
    MemoryUnit.objects.bulk_create(
        MemoryUnit(
            source_language="sq", target_language="sr-Cyrl", origin=HALL, reviewed=True, fingerprint=str(number),
            source=f"Paragrafi {number} i njoftimit.", target=f"Став {number} обавештења.",
        )
        for number in numbers
    )  # fmt: skip
    made = []
    for count in (100, 1000):
        text = "\n\n".join(f"Paragrafi {number} i njoftimit." for number in numbers[: count - 1])
        row = office.start_notice(gracanica, officer, AT, text=text).given().translations.get()
        bench = bench_of(translator, row)
        bench.page(1)  # what is read once per process has been read
        address = reverse("translation:fill", args=[row.pk])
        for ask in (bench.browser.get, bench.browser.post):
            with CaptureQueriesContext(connection) as seen:
                answer = ask(address, {"least": "exact"})
            made.append(len(seen))
        assert answer.status_code == 302
        assert row.targets.filter(state=TargetState.DRAFT).count() == count - 1
    assert made[2] <= made[0] + 10  # the units, 500 at a time
    assert made[3] <= made[1] + 40  # and the rows, as many at a time as a statement takes
