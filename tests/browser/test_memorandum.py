"""A municipality signs its memorandum and tracks its capacity plan, from the first draft to the last measure.

Programme staff read Serbian, the municipality's head Albanian; whoever looks from outside reads either.
"""

import io
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from tests.browser import acts
from tests.browser.running import Site, visitor

PROGRAMME: Final = "programme@example.org"
HEAD: Final = "head.gjilan@example.org"
PLACE: Final = "gjilan"
"""Its first memorandum and its first plan; those of the demonstration are elsewhere."""
BUTTON: Final = "main form .buttons button"
TODAY: Final = date.today()  # noqa: DTZ011 - the demonstration's own day
SIGNED: Final = TODAY - timedelta(days=60)
TITLES: Final = {
    "sq": "Memorandum i trilluar i Gjilanit",
    "sr-Cyrl": "Измишљени меморандум Гњилана",
    "en": "Made-up memorandum of Gjilan",
}
PROMISED: Final = (
    ("programme", ("Ndriçim rrugor.", "Улична расвета.", "Street lights."), "38000", True, 90),
    ("programme", ("Trajnim për njësinë për përkthime.", "Обука јединице за превођење.", "Training."), "", False, 200),
    ("municipality", ("Edhe një përkthyes.", "Још један преводилац.", "One more translator."), "7200.50", False, -5),
)
"""Who promises, what in the three languages, how much, at most, and until how many days from today."""
DONE: Final = (
    (1, 40, "begun", "19000", "Радови су почели.", "Punimet filluan."),
    (1, 10, "done", "18450.25", "Светла раде.", "Dritat ndizen."),
    (3, 20, "begun", "", "Конкурс је расписан.", "Konkursi u shpall."),
)
"""For which commitment, how many days ago, how far, how much was given, and what was done."""
BODIES: Final = (
    ("Одбор за заједнице", (("Лице Измишљено А", "chair"), ("Лице Измишљено Б", "member"))),
    ("Општинска канцеларија за заједнице и повратак", (("Лице Измишљено В", "coordinator"),)),
    ("Јединица за превођење", (("Лице Измишљено Г", "translator"),)),
)
QUESTIONS: Final = 20
MEASURE: Final = ("Të përtërihet regjistri i pronave.", "Обновити регистар имовине.")
SECOND: Final = ("Dëgjime edhe në fshatra.", "Јавне расправе и у селима.")
EVIDENCE: Final = b"%PDF-1.4\n%%EOF\n"


def test_a_municipality_signs_its_memorandum_and_tracks_its_capacity_plan(browser: Any, site: Site) -> None:
    with ExitStack() as open_:
        programme, head, reader = (
            open_.enter_context(visitor(browser, site, java_script_enabled=False)) for _ in range(3)
        )
        acts.log_in(programme, site, PROGRAMME, "sr")
        acts.log_in(head, site, HEAD, "sq")
        a_memorandum_is_drafted(programme)
        one_side_alone_signs_nothing(programme)
        nobody_outside_sees_a_draft(reader, site)
        it_is_signed(programme)
        the_signed_document_is_there_in_every_language(programme)
        committees_and_offices_get_their_members(programme, site)
        the_municipality_assesses_itself(head)
        the_plan_is_made_and_hangs_on_the_memorandum(head)
        a_measure_is_followed_with_evidence(head)
        the_programme_sees_how_the_plan_goes(programme, site)
        what_was_done_is_added_over_time(programme, site)
        everybody_reads_it_in_both_languages(reader, site)


def a_memorandum_is_drafted(page: Any) -> None:
    """With what the programme promises so far."""
    to_memoranda(page)
    page.click("main details summary")
    page.click(f"main a[href$='/memoranda/new/{PLACE}/']")
    for tag, title in TITLES.items():
        page.fill(f"#id_title_{tag}", title)
    page.click(BUTTON)
    assert page.inner_text("main h1") == TITLES["sr-Cyrl"]
    for promised in PROMISED[:2]:
        promise(page, promised)


