"""A translator at the workbench: what is typed is saved, checked and offered, in either script."""

import pytest

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from uramost_web.notices import actions as notices
from uramost_web.translation.models import MemoryUnit, TargetState

pytestmark = pytest.mark.django_db
TITLE = office.SERBIAN[office.TITLE]
VACANCY = "Општина расписује конкурс за радно место преводиоца."


def remember(source: str, target: str, origin: str = "Lipjan: Konkurs 2024") -> None:
    MemoryUnit.objects.create(
        source_language="sq",
        target_language="sr-Cyrl",
        source=source,
        target=target,
        origin=origin,
        licence="CC0",
        fingerprint=f"{source}{target}"[:64],
    )


def test_confirming_leads_to_the_next_sentence_that_needs_work(bench):
    assert bench.save(1, TITLE).url.endswith("?s=2#s2")
    assert bench.save(3, "Рок је 15 дана, до 12. марта 2026.").url.endswith("?s=4#s4")
    assert bench.save(5, "Три године искуства").url.endswith("?s=2#s2")
    assert "3 sentences of 5 confirmed" in bench.page()


def test_a_draft_stays_where_it_is_and_does_not_count(bench):
    assert bench.save(1, TITLE, act="save").url.endswith("?s=1#s1")

    assert bench.target(1).state == TargetState.DRAFT
    assert "0 sentences of 5 confirmed" in bench.page()
    assert TITLE in bench.page(2)


def test_with_javascript_a_draft_is_saved_as_it_is_typed_and_checked(bench):
    answer = bench.send(3, bench.open(3), "draft", typing=True, text="Рок је 51 дан, до 12. марта 2026.")

    part = said(answer)
    assert "<html" not in part
    assert "Saved at" in part
    assert "the source says “15 ditë”" in part
    assert 'name="seen" id="seen" value="1"' in part
    assert bench.target(3).text.startswith("Рок је 51")


def test_typing_on_after_a_draft_is_no_meeting_with_oneself(bench):
    form = bench.open(1)
    for number, text in enumerate(("Кон", "Конкурс", TITLE)):
        answer = bench.send(1, form, "draft", typing=True, text=text, seen=number)
        assert "Saved at" in said(answer)

    assert bench.target(1).version == 3


def test_what_cannot_be_saved_is_said_and_is_still_in_the_box(bench):
    form = bench.open(1)

    page = bench.send(1, form, "confirm", text="Кон\0курс")
    part = bench.send(1, form, "draft", typing=True, text="Кон\0курс")

    assert page.status_code == 422
    for answer in (page, part):
        assert "NUL character at position 4" in said(answer)
    assert "Кон\0курс</textarea>" in said(page)
    assert "Your text is still in the box." in said(part)
    assert bench.target(1).version == 0


def test_an_empty_text_cannot_be_confirmed(bench):
    bench.save(1, "  ")

    assert bench.target(1).state == TargetState.EMPTY
    assert "0 sentences of 5 confirmed" in bench.page()


def test_similar_translations_are_offered_with_score_difference_and_origin(bench):
    remember("Komuna shpall vendin e lirë të punës për një arkivist.", "Општина расписује конкурс за архивисту.")

    page = bench.page(2)

    assert "Општина расписује конкурс за архивисту." in page
    assert "added: </span>përkthyes" in page
    assert "removed: </span>arkivist" in page
    assert "Lipjan: Konkurs 2024 · CC0" in page
    assert 50 < bench.browser.get(bench.address("workbench"), {"s": 2}).context["suggestions"][0].score < 100


def test_a_suggestion_with_other_numbers_says_so(bench):
    remember("Afati i aplikimit është 30 ditë, deri më 12 mars 2026.", "Рок за пријаву је 30 дана.")

    assert "The numbers differ." in bench.page(3)


