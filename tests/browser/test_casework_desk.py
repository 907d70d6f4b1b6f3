"""What clerks and heads of office do with a case, on their own pages and on the resident's."""

import io
import re
from datetime import UTC, datetime
from typing import Any, Final

from pypdf import PdfReader

from tests.browser.cases import (
    ADMINISTRATOR,
    CLERK,
    HEAD,
    AtCounter,
    at_work,
    does,
    entered,
    go_on,
    to_case,
    to_queue,
)
from tests.browser.running import Site, visitor

WANTED: Final = "Желим да видим како је издата грађевинска дозвола за зграду поред школе у Лапљем Селу."
QUOTED: Final = "Снег се прво чисти на путевима који воде до школа и до болнице."
"""What the resident says at the counter: the terminology has the permit, the memory a sentence like the quoted one."""
MISSING: Final = "Напишите нам годину у којој је дозвола издата."
SUPPLIED: Final = "Дозвола је из 2019. године."
NEEDS_TIME: Final = "Документ је у архиви."
WHY: Final = "Архива се сели у другу зграду."
TEXT: Final = "Kopjen mund ta merrni në sportel."
WHY_ALBANIAN: Final = "Преводилац је на боловању до петка."
TEMPLATE: Final = "Ваш захтев смо размотрили и одобрили."
"""How a text of the demonstration begins that is offered for an answer."""
FORWARDED: Final = "Ваш захтев сада има канцеларија за јавне радове."
THEIRS: Final = "Дозволе чува канцеларија за јавне радове."
SAME: Final = "Исто сте тражили и у другом захтеву."
NOISE: Final = "Камиони за отпад буде цело насеље."
NO_WORK: Final = "Дан без рада због избора."
GAZETTE: Final = "Made-up decision no. 1"


def facts(page: Any) -> str:
    """State, last day, language, office and the rest, at the top of a case."""
    return str(page.inner_text("main dl.facts"))


def last_day(page: Any, case: AtCounter) -> str:
    to_case(page, case)
    return str(page.inner_text("dl.facts dt:has-text('Last day') + dd"))


def history(page: Any) -> str:
    return str(page.inner_text("main ol.entries"))


def printed(page: Any, entry: str, *, both: bool = False) -> str:
    """The words of the letter about the newest entry with this title."""
    found = page.locator(f"li.entry:has(strong:text-is('{entry}'))").first
    address = found.locator("a[href*='.pdf']").nth(1 if both else 0).get_attribute("href")
    answer = page.context.request.get(page.evaluate("address => new URL(address, location).href", address))
    assert answer.headers["content-type"] == "application/pdf"
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body())).pages)


# A clerk -----------------------------------------------------------------------------------------


def test_a_clerk_serves_somebody_from_the_counter_to_the_letter(browser: Any, site: Site) -> None:
    with at_work(browser, site, CLERK) as clerk, visitor(browser, site) as resident:
        case = entered(clerk, "Access to a public document", f"{WANTED} {QUOTED}")
        the_queue_has_it(clerk, case)
        the_text_is_read_with_help(clerk, case)
        something_is_asked_and_supplied(clerk, resident, case)
        the_time_is_extended_with_a_reason(clerk, resident, case)
        the_answer_begins_with_a_text_of_the_municipality(clerk, case)
        another_language_needs_a_reason(clerk, resident, case)
        the_letter_has_both_scripts(clerk)


def the_queue_has_it(page: Any, case: AtCounter) -> None:
    """The last of its days is in the list, which is in the order of these days; words find it in either script."""
    to_queue(page)
    assert page.inner_text("h1") == "Cases"
    assert page.locator("li.entry").count() >= 10
    to_queue(page, "?words=Lapljem+Selu+dozvola")
    entry = page.locator("li.entry", has_text=case.reference)
    said = entry.inner_text()
    for words in ("Access to a public document", "due by", "Answer in: Српски", "Information Office", "At the counter"):
        assert words in said, said
    entry.locator("h2 a").click()
    assert WANTED in page.inner_text(".prose.callout")
    assert page.get_attribute(".prose.callout", "lang") == "sr-Cyrl"


def the_text_is_read_with_help(page: Any, case: AtCounter) -> None:
    """What was translated before and the terms agreed on, in the language of the page; nothing translates by itself."""
    to_case(page, case)
    page.click("main a[href$='/reading/']")
    page.click(".languages a[hreflang=sq]")
    permit, snow = page.locator("li.entry").all()
    assert "грађевинска дозвола → leje ndërtimi" in permit.inner_text()
    assert "Bora pastrohet së pari" in snow.locator(".suggestion [lang=sq]").inner_text()
    assert re.search(r"\d\d %", snow.inner_text())
    page.click(".languages a[hreflang=en]")


