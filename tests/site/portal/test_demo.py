"""The demonstration shows what the site is for: notices on time and late, corrected, withdrawn and unfinished."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from tests.site import lasting
from uramost import documents, memory
from uramost_web.accounts import audit
from uramost_web.accounts.models import AuditEntry, User
from uramost_web.casework.correspondence import Post
from uramost_web.events.models import Booking, Event
from uramost_web.notices.models import Notice, Publication, PublishedText
from uramost_web.places.models import Membership, Municipality
from uramost_web.portal.demo import guidelines, people, programme, running, texts
from uramost_web.translation import pool, sampling
from uramost_web.translation.models import (
    Assignment,
    MemoryUnit,
    Origin,
    Remark,
    Sample,
    Target,
    TargetState,
    TermEntry,
    Translation,
)

TODAY = date(2026, 11, 24)


def load(**options: Any) -> str:
    said = StringIO()
    call_command("load_demo", date=TODAY, stdout=said, **options)
    return said.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, loaded once for all these stories; gives what the command said."""
    with override_settings(DEMO=True), lasting.world(django_db_blocker, tmp_path_factory.mktemp("files")):
        yield load()


@pytest.fixture
def demo(loaded: str, db: None) -> str:
    return loaded


@pytest.fixture
def public(demo: str) -> list[Notice]:
    return list(Notice.objects.public().select_related("municipality"))


def current_tags(notice: Notice) -> set[str]:
    return set(notice.texts.filter(current=True).values_list("tag", flat=True))


def out_of_date(notice: Notice) -> bool:
    """A text that can be read says less than the original."""
    reached = notice.texts.filter(current=True).values_list("source_edition", flat=True)
    return min(reached) < max(reached)


def test_about_thirty_notices_are_public_in_many_municipalities(public):
    assert len(public) >= 30
    assert len({notice.municipality_id for notice in public}) >= 14
    assert set(Municipality.objects.filter(programme=True)) <= {notice.municipality for notice in public}


def test_they_came_out_on_working_days_of_the_last_ten_months(public):
    days = [timezone.localtime(notice.published_at).date() for notice in public]

    assert max(days) < TODAY
    assert min(days) > TODAY - timedelta(days=305)
    assert all(day.weekday() < 5 for day in days)


def test_most_are_there_in_both_official_languages_from_the_first_moment(public):
    first = [notice.publications.get(number=1) for notice in public]

    assert sum(publication.missing == [] for publication in first) > len(first) * 0.7


def test_whoever_lacks_a_language_says_why_in_public(demo):
    lacking = Publication.objects.exclude(missing=[])

    assert {publication.reason_language for publication in lacking} == {"sq", "sr-Cyrl"}
    assert all(len(publication.reason) > 40 for publication in lacking)


def test_three_translations_followed_days_later_and_two_notices_still_lack_one(public):
    late = [notice for notice in public if notice.publications.exclude(missing=[]).exists()]
    complete = [notice for notice in late if {"sq", "sr-Cyrl"} <= current_tags(notice)]

    assert len(late) == 5
    assert {notice.municipality.slug for notice in late if notice not in complete} == {"zubin-potok"}
    assert {notice.publications.count() for notice in complete} == {1, 2}


def test_two_corrected_notices_are_stale_and_one_was_followed_after_thirty_hours(public):
    corrected = [
        notice for notice in public if notice.texts.filter(is_source=True, edition=2, derived_from="").exists()
    ]
    stale = [notice for notice in corrected if out_of_date(notice)]
    followed = next(notice for notice in corrected if notice not in stale)
    moments = list(followed.publications.values_list("at", flat=True))

    assert (len(corrected), len(stale)) == (3, 2)
    assert moments[2] - moments[1] == timedelta(hours=30)


def test_one_notice_was_approved_by_its_translator_and_says_so(demo):
    alone = PublishedText.objects.filter(is_source=False, second_person=False)

    assert {text.notice.municipality.slug for text in alone} == {"ranillug"}


def test_in_prizren_one_notice_speaks_all_four_languages_and_one_lacks_two(demo):
    notices = Notice.objects.public().filter(municipality__slug="prizren")
    tags = sorted((current_tags(notice) for notice in notices), key=len)

    assert tags == [{"sq", "sr-Cyrl", "sr-Latn"}, {"sq", "sr-Cyrl", "sr-Latn", "bs", "tr"}]


def test_a_notice_written_in_serbian_latin_is_kept_in_cyrillic(demo):
    document = Notice.objects.get(municipality__slug="partesh").document

    assert (document.written_in, document.language) == ("sr-Latn", "sr-Cyrl")
    assert document.segments.get(position=1).text == "Конкурс за радно место: преводилац за албански и српски језик"


