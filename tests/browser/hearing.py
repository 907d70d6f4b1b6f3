"""A hearing from its announcement to its minutes: what people do, for the test and for the pictures of the guide."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.browser import acts
from tests.browser.running import Site

ZONE: Final = ZoneInfo("Europe/Belgrade")
"""In which the site says its times."""
GO_ON: Final = "main form .buttons .button"
TO_DESK: Final = ".site-nav a[href$='/desk/']"
TITLE: Final = ("Dëgjim publik për parkun e ri", "Јавна расправа о новом парку")
INVITES: Final = (
    "Komuna i fton banorët të thonë se çka duan në parkun e ri.",
    "Општина позива становнике да кажу шта желе у новом парку.",
)
QUESTION: Final = ("A do të ketë edhe kënd lojërash për fëmijë?", "Да ли ће бити и игралиште за децу?")
MINUTES: Final = ("Procesverbal i dëgjimit për parkun", "Записник са расправе о парку")
ANSWERED: Final = (
    "Në pyetjen për këndin e lojërave u përgjigj se ai hyn në plan.",
    "На питање о игралишту одговорено је да улази у план.",
)
DECIDED: Final = (
    ("Komuna mbjell pemë përgjatë rrugës.", "Општина сади дрвеће дуж пута."),
    ("Plani i parkut botohet para se të nisin punimet.", "План парка објављује се пре почетка радова."),
)
RESPONSIBLE: Final = (
    ("Drejtoria e Shërbimeve Publike", "Дирекција за јавне службе"),
    ("Zyra e Kryetarit", "Кабинет председника"),
)
VENUE: Final = {"sq": "Salla e kuvendit, kati i parë", "sr-Cyrl": "Скупштинска сала, први спрат"}
PHONE: Final[dict[str, Any]] = {"viewport": {"width": 360, "height": 740}, "locale": "sr"}
RESIDENT: Final = "Јелена Измишљена"
INTERPRETER: Final = "Shqipe E. Trilluar"


def soon() -> tuple[datetime, datetime]:
    """A session that begins within the hour, so that people can register and sign in; within one day of the site."""
    begin = (datetime.now(ZONE) + timedelta(minutes=20)).replace(second=0, microsecond=0)
    if begin.time() >= time(23, 30):
        begin = datetime.combine(begin.date() + timedelta(days=1), time(), ZONE)
    return begin, min(begin + timedelta(hours=1), datetime.combine(begin.date(), time(23, 59), ZONE))


def enter_event(page: Any, begin: datetime, end: datetime) -> None:
    """From the desk to the page on which the notice of the new event is written."""
    page.click("main a[href$='/desk/events/']")
    page.click("main a[href$='/desk/events/new/']")
    page.fill("[name=times-0-on]", begin.date().isoformat())
    page.fill("[name=times-0-begins]", f"{begin:%H:%M}")
    page.fill("[name=times-0-ends]", f"{end:%H:%M}")
    for tag, hall in VENUE.items():
        page.fill(f"[name=venue_{tag}]", hall)
    page.check("[name=kind][value=hearing]")
    page.check("[name=languages][value=sq]")
    page.check("[name=offers][value=interpretation]")
    page.check("[name=offers][value=access]")


def write_notice(page: Any) -> None:
    """What it is called and about, to the translators."""
    acts.give_text(page, acts.Draft("sq", TITLE[0], INVITES[0]))
    acts.send(page)


def to_event(page: Any) -> None:
    """From any page of the desk."""
    page.click(TO_DESK)
    page.click("main a[href$='/desk/events/']")
    page.locator("main li.entry a", has_text=TITLE[0]).first.click()
    page.wait_for_load_state()


def translate(page: Any, words: Mapping[str, str], title: str) -> None:
    """From the translator's desk: every sentence of the text with this title, then handed over.

    `words`: how a sentence ends → what is typed for it.
    """
    page.click(TO_DESK)
    page.locator("main a[href*='/desk/translations/']", has_text=title).first.click()
    page.wait_for_load_state()
    for _sentence in range(page.locator(".segment").count()):
        source = page.inner_text("#source").strip()
        acts.translate(page, [next(typed for end, typed in words.items() if source.endswith(end))])
    acts.hand_over(page)


def approve(page: Any, title: str) -> None:
    """From the reviewer's desk."""
    page.click(TO_DESK)
    page.locator("main a[href*='/desk/translations/']", has_text=title).first.click()
    page.wait_for_load_state()
    acts.approve(page)