def something_is_asked_and_supplied(page: Any, resident: Any, case: AtCounter) -> None:
    """The clock stands from the question to the reply, and both say so."""
    does(page, case, "ask", text="", reason="")
    assert page.locator(".error-summary a").count() == 2
    page.fill("[name=text]", MISSING)
    page.fill("[name=reason]", WHY)
    go_on(page)
    assert "Waiting for the resident" in facts(page)
    resident.goto(case.link)
    assert MISSING in resident.inner_text(".callout-warning")
    resident.click(".callout-warning a.button")
    resident.fill("[name=text]", SUPPLIED)
    go_on(resident)
    assert SUPPLIED in resident.inner_text("main")
    to_case(page, case)
    assert "Being worked on" in facts(page)
    assert SUPPLIED in history(page)


def the_time_is_extended_with_a_reason(page: Any, resident: Any, case: AtCounter) -> None:
    """The reason is read by the resident; longer than the law allows is refused, and what was typed stays."""
    before = last_day(page, case)
    does(page, case, "extend", amount="30", text=NEEDS_TIME, reason=WHY)
    assert page.locator(".error-summary a[href='#id_amount']").count() == 1
    assert page.input_value("[name=reason]") == WHY
    page.fill("[name=amount]", "5")
    go_on(page)
    after = last_day(page, case)
    assert before != after
    resident.goto(case.link)
    assert WHY in history(resident)
    assert NEEDS_TIME in history(resident)


def the_answer_begins_with_a_text_of_the_municipality(page: Any, case: AtCounter) -> None:
    """It is there in the language that the resident chose, whatever the clerk reads."""
    to_case(page, case)
    page.click(f"main a[href$='/{case.reference}/answer/']")
    page.select_option("[name=template]", label="Approval")
    page.click("[name=fill]")
    assert page.input_value("[name=text]").startswith(TEMPLATE)
    assert page.get_attribute("[name=text]", "lang") == "sr-Cyrl"


def another_language_needs_a_reason(page: Any, resident: Any, case: AtCounter) -> None:
    """Refused without one; with one it is read by the resident and counted."""
    page.select_option("[name=language]", "sq")
    page.fill("[name=text]", TEXT)
    go_on(page)
    assert page.locator(".error-summary a[href='#id_other_language']").count() == 1
    assert page.input_value("[name=text]") == TEXT
    page.fill("[name=other_language]", WHY_ALBANIAN)
    go_on(page)
    assert "Answered" in facts(page)
    resident.goto(case.link)
    answer = resident.locator("[lang=sq]", has_text=TEXT)
    assert answer.count() == 1
    assert WHY_ALBANIAN in history(resident)


def the_letter_has_both_scripts(page: Any) -> None:
    """Of what was written in Serbian; what was written in Albanian stands in its own."""
    assert TEXT in printed(page, "Answered")
    assert MISSING in printed(page, "The resident was asked for something")
    both = printed(page, "The resident was asked for something", both=True)
    assert MISSING in both
    assert "Napišite nam godinu u kojoj je dozvola izdata." in both


def test_a_clerk_sends_a_case_to_the_right_desk_and_makes_one_of_two(browser: Any, site: Site) -> None:
    with at_work(browser, site, CLERK) as clerk, visitor(browser, site) as resident:
        goes_on, other = (entered(clerk, "Access to a public document", WANTED) for _ in range(2))
        it_is_forwarded_with_a_reason(clerk, resident, other)
        it_is_merged_after_a_suggestion(clerk, resident, other, goes_on)


def it_is_forwarded_with_a_reason(page: Any, resident: Any, case: AtCounter) -> None:
    """The resident reads why, and to which office it went."""
    to_case(page, case)
    page.click("main details:has(.buttons) summary")
    page.click(f"main a[href$='/{case.reference}/forward/']")
    page.select_option("[name=office]", label="Public Works Office")
    page.fill("[name=text]", FORWARDED)
    page.fill("[name=reason]", THEIRS)
    go_on(page)
    assert "Public Works Office (first: Information Office)" in facts(page)
    resident.goto(case.link)
    assert THEIRS in history(resident)


def it_is_merged_after_a_suggestion(page: Any, resident: Any, case: AtCounter, into: AtCounter) -> None:
    """By a link beside the suggestion; of itself nothing was merged."""
    assert "Forwarded" in facts(page)
    page.click(f"aside a[href$='/merge/?into={into.reference}']")
    assert page.input_value("[name=into]") == into.reference
    page.fill("[name=text]", SAME)
    go_on(page)
    assert f"Continues in another case → {into.reference}" in facts(page)
    to_case(page, into)
    assert "Another case was merged into this one" in history(page)
    resident.goto(case.link)
    assert SAME in history(resident)


# A head of office --------------------------------------------------------------------------------


