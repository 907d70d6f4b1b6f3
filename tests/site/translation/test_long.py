"""A very long sentence and a very long document: the workbench opens, saves and checks them all the same."""

from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.translation.models import MemoryUnit

pytestmark = pytest.mark.django_db
LONG = 50_000
ALBANIAN = "Komuna shpall konkurs (afati: 15 ditë, deri më 12.03.2026) për përkthyes në Graçanicë, Ligji 02/L-37; "
SERBIAN = "Opština raspisuje konkurs (rok: 15 dana, do 12.03.2026) za prevodioca u Gračanici, Zakon 02/L-37; "
LONGS = {
    "a sentence": (ALBANIAN, SERBIAN),
    "no space": ("konkurs", "konkurs"),
    "one letter": ("a", "a"),
    "digits": ("12", "21"),
    "brackets": ("(", ")"),
    "capitals": ("NJ ", "NJ "),
    "commas": ("a, ", "b, "),
}


@pytest.mark.parametrize("kind", LONGS)
def test_a_segment_of_fifty_thousand_characters_is_saved_and_checked_in_two_seconds(
    gracanica, officer, translator, kind
):
    """Seconds of this process: what other work the machine has does not count."""
    source, target = (((part * LONG)[: LONG - 1]).strip() + "." for part in LONGS[kind])
    notice = office.start_notice(gracanica, officer, AT, text=source)
    bench = bench_of(translator, notice.given().translations.get())
    bench.page(1)  # terms and places are read once per process
    form = bench.open(2)

    began = process_time()
    answer = bench.send(2, form, "confirm", text=target, tag="sr-Latn")
    saved = process_time() - began

    assert answer.status_code == 302
    assert len(bench.target(2).text) > 0.9 * len(target) / 2  # digraphs are one letter in Cyrillic
    assert saved < 2
    began = process_time()
    assert bench.page(2)
    assert process_time() - began < 2


def test_a_long_sentence_like_one_translated_before_is_compared_in_two_seconds(gracanica, officer, translator):
    text = (ALBANIAN * LONG)[: LONG - 1] + "."
    earlier = text.replace("15 ditë", "20 ditë")
    MemoryUnit.objects.create(
        source_language="sq", target_language="sr-Cyrl", source=earlier, target="Превод.", origin="x", fingerprint="x"
    )
    notice = office.start_notice(gracanica, officer, AT, text=text)
    bench = bench_of(translator, notice.given().translations.get())
    bench.page(1)

    began = process_time()
    page = bench.page(2)

    assert process_time() - began < 2
    assert "Превод." in page


def test_a_text_that_is_too_long_to_keep_is_told_so_and_kept_in_the_box(bench):
    answer = bench.send(1, bench.open(1), "confirm", text="а" * 100_001)

    assert answer.status_code == 422
    assert "100001" in said(answer).replace(",", "").replace("\u00a0", "")
    assert "а" * 100_001 in said(answer)


def queries(bench, act) -> int:
    """Without those that look once a second whether places and terms have changed."""
    with CaptureQueriesContext(connection) as seen:
        act(bench)
    return sum("MAX(" not in query["sql"] for query in seen)


@pytest.mark.parametrize(
    "act",
    [
        lambda bench: bench.page(1),
        lambda bench: bench.page(40, show="open"),
        lambda bench: bench.send(3, {"text": "Рок", "seen": 0, "of": 1, "tag": "sr-Cyrl"}, "confirm"),
        lambda bench: bench.send(4, {"text": "Рок", "seen": 0, "tag": "sr-Cyrl"}, "draft", typing=True),
        lambda bench: bench.press("submit"),
    ],
    ids=["open", "only open ones", "confirm", "draft", "hand over"],
)
def test_a_document_of_500_segments_takes_as_many_queries_as_one_of_50(gracanica, officer, translator, act):
    counts = []
    for number in (50, 500):
        text = "\n\n".join(f"Paragrafi {n} i njoftimit." for n in range(1, number))
        row = office.start_notice(gracanica, officer, AT, text=text).given().translations.get()
        bench = bench_of(translator, row)
        bench.save(2, "Први став обавештења.")  # what is read once per process has been read
        counts.append(queries(bench, act))

    assert row.targets.count() == 500
    assert counts[0] == counts[1]


def test_opening_a_sentence_takes_twelve_queries_at_most(bench):
    """With a suggestion, for which it is asked who approved it."""
    texts = {"source_language": "sq", "target_language": "sr-Cyrl", "source": office.TITLE, "target": "Конкурс"}
    MemoryUnit.objects.create(**texts, origin="x", fingerprint="x")
    assert "Конкурс" in bench.page(1)

    assert queries(bench, lambda bench: bench.page(1)) <= 12