def test_a_withdrawn_notice_is_not_public_but_stays_in_the_history(public):
    withdrawn = Notice.objects.get(withdrawn_at__isnull=False)

    assert withdrawn not in public
    assert withdrawn.published_at is not None
    assert withdrawn.texts.exists()


def test_post_that_proves_no_case_waits_for_the_clerks_of_gracanica(demo):
    found = Post.objects.order_by("pk").values_list("municipality__slug", "finding", "known_by", "entry")
    assert list(found) == [
        ("gracanice", "unknown_case", "number", None),
        ("gracanice", "unproven", "case", None),
        ("gracanice", "unproven", "case", None),
    ]


def test_one_event_is_over_and_two_are_to_come(demo):
    over, hearing, training = Event.objects.order_by("starts_at")

    assert over.starts_at.date() < TODAY < hearing.starts_at.date()
    assert [row.state for row in (over, hearing, training)] == ["held", "announced", "announced"]
    assert all({"sq", "sr-Cyrl"} <= row.titles.keys() for row in (over, hearing, training))
    assert over.presences.count() == running.CAME
    assert dict(training.registrations.values_list("state").annotate(Count("pk"))) == {"registered": 6, "waiting": 2}
    assert sorted(hearing.questions.values_list("state", flat=True)) == ["new", "shown"]
    assert Booking.objects.get().session.event == hearing


def test_work_waits_on_the_desk_of_gracanica(demo):
    half, review, draft = Notice.objects.filter(municipality__slug="gracanice", published_at=None).order_by("number")
    states = set(Target.objects.filter(translation__document=half.document).values_list("state", flat=True))

    assert states == {TargetState.CONFIRMED, TargetState.DRAFT, TargetState.EMPTY}
    assert Translation.objects.get(document=review.document).state == "submitted"
    assert draft.document is None
    assert "qendra" in draft.draft["text"]


def test_a_text_waits_in_the_shared_pool_and_another_is_in_work_elsewhere(demo):
    (waiting,) = pool.queue()
    taken = Assignment.objects.get(pooled=True, person__isnull=False)

    assert waiting.translation.document.municipality.slug == "vushtrri"
    assert waiting.note
    assert taken.translation.document.municipality.slug == "gjilan"
    assert taken.person.email == "translator.gracanice@example.org"
    assert set(taken.translation.targets.exclude(text="").values_list("written_by__email", flat=True)) == {
        "translator.gracanice@example.org"
    }


def test_one_text_is_late_and_others_have_their_day(demo):
    days = Translation.objects.exclude(due_date=None).exclude(state="approved").values_list("due_date", flat=True)

    assert sum(day < TODAY for day in days) == 1
    assert sum(day > TODAY for day in days) >= 3


def test_one_remark_is_settled_and_one_stands_open(demo):
    settled = Remark.objects.get(settled_at__isnull=False)
    open_ = Remark.objects.get(settled_at=None)

    assert settled.settled_by.email == "translator.gracanice@example.org"
    assert open_.settled_at is None
    assert settled.by == open_.by


def test_a_sentence_that_stands_twice_was_written_once(demo):
    repeated = Target.objects.get(origin=Origin.REPEATED)

    assert repeated.taken_from.text == repeated.segment.text
    assert repeated.taken_from.position < repeated.segment.position


def test_a_quality_sample_has_its_score(demo):
    sample = Sample.objects.get()
    score = sampling.score(sample)

    assert sample.finished_at
    assert 95 < score.value < 100
    assert score.by_dimension["style"] == 1


def test_some_terms_are_approved_by_the_reviewer_and_most_are_proposed(demo):
    approved = TermEntry.objects.filter(status="approved")

    assert set(approved.values_list("key", flat=True)) == set(programme.APPROVED)
    assert {term.decided_by.email for term in approved} == {"reviewer.gracanice@example.org"}
    assert TermEntry.objects.filter(status="proposed").count() > 200


def test_the_checks_find_no_error_in_what_is_public(demo):
    faults = [
        (finding["code"], target.segment.text, target.text)
        for target in Target.objects.exclude(findings=[]).select_related("segment")
        for finding in target.findings
        if finding["severity"] == "error"
    ]

    assert faults == []


def test_everybody_logs_in_with_the_password_that_is_printed(demo, client):
    accounts = [line.split()[0] for line in demo.splitlines() if "@" in line]

    assert people.PASSWORD in demo
    assert len(accounts) == User.objects.filter(email__endswith="@example.org").count() == 28
    for address in accounts:
        assert client.login(email=address, password=people.PASSWORD), address


