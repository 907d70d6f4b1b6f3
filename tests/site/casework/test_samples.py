"""A sample of answers: who draws it, who scores it, what everybody sees of it and what nobody does."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from tests.conftest import make_person
from tests.site.casework.test_times import answered, read
from tests.site.pages import queries_of
from uramost import fairness
from uramost.fairness import CHECKLIST, BadMarks
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import completeness, export, privacy, sample_acts, times
from uramost_web.casework.history import Refused
from uramost_web.casework.models import Case, Entry, Reading
from uramost_web.casework.samples import Sample, SampledAnswer
from uramost_web.places.permissions import NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = timedelta(days=1)
GOOD = {item.code: "yes" for item in CHECKLIST}
POOR = {**GOOD, "reasons": "no"}
WAITED = 5


@pytest.fixture
def quarter():
    """The last one that is over."""
    return next(one for one in times.periods(timezone.localdate())[1:] if sample_acts.over(one))


@pytest.fixture
def author(gracanica):
    return make_person("author@example.org", municipality=gracanica, roles=("clerk",))


def replied(service, language, quarter, number, by, *, text="Светло је поправљено."):
    """So many cases of the quarter, each answered by somebody."""
    came = timezone.make_aware(datetime.combine(quarter.since, datetime.min.time())) + 2 * DAY
    rows = answered(service, language, came, number, lambda at: WAITED)
    Entry.objects.bulk_create(
        Entry(
            case=row, number=1, at=row.answered_at, by=by, who="clerk", move="answer", after="answered", text=text,
            language=language,
        )
        for row in rows
    )  # fmt: skip
    return rows


def drawn(place, quarter, administrator, *, each=30, seed=None, at=None):
    return sample_acts.draw_sample(
        place=place, period=quarter, each=each, by=administrator, at=at or timezone.now(), seed=seed
    )


def scored(sample, by, marks, at=None):
    """Everything of a sample, `marks(answer)` each."""
    for answer in sample.answers.all():
        sample_acts.score(answer=answer, marks=marks(answer), by=by, at=at or timezone.now() - 2 * DAY)


def test_alike_of_every_language_and_anybody_can_draw_it_again(lights, quarter, administrator, author):
    replied(lights, "sq", quarter, 40, author)
    replied(lights, "sr-Cyrl", quarter, 8, author)
    replied(lights, "sr-Latn", quarter, 8, author)
    sample = drawn(lights.municipality, quarter, administrator, each=12)

    assert sample.pool == {"sq": 40, "sr": 16}
    pool: dict[str, list[str]] = {"sq": [], "sr": []}
    for reference, tag in Case.objects.values_list("reference", "language"):
        pool[tag.partition("-")[0]].append(reference)
    again = fairness.draw(pool, each=12, seed=sample.seed)
    rows = list(sample.answers.values_list("case__reference", "language", "twice"))
    assert rows == [(one.key, one.group, one.twice) for one in again]
    assert len(rows) == 24
    entry = AuditEntry.objects.get(verb="completeness.draw")
    assert entry.values == {"period": quarter.key, "answers": 24}


def test_it_is_drawn_once_of_a_quarter_that_is_over_and_by_an_administrator(  # noqa: PLR0917 – the cast
    lights, quarter, administrator, clerk, head, author
):
    place = lights.municipality
    with pytest.raises(Refused, match="nothing_to_draw"):
        drawn(place, quarter, administrator)
    replied(lights, "sq", quarter, 3, author)
    for person in (clerk, head):
        with pytest.raises(NotAllowed):
            drawn(place, quarter, person)
    with pytest.raises(Refused, match="not_over"):
        drawn(place, times.periods(timezone.localdate())[0], administrator)
    drawn(place, quarter, administrator)
    with pytest.raises(Refused, match="drawn_already"):
        drawn(place, quarter, administrator)
    assert quarter not in sample_acts.to_draw(place, timezone.localdate())


def test_the_first_answer_is_read_also_one_in_another_language_and_none_that_has_gone(
    lights, quarter, administrator, author
):
    rows = replied(lights, "sq", quarter, 4, author, text="Светло ради.")
    Case.objects.filter(pk=rows[0].pk).update(anonymised_at=timezone.now())
    Case.objects.filter(pk=rows[1].pk).update(outcome="competing")
    for number, text in ((2, "Још једном."), (3, "И опет.")):
        Entry.objects.create(
            case=rows[2], number=number, at=timezone.now(), who="clerk", move="answer", after="answered", text=text
        )
    sample = drawn(lights.municipality, quarter, administrator)

    assert {answer.case_id: answer.entry.number for answer in sample.answers.all()} == {rows[2].pk: 1, rows[3].pk: 1}
    assert {answer.language for answer in sample.answers.all()} == {"sq"}


def test_an_answer_that_was_taken_back_is_not_the_one_that_is_read(lights, quarter, administrator, author):
    (row,) = replied(lights, "sq", quarter, 1, author)
    again = row.answered_at + DAY
    Case.objects.filter(pk=row.pk).update(answered_at=again)
    for number, move, at in ((2, "undo", again - DAY / 2), (3, "answer", again), (4, "answer", again + DAY)):
        Entry.objects.create(case=row, number=number, at=at, who="clerk", move=move, after="answered", text="Светло.")

    assert drawn(lights.municipality, quarter, administrator).answers.get().entry.number == 3


def test_what_has_left_a_sample_while_somebody_read_it_is_refused(lights, quarter, administrator, clerk, author):
    (row,) = replied(lights, "sq", quarter, 1, author)
    answer = drawn(lights.municipality, quarter, administrator).answers.get()
    privacy.anonymise(case=row, at=timezone.now())
    with pytest.raises(Refused, match="made_anonymous"):
        sample_acts.score(answer=answer, marks=GOOD, by=clerk, at=timezone.now())


def test_reading_an_answer_is_not_reading_what_its_resident_wrote_since(  # noqa: PLR0917 – the cast
    client, lights, quarter, administrator, head, author
):
    (row,) = replied(lights, "sq", quarter, 1, author)
    drawn(lights.municipality, quarter, administrator)
    Case.objects.update(wrote_at=timezone.now())
    client.force_login(head)
    client.get(reverse("cases:score", args=["gracanice", quarter.key, 1]))
    row.refresh_from_db()
    assert row.wrote_at is not None


def test_what_a_resident_supplied_at_the_counter_is_read_as_what_they_said(  # noqa: PLR0917 – the cast
    client, lights, quarter, administrator, head, author
):
    (row,) = replied(lights, "sr-Cyrl", quarter, 1, author)
    Entry.objects.filter(case=row).update(number=4)
    for number, move, text in ((2, "supply", "Код школе."), (3, "note", "Звао сам.")):
        Entry.objects.create(case=row, number=number, at=row.answered_at, by=author, who="clerk", move=move, text=text)
    drawn(lights.municipality, quarter, administrator)
    client.force_login(head)
    page = client.get(reverse("cases:score", args=["gracanice", quarter.key, 1])).content.decode()
    assert ("Kod škole." in page, "Zvao" in page) == (True, False)


def test_nobody_scores_an_answer_in_whose_case_they_had_a_part(  # noqa: PLR0917 – the cast
    lights, quarter, administrator, clerk, head, author
):
    first, second, third = replied(lights, "sq", quarter, 3, author)
    Case.objects.filter(pk=second.pk).update(assignee=head)
    Entry.objects.create(case=third, number=2, at=timezone.now(), by=head, who="clerk", move="note", after="answered")
    sample = drawn(lights.municipality, quarter, administrator)
    answers = {answer.case_id: answer for answer in sample.answers.all()}

    assert sample_acts.following(sample, author) is None
    assert sample_acts.following(sample, head) == answers[first.pk]
    for person, case in ((author, first), (head, second), (head, third)):
        with pytest.raises(Refused, match="own_answer"):
            sample_acts.score(answer=answers[case.pk], marks=GOOD, by=person, at=timezone.now())
    with pytest.raises(NotAllowed):
        sample_acts.score(answer=answers[first.pk], marks=GOOD, by=administrator, at=timezone.now())
    with pytest.raises(BadMarks, match="missing"):
        sample_acts.score(answer=answers[first.pk], marks={}, by=clerk, at=timezone.now())
    sample_acts.score(answer=answers[first.pk], marks=GOOD, by=clerk, at=timezone.now())
    assert AuditEntry.objects.filter(verb="completeness.score", by=clerk).count() == 1


def test_one_in_five_is_scored_by_two_who_do_not_know_of_each_other(  # noqa: PLR0917 – the cast
    client, lights, quarter, administrator, clerk, head, author
):
    replied(lights, "sq", quarter, 6, author)
    sample = drawn(lights.municipality, quarter, administrator)
    scored(sample, clerk, lambda answer: GOOD)
    twice, once = sample.answers.filter(twice=True), sample.answers.filter(twice=False)
    assert (twice.count(), once.count()) == (2, 4)

    assert sample_acts.following(sample, clerk) is None
    assert sample_acts.following(sample, head) == twice[0]
    client.force_login(head)
    page = client.get(reverse("cases:score", args=["gracanice", quarter.key, twice[0].number])).content.decode()
    assert "How it was scored" not in page
    for person, answer in ((clerk, twice[0]), (head, once[0])):
        with pytest.raises(Refused, match="scored_already"):
            sample_acts.score(answer=answer, marks=GOOD, by=person, at=timezone.now())
    sample_acts.score(answer=twice[0], marks=POOR, by=head, at=timezone.now())
    row, third = twice[0], make_person("third@example.org", municipality=lights.municipality, roles=("head",))
    assert (row.marks, row.second_marks) == (GOOD, POOR)
    with pytest.raises(Refused, match="scored_already"):
        sample_acts.score(answer=row, marks=GOOD, by=third, at=timezone.now())
    with pytest.raises(IntegrityError):
        SampledAnswer.objects.filter(pk=row.pk).update(second_by=clerk)


def test_half_a_sample_is_not_shown_and_nothing_of_today(lights, quarter, administrator, clerk, author):
    replied(lights, "sq", quarter, 30, author)
    replied(lights, "sr-Cyrl", quarter, 30, author)
    sample = drawn(lights.municipality, quarter, administrator)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    answers = list(sample.answers.all())

    def shown():
        return times.counted(lights.municipality, quarter, midnight).answers.report.total

    for answer in answers[:-1]:
        sample_acts.score(answer=answer, marks=GOOD, by=clerk, at=midnight - DAY)
    assert shown() is None
    sample_acts.score(answer=answers[-1], marks=GOOD, by=clerk, at=midnight + timedelta(minutes=1))
    assert shown() is None
    Sample.objects.update(finished_at=midnight - DAY)
    SampledAnswer.objects.update(scored_at=midnight - DAY)
    assert shown().total == 60


def test_the_page_says_in_which_language_answers_are_complete_less_often(  # noqa: PLR0917 – the cast
    client, lights, quarter, administrator, clerk, head, author
):
    for language in ("sq", "sr-Cyrl"):
        replied(lights, language, quarter, 60, author)
    sample = drawn(lights.municipality, quarter, administrator, each=60, seed=1)
    before = timezone.now() - 2 * DAY
    scored(sample, clerk, lambda answer: POOR if answer.language == "sr" and answer.number % 2 else GOOD)
    for answer in sample.answers.filter(twice=True):
        sample_acts.score(answer=answer, marks=GOOD, by=head, at=before)

    page = read(client, lights.municipality, period=quarter.key)
    assert "Answers to people who asked for one in Serbian were complete less often than answers to others" in page
    assert "in a hundred fewer." in page
    assert "Two people read 24 of these answers" in page
    table = client.get(
        reverse("casework:times_csv", args=["gracanice"]), {"period": quarter.key, "table": "answers"}
    ).content.decode()
    rows = [line.split(",")[:3] for line in table.splitlines()[1:]]
    assert [row[:2] for row in rows] == [["sq", "60"], ["sr", "60"], ["(all)", "120"]]
    assert rows[0][2] == "60"
    assert 20 <= int(rows[1][2]) <= 40
    assert client.get(reverse("casework:times_csv", args=["gracanice"]), {"table": "cases"}).status_code == 404


def test_a_language_that_the_waits_do_not_show_alone_is_not_shown_here_either(  # noqa: PLR0917 – the cast
    client, lights, quarter, administrator, clerk, author
):
    for language, number in (("sq", 40), ("sr-Cyrl", 30), ("tr", 20), ("bs", 9)):
        replied(lights, language, quarter, number, author)
    scored(drawn(lights.municipality, quarter, administrator), clerk, lambda answer: GOOD)

    page = read(client, lights.municipality, period=quarter.key)
    assert "Turkish" not in page
    assert "Bosnian" not in page
    found = times.counted(lights.municipality, quarter, timezone.now()).answers
    assert [(one.name, one.share.total) for one in found.report.groups] == [("sq", 30), ("sr", 30), ("", 29)]


def test_a_page_without_a_finished_sample_says_so(client, lights, quarter, author):
    replied(lights, "sq", quarter, 12, author)
    page = read(client, lights.municipality, period=quarter.key)
    assert "No sample of the answers of this time has been read to the end" in page


def test_what_becomes_anonymous_leaves_what_is_not_scored_and_may_finish_it(
    lights, quarter, administrator, clerk, author
):
    rows = replied(lights, "sq", quarter, 3, author)
    sample = drawn(lights.municipality, quarter, administrator)
    answers = list(sample.answers.all())
    for answer in answers[:2]:
        sample_acts.score(answer=answer, marks=POOR, by=clerk, at=timezone.now())
    for row in rows:
        privacy.anonymise(case=row, at=timezone.now())

    sample.refresh_from_db()
    assert sample.finished_at
    assert [answer.marks for answer in sample.answers.all()] == [POOR, POOR]
    assert sample_acts.following(sample, make_person("y@example.org", municipality=lights.municipality)) is None


def test_a_sample_of_which_nothing_is_left_is_finished_and_has_no_figures(  # noqa: PLR0917 – the cast
    client, lights, quarter, administrator, head, author
):
    (row,) = replied(lights, "sq", quarter, 1, author)
    sample = drawn(lights.municipality, quarter, administrator)
    privacy.anonymise(case=row, at=timezone.now())

    sample.refresh_from_db()
    assert sample.finished_at
    client.force_login(head)
    page = client.get(reverse("cases:sample", args=["gracanice", quarter.key])).content.decode()
    assert "so there are no figures" in page
    assert "Finished on" not in page


def test_where_everybody_had_a_part_it_is_said_that_nobody_can_score(client, lights, quarter, administrator, author):
    """A town hall with one clerk; whoever has left does not count."""
    away = make_person("away@example.org", municipality=lights.municipality, roles=("clerk",))
    type(away).objects.filter(pk=away.pk).update(is_active=False)
    replied(lights, "sq", quarter, 3, author)
    sample = drawn(lights.municipality, quarter, administrator)
    assert sample_acts.beyond_reach(sample) == 3
    client.force_login(administrator)
    address = reverse("cases:sample", args=["gracanice", quarter.key])
    assert "Nobody here can score 3 answers" in client.get(address).content.decode()

    other = make_person("other@example.org", municipality=lights.municipality, roles=("head",))
    assert "Nobody here can score" not in client.get(address).content.decode()
    Case.objects.filter(pk=sample.answers.first().case_id).update(assignee=other)
    assert sample_acts.beyond_reach(sample) == 1
    sample_acts.score(answer=sample.answers.last(), marks=GOOD, by=other, at=timezone.now())
    assert sample_acts.beyond_reach(sample) == 1


def test_a_resident_finds_in_their_export_what_was_scored_and_by_nobody_s_name(
    lights, quarter, administrator, clerk, author
):
    (row,) = replied(lights, "sq", quarter, 1, author)
    scored(drawn(lights.municipality, quarter, administrator), clerk, lambda answer: POOR)
    (said,) = export.everything(row, timezone.now())["sampled"]
    assert said["marks"] == POOR
    assert said["sample"] == f"gracanice {quarter.key}"
    assert not {"scored_by", "second_by"} & said.keys()


def test_the_journey_of_a_sample_at_the_desk(  # noqa: PLR0917 – the cast
    client, lights, quarter, administrator, head, author
):
    replied(lights, "sr-Cyrl", quarter, 2, author)
    Case.objects.update(name="Неко Нечији", email="resident@example.org", text="Светло не ради.")
    client.force_login(administrator)
    samples = reverse("cases:samples", args=["gracanice"])
    assert client.get(reverse("cases:sample_places")).url == samples
    assert client.post(samples, {"period": quarter.key, "each": "3"}).status_code == 422
    assert client.post(samples, {"period": "1999-1", "each": "30"}).status_code == 422
    page = client.post(samples, {"period": quarter.key, "each": "30"}, follow=True)
    assert "The sample is drawn." in page.content.decode()
    assert "Score the next answer" not in page.content.decode()
    assert "The answers" not in page.content.decode()  # numbers lead to cases, which administrators do not see
    first = reverse("cases:score", args=["gracanice", quarter.key, 1])
    assert client.get(first).status_code == 403

    client.force_login(head)
    page = client.get(first).content.decode()
    assert "Svetlo ne radi." in page
    assert "Svetlo je popravljeno." in page
    assert not any(word in page for word in ("Неко", "Neko", "resident@", "T-0000", "author"))
    assert Reading.objects.filter(person=head).count() == 1
    wrong = client.post(first, {**GOOD, "asked": "not_applicable"})
    assert wrong.status_code == 422
    assert 'href="#id_asked_0"' in wrong.content.decode()
    onwards = client.post(first, POOR)
    assert onwards.url == reverse("cases:score", args=["gracanice", quarter.key, 2])
    done = client.post(onwards.url, GOOD, follow=True).content.decode()
    assert "There is nothing left in this sample that you can score." in done
    assert "Finished on" in done
    again = client.get(first).content.decode()
    assert "How it was scored" in again
    assert "This answer has been scored already." in again
    client.force_login(author)
    assert "You had a part in this case." in client.get(first).content.decode()


def test_many_answers_cost_no_more(  # noqa: PLR0917 – the cast
    client, lights, quarter, administrator, head, author
):
    client.force_login(head)
    pages = [reverse("cases:samples", args=["gracanice"]), reverse("cases:sample", args=["gracanice", quarter.key])]
    pages.append(f"{pages[1]}1/")
    replied(lights, "sq", quarter, 2, author)
    drawn(lights.municipality, quarter, administrator)

    few = queries_of(client, pages)
    Sample.objects.all().delete()
    replied(lights, "sq", quarter, 40, author)
    replied(lights, "tr", quarter, 40, author)
    drawn(lights.municipality, quarter, administrator)
    assert queries_of(client, pages) == few


def test_what_is_counted_of_a_sample_is_what_its_rows_say():
    now: Any = timezone.now()
    rows = [("sq", 1, GOOD if number < 8 else POOR, GOOD, now if number % 2 else None) for number in range(20)]
    found = completeness.of_rows(rows, now, 10, frozenset())

    assert (found.report.total.count, found.report.total.total) == (8, 20)
    assert {code: one.count for code, one in found.items}["reasons"] == 8
    assert (found.agreement.agreed.count, found.agreement.agreed.total) == (4, 10)
    assert completeness.of_rows(rows[:19], now, 10, frozenset()).agreement is None
