"""A resident registers for a hearing in Serbian without scripts, changes a need, and cancels; staff see it."""

from typing import Any

from tests.browser import acts, meetings
from tests.browser.running import Site, visitor


def test_a_resident_registers_without_scripts_changes_and_cancels(browser: Any, site: Site) -> None:
    seen, own = meetings.register(browser, site)
    assert len(seen) == 8
    with meetings.without_scripts(browser, site) as page:
        page.goto(own)
        assert "Лапље Село" in page.inner_text("main")
        page.click("main a[href$='/needs/']")
        page.fill("[name=transport]", "Чаглавица")
        page.click("main form button")
        assert "Чаглавица" in page.inner_text("main")
    with visitor(browser, site) as page:
        acts.log_in(page, site, acts.OFFICER, "en")
        page.goto(site.path("/en/desk/events/?q=rruget"))
        page.click("main li.entry a")
        page.click("main a[href$='/people/']")
        assert "Неко Нико" in page.inner_text("main")
        assert "Чаглавица" in page.inner_text("main")
    with meetings.without_scripts(browser, site) as page:
        page.goto(own)
        page.click("main a[href$='/cancel/']")
        page.click("main form button")
        assert page.locator("main a[href$='/cancel/']").count() == 0