def promise(page: Any, promised: tuple[str, tuple[str, ...], str, bool, int]) -> None:
    side, texts, amount, at_most, days = promised
    page.click("main a[href$='/promise/']")
    page.check(f"[name=side][value={side}]")
    for tag, text in zip(TITLES, texts, strict=True):
        page.fill(f"#id_text_{tag}", text)
    page.fill("#id_amount", amount)
    page.set_checked("#id_at_most", at_most)
    page.fill("#id_due", str(TODAY + timedelta(days=days)))
    page.click(BUTTON)
    assert texts[1] in page.inner_text("main")


def one_side_alone_signs_nothing(page: Any) -> None:
    sign(page)
    assert "Само једна страна нешто обећава." in page.inner_text("body")
    promise(page, PROMISED[2])
    assert "7.200,50" in page.inner_text("main")


def sign(page: Any) -> None:
    page.click("main a[href$='/sign/']")
    page.fill("#id_on", str(SIGNED))
    page.fill("#id_until", str(TODAY + timedelta(days=700)))
    page.fill("#id_signed_by", "Kryetari / Председник")
    page.click(BUTTON)


def nobody_outside_sees_a_draft(page: Any, site: Site) -> None:
    """In English: a page that was kept for readers is kept for a minute."""
    to_place(page, site, "en")
    assert "No memorandum with this municipality has been entered." in page.inner_text("main")
    page.click("main a[href$='/promises/']")
    assert TITLES["en"] not in page.inner_text("main")


def it_is_signed(page: Any) -> None:
    """From then on no commitment is changed."""
    sign(page)
    assert page.locator("main a[href$='/sign/']").count() == 0
    assert page.locator("main a[href$='/promise/']").count() == 0
    assert page.locator("main a[href$='/step/']").count() == len(PROMISED)


def the_signed_document_is_there_in_every_language(page: Any) -> None:
    """The page tells which are missing, until none is."""
    assert "Нема га на: Shqip, Српски, English" in page.inner_text("main")
    for tag in TITLES:
        page.click("main a[href$='/document/']")
        page.select_option("#id_tag", tag)
        file = {"name": f"{tag}.pdf", "mimeType": "application/pdf", "buffer": EVIDENCE + tag.encode()}
        page.set_input_files("#id_file", file)
        page.click(BUTTON)
    assert page.locator("main a[hreflang]").count() == len(TITLES)
    assert "Нема га на" not in page.inner_text("main")


def committees_and_offices_get_their_members(page: Any, site: Site) -> None:
    for kind, members in BODIES:
        acts.to_desk(page, site, "sr")
        to_memoranda(page)
        page.click("main details summary")
        page.click(f"main a[href$='/bodies/{PLACE}/new/']")
        page.select_option("#id_kind", label=kind)
        page.fill("#id_email", "office@example.org")
        page.click(BUTTON)
        for name, task in members:
            page.click("main a[href$='/member/']")
            page.fill("#id_name", name)
            page.select_option("#id_task", task)
            page.click(BUTTON)
        assert page.locator("main .entries > li").count() == len(members)


def the_municipality_assesses_itself(page: Any) -> None:
    """On the spreadsheet that went round among three, as where there is no connection; agreed on in the same way."""
    page.click("main a[href$='/desk/assessments/']")
    page.click("main a[href$='/desk/assessments/new/']")
    page.click("main a[href$='/new/municipality/']")
    page.check("#id_facilitated")
    page.click(BUTTON)
    for name in ("Vlerësuesi i trilluar", "Оцењивач измишљени", "Someone made up"):
        page.fill("#id_name", name)
        page.click(BUTTON)
    page.click("main form .buttons a")
    bring(page, {"rater:1": 1, "rater:2": 2, "rater:3": 4})
    page.click("[name=act][value=discuss]")
    bring(page, {"agreed": 2, "why": "E diskutuam dhe e dimë ku jemi."})
    page.click("[name=act][value=settle]")
    assert page.locator("main .tag-good").count() == 1


