"""A CSO runs its assessment with three raters and an action plan, from the facilitator's desk to the last measure."""

import re
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any, Final

from tests.browser import acts
from tests.browser.running import Site, visitor

PROGRAMME: Final = "programme@example.org"
ORGANISATION: Final = "lagjja"
BUTTON: Final = "main form .buttons button"
QUESTIONS: Final = 20
"""Of the instrument for businesses, in five domains; the demonstration runs the other one already."""
DOMAINS: Final = 5
SCORES: Final = (1, 2, 4)
"""What the lead and two others say of every question."""
WHY: Final = "E diskutuam dhe e dimë ku jemi."
MEASURE: Final = "Të hapet një llogari bankare në emër të biznesit."


def test_a_cso_runs_its_assessment_with_three_raters_and_an_action_plan(browser: Any, site: Site) -> None:
    with ExitStack() as open_:
        facilitator, lead, second, third = (
            open_.enter_context(visitor(browser, site, java_script_enabled=False)) for _ in range(4)
        )
        link = the_facilitator_begins_the_round(facilitator, site)
        lead.goto(link)
        assert "/sq/assessment/" in lead.url
        links = the_lead_invites_two(lead, link)
        for page, address, level in zip((lead, second, third), (link, *links), SCORES, strict=True):
            a_rater_scores(page, address, level)
        nobody_sees_more_than_how_far_each_is(second, links[0])
        the_discussion_begins(lead, link, third, links[1])
        the_facilitator_comments(facilitator, third, links[1])
        they_agree_on_every_question(lead, link)
        evidence_is_added(lead, link)
        the_result_is_there(lead, link)
        the_plan_is_made_and_followed(lead, link, third, links[1])
        the_round_is_closed_and_shared(lead, link)


def the_facilitator_begins_the_round(page: Any, site: Site) -> str:
    acts.log_in(page, site, PROGRAMME, "en")
    page.click("main a[href$='/desk/assessments/']")
    page.click("main a[href$='/desk/assessments/new/']")
    page.click("main a[href$='/new/business/']")
    page.fill("#id_q", ORGANISATION)
    page.click("form[role=search] button")
    page.locator("[name=organisation]").first.check()
    page.fill("#id_lead", "Drejtuesja e trilluar")
    page.select_option("#id_language", "sq")
    page.click(BUTTON)
    return str(page.inner_text(".secret-link"))


def the_lead_invites_two(page: Any, link: str) -> list[str]:
    for name, tag in (("Вођа измишљени", "sr-Cyrl"), ("Someone made up", "en")):
        page.goto(f"{link}people/")
        page.fill("#id_name", name)
        page.select_option("#id_language", tag)
        page.click(BUTTON)
    found = page.locator(".secret-link").all_inner_texts()
    assert len(set(found)) == 3
    assert "/sr/assessment/" in found[1]
    return [str(one) for one in found[1:]]


def a_rater_scores(page: Any, link: str, level: int) -> None:
    """One domain after the other; each page is kept as it is left."""
    page.goto(link)
    page.click("main .buttons a.button")
    for _domain in range(DOMAINS):
        for choice in page.locator(f"main form [type=radio][value='{level}']").all():
            choice.check()
        page.locator("textarea").first.fill(f"Shënim {level}")
        page.click(BUTTON)
    page.click("[name=act][value=done]")
    assert page.locator("table").nth(1).inner_text().count(str(QUESTIONS)) >= 2


def nobody_sees_more_than_how_far_each_is(page: Any, link: str) -> None:
    answer = page.goto(f"{link}discuss/1/")
    assert answer.status == 404
    page.goto(link)
    assert "Shënim 1" not in page.content()


def the_discussion_begins(lead: Any, link: str, rater: Any, other: str) -> None:
    lead.goto(link)
    lead.click("[name=act][value=discuss]")
    rater.goto(f"{other}discuss/1/")
    assert rater.locator(".tag-warning").count() == 4, "from 1 to 4 in every question"
    assert "Shënim 1" in rater.inner_text("main")
    assert rater.goto(f"{other}score/1/").url == other, "nobody scores any more"


def the_facilitator_comments(page: Any, rater: Any, other: str) -> None:
    page.click("main a[href*='/desk/assessments/']")
    page.click("main a[href$='/discuss/1/'] >> nth=0")
    page.click("main a[href$='/comment/registered/']")
    page.fill("#id_text", "Bring the certificate next time.")
    page.click(BUTTON)
    assert page.locator("[name=value]").count() == 0
    rater.goto(f"{other}discuss/1/")
    assert "Bring the certificate next time." in rater.inner_text("#registered")


def they_agree_on_every_question(page: Any, link: str) -> None:
    """Without a reason it is refused; each leads to the next."""
    page.goto(f"{link}agree/registered/")
    page.check("[name=value][value='2']")
    page.click(BUTTON)
    assert page.locator(".error-summary a[href='#id_why']").count() == 1
    for number in range(QUESTIONS):
        page.check(f"[name=value][value='{1 + number % 3}']")
        page.fill("#id_why", WHY)
        page.click(BUTTON)
    assert page.url == link
    page.click("[name=act][value=settle]")


def evidence_is_added(page: Any, link: str) -> None:
    page.goto(f"{link}evidence/registered/")
    content = b"%PDF-1.4\n%%EOF\n"
    page.set_input_files("#id_file", {"name": "certifikata.pdf", "mimeType": "application/pdf", "buffer": content})
    page.click(BUTTON)
    address = page.locator("#registered a", has_text="certifikata.pdf").get_attribute("href")
    assert page.context.request.get(page.url.split("/sq/")[0] + address).body() == content


def the_result_is_there(page: Any, link: str) -> None:
    page.goto(f"{link}result/")
    assert page.locator("svg.chart circle.dot-1").count() == DOMAINS
    assert page.locator("tbody tr").count() == DOMAINS
    assert "1,8" in page.inner_text("tbody"), "a mean as Albanian writes it"


def the_plan_is_made_and_followed(page: Any, link: str, rater: Any, other: str) -> None:
    today = date.today()  # noqa: DTZ011 - the demonstration's own day
    page.goto(f"{link}plan/")
    page.fill("#id_until", str(today + timedelta(days=400)))
    page.click(BUTTON)
    page.click("main a[href*='?item=']")
    page.fill("#id_what", MEASURE)
    page.fill("#id_owner", "Pronari")
    page.fill("#id_due", str(today - timedelta(days=9)))
    page.click(BUTTON)
    assert page.locator(".error-summary a[href='#id_due']").count() == 1, "before the plan begins"
    assert page.input_value("#id_what") == MEASURE
    page.fill("#id_due", str(today + timedelta(days=60)))
    page.fill("#id_cost", "120")
    page.click(BUTTON)
    assert MEASURE in page.inner_text(".measures")
    rater.goto(f"{other}plan/1/")
    rater.check("[name=state][value=done]")
    rater.fill("#id_note", "The account is open.")
    rater.click(BUTTON)
    page.goto(f"{link}plan/")
    assert page.locator(".measures .tag-good").count() == 1
    assert re.search(r"1 \S+ 1", page.inner_text("p.lead"))


def the_round_is_closed_and_shared(page: Any, link: str) -> None:
    page.goto(f"{link}sharing/")
    page.check("#id_shared")
    page.uncheck("#id_facilitated")
    page.click(BUTTON)
    page.click("[name=act][value=close]")
    assert page.locator(".tag-quiet").count() >= 1