@pytest.mark.parametrize(
    ("remembered", "translated"),
    [
        (office.TITLE.replace("Konkurs", "Nuk ka konkurs"), "Нема конкурса за преводиоца"),
        (f"{office.TITLE}, jo", "Не"),
    ],
)
def test_a_suggestion_that_says_the_opposite_says_so_loudly_above_its_score(bench, remembered, translated):
    remember(remembered, translated)

    page = bench.page(1)

    (offered,) = [one for one in page.split('<div class="suggestion')[1:] if translated in one]
    assert offered.startswith(" suggestion-alert")
    warning = '<p class="alert"><strong>One of them says “not”, the other does not.</strong></p>'
    assert offered.index(warning) < offered.index('class="score"')


def test_without_javascript_a_suggestion_is_put_in_the_box_and_not_yet_saved(bench):
    remember(office.TITLE, TITLE)

    answer = bench.send(1, bench.open(1), "take:1")

    assert f"{TITLE}</textarea>" in said(answer)
    assert bench.target(1).text == ""
    assert bench.send(1, answer.context["form"].initial, "confirm").status_code == 302
    assert bench.target(1).text == TITLE


def test_what_stood_in_the_box_before_a_suggestion_is_kept_as_a_draft(bench):
    remember(office.TITLE, TITLE)

    answer = bench.send(1, bench.open(1), "take:1", text="Моја прва мисао")
    bench.send(1, answer.context["form"].initial, "confirm")

    assert list(bench.target(1).changes.values_list("text", flat=True)) == ["Моја прва мисао", TITLE]


@pytest.mark.parametrize("act", ["copy", "take:9", "take:", "take:⟦"])
def test_the_source_is_copied_where_nothing_else_is_offered(bench, act):
    assert f"{office.TITLE}</textarea>" in said(bench.send(1, bench.open(1), act))


@pytest.mark.parametrize("act", ["", "fly", "save:", "save:x", "save:" + "9" * 5000, "keep:", "\0", "draft"])
def test_an_unknown_button_loses_nothing(bench, act):
    answer = bench.send(1, bench.open(1), act, text="Конкурс")

    assert answer.status_code in {302, 409, 422}
    assert bench.target(1).text == "Конкурс" or "Конкурс</textarea>" in said(answer)


@pytest.mark.parametrize("seen", ["", "x", "-1", "99", "9" * 30, "9" * 5000])
def test_a_version_that_never_was_saves_nothing_and_keeps_what_was_typed(bench, seen):
    answer = bench.send(1, bench.open(1), "confirm", text="Конкурс", seen=seen)

    assert answer.status_code in {409, 422}
    assert "Конкурс</textarea>" in said(answer)
    assert bench.target(1).text == ""


@pytest.mark.parametrize("of", ["", "x", "0", "-3", "9" * 30])
def test_a_version_of_the_source_that_never_was_is_not_taken_for_a_newer_one(bench, of):
    bench.send(1, bench.open(1), "confirm", text="Конкурс", of=of)

    assert bench.target(1).of_version == 1


@pytest.mark.parametrize(
    "query",
    [
        {"s": "999999999999"},
        {"s": "9" * 5000},
        {"s": "²"},
        {"s": "-1"},
        {"s": "\0"},
        {"s": "x" * 50_000},
        {"show": "x", "script": "xx"},
        {"script": "sq"},
        {"script": "\0" * 1000},
    ],
)
def test_strange_questions_open_the_first_sentence_that_needs_work(bench, query):
    answer = bench.browser.get(bench.address("workbench"), query)

    assert answer.status_code == 200
    assert answer.context["active"].segment.position == 1
    assert answer.context["tag"] == "sr-Cyrl"


def test_segments_and_histories_of_nothing_are_not_found(bench):
    for position in (0, 6, 10**24):
        assert bench.send(position, {"text": "x", "seen": 0}, "confirm").status_code == 404
        assert bench.browser.get(bench.address("history", position)).status_code == 404
    assert bench.browser.get(bench.address("history", 1), {"page": "9" * 5000}).status_code == 200


# Two scripts -------------------------------------------------------------------------------------