def publish(page: Any) -> None:
    """From the list of tasks, which is read again."""
    page.reload()
    page.click(acts.PUBLISH)
    page.click(acts.GO_ON)
    page.wait_for_url(re.compile(r"/desk/notices/\d+/$"))


def to_public_event(page: Any, site: Site) -> None:
    """As somebody who has heard of it: from the front page, in the language that their telephone asks for."""
    page.goto(f"{site.url}/")
    page.click("nav a[href$='/events/']")
    page.locator("main li.entry a", has_text=TITLE[1]).first.click()
    page.wait_for_load_state()


def register(page: Any, *, seen: Callable[[str], None] = lambda _step: None) -> str:
    """From the page of the event, with interpretation into Serbian; by telephone. Returns the own link."""
    page.click("main form[action$='/register/'] button")
    for step, fill in ANSWERS.items():
        fill(page)
        seen(step)
        page.click(GO_ON)
    seen("check")
    page.click(GO_ON)
    return str(page.get_attribute("main .callout a", "href"))


ANSWERS: Final[dict[str, Callable[[Any], None]]] = {
    "name": lambda page: page.fill("[name=name]", RESIDENT),
    "reach": lambda page: page.fill("[name=phone]", "044 555 666"),
    "language": lambda page: page.check("[name=reads][value=sr-Cyrl]"),
    "interpretation": lambda page: page.check("[name=interpretation][value=sr-Cyrl]"),
    "access": lambda page: page.fill("[name=access]", "Место у првом реду"),
}
"""Page of the form → what is filled in there."""


def ask(page: Any) -> None:
    """From the page of the event; no name is given."""
    page.click("main a[href$='/questions/']")
    page.click("main a[href$='/questions/ask/']")
    page.fill("[name=text]", QUESTION[1])
    page.click(GO_ON)


def to_question(page: Any) -> None:
    """From the desk's page of the event."""
    page.click("main a[href$='/questions/']")
    page.locator("main li.entry a", has_text=QUESTION[1]).first.click()
    page.wait_for_load_state()


def show_question(page: Any) -> None:
    page.fill("[name=sq]", QUESTION[0])
    page.click("main [name=act][value=show]")


def enter_interpreter(page: Any) -> None:
    """From the interpretation plan, and back to it."""
    page.click("main a[href$='/interpreters/']")
    page.click("main a[href$='/interpreters/new/']")
    page.fill("[name=name]", INTERPRETER)
    page.fill("[name=phone]", "044 777 888")
    page.check("[name=pairs][value=sq-sr]")
    page.click(GO_ON)
    page.click("main a[href$='/interpretation/']")


def book(page: Any) -> None:
    """On the interpretation plan."""
    choice = page.locator("main select option", has_text=INTERPRETER).first
    page.select_option("main select", value=choice.get_attribute("value"))
    page.click("main form:has(select) button")


def write_minutes(page: Any, due: Sequence[date]) -> None:
    """From the desk's page of the event: what was said, and two decisions."""
    page.click("main a[href$='/minutes/']")
    page.check("[name=language][value=sq]")
    page.fill("[name=title]", MINUTES[0])
    page.fill("[name=text]", ANSWERED[0])
    page.click("main form:has([name=text]) button")
    for decided, responsible, day in zip(DECIDED, RESPONSIBLE, due, strict=True):
        page.click("main a[href$='/decisions/new/']")
        page.fill("[name=text]", decided[0])
        page.fill("[name=responsible]", responsible[0])
        page.fill("[name=due]", day.isoformat())
        page.click(GO_ON)


def make_notice(page: Any) -> None:
    """Of the minutes; it goes to the translators."""
    page.click("main form[action$='/minutes/notice/'] button")
    page.click("main .tasks a[href$='/send/']")
    acts.send(page)


def words_of_minutes(year: int) -> dict[str, str]:
    """How each of their sentences ends → in Serbian."""
    decisions = {albanian: f"{number}. {serbian}" for number, (albanian, serbian) in enumerate(DECIDED, 1)}
    responsible = {albanian: f"Задужено: {serbian}" for albanian, serbian in RESPONSIBLE}
    days = {f"15 janar {year}": f"Рок: 15. јануара {year}.", f"15 shkurt {year}": f"Рок: 15. фебруара {year}."}
    return {**dict((MINUTES, ANSWERED)), **decisions, **responsible, **days, "Konkluzionet": "Закључци"}
