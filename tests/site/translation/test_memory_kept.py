"""What a municipality keeps of its memory leaves it by no door: suggestion, search, file or lent colleague."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from tests.conftest import AT
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from tests.site.translation.test_exchange import GOOD, UNIT, tmx
from uramost.memory import may_see
from uramost_web.places.models import Municipality
from uramost_web.translation import exchanging, pool, remembered, rules
from uramost_web.translation.bringing import Bringing, Kind, Progress
from uramost_web.translation.models import MemoryUnit, TermEntry, Translation
from uramost_web.translation.teamwork import Task

pytestmark = pytest.mark.django_db
SAID = "Општина тражи преводиоца."


@pytest.fixture
def elsewhere(stranger: Any) -> Municipality:
    return stranger.memberships.first().municipality


def unit(place: Municipality | None, said: str = SAID, **fields: Any) -> MemoryUnit:
    values = {"source_language": "sq", "target_language": "sr-Cyrl", "origin": "hall", "reviewed": True}
    source = "Komuna shpall vendin e lirë të punës për një përkthyes."
    return MemoryUnit.objects.create(
        municipality=place, source=source, target=said, fingerprint=said, **values | fields
    )


def exported(place: Municipality, form: str = "tmx") -> str:
    return "".join(exchanging.memory_lines(form, "sq", "sr-Cyrl", place))


def browser_of(person: Any) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.mark.parametrize("form", ["tmx", "csv"])
def test_what_another_keeps_is_in_no_file(gracanica, elsewhere, stranger, form):
    unit(gracanica, "Дељено.")
    unit(gracanica, "Задржано.", kept=True)
    unit(None, "Ничије.")
    assert "Задржано." in exported(gracanica, form)
    assert ["Задржано." in exported(elsewhere, form), "Дељено." in exported(elsewhere, form)] == [False, True]

    gracanica.shares_memory = False
    gracanica.save()

    assert "Дељено." in exported(gracanica, form)
    answer = browser_of(stranger).get(
        reverse("translation:export", args=[elsewhere.slug]),
        {"memory-kind": "memory", "memory-source": "sq", "memory-target": "sr-Cyrl", "memory-format": form},
    )
    file = b"".join(answer.streaming_content).decode()
    assert ["Дељено." in file, "Ничије." in file] == [False, True]


def test_the_page_of_files_says_who_shares_the_memory(gracanica, translator):
    def page() -> str:
        return said(browser_of(translator).get(reverse("translation:exchange", args=[gracanica.slug])))

    shared, kept = "The memory and the terminology are shared", "What was translated here is kept to this municipality"
    assert (shared in page(), kept in page()) == (True, False)

    gracanica.shares_memory = False
    gracanica.save()

    assert (shared in page(), kept in page()) == (False, True)


def test_rows_and_rule_agree_about_who_may_see(gracanica, elsewhere):
    other = Municipality.objects.exclude(pk__in=[gracanica.pk, elsewhere.pk]).first()
    other.shares_memory = False
    other.save()
    for place in (None, gracanica, other):
        for kept in (False, True):
            unit(place, f"{place} {kept}", kept=kept)
    units = remembered.Between("sq", "sr-Cyrl").units(list(MemoryUnit.objects.values_list("pk", flat=True)))
    for asking in (gracanica, elsewhere, other):
        shown = set(MemoryUnit.objects.shown_in(asking).values_list("pk", flat=True))
        assert shown == {number for number, one in units.items() if may_see(one, asking.code)}


def test_a_colleague_lent_from_elsewhere_is_not_shown_what_is_kept(
    serbian: Translation, bench: Any, gracanica, officer, stranger
):
    gracanica.shares_memory = False
    gracanica.save()
    unit(gracanica)
    row = pool.offer(translation=serbian, task=Task.TRANSLATE, by=officer, at=AT)
    pool.take(assignment=row, by=stranger, at=AT)
    lent = bench_of(stranger, serbian)

    assert SAID in bench.page(2)
    assert SAID not in lent.page(2)
    assert SAID not in said(lent.save(2, "", act="take:1"))
    assert SAID not in said(lent.browser.get(lent.address("concordance"), {"words": "Komuna"}))
    assert SAID in said(bench.browser.get(bench.address("concordance"), {"words": "Komuna"}))

    gracanica.shares_memory = True
    gracanica.save()
    assert SAID in lent.page(2)


def bring(place: Municipality, by: Any, run: Any, data: bytes, kind: str = Kind.MEMORY, **fields: Any) -> Bringing:
    name = "m.tmx" if kind == Kind.MEMORY else "t.csv"
    file = SimpleUploadedFile(name, data)
    with run(execute=True):
        row = exchanging.receive(municipality=place, kind=kind, file=file, origin="Hall", by=by, at=AT, **fields)
    row.refresh_from_db()
    return row


def test_a_file_belongs_to_the_municipality_that_brought_it(
    gracanica, elsewhere, reviewer, stranger, django_capture_on_commit_callbacks
):
    run = django_capture_on_commit_callbacks
    mine = bring(gracanica, reviewer, run, tmx(GOOD), kept=True)
    theirs = bring(elsewhere, stranger, run, tmx(GOOD))

    assert (mine.added, theirs.added) == (1, 1)  # neither hides the other's
    units = {row.note: row for row in MemoryUnit.objects.all()}
    assert (units[mine.mark].municipality, units[mine.mark].kept) == (gracanica, True)
    assert (units[theirs.mark].municipality, units[theirs.mark].kept) == (elsewhere, False)
    exchanging.take_back(row=mine, by=reviewer, at=AT)
    assert MemoryUnit.objects.get().note == theirs.mark


def test_what_a_second_person_read_counts_as_read_and_other_units_do_not(
    gracanica, reviewer, django_capture_on_commit_callbacks
):
    unit(None, "Прочитано.")
    unit(None, "Није.", reviewed=False, approved_at=AT)
    file = exported(gracanica).encode()
    bring(gracanica, reviewer, django_capture_on_commit_callbacks, file)
    brought = MemoryUnit.objects.filter(~Q(note=""))
    assert dict(brought.values_list("target", "reviewed")) == {"Прочитано.": True, "Није.": False}


def test_what_was_taken_back_is_offered_no_more_by_a_process_that_knew_it(
    gracanica, reviewer, django_capture_on_commit_callbacks
):
    many = [UNIT.format("sq", f"Zyra {number} hapet.", "tr", f"Ofis {number} açılır.") for number in range(1100)]
    row = bring(gracanica, reviewer, django_capture_on_commit_callbacks, tmx(*many))
    asked = {"minimum": 100, "limit": 1, "municipality": gracanica}
    assert remembered.index_path("sq", "tr").exists(), "a large file is indexed when it has come"
    assert rules.similar("Zyra 7 hapet.", "sq", "tr", **asked)

    assert exchanging.take_back(row=row, by=reviewer, at=AT) == 1100

    assert rules.similar("Zyra 7 hapet.", "sq", "tr", **asked) == []
    assert rules.concordance("Zyra 7", "sq", "tr", gracanica) == []
    assert exchanging.take_back(row=row, by=reviewer, at=AT) == 0  # twice is once
    assert row.progress == Progress.TAKEN_BACK


TERMS = (
    "id,domain,status,source,sq,sr-Cyrl\n"
    "a.1:ë/x,council,approved,Law,kuvend,скупштина\n"
    "new,council,approved,Law,i ri,нов\n"
    'bad,council,approved,Law,"=HYPERLINK(1)",лоше\n'
)


def test_whoever_brings_terms_does_not_approve_them_and_every_one_has_an_address(
    gracanica, reviewer, client, django_capture_on_commit_callbacks
):
    before = TermEntry.objects.count()
    row = bring(gracanica, reviewer, django_capture_on_commit_callbacks, TERMS.encode(), kind=Kind.TERMS)

    assert (row.progress, row.added, row.skipped) == ("done", 2, 1)
    assert [fault[1] for fault in row.faults] == ["formula"]
    assert client.get("/en/terms/", {"q": "kuvend"}).status_code == 200
    term = TermEntry.objects.get(texts__sq=["kuvend"], source="Law", pack="")
    assert (term.status, term.written_by) == ("proposed", reviewer)
    assert client.get(reverse("portal:term", args=[term.key])).status_code == 200
    desk = browser_of(reviewer)
    assert reverse("terms:term", args=[term.key]) in said(desk.get(reverse("terms:waiting")))
    page = desk.post(reverse("terms:term", args=[term.key]), {"act": "approve", "seen": term.version})
    assert page.status_code == 403
    assert bring(gracanica, reviewer, django_capture_on_commit_callbacks, TERMS.encode(), kind=Kind.TERMS).known == 2
    assert TermEntry.objects.count() == before + 2