def test_serbian_typed_in_latin_is_kept_in_cyrillic_and_shown_in_latin(bench):
    bench.page(script="sr-Latn")

    bench.save(2, "Opština raspisuje konkurs za radno mesto prevodioca.")

    assert bench.target(2).text == VACANCY
    assert "Opština raspisuje konkurs za radno mesto prevodioca.</textarea>" in bench.page(2)
    assert f"{VACANCY}</textarea>" in bench.page(2, script="sr-Cyrl")


def test_the_script_is_remembered_until_another_is_chosen(bench):
    bench.page(script="sr-Latn")

    assert bench.open(1)["tag"] == "sr-Latn"
    bench.page(script="xx")
    assert bench.open(1)["tag"] == "sr-Latn"


def test_words_whose_cyrillic_was_guessed_are_shown_for_a_look(bench):
    bench.page(script="sr-Latn")
    bench.save(2, "Konkurs objavljuje Deloitte, član 5a, injekcija.", act="save")

    page = bench.page(2)

    assert "Please look at these words" in page
    assert "Deloitte</span> – a foreign word or name" in page


def test_a_word_can_be_left_in_latin_in_either_script(bench):
    bench.page(script="sr-Latn")
    bench.save(2, "Prijava na portal Konkurs onlajn.", act="save")
    assert bench.target(2).text == "Пријава на портал Конкурс онлајн."

    bench.send(2, bench.open(2), "keep:Konkurs")
    assert bench.target(2).text == "Пријава на портал Konkurs онлајн."
    bench.page(script="sr-Cyrl")
    bench.send(2, bench.open(2), "confirm", text="Пријава на портал Конкурс онлајн.")

    assert bench.target(2).text == "Пријава на портал Konkurs онлајн."


@pytest.mark.parametrize("tag", ["xx", "sq", "", "tr", "sr-Cyrl"])
def test_whatever_script_was_posted_serbian_is_kept_in_cyrillic(bench, tag):
    """The stored script is a promise: Latin is derived from it for readers."""
    bench.send(1, bench.open(1), "confirm", text="Konkurs za prevodioca", tag=tag)

    assert bench.target(1).text == TITLE


@pytest.mark.parametrize("tag", ["sr-Latn\0", "x" * 11])
def test_a_script_that_cannot_be_one_saves_nothing_and_keeps_what_was_typed(bench, tag):
    answer = bench.send(1, bench.open(1), "confirm", text=TITLE, tag=tag)

    assert answer.status_code == 422
    assert f"{TITLE}</textarea>" in said(answer)


def test_another_language_is_never_made_cyrillic(notice, officer, bench):
    notices.send_to_translators(notice=notice, further=["tr"], by=officer, at=AT)
    bench.row = notice.document.translations.get(language="tr")

    bench.send(1, bench.open(1), "confirm", text="Çevirmen alımı", tag="sr-Latn")

    assert bench.target(1).text == "Çevirmen alımı"


# History -----------------------------------------------------------------------------------------


def test_the_history_has_every_version_with_its_writer(bench, other_bench):
    bench.save(1, "Конкурс", act="save")
    other_bench.save(1, TITLE)
    bench.save(1, "")

    page = said(bench.browser.get(bench.address("history", 1)))

    assert page.index("Nothing") < page.index(TITLE) < page.index(">Конкурс<")
    assert page.count("translator") >= 2
    assert "colleague" in page


def test_what_is_written_as_a_tag_is_shown_as_letters(bench):
    harm = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    bench.save(1, harm)

    for page in (
        bench.browser.get(bench.address("workbench"), {"s": 2}),
        bench.browser.get(bench.address("workbench"), {"s": 1}),
        bench.browser.get(bench.address("history", 1)),
    ):
        assert b"<script>alert" not in page.content
        assert b"<img src=x" not in page.content


def test_words_to_keep_are_as_many_as_a_text_can_have(bench):
    """Each is looked for in the whole text: a million of them would keep the server busy for minutes."""
    form = {**bench.open(1), "keep": "NATO " * 10_000}

    assert bench.send(1, form, "save", text=TITLE).status_code == 422
    assert bench.send(1, {**form, "keep": "NATO EU"}, "save", text=TITLE).status_code == 302