def test_a_head_of_office_sees_the_load_and_decides_appeals(browser: Any, site: Site) -> None:
    with (
        at_work(browser, site, CLERK) as clerk,
        at_work(browser, site, HEAD) as head,
        visitor(browser, site) as resident,
    ):
        the_load_is_in_figures(head)
        granted, upheld = (entered(clerk, "Access to a public document", WANTED) for _ in range(2))
        for case in (granted, upheld):
            does(clerk, case, "refuse", text="Документ није код нас.", reason="Нема га у архиви.")
            the_resident_appeals(resident, case)
            to_case(clerk, case)
            assert clerk.locator("main a[href$='/grant/'], main a[href$='/uphold/']").count() == 0
        does(head, granted, "grant", text="Жалба је усвојена, тражимо документ.", reason="Документ је нађен.")
        assert "Being worked on" in facts(head)
        does(head, upheld, "uphold", text="Жалба је одбијена.", reason="Документ не постоји.")
        assert "Refused" in facts(head)
        resident.goto(granted.link)
        assert "Документ је нађен." in history(resident)
        resident.goto(upheld.link)
        assert "Документ не постоји." in history(resident)


def test_what_is_late_stands_first(browser: Any, site: Site) -> None:
    """Where somebody waits longer than others, as the demonstration has it."""
    with at_work(browser, site, "head.gjilan@example.org") as page:
        to_queue(page, "?due=late&offices=all")
        late = page.locator("li.entry")
        assert late.count() == late.filter(has_text="late: the last day was").count() > 0
        first = late.locator("h2 a").first.inner_text()
        to_queue(page, "?offices=all")
        assert page.locator("li.entry h2 a").first.inner_text() == first


def the_load_is_in_figures(page: Any) -> None:
    """Every office and everybody who has a case: running, late, soon, waiting, and how many came to the right desk."""
    page.click("main a[href$='/desk/cases/load/']")
    offices = page.locator("table").first
    assert offices.locator("tbody tr").count() == 6
    works = offices.locator("tr", has_text="Public Works Office").locator("td").all_inner_texts()
    assert int(works[0]) >= int(works[1]) + int(works[2])
    right, ended = map(int, re.search(r"\((\d+)/(\d+)\)", works[4]).groups())
    assert 0 < right <= ended
    assert "Demo Clerk" in page.locator("table").nth(1).inner_text()


def the_resident_appeals(page: Any, case: AtCounter) -> None:
    page.goto(case.link)
    page.click("main a[href$='/appeal/']")
    page.fill("[name=text]", "Документ постоји, видео сам га.")
    go_on(page)
    assert "Документ постоји, видео сам га." in history(page)


# A municipality ----------------------------------------------------------------------------------


def test_an_administrator_tries_the_routing_and_moves_last_days(browser: Any, site: Site) -> None:
    with (
        at_work(browser, site, CLERK) as clerk,
        at_work(browser, site, ADMINISTRATOR) as administrator,
        visitor(browser, site) as resident,
    ):
        the_table_says_what_would_happen(administrator)
        case = entered(clerk, "Access to a public document", WANTED)
        before = last_day(clerk, case)
        a_holiday_is_looked_at_first(administrator, case, before)
        assert last_day(clerk, case) == before
        administrator.click("[name=act][value=confirm]")
        assert re.search(r"The dates of \d+ running cases moved", administrator.inner_text("main"))
        assert GAZETTE in administrator.inner_text("main")
        after = last_day(clerk, case)
        assert after != before
        assert "A holiday moved the last day" in history(clerk)
        resident.goto(case.link)
        assert NO_WORK in history(resident)


def the_table_says_what_would_happen(page: Any) -> None:
    """A complaint about noise with a lorry in it is not for whoever has the other ones; nothing is kept."""
    page.click("main a[href$='/desk/services/']")
    page.click("main a[href$='/gracanice/']")
    page.click("main nav a[href$='/routing/try/']")
    page.select_option("[name=service]", label="Complaint about noise")
    page.fill("[name=text]", NOISE)
    go_on(page)
    assert "It would go to: Public Works Office" in page.inner_text("section h2")
    assert "Row 1" in page.inner_text("section p >> nth=0")
    page.fill("[name=text]", "Комшија слуша музику.")
    go_on(page)
    assert "Public Works Office" not in page.inner_text("section h2")


def a_holiday_is_looked_at_first(page: Any, case: AtCounter, before: str) -> None:
    """On the last day of the case: the preview names it, and nothing is written yet."""
    page.click("main nav a[href$='/holidays/']")
    page.click("main a.button[href$='/change/']")
    page.check("[name=action][value=add]")
    page.fill("[name=date]", f"{datetime.strptime(before, '%d %B %Y').replace(tzinfo=UTC):%Y-%m-%d}")
    page.fill("[name=source]", GAZETTE)
    page.eval_on_selector_all("main form details", "all => all.forEach(one => one.open = true)")
    for tag in ("sq", "sr-Cyrl"):
        page.fill(f"[name='names_{tag}']", "Ditë pa punë" if tag == "sq" else "Нерадни дан")
        page.fill(f"[name='reasons_{tag}']", "Ditë pa punë për shkak të zgjedhjeve." if tag == "sq" else NO_WORK)
    page.click("[name=act][value=look]")
    assert re.search(r"The last days? of \d+ running cases? moves?", page.inner_text(".callout-warning"))
    row = page.locator("tbody tr", has_text=case.reference).inner_text()
    assert before in row
