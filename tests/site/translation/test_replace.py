"""Search and replace: seen first, changed together, never over somebody else's work, and taken back as a whole."""

import pytest

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from uramost_web.notices import actions as notices
from uramost_web.translation.models import Replacement, TargetState

pytestmark = pytest.mark.django_db
SAID = (
    "Конкурс за преводиоца",
    "Општина расписује конкурс за преводиоца.",
    "Рок је 15 дана, до 12. марта 2026.",
    "Диплома преводиоца",
)


@pytest.fixture
def done(bench):
    """Four sentences translated, the last a draft."""
    bench.have(*SAID, drafts=(4,))
    return bench


def look(bench, **query: str):
    return bench.browser.get(bench.address("replace"), query)


def picks(answer) -> list[str]:
    return [change.pick for change in answer.context["found"]]


def apply(bench, picked, **form: str):
    return bench.browser.post(bench.address("replace"), {"act": "replace", "pick": picked, **form}, follow=True)


def test_what_would_change_is_shown_and_nothing_is_changed(done):
    answer = look(done, wanted="преводиоца", instead="тумача")

    page = said(answer)
    assert picks(answer) == ["1:1", "2:1", "4:1"]
    assert "3 sentences would change" in page
    assert "removed: </span>преводиоца" in page
    assert "added: </span>тумача" in page
    assert page.count('type="checkbox" name="pick"') == 3
    assert done.target(1).text == SAID[0]


def test_whole_words_and_capitals_are_chosen(done):
    assert len(picks(look(done, wanted="конкурс", instead="оглас"))) == 2
    assert len(picks(look(done, wanted="конкурс", instead="оглас", match_case="on"))) == 1
    assert picks(look(done, wanted="превод", instead="x", whole_words="on")) == []


def test_what_is_ticked_is_changed_and_becomes_a_draft(done):
    page = said(apply(done, ["1:1", "4:1"], wanted="преводиоца", instead="тумача", state="draft"))

    assert "Replaced in 2 sentences." in page
    assert [done.target(position).text for position in (1, 2, 4)] == [
        "Конкурс за тумача", SAID[1], "Диплома тумача",
    ]  # fmt: skip
    assert [done.target(position).state for position in (1, 2)] == [TargetState.DRAFT, TargetState.CONFIRMED]
    assert done.target(1).changes.last().replacement is not None


def test_what_was_confirmed_can_stay_so_and_a_draft_stays_a_draft(done):
    apply(done, ["1:1", "4:1"], wanted="преводиоца", instead="тумача", state="keep")

    assert [done.target(position).state for position in (1, 4)] == [TargetState.CONFIRMED, TargetState.DRAFT]


def test_what_is_replaced_is_checked_again(done):
    apply(done, ["3:1"], wanted="15", instead="51", state="keep")

    assert any("15" in finding["values"]["expected"] for finding in done.target(3).findings)


def test_a_sentence_changed_meanwhile_is_left_alone_and_told(done, other_bench):
    picked = picks(look(done, wanted="преводиоца", instead="тумача"))
    other_bench.save(2, "Општина тражи преводиоца.")

    page = said(apply(done, picked, wanted="преводиоца", instead="тумача"))

    assert "Replaced in 2 sentences." in page
    assert "sentences 2." in page
    assert done.target(2).text == "Општина тражи преводиоца."


def test_a_replacement_is_taken_back_as_a_whole(done):
    apply(done, ["1:1", "2:1", "4:1"], wanted="преводиоца", instead="тумача")
    row = Replacement.objects.get()

    page = said(done.browser.post(done.address("replace"), {"act": "undo", "replacement": row.pk}, follow=True))

    assert "Taken back in 3 sentences." in page
    assert [done.target(position).text for position in (1, 2, 3, 4)] == list(SAID)
    assert [done.target(position).state for position in (1, 4)] == [TargetState.CONFIRMED, TargetState.DRAFT]
    assert "Take it back" not in page
    assert list(done.target(1).changes.values_list("version", flat=True)) == [1, 2, 3]


def test_what_was_written_after_a_replacement_is_not_taken_back(done):
    apply(done, ["1:1", "2:1"], wanted="преводиоца", instead="тумача")
    done.save(2, "Општина тражи тумача.")
    row = Replacement.objects.get()

    page = said(done.browser.post(done.address("replace"), {"act": "undo", "replacement": row.pk}, follow=True))
    again = done.browser.post(done.address("replace"), {"act": "undo", "replacement": row.pk}, follow=True)

    assert "sentences 2." in page
    assert (done.target(1).text, done.target(2).text) == (SAID[0], "Општина тражи тумача.")
    assert "Taken back in 0 sentences." in said(again)


def test_in_latin_one_searches_in_latin_and_cyrillic_is_kept(done):
    done.page(script="sr-Latn")

    answer = look(done, wanted="prevodioca", instead="tumača")
    apply(done, picks(answer), wanted="prevodioca", instead="tumača")

    assert "removed: </span>prevodioca" in said(answer)
    assert done.target(1).text == "Конкурс за тумача"


def test_signs_for_formatting_stay_whole(done):
    done.save(5, "⟦1⟧Три⟦/1⟧ године, 1 дан", act="save")

    apply(done, ["5:1"], wanted="1", instead="2")

    assert done.target(5).text == "⟦1⟧Три⟦/1⟧ године, 2 дан"


@pytest.mark.parametrize("pick", [[], ["x"], ["1"], ["1:99"], ["9" * 50 + ":1"], ["²:1"], ["99:1"]])
def test_whatever_was_ticked_that_is_not_there_changes_nothing(done, pick):
    answer = apply(done, pick, wanted="преводиоца", instead="тумача")

    assert answer.status_code == 200
    assert done.target(1).text == SAID[0]
    assert not Replacement.objects.exists()


def test_one_must_say_what_to_search_for(done):
    assert look(done, wanted=" ").status_code == 422
    assert look(done, wanted="а\0").status_code == 422
    assert done.browser.post(done.address("replace"), {"wanted": "", "pick": "1:1"}).status_code == 422


def test_a_translation_in_review_is_looked_through_and_not_changed(notice, serbian, translator, bench):
    office.translate(notice, translator, AT)

    assert said(look(bench, wanted="преводиоца", instead="тумача")).count("checkbox") > 0
    page = said(apply(bench, ["1:1"], wanted="преводиоца", instead="тумача"))

    assert "not open any more" in page
    assert bench.target(1).text == office.SERBIAN[office.TITLE]


def test_strangers_and_officers_replace_nothing(done, client, stranger, officer):
    for person, status in ((stranger, 404), (officer, 403)):
        client.force_login(person)
        form = {"act": "replace", "pick": "1:1", "wanted": "преводиоца", "instead": "тумача"}
        assert client.post(done.address("replace"), form).status_code == status
    client.force_login(officer)
    assert "disabled" in said(client.get(done.address("replace"), {"wanted": "преводиоца"}))
    assert done.target(1).text == SAID[0]


def test_a_replacement_of_another_translation_is_not_found(done, notice, officer):
    notices.send_to_translators(notice=notice, further=["tr"], by=officer, at=AT)
    apply(done, ["1:1"], wanted="преводиоца", instead="тумача")
    row = Replacement.objects.get()
    done.row = notice.document.translations.get(language="tr")

    for number in (str(row.pk), "", "x", "9" * 30):
        answer = done.browser.post(done.address("replace"), {"act": "undo", "replacement": number})
        assert answer.status_code == 404


def test_many_sentences_take_as_many_queries_as_few(done, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        apply(done, ["1:1", "2:1", "4:1"], wanted="преводиоца", instead="тумача")
