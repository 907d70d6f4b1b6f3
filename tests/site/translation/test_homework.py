"""Work taken home: out as XLIFF, back line by line, and nobody is overwritten."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.accounts.models import AuditEntry
from uramost_web.translation import actions, xliff
from uramost_web.translation.models import Homework, Segment, TargetState

pytestmark = pytest.mark.django_db


def take_home(bench, version="xliff21"):
    answer = bench.browser.post(reverse("translation:take_home", args=[bench.row.pk, version]))
    assert answer.status_code == 200
    return answer.content.decode()


def translated(file, position, text, state="translated"):
    """As another program would: a target for one sentence, in XLIFF 2.1."""
    key = re.search(rf'<unit id="(s{position}-v\d+-o\d+)"', file).group(1)
    before, _unit, after = file.partition(f'<unit id="{key}"')
    source = re.search(r"<source[^>]*>.*?</source>", after, re.S).group(0)
    segment = re.sub(r"<segment[^>]*>", f'<segment state="{state}">', after[: after.index("</segment>")], count=1)
    segment = re.sub(r"<target[^>]*>.*?</target>|<target[^>]*/>", "", segment, flags=re.S)
    segment = segment.replace(source, f"{source}<target>{text}</target>")
    return f'{before}<unit id="{key}"{segment}{after[after.index("</segment>") :]}'


def give_back(bench, file):
    upload = SimpleUploadedFile("back.xlf", file if isinstance(file, bytes) else file.encode())
    return bench.browser.post(bench.address("homework"), {"file": upload}, follow=True)


def take(bench, *ticked):
    row = Homework.objects.latest("pk")
    return bench.browser.post(
        reverse("translation:brought_back", args=[bench.row.pk, row.pk]), {"take": list(ticked)}, follow=True
    )


def test_what_was_translated_at_home_is_looked_at_and_then_written(bench):
    file = translated(take_home(bench), 2, "Општина расписује конкурс за преводиоца.")
    file = translated(file, 3, "Рок.", state="initial")

    page = said(give_back(bench, file))

    assert "Општина расписује конкурс за преводиоца." in page
    assert bench.target(2).text == ""
    assert "2 sentences were written." in said(take(bench, "2:0", "3:0"))
    assert (bench.target(2).state, bench.target(3).state) == (TargetState.CONFIRMED, TargetState.DRAFT)
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert {"translation.taken_home", "translation.brought_back"} <= set(verbs)


def test_what_somebody_wrote_meanwhile_is_not_overwritten_without_a_tick(bench, other_bench):
    file = translated(take_home(bench), 2, "Код куће.")
    other_bench.save(2, "У канцеларији.")

    page = said(give_back(bench, file))

    assert "Somebody has written here meanwhile" in page
    assert not re.search(r'value="2:1"[^>]*checked', page)
    take(bench)
    assert bench.target(2).text == "У канцеларији."
    take(bench, "2:1")
    assert bench.target(2).text == "Код куће."


def test_a_sentence_that_changes_between_looking_and_ticking_is_left_and_named(bench, other_bench):
    give_back(bench, translated(take_home(bench), 2, "Код куће."))
    other_bench.save(2, "У последњем часу.")

    answer = said(take(bench, "2:0"))

    assert "Somebody wrote in these sentences at this moment, so they were left: 2" in answer
    assert bench.target(2).text == "У последњем часу."


def test_what_is_of_an_earlier_source_becomes_a_draft(bench, officer):
    file = translated(take_home(bench), 2, "По старом тексту.")
    segment = Segment.objects.get(document=bench.row.document, position=2)
    actions.correct(segment=segment, text="Komuna shpall dy vende.", seen=1, by=officer, at=AT)

    page = said(give_back(bench, file))
    take(bench, "2:0")

    assert "The source was corrected meanwhile; it becomes a draft" in page
    assert bench.target(2).state == TargetState.DRAFT


def test_broken_signs_are_shown_and_not_taken(bench):
    file = translated(take_home(bench), 2, 'Општина <ph id="77"/> конкурс.')

    give_back(bench, file)
    take(bench, "2:0")

    assert bench.target(2).text == ""


def test_of_what_comes_back_nothing_is_kept_that_only_writing_needs(bench):
    file = take_home(bench, "xliff12").encode()
    assert not xliff.rows(bench.row, file)[1].header.kept


@pytest.mark.parametrize("version", ["xliff12", "xliff21"])
def test_what_comes_back_as_it_went_changes_nothing(bench, version):
    bench.save(1, "Конкурс за преводиоца")

    page = said(give_back(bench, take_home(bench, version)))

    assert "Nothing in the file differs from what is here." in page


@pytest.mark.parametrize(
    "file", [b"", b"not a file", b"<xliff", b"\x00" * 40, b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>"]
)
def test_what_is_no_xliff_is_refused_with_a_sentence(bench, file):
    answer = give_back(bench, file)

    assert answer.status_code == 422
    assert "The file that comes back:" in said(answer)
    assert not Homework.objects.exists()


def test_a_sentence_that_cannot_be_read_is_told_with_its_line_and_the_others_come_in(bench):
    """A tool that doubled an id: XLIFF 2.1 forbids it, and what was translated there is not lost without a word."""
    file = translated(translated(take_home(bench), 2, "Општина."), 3, '<ph id="9"/><ph id="9"/><sc id="8"/>Рок.')

    page = said(give_back(bench, file))

    assert "1 sentence of the file could not be read and is left out. Line" in page
    assert "target_id_twice" in page
    assert page.count("It breaks a rule of the format") > 1  # of one sentence
    assert "Општина." in page


def test_an_id_that_no_file_of_ours_has_is_passed_over(bench):
    file = translated(take_home(bench), 2, "Општина.").replace("</file>", f"{STRANGE}</file>")

    assert "Општина." in said(give_back(bench, file))


STRANGE = '<unit id="·ffffffff·"><segment><source>Po</source><target>Да</target></segment></unit>'


@pytest.mark.parametrize("version", ["xliff12", "xliff21"])
def test_a_draft_with_broken_signs_stays_here_and_all_else_is_taken_home(bench, version):
    bench.save(1, "Конкурс за преводиоца")
    bench.save(2, "Општина ⟦1⟧расписује конкурс.", act="save")

    file = take_home(bench, version)

    assert "Конкурс за преводиоца" in file
    assert ("расписује" in file, file.count("<source")) == (False, 5)
    give_back(bench, file)
    assert bench.target(2).text == "Општина ⟦1⟧расписује конкурс."


def test_a_sentence_too_long_to_be_kept_is_shown_and_not_taken(bench):
    page = said(give_back(bench, translated(take_home(bench), 2, "Рок. " * 30_000)))

    assert "It is too long to be kept" in page
    assert len(page) < 50_000
    take(bench, "2:0")
    assert bench.target(2).text == ""


def test_a_file_over_the_limit_is_called_large_and_not_damaged(bench):
    answer = give_back(bench, b"<xliff>" + b" " * settings.UPLOAD_LIMIT)

    assert answer.status_code == 422
    assert "This file is larger than 20 MB." in said(answer)


def test_the_file_of_another_text_is_refused(bench, gracanica, officer, translator):
    other = office.start_notice(gracanica, officer, AT, title="Tjetër").given().translations.get(language="sr-Cyrl")

    answer = give_back(bench, take_home(bench_of(translator, other)))

    assert "This file belongs to another text or another language." in said(answer)


def test_in_review_nothing_is_written(bench, notice, translator):
    give_back(bench, translated(take_home(bench), 2, "Код куће."))
    office.translate(notice, translator, AT)

    assert "This translation is not open any more. Nothing was written." in said(take(bench, "2:0"))


def test_a_stranger_takes_nothing_home_and_brings_nothing(bench, stranger, officer):
    give_back(bench, translated(take_home(bench), 2, "Код куће."))
    for person, status in ((stranger, 404), (officer, 403)):
        theirs = bench_of(person, bench.row)
        row = Homework.objects.latest("pk")
        home = reverse("translation:take_home", args=[bench.row.pk, "xliff12"])
        assert theirs.browser.post(home).status_code == status
        for address in (
            theirs.address("homework"),
            reverse("translation:brought_back", args=[bench.row.pk, row.pk]),
        ):
            assert theirs.browser.get(address).status_code == status


def test_two_places_of_one_sentence_that_say_different_things_are_both_written(bench):
    first = bench.target(2).segment
    Segment.objects.filter(document=first.document, position=4).update(text=first.text)
    file = translated(translated(take_home(bench), 2, "Једно."), 4, "Друго.")
    give_back(bench, file)

    assert "2 sentences were written." in said(take(bench, "2:0", "4:0"))
    assert (bench.target(2).text, bench.target(4).text) == ("Једно.", "Друго.")
