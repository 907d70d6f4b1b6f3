"""Terms at the desk: one person proposes, another approves, and a load of the pack takes nothing back."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT, make_person
from tests.site.pages import said
from uramost.terms import DOMAINS
from uramost_web.accounts import audit
from uramost_web.accounts.models import AuditEntry
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import rules, term_acts, term_words
from uramost_web.translation.models import TermEntry
from uramost_web.translation.term_acts import Changed, NotNow

pytestmark = pytest.mark.django_db
TYPED = {
    "domain": "education",
    "source": "Law 02/L-37, Art. 19",
    "names_sq": "orë mësimore; orë",
    "names_sr-Cyrl": "čas nastave",
    "names_en": "lesson",
    "definition_sr-Cyrl": "Jedinica nastave u školi.",
    "forbidden_sr-Cyrl": "sat nastave",
}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def post(client):
    """Somebody sends a form to a page of the terms."""

    def send(person, key="", **form):
        client.force_login(person)
        address = reverse("terms:term", args=[key]) if key else reverse("terms:new")
        return client.post(address, form, follow=True)

    return send


@pytest.fixture
def lesson(post, translator):
    assert post(translator, **TYPED).status_code == 200
    return TermEntry.objects.get(key="lesson")


def last() -> AuditEntry:
    return AuditEntry.objects.latest("sequence")


def test_a_translator_proposes_and_serbian_typed_in_latin_is_kept_in_cyrillic(lesson, translator):
    assert lesson.status == "proposed"
    assert lesson.texts == {"sq": ["orë mësimore", "orë"], "sr-Cyrl": ["час наставе"], "en": ["lesson"]}
    assert lesson.definitions == {"sr-Cyrl": "Јединица наставе у школи."}
    assert lesson.forbidden == {"sr-Cyrl": ["сат наставе"]}
    assert (last().verb, last().by, audit.sentence(last())) == (
        "term.proposed",
        translator,
        "proposed the term lesson",
    )


def test_a_second_term_of_the_same_name_has_an_address_of_its_own(post, translator, lesson):
    post(translator, **TYPED)
    assert TermEntry.objects.filter(key="lesson-2").exists()


def test_a_reviewer_approves_and_the_checks_ask_for_it(post, reviewer, lesson):
    answer = post(reviewer, lesson.key, act="approve", seen=lesson.version)

    lesson.refresh_from_db()
    assert (lesson.status, lesson.decided_by, lesson.decided_as) == ("approved", reviewer, "reviewer")
    assert "Reviewer, Gračanica" in said(answer)
    assert last().verb == "term.approved"
    rules.forget()
    assert [term.id for term in rules.terms() if term.status == "approved"] == ["lesson"]


def test_a_translator_may_not_approve(post, translator, lesson):
    assert post(translator, lesson.key, act="approve", seen=lesson.version).status_code == 403
    lesson.refresh_from_db()
    assert lesson.status == "proposed"


def test_nobody_approves_their_own_words(post, reviewer):
    post(reviewer, **TYPED)
    row = TermEntry.objects.get(key="lesson")

    answer = post(reviewer, "lesson", act="approve", seen=row.version)

    assert answer.status_code == 403
    assert "somebody else has to approve it" in said(answer)
    row.refresh_from_db()
    assert row.status == "proposed"


def test_a_changed_term_is_a_proposal_again_and_the_log_says_what_it_was(post, gracanica, reviewer, lesson):
    post(reviewer, lesson.key, act="approve", seen=1)
    other = make_person("administrator@example.org", municipality=gracanica, roles=("administrator",))

    post(other, lesson.key, **TYPED | {"act": "change", "seen": 2, "names_en": "teaching hour"})

    lesson.refresh_from_db()
    assert (lesson.status, lesson.texts["en"], lesson.written_by) == ("proposed", ["teaching hour"], other)
    assert last().values["before"]["texts"]["en"] == ["lesson"]
    assert last().values["after"]["texts"]["en"] == ["teaching hour"]


def test_what_is_approved_a_translator_may_not_change(post, translator, reviewer, lesson):
    post(reviewer, lesson.key, act="approve", seen=1)
    assert "may change it" in said(post(translator, lesson.key))
    form = TYPED | {"act": "change", "seen": 2, "names_en": "x"}
    assert post(translator, lesson.key, **form).status_code == 403
    lesson.refresh_from_db()
    assert lesson.texts["en"] == ["lesson"]


def test_who_saw_an_older_term_changes_nothing_and_is_told(post, translator, reviewer, lesson):
    post(translator, lesson.key, **TYPED | {"act": "change", "seen": 1, "names_en": "teaching hour"})

    answer = post(reviewer, lesson.key, act="approve", seen=1)

    assert "Somebody else has changed this term meanwhile." in said(answer)
    lesson.refresh_from_db()
    assert lesson.status == "proposed"


def test_saving_without_a_change_is_no_act(post, translator, lesson):
    entries = AuditEntry.objects.count()
    post(translator, lesson.key, **TYPED | {"act": "change", "seen": 1})
    lesson.refresh_from_db()
    assert (AuditEntry.objects.count(), lesson.version) == (entries, 1)


def test_forbidden_words_are_found_by_the_checks_and_can_be_made_a_proposal_again(reviewer, lesson):
    term_acts.decide(term=lesson, name="forbid", seen=1, by=reviewer, at=AT)
    rules.forget()
    assert [term.id for term in rules.terms() if term.status == "forbidden"] == ["lesson"]
    with pytest.raises(NotNow):
        term_acts.decide(term=lesson, name="approve", seen=2, by=reviewer, at=AT)

    term_acts.decide(term=lesson, name="reopen", seen=2, by=reviewer, at=AT)
    lesson.refresh_from_db()
    assert lesson.status == "proposed"
    assert [entry.verb for entry in AuditEntry.objects.order_by("-sequence")[:2]] == ["term.reopened", "term.forbidden"]


def test_a_proposal_is_taken_back_by_its_author_and_one_of_the_pack_by_nobody(translator, reviewer, lesson):
    of_pack = TermEntry.objects.get(key="village")
    with pytest.raises(NotAllowed):
        term_acts.drop(term=of_pack, seen=0, by=reviewer, at=AT)
    with pytest.raises(Changed):
        term_acts.drop(term=lesson, seen=7, by=translator, at=AT)
    term_acts.drop(term=lesson, seen=1, by=translator, at=AT)
    assert not TermEntry.objects.filter(key="lesson").exists()
    assert last().values["before"]["texts"]["en"] == ["lesson"]


@pytest.mark.parametrize("name", ["waiting", "new", "term"])
def test_without_a_role_the_desk_of_terms_is_closed(client, officer, lesson, name):
    address = reverse(f"terms:{name}", args=["lesson"] if name == "term" else [])
    client.logout()
    assert client.get(address).status_code == 302
    for person in (officer, make_person("resident@example.org")):
        client.force_login(person)
        before = list(TermEntry.objects.order_by("pk").values())
        for form in ({"act": "approve", "seen": 1}, {"act": "drop", "seen": 1}, TYPED | {"act": "change", "seen": 1}):
            assert client.post(address, form).status_code == 403
        assert client.get(address).status_code == 403
        assert list(TermEntry.objects.order_by("pk").values()) == before


def test_nothing_happens_by_looking(client, reviewer, lesson):
    client.force_login(reviewer)
    client.get(reverse("terms:term", args=["lesson"]), {"act": "approve", "seen": 1})
    lesson.refresh_from_db()
    assert lesson.status == "proposed"


@pytest.mark.parametrize("seen", ["", "x", "-1", "²", "9" * 5000])
def test_a_version_that_is_none_decides_nothing(post, reviewer, lesson, seen):
    post(reviewer, lesson.key, act="approve", seen=seen)
    lesson.refresh_from_db()
    assert lesson.status == "proposed"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"names_sq": "", "names_sr-Cyrl": "", "names_en": " ; "}, "Write the term in at least one language."),
        ({"forbidden_sq": "orë"}, "“orë” stands among the names too."),
        ({"names_en": "=HYPERLINK(1)"}, "a spreadsheet would take this sign for a formula"),
        ({"definition_en": "+1"}, "a spreadsheet would take this sign for a formula"),
        ({"names_en": ";".join("abcdefghijkl")}, "At most 10, please."),
        ({"names_en": "a\0b"}, "NUL character"),
        ({"domain": "nonsense"}, "nonsense"),
        ({"source": "  "}, "Source"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_is_still_there(post, translator, changes, told):
    answer = post(translator, **TYPED | changes)

    assert answer.status_code == 422
    assert told in said(answer)
    assert "mësimore" in said(answer) or "names_sq" in changes
    assert not TermEntry.objects.filter(key="lesson").exists()


def test_the_list_of_what_waits_has_what_people_wrote(client, reviewer, lesson):
    client.force_login(reviewer)
    page = said(client.get(reverse("terms:waiting")))
    assert "lesson" in page
    assert "village" not in page


def test_the_page_of_a_term_tells_its_story(client, reviewer, lesson):
    client.force_login(reviewer)
    assert "proposed the term lesson" in said(client.get(reverse("terms:term", args=["lesson"])))


def test_a_load_of_the_pack_changes_nothing_of_a_term_that_somebody_answers_for(reviewer):
    """Not even a part nobody edited: two terms came from an older pack with other words, one of them is approved."""
    older = {"sq": ["katund"]}
    TermEntry.objects.filter(key__in=("village", "road")).update(texts=older, pack_values={"texts": older})
    village, road = (TermEntry.objects.get(key=key) for key in ("village", "road"))
    term_acts.decide(term=village, name="approve", seen=0, by=reviewer, at=AT)
    out = StringIO()

    call_command("load_pack", "kosovo", stdout=out)

    village.refresh_from_db()
    road.refresh_from_db()
    assert (village.status, village.texts) == ("approved", older)
    assert road.texts["sq"][0] == "rrugë"
    assert "kept the edit: termentry village, texts" in out.getvalue()
    assert "termentry road, texts" not in out.getvalue()


def test_the_database_knows_the_statuses(lesson):
    with pytest.raises(IntegrityError):
        TermEntry.objects.filter(pk=lesson.pk).update(status="agreed")


def test_every_domain_and_status_has_its_words():
    used = set(TermEntry.objects.values_list("domain", flat=True))
    assert used <= set(DOMAINS) == set(term_words.DOMAINS)
    assert set(term_words.STATUSES) == set(term_words.MEANINGS) == set(term_words.TONES)