def bring(page: Any, values: dict[str, Any]) -> None:
    """Take the round home, fill in whole columns, bring it back, look at every line, and take it over."""
    page.click("main a[href$='/sheet/']")
    with page.expect_download() as taken:
        page.click("main a[href$='/sheet/out/']")
    content = filled_in(Path(taken.value.path()).read_bytes(), values)
    page.set_input_files("#id_file", {"name": "raundi.xlsx", "mimeType": "", "buffer": content})
    page.click(BUTTON)
    assert str(QUESTIONS * (3 if "rater:1" in values else 1)) in page.inner_text("p.lead")
    page.click("main form.buttons button")
    page.click("main p > a[href*='/assessments/'] >> nth=-1")


def filled_in(content: bytes, values: dict[str, Any]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    keys = {column: str(sheet.cell(3, column).value) for column in range(1, sheet.max_column + 1)}
    for row in range(1, sheet.max_row + 1):
        if str(sheet.cell(row, 1).value).startswith("item:"):
            for column, key in keys.items():
                for wanted, value in values.items():
                    if key == wanted or key.startswith(f"{wanted}:"):
                        sheet.cell(row, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def the_plan_is_made_and_hangs_on_the_memorandum(page: Any) -> None:
    """A measure before its plan is refused with a sentence, and so is a plan that ends before its measure."""
    page.click("main a[href$='/plan/']")
    page.fill("#id_since", str(SIGNED))
    page.fill("#id_until", str(TODAY + timedelta(days=400)))
    page.click(BUTTON)
    page.click("main a[href$='?item=property-tax']")
    measure(page, MEASURE, SIGNED - timedelta(days=9), "1200")
    assert "Kjo datë është para fillimit të planit." in page.inner_text(".error-summary")
    assert page.input_value("#id_what_sr-Cyrl") == MEASURE[1]
    page.fill("#id_due", str(TODAY + timedelta(days=120)))
    page.click(BUTTON)
    page.click("main a[href$='/plan/new/']")
    measure(page, SECOND, TODAY - timedelta(days=3), "")
    assert "0 nga 2 masa" in page.inner_text("p.lead")
    assert "1.200 €" in page.inner_text("main")
    page.click("main a[href$='/plan/days/'] >> nth=1")
    page.fill("#id_until", str(TODAY + timedelta(days=20)))
    page.click(BUTTON)
    refused = page.inner_text(".error-summary")
    assert "Një masë do të mbetej jashtë këtyre datave." in refused
    assert MEASURE[0] in refused
    assert SECOND[0] not in refused
    page.fill("#id_until", str(TODAY + timedelta(days=400)))
    page.select_option("#id_memorandum", label=TITLES["sq"])
    page.check("#id_public")
    page.click(BUTTON)
    assert "bashkë me memorandumin: Memorandum i trilluar i Gjilanit" in page.inner_text("main")


def measure(page: Any, texts: tuple[str, str], due: date, cost: str) -> None:
    page.fill("#id_what_sq", texts[0])
    page.fill("#id_what_sr-Cyrl", texts[1])
    page.fill("#id_owner", "Drejtoria për Financa / Управа за финансије")
    page.fill("#id_due", str(due))
    page.fill("#id_cost", cost)
    page.fill("#id_helps", "Programi i trilluar")
    page.click(BUTTON)


def a_measure_is_followed_with_evidence(page: Any) -> None:
    """Begun, shown with a file, done; the other is late, and given up only with a reason."""
    page.click(f"main .measures a:has-text('{MEASURE[0]}')")
    go_on(page, "begun", "Dy lagje nga katër janë regjistruar.")
    page.click(f"main .measures a:has-text('{MEASURE[0]}')")
    page.click("main a[href$='/file/']")
    page.set_input_files("#id_file", {"name": "regjistri.pdf", "mimeType": "application/pdf", "buffer": EVIDENCE})
    page.click(BUTTON)
    assert "Dy lagje nga katër" in page.inner_text("main")
    go_on(page, "done", "Të katër lagjet janë regjistruar.")
    assert page.locator(".measures .tag-bad").count() == 1, "the other one is past its day"
    page.click(f"main .measures a:has-text('{SECOND[0]}')")
    go_on(page, "dropped", "")
    assert "Thoni pse u hoq masa." in page.inner_text(".error-summary")
    go_on(page, "dropped", "Fshatrat i mbulon programi tjetër.")
    assert "1 nga 1 masë" in page.inner_text("p.lead")


def go_on(page: Any, state: str, note: str) -> None:
    page.check(f"[name=state][value={state}]")
    page.fill("#id_note", note)
    page.click(BUTTON)


def the_programme_sees_how_the_plan_goes(page: Any, site: Site) -> None:
    """Its facilitator reads every step and the file, and has nothing to press."""
    acts.to_desk(page, site, "sr")
    page.click("main a[href$='/desk/assessments/']")
    page.click("main .entries a:has-text('Гњилане')")
    page.click("main a[href$='/plan/']")
    page.click(f"main .measures a:has-text('{MEASURE[1]}')")
    said = page.inner_text("main")
    assert said.index("Dy lagje nga katër") < said.index("Të katër lagjet")
    with page.expect_download() as taken:
        page.click("main a:has-text('regjistri.pdf')")
    assert Path(taken.value.path()).read_bytes() == EVIDENCE
    assert page.locator("main form").count() == 0


def what_was_done_is_added_over_time(page: Any, site: Site) -> None:
    acts.to_desk(page, site, "sr")
    to_memoranda(page)
    page.click(f"main a:has-text('{TITLES['sr-Cyrl']}')")
    for position, days, state, amount, serbian, albanian in DONE:
        page.click(f"main a[href$='/promise/{position}/step/']")
        page.fill("#id_on", str(TODAY - timedelta(days=days)))
        page.check(f"[name=state][value={state}]")
        page.fill("#id_amount", amount)
        page.fill("#id_note_sr-Cyrl", serbian)
        page.fill("#id_note_sq", albanian)
        page.click(BUTTON)
    assert page.locator("main a[href$='/plan/']").count() == 1, "the plan that hangs on it"


def everybody_reads_it_in_both_languages(page: Any, site: Site) -> None:
    for language, spoken, note, counted in (
        ("sq", 0, 5, "Nga 3 zotime mes programit dhe kësaj komune, të përmbushura janë 1; me vonesë janë 1."),
        ("sr", 1, 4, "Од 3 обавезе између програма и ове општине извршено је 1; касни 1."),
    ):
        to_place(page, site, language)
        assert counted in page.inner_text("main")
        page.click("main a[href$='/promises/']")
        said = page.inner_text("main")
        assert all(one[1][spoken] in said for one in PROMISED)
        assert all(one[note] in said for one in DONE)
        assert "≤ 38.000" in said
        assert "37.450,25" in said
        assert all(name in said for _kind, members in BODIES for name, _task in members)
        page.click("main a[href$='/plan/']")
        assert MEASURE[spoken] in page.inner_text(".measures")
        assert SECOND[spoken] in page.inner_text(".measures")
        assert page.locator(".measures .tag-good").count() == 1
        page.click("main a[href$='/promises/']")
    assert all(kind in page.inner_text("main") for kind, _members in BODIES)
    with page.expect_download() as taken:
        page.click("main a[hreflang='sr-Cyrl']")
    assert Path(taken.value.path()).read_bytes() == EVIDENCE + b"sr-Cyrl"


def to_memoranda(page: Any) -> None:
    page.click("main a[href$='/desk/memoranda/']")


def to_place(page: Any, site: Site, language: str) -> None:
    page.goto(site.path(f"/{language}/"))
    page.click("a[href$='/municipalities/'] >> nth=0")
    page.click(f"main a[href$='/municipalities/{PLACE}/'] >> nth=0")
