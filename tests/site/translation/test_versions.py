"""Undoing, putting an earlier version back, and what has changed between two versions or two moments."""

from datetime import timedelta

import pytest

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from uramost_web.translation import actions, restoring
from uramost_web.translation.models import Origin, TargetState

pytestmark = pytest.mark.django_db
TITLE = office.SERBIAN[office.TITLE]


@pytest.fixture
def written(bench):
    """The first sentence in three versions."""
    bench.save(1, "Оглас", act="save")
    bench.save(1, TITLE)
    bench.save(1, "Конкурс за лектора", act="save")
    return bench


def put_back(bench, version, seen=3):
    return bench.browser.post(bench.address("history", 1), {"version": version, "seen": seen}, follow=True)


def test_an_earlier_version_comes_back_as_a_new_one_confirmed_as_it_was(written):
    page = said(put_back(written, 2))

    target = written.target(1)
    assert "Put back." in page
    assert (target.text, target.state, target.version) == (TITLE, TargetState.CONFIRMED, 4)
    assert target.origin == Origin.RESTORED
    assert list(target.changes.values_list("text", flat=True)) == ["Оглас", TITLE, "Конкурс за лектора", TITLE]


def test_the_empty_beginning_can_be_put_back(written):
    put_back(written, 0)

    assert (written.target(1).text, written.target(1).state) == ("", TargetState.EMPTY)


@pytest.mark.parametrize("version", ["7", "x", "", "-1", "9" * 30])
def test_a_version_that_never_was_is_not_put_back(written, version):
    put_back(written, version)

    assert written.target(1).version == 3


def test_what_somebody_else_has_written_meanwhile_is_not_put_aside(written, other_bench):
    other_bench.save(1, "Конкурс за тумача")

    page = said(put_back(written, 2))

    assert "colleague has changed this sentence meanwhile" in page
    assert written.target(1).text == "Конкурс за тумача"


def test_what_said_the_old_source_is_out_of_date_when_it_comes_back(written, notice, officer):
    from uramost_web.notices import actions as notices

    segment = notice.given().segments.get(position=1)
    notices.correct(notice=notice, segment=segment, text="Konkurs për dy përkthyes", seen=1, by=officer, at=AT)

    put_back(written, 2)

    assert written.target(1).is_stale()
    assert not written.target(1).is_done()


def test_strangers_and_officers_put_nothing_back(written, client, stranger, officer):
    for person, status in ((stranger, 404), (officer, 403)):
        client.force_login(person)
        assert client.post(written.address("history", 1), {"version": 2, "seen": 3}).status_code == status
    assert written.target(1).version == 3


# Undo --------------------------------------------------------------------------------------------


def undo(bench, **changed):
    return bench.send(1, bench.open(1), "undo", **changed)


def test_undoing_twice_goes_back_twice(written):
    undo(written)
    assert written.target(1).text == TITLE
    undo(written)
    assert written.target(1).text == "Оглас"
    undo(written)
    assert written.target(1).text == ""
    page = said(written.browser.get(undo(written).url))

    assert "There is nothing to undo." in page
    assert written.target(1).version == 6


def test_putting_back_can_itself_be_undone(written):
    put_back(written, 1)

    undo(written)

    assert written.target(1).text == "Конкурс за лектора"


def test_what_stood_in_the_box_is_kept_in_the_history_before_undoing(written):
    undo(written, text="Још нешто")

    assert written.target(1).text == "Конкурс за лектора"
    assert "Још нешто" in written.target(1).changes.values_list("text", flat=True)


def test_undo_meets_somebody_else_as_saving_does(written, other_bench):
    form = written.open(1)
    other_bench.save(1, "Конкурс за тумача")

    answer = written.send(1, form, "undo", text="Мој текст")

    assert answer.status_code == 409
    assert "Мој текст</textarea>" in said(answer)


def test_undo_needs_somebody_who_may_write(written, officer):
    with pytest.raises(actions.NotAllowed):
        restoring.undo(target=written.target(1), seen=3, by=officer, at=AT)


# Comparing ---------------------------------------------------------------------------------------


def test_two_versions_are_compared_by_word_in_the_script_one_works_in(written):
    page = said(written.browser.get(written.address("history", 1), {"old": 2, "new": 3, "script": "sr-Latn"}))

    assert "From version 2 to version 3" in page
    assert "removed: </span>prevodioca" in page
    assert "added: </span>lektora" in page


@pytest.mark.parametrize("query", [{"old": "9", "new": "1"}, {"old": "x", "new": ""}, {"old": "-1", "new": "1"}])
def test_versions_that_never_were_are_not_compared(written, query):
    answer = written.browser.get(written.address("history", 1), query)

    assert answer.status_code == 200
    assert answer.context["pieces"] is None


@pytest.fixture
def later(notice, translator, reviewer, serbian):
    """Handed over, returned the day after, and the title said otherwise on the day after that."""
    office.translate(notice, translator, AT)
    actions.send_back(translation=serbian, comment="Наслов.", by=reviewer, at=AT + timedelta(days=1))
    target = serbian.targets.select_related("segment").get(segment__position=1)
    actions.write(
        target=target, text="Конкурс за тумача", seen=1, confirm=True, by=translator, at=AT + timedelta(days=2)
    )


@pytest.mark.usefixtures("later")
def test_what_has_changed_since_it_was_returned(bench):
    page = said(bench.browser.get(bench.address("changes"), {"since": "returned"}))

    assert "1 sentence says something else" in page
    assert "removed: </span>преводиоца" in page


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"since": "2026-03-03", "until": "2026-03-05"}, 1),
        ({"since": "2026-03-03", "until": "2026-03-03"}, 0),
        ({"until": "2026-03-03"}, 5),
        ({"since": "2026-03-02T10:00:00+00:00"}, 1),
        ({"since": "2026-03-05T10:00:00"}, 0),
        ({"since": "submitted"}, 1),
    ],
)
@pytest.mark.usefixtures("later")
def test_between_two_moments(bench, query, number):
    assert len(bench.browser.get(bench.address("changes"), query).context["rows"]) == number


@pytest.mark.parametrize(
    "query", [{}, {"since": "returned"}, {"since": "x"}, {"since": "T"}, {"until": "\0"}, {"since": "0001-01-01T00:00"}]
)
def test_strange_moments_show_a_page_all_the_same(bench, query):
    assert bench.browser.get(bench.address("changes"), query).status_code == 200


def test_the_notice_leads_to_what_has_changed_since_it_went_out(gracanica, officer, translator, reviewer, client):
    notice = office.publish_notice(gracanica, officer, translator, reviewer, AT)
    client.force_login(officer)

    page = said(client.get(f"/en/desk/notices/{notice.pk}/"))
    address = page.split("/changes/?since=")[1].split('"')[0]
    row = notice.given().translations.get()

    assert client.get(f"/en/desk/translations/{row.pk}/changes/?since={address}").context["rows"] == []
