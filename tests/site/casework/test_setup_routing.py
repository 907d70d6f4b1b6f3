"""The routing table: readable, examined, changed by rows or as a file, and tried out."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from uramost import routing
from uramost.routing.examining import SEVERITIES
from uramost.routing.order import ORDER
from uramost_web.casework import defining, routes, routing_table, routing_words, setup_wording
from uramost_web.casework.models import Case, RoutingRow, Service
from uramost_web.interface import CODES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
VALUE = re.compile(r"%\((\w+)\)")


def row(place: Any, position: int, office: Any, **conditions: Any) -> RoutingRow:
    return RoutingRow.objects.create(municipality=place, position=position, office=office, conditions=conditions)


def test_every_code_of_the_library_has_a_sentence():
    assert set(SEVERITIES) == set(setup_wording.FINDINGS)
    assert {*ORDER, "validity"} == set(setup_wording.CONDITIONS) == set(setup_wording.ON)
    assert set(setup_wording.DECISIONS) == {"by_rule", "tie", "no_rule"}
    assert set(setup_wording.CONSIDERED) == {"not_met", "has_condition", "narrower", "tie"}
    of_files = {"bad_encoding", "missing_column", "unknown_column", "wrong_width", "duplicate_id", "bad_since"}
    of_rules = {"no_id", "no_office", "bad_kind", "bad_weekday", "bad_hours", "bad_words", "bad_validity"}
    assert of_files | of_rules | {"bad_until", "bad_answers"} <= set(setup_wording.FAULTS)


def test_every_sentence_can_be_filled_in(gracanica, lights):
    names = routing_words.names_of(gracanica, "en")
    values = dict.fromkeys(("office", "service", "area", "attribute", "value"), "x") | {"condition": "hours"}
    for code in SEVERITIES:
        values["until"] = "2026-03-01"
        _tone, said = routing_words.finding(routing.Finding(code, ("1", "2"), values), names)
        assert "%(" not in said


def test_the_table_is_read_in_the_order_it_is_tried(desk, gracanica, works, registry, lights):
    row(gracanica, 1, registry, kinds=["request"])
    row(gracanica, 2, works, services=["street-light"], words=["ndriç*", "расвет*"], hours=[1320, 360])

    page = desk("routing").content.decode()

    assert page.index("Row 2 → Public Works Office") < page.index("Row 1 → Civil Registry Office")
    assert "The text has <strong>“ndriç*” or “расвет*”</strong>" in page
    assert "It comes between <strong>22:00–06:00</strong>" in page
    assert "The service is <strong>Street lighting</strong>" in page


def test_findings_stand_above_the_table(desk, gracanica, works, registry, lights):
    row(gracanica, 1, works, words=["dritë"])
    row(gracanica, 2, registry, words=["rrugë"])
    page = desk("routing").content.decode()
    assert "Rows 1 and 2 both fit some requests and name different offices" in page
    assert page.index("To look at") < page.index("The table")


def test_services_without_a_row_are_counted_below_the_table_and_do_not_hide_it(desk, gracanica, works, lights):
    of_lights = row(gracanica, 1, works, services=["street-light"])
    for number in range(12):
        Service.objects.create(
            municipality=gracanica, code=f"more-{number}", kind="request", office=works, names={"en": f"More {number}"}
        )
    table = routing.write_csv([of_lights.as_rule()]).encode()

    for page, heading in (
        (desk("routing").content.decode(), "The table</h2>"),
        (desk("upload", post={"file": SimpleUploadedFile("t.csv", table)}).content.decode(), "The table in the file"),
    ):
        assert "To look at" not in page
        assert page.count("More 7") == 1
        assert page.index(heading) < page.index("12 things to know about the table") < page.index("More 7")


def test_a_row_is_entered_changed_moved_and_deleted(desk, gracanica, works, registry, lights):
    typed = {"office": works.pk, "services": ["street-light"], "words": "dritë\nsvetlo", "languages": ["sr"]}
    typed |= {"hours_from": "22:00", "hours_until": "06:00", "weekdays": ["sat", "sun"], "answers": "lamp=off"}
    assert desk("rule_new", post=typed).status_code == 302
    assert desk("rule_new", post={"office": registry.pk}).status_code == 302

    first = RoutingRow.objects.get(position=1)
    assert first.conditions == {
        "services": ["street-light"], "words": ["dritë", "svetlo"], "languages": ["sr"], "weekdays": ["sat", "sun"],
        "hours": [1320, 360], "answers": {"lamp": ["off"]},
    }  # fmt: skip
    shown = desk("rule", 1).content.decode()
    assert 'value="22:00"' in shown
    assert "lamp=off" in shown

    assert f'name="row" value="{first.pk}"' in shown
    assert 'value="down"' in desk("routing").content.decode()

    desk("change_rule", 1, post={"act": "down", "row": first.pk})
    first.refresh_from_db()
    assert first.position == 2
    desk("change_rule", 1, post={"act": "drop", "row": RoutingRow.objects.get(position=1).pk})
    assert list(RoutingRow.objects.values_list("position", "office")) == [(1, works.pk)]


def test_a_click_that_comes_twice_deletes_one_row(desk, gracanica, works, registry):
    rows = [row(gracanica, number, office) for number, office in enumerate((works, registry, works), 1)]
    for _ in range(2):
        assert desk("change_rule", 1, post={"act": "drop", "row": rows[0].pk}).status_code == 302
    assert list(RoutingRow.objects.values_list("position", "pk")) == [(1, rows[1].pk), (2, rows[2].pk)]

    late = desk("rule", 1, post={"office": works.pk, "row": rows[0].pk, "reason": "Kështu"})
    assert late.status_code == 422
    assert "this is another row now" in late.content.decode()
    assert f'name="row" value="{rows[0].pk}"' in late.content.decode()  # so it is refused however often it is pressed
    assert RoutingRow.objects.get(pk=rows[1].pk).office == registry
    assert desk("rule", 1, post={"office": works.pk, "row": rows[1].pk}).status_code == 302
    assert RoutingRow.objects.get(pk=rows[1].pk).office == works


def test_a_row_keeps_the_number_that_it_has_meanwhile(gracanica, works, administrator):
    first, second = row(gracanica, 1, works), row(gracanica, 2, works)
    values = {"office": works, "conditions": {}, "reason": "Kështu"}
    who = {"by": administrator, "at": AT}
    routing_table.drop_row(row=first, **who)
    routing_table.drop_row(row=first, **who)
    routing_table.move_row(row=first, by_lines=1, **who)

    routing_table.set_row(municipality=gracanica, row=second, values=values, **who)

    assert list(RoutingRow.objects.values_list("position", "reason")) == [(1, "Kështu")]
    with pytest.raises(defining.Faulty):
        routing_table.set_row(municipality=gracanica, row=first, values=values, **who)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hours_from": "08:00"}, "hours_until"),
        ({"hours_from": "08:00", "hours_until": "08:00"}, "hours_from"),
        ({"answers": "lamp"}, "answers"),
        ({"words": "…"}, "words"),
        ({"valid_from": "2026-03-02", "valid_until": "2026-03-01"}, "valid_until"),
        ({"office": ""}, "office"),
    ],
)
def test_a_row_that_means_nothing_is_refused_and_stays_typed(desk, works, lights, wrong, field):
    page = desk("rule_new", post={"office": works.pk, "reason": "Kështu u vendos", **wrong})
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "Kështu u vendos" in page.content.decode()
    assert not RoutingRow.objects.exists()


def upload(desk: Any, content: str | bytes) -> Any:
    data = content.encode() if isinstance(content, str) else content
    return desk("upload", post={"file": SimpleUploadedFile("table.csv", data)})


def test_a_table_goes_out_and_in_as_a_file(desk, gracanica, works, registry, lights):
    row(gracanica, 1, works, words=["dritë"])
    out = desk("routing_file").content.decode("utf-8-sig")

    seen = upload(desk, out + "9,registry,,complaint,,,,,,,,,Ankesat\r\n")
    assert seen.status_code == 200
    assert RoutingRow.objects.count() == 1
    assert "The table will have 2 rows" in seen.content.decode()

    sent = {"act": "confirm", "content": seen.context["content"], "seen": seen.context["seen"]}
    assert desk("upload", post=sent).status_code == 302
    assert list(RoutingRow.objects.values_list("position", "office__code", "reason")) == [
        (1, "public-works", ""), (2, "registry", "Ankesat"),
    ]  # fmt: skip
    again = desk("upload", post=sent)
    assert again.status_code == 422
    assert "Somebody changed the table meanwhile" in again.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,office\n1,nowhere\n", "Row 1 names an office that does not exist or is closed: nowhere."),
        ("id,office,hours\n1,public-works,late\n", "Line 2: Give two different times of the day. (hours, late)"),
        ("id\n1\n", "Line 1: This column is missing. (office)"),
        ("id,office\n1,public-works\n1,public-works\n", "Line 3: Another row has this number. (id, 1)"),
        (b"id,office\n1,\xff\n", "Line 2: The file is not in UTF-8."),
    ],
)
def test_a_file_with_faults_is_told_by_lines_and_nothing_is_written(desk, works, lights, content, said):
    row(works.municipality, 1, works)
    page = upload(desk, content)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Write this table" not in page.content.decode()
    forced = {"act": "confirm", "content": page.context["content"], "seen": page.context["seen"]}
    assert desk("upload", post=forced).status_code == 422
    assert list(RoutingRow.objects.values_list("office", flat=True)) == [works.pk]


def test_the_bench_says_what_would_happen_and_why(desk, gracanica, works, registry, lights):
    row(gracanica, 1, registry, kinds=["request"])
    row(gracanica, 2, works, words=["svetlo"])
    row(gracanica, 3, registry, languages=["tr"])
    lights.office = registry
    lights.save()
    typed = {
        "service": lights.pk,
        "language": "sr-Cyrl",
        "text": "Улично светло не ради.",
        "moment": "2026-03-02T10:00",
    }

    page = desk("try", post=typed).content.decode()

    assert "It would go to: Public Works Office" in page
    assert "The text has “svetlo”: met" in page
    assert "Row 1 fits too, but the chosen one is more specific: it has a condition on the text." in page
    assert "Row 3 does not fit: The language of the answer is Türkçe: not met; here: Српски" in page
    assert "11 March 2026" in page
    assert "The limit is 7 working days" in page
    assert not Case.objects.exists()


def test_the_bench_says_the_day_of_a_mere_promise_once(desk, lights):
    lights.limit_code, lights.norm_days = "", 5
    lights.save()
    typed = {"service": lights.pk, "language": "sq", "text": "x", "moment": "2026-03-02T10:00"}

    page = desk("try", post=typed).content.decode()

    assert "own promise is 5 working days" in page
    assert "The last day is 9 March 2026." in page
    assert "has promised" not in page


def test_the_bench_decides_as_a_real_request_is_decided(desk, gracanica, works, registry, lights):
    row(gracanica, 1, registry, areas=["Llapllasellë", "Лапље Село"])
    typed = {"service": lights.pk, "language": "sq", "text": "x", "place": "by the school in Llapllaselle"}
    page = desk("try", post={**typed, "moment": "2026-03-02T10:00"}).content.decode()
    case = send_request(lights, place_text="by the school in Llapllaselle")
    assert case.office == registry
    assert "It would go to: Civil Registry Office" in page
    assert send_request(lights, place_text="Graçanicë").office == works


def test_the_bench_asks_the_questions_of_the_service(desk, gracanica, works, registry, lights):
    lights.questions = [
        {
            "code": "pole",
            "datatype": "string",
            "required": True,
            "description": {"en": "Number of the pole"},
            "values": [],
        }
    ]
    lights.save()
    row(gracanica, 1, registry, answers={"pole": ["17"]})
    typed = {"service": lights.pk, "language": "sq", "text": "x", "moment": "2026-03-02T10:00"}
    assert "Number of the pole" in desk("try", post=typed).content.decode()
    page = desk("try", post={**typed, "question_0": "17"}).content.decode()
    assert "It would go to: Civil Registry Office" in page
    assert "The answer given is Number of the pole 17: met" in page


def test_a_clerk_may_try_and_a_wrong_form_keeps_what_was_typed(client, clerk, gracanica, lights):
    client.force_login(clerk)
    address = reverse("setup:try", args=[gracanica.slug])
    page = client.post(address, {"service": "", "text": "Улично светло", "moment": "2126-01-01T10:00"})
    assert page.status_code == 422
    assert "Улично светло" in page.content.decode()
    good = {"service": lights.pk, "language": "sq", "text": "x", "moment": "2026-03-02T10:00"}
    assert client.post(address, good).status_code == 200


def test_a_closed_office_receives_nothing(gracanica, works, registry, lights):
    row(gracanica, 1, registry, kinds=["request"])
    registry.closed_on = AT.date()
    registry.save()
    assert routes.rules_of(gracanica) == []
    assert send_request(lights).office == works


@pytest.mark.parametrize("language", [language for language in CODES if language != "en"])
@pytest.mark.parametrize("table", ["FAULTS", "FINDINGS", "CONSIDERED", "DECISIONS", "CONDITIONS", "ON"])
def test_every_sentence_has_the_same_values_in_every_language(table, language):
    sentences = getattr(setup_wording, table)
    with translation.override("en"):
        wanted = {code: sorted(VALUE.findall(str(said))) for code, said in sentences.items()}
    with translation.override(language):
        assert {code: sorted(VALUE.findall(str(said))) for code, said in sentences.items()} == wanted