def test_nobody_has_the_name_of_a_person_and_municipal_staff_have_one_role(demo):
    assert all(user.name.startswith("Demo ") for user in User.objects.all())
    assert Membership.objects.filter(municipality__slug="gracanice").values("role").distinct().count() == 6
    assert not Membership.objects.filter(user__email__in=["resident@example.org", "admin@example.org"]).exists()


def test_the_officer_sees_the_desk_without_a_second_step(demo, client):
    client.post(reverse("account_login"), {"login": "officer.gracanice@example.org", "password": people.PASSWORD})

    page = client.get(reverse("desk"))

    assert page.status_code == 200
    assert "gjelbërimit" in page.content.decode()


def test_all_of_it_stands_in_an_unbroken_audit_log(demo):
    assert audit.verify() == AuditEntry.objects.count()
    assert AuditEntry.objects.filter(verb="notice.published").count() == Publication.objects.count() - 3  # corrections


def test_a_second_time_nothing_changes_and_it_says_so(demo):
    def everything() -> list[Any]:
        return [
            AuditEntry.objects.count(),
            MemoryUnit.objects.count(),
            list(Notice.objects.values()),
            User.objects.count(),
        ]

    before = everything()

    assert "nothing was changed" in load()
    assert everything() == before


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 5, 1), date(2028, 2, 29)])
def test_the_languages_of_every_notice_fit_each_other_whenever_it_is_loaded(day):
    for story in texts.stories():
        wanted = len(texts.sentences(story, story.source, day))
        assert all(len(texts.sentences(story, tag, day)) == wanted for tag in story.translations)


def test_a_sentence_too_few_in_one_language_is_said_loudly(tmp_path: Path):
    file = '''
kind = "call"
place = "gjilan"
days_ago = 1
time = "09:00"
texts.sq = """Titulli\n\nFjalia e parë. Fjalia e dytë."""
texts.sr-Cyrl = """Наслов\n\nЈедна реченица."""
'''
    (tmp_path / "broken.toml").write_text(file, encoding="utf-8")
    (story,) = texts.stories(tmp_path)

    with pytest.raises(texts.NotAligned, match=r"broken, paragraph 1: .* 2 sentences in sq, .* 1 in sr-Cyrl"):
        texts.sentences(story, "sr-Cyrl", TODAY)


def test_a_day_in_a_text_is_a_working_day_in_the_language_of_the_text():
    friday = date(2026, 2, 27)
    said = {tag: texts.dated("{+1} {year+1}", tag, friday) for tag in ("sq", "sr-Cyrl", "tr", "en")}

    assert said == {
        "sq": "2 mars 2026 2027",
        "sr-Cyrl": "2. марта 2026. године 2027",
        "tr": "2 Mart 2026 2027",
        "en": "2 March 2026 2027",
    }


def test_the_long_document_has_headings_lists_tables_and_bold_words():
    read = documents.read(guidelines.long_document(), "guidelines.docx")
    kinds = {block.kind for block in read.blocks}
    marks = {placeable.kind for block in read.blocks for placeable in block.placeables}

    assert {"heading", "paragraph", "item", "cell"} <= kinds
    assert marks == {"bold"}
    assert read.remarks == ()


def test_every_segment_of_the_long_document_has_its_serbian():
    read = documents.read(guidelines.long_document(), "guidelines.docx")
    segments = [part.rstrip() for block in read.blocks for part in documents.segments(block.text, "sq")]

    assert len(segments) >= 110
    assert [source for source, _ in guidelines.long_pairs()] == segments
    assert all(source.count("⟦") == target.count("⟦") for source, target in guidelines.long_pairs())


def test_the_memory_offers_something_similar_but_not_the_same_for_forty_percent_of_it(demo):
    units = MemoryUnit.objects.filter(origin="demonstration")
    known = memory.Memory(memory.Unit(unit.pk, unit.source, unit.target, unit.origin) for unit in units)
    best = [match[0].score for source, _ in guidelines.long_pairs() if (match := known.lookup(source, minimum=75))]

    assert units.count() == len(guidelines.long_pairs()) * 40 // 100
    assert sum(75 <= score < 100 for score in best) >= units.count()
    assert not any(score == 100 for score in best)


def test_every_public_notice_can_be_read_and_is_marked_as_a_demonstration(public, client):
    for notice in public:
        page = client.get(notice.get_absolute_url())
        assert page.status_code == 200, notice
        assert 'class="demo-banner"' in page.content.decode(), notice
