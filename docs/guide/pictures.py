"""Takes the pictures of the guide and of the README: a demonstration is started, and the journey is really made.

    .venv/bin/python docs/guide/pictures.py                # all of them
    .venv/bin/python docs/guide/pictures.py cases setup    # only those of residents and clerks, and of administrators
    .venv/bin/python docs/guide/pictures.py events         # only those of hearings
    .venv/bin/python docs/guide/pictures.py plans          # only those of assessments and memoranda

It needs Chromium and the packages of the tests (`make test` installs them), and takes some minutes. What cannot be
taken is said at the end; everything else is taken all the same.
"""

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import pictures_of_cases  # noqa: E402 - the path comes first
import pictures_of_directory  # noqa: E402
import pictures_of_events  # noqa: E402
import pictures_of_plans  # noqa: E402
import pictures_of_setup  # noqa: E402
from camera import HEAVIEST, PICTURES, lighten, take  # noqa: E402
from tests.browser import acts  # noqa: E402
from tests.browser.cases import at_work  # noqa: E402
from tests.browser.running import CHROMIUM, Site, chromium, demonstration, visitor  # noqa: E402
from tests.browser.stories import Story, in_albanian, in_english  # noqa: E402


def main() -> None:
    if CHROMIUM is None:
        sys.exit("There is no Chromium here; on Debian: apt-get install chromium-headless-shell")
    PICTURES.mkdir(exist_ok=True)
    unknown = set(sys.argv[1:]) - PARTS.keys()
    if unknown:
        sys.exit(f"There are: {', '.join(PARTS)}; not {', '.join(unknown)}")
    wanted = [part for name in sys.argv[1:] or PARTS for part in PARTS[name]]
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as site, chromium() as browser:
        failed = [part.__name__ for part in wanted if not taken(part, browser, site)]
    for picture in sorted(PICTURES.glob("*.png")):
        lighten(picture)
        print(f"{picture.stat().st_size:>7}  {picture.relative_to(ROOT)}")
    heavy = [picture.name for picture in PICTURES.glob("*.png") if picture.stat().st_size > HEAVIEST]
    if said := list(complaints(failed, heavy)):
        sys.exit("\n".join(said))


def taken(part: Callable[[Any, Site], None], browser: Any, site: Site) -> bool:
    try:
        part(browser, site)
    except Exception:  # whatever a page that changed does to one part: the others are worth having
        traceback.print_exc()
        return False
    return True


def complaints(failed: list[str], heavy: list[str]) -> Iterator[str]:
    if failed:
        yield f"Not taken, or not whole: {', '.join(failed)}"
    if heavy:
        yield f"Heavier than {HEAVIEST} bytes: {', '.join(heavy)}"


def a_notice_on_its_way(browser: Any, site: Site) -> None:
    story = in_english()
    tasks, bench = the_officer_starts(browser, site, story)
    the_translator_works(browser, site, bench, story)
    the_reviewer_reads(browser, site, bench)
    address = the_officer_publishes(browser, site, tasks)
    the_resident_reads(browser, site, address)
    the_officer_corrects(browser, site, tasks, address, story)
    the_translation_follows(browser, site, tasks, bench, story)


def the_officer_starts(browser: Any, site: Site, story: Story) -> tuple[str, str]:
    with at_work(browser, site, acts.OFFICER, "sq") as page:
        page.click("main a[href$='/desk/notices/new/']")
        page.check(f"[name=kind][value={story.draft.kind}]")
        take(page, "01-start", height=840)
        page.click(acts.GO_ON)
        page.wait_for_url("**/text/")
        page.fill("#id_title", story.draft.title)
        page.check("[name=written_in][value=sq]")
        page.set_input_files("#id_file", {"name": "udhëzime.docx", "mimeType": "", "buffer": b"not a document"})
        page.click(acts.GO_ON)
        page.wait_for_selector(".error-summary")
        take(page, "02-bad-file")
        acts.give_text(page, story.draft)
        take(page, "03-check")
        acts.send(page)
        take(page, "04-tasks", height=860)
        return page.url, site.path(page.get_attribute(acts.TRANSLATIONS, "href"))


def the_translator_works(browser: Any, site: Site, bench: str, story: Story) -> None:
    with at_work(browser, site, acts.TRANSLATOR, "sr") as page:
        address = in_interface(bench, "sr")
        page.goto(address)
        for number, sentence in enumerate(story.typed, start=1):
            if number == story.known:
                take(page, "05-suggestion")
            if number == story.counted[0]:
                page.fill("#id_text", sentence.replace(story.counted[1], story.counted[2], 1))
                page.wait_for_selector("#checked .finding")
                take(page, "06-finding", height=640)
            acts.translate(page, [sentence])
        the_workbench(page, in_interface(bench, "en"), story)
        two_browsers(browser, site, in_interface(bench, "en"), story)
        on_a_telephone_at_night(browser, site, address, story)
        page.goto(address)
        acts.hand_over(page)


def the_workbench(page: Any, address: str, story: Story) -> None:
    """For the page about the workbench, in English; the last sentence is empty for a moment."""
    last = len(story.typed)
    page.goto(f"{address}?s={last}")
    page.fill("#id_text", "")
    page.click("#writing [value=save]")
    page.goto(f"{address}?s={story.known}")
    page.evaluate("scrollTo(0, 180)")
    take(page, "30-workbench")
    page.focus("#main")
    page.keyboard.press("?")
    take(page, "33-keys", part="dialog")
    page.keyboard.press("Escape")
    page.goto(f"{address}replace/?wanted=пројекат&instead=програм")
    take(page, "31-replace", part="main", height=1000)
    page.goto(f"{address}preview/")
    page.eval_on_selector("mark.missing", "part => part.scrollIntoView({behavior: 'instant', block: 'center'})")
    take(page, "32-preview", height=700)
    page.goto(f"{address}?s={last}")
    acts.translate(page, [story.typed[-1]])


def on_a_telephone_at_night(browser: Any, site: Site, address: str, story: Story) -> None:
    narrow = {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"}
    with at_work(browser, site, acts.TRANSLATOR, "sr", **narrow) as page:
        page.goto(f"{address}?s={story.known}")
        take(page, "07-narrow-dark")


def two_browsers(browser: Any, site: Site, address: str, story: Story) -> None:
    """The same sentence in two windows; afterwards it is as it was."""
    here = f"{address}?s=7"
    with at_work(browser, site, acts.TRANSLATOR, "en") as mine, at_work(browser, site, acts.REVIEWER, "en") as other:
        mine.goto(here)
        other.goto(here)
        before = acts.seen(other)
        other.fill("#id_text", story.typed[6] + " (Б)")
        acts.wait_for_save(other, before)
        mine.fill("#id_text", story.typed[6] + " (А)")
        mine.wait_for_selector("#conflict")
        take(mine, "08-conflict", height=700)
        with mine.expect_navigation():
            mine.click("#conflict button")
        acts.translate(mine, [story.typed[6]])


def in_interface(address: str, language: str) -> str:
    """The same page of the site in another language."""
    head, _, rest = address.partition("://")[2].partition("/")
    return f"http://{head}/{language}/{rest.partition('/')[2]}"


def the_reviewer_reads(browser: Any, site: Site, bench: str) -> None:
    with at_work(browser, site, acts.REVIEWER, "en") as page:
        page.goto(in_interface(bench, "en"))
        take(page, "09-review", height=860)
        acts.approve(page)


def the_officer_publishes(browser: Any, site: Site, tasks: str) -> str:
    with at_work(browser, site, acts.OFFICER, "sq") as page:
        page.goto(tasks)
        page.click(acts.PUBLISH)
        take(page, "10-publish", height=700)
        page.click(acts.GO_ON)
        page.wait_for_url(tasks)
        return site.path(acts.public_address(page))


def the_resident_reads(browser: Any, site: Site, address: str) -> None:
    with visitor(browser, site) as page:
        page.goto(in_interface(address, "sr"))
        take(page, "11-notice", height=760)
        page.click("a[href$='/side-by-side/']")
        page.goto(page.url.replace("/sr/", "/en/") + "?text=sq&text=sr-Cyrl&text=sr-Latn")
        take(page, "12-side-by-side", part="main", since=".side-by-side", height=560)
        page.goto(site.path("/en/municipalities/gracanice/subscribe/"))
        take(page, "13-subscribe", height=860)
    with visitor(browser, site, viewport={"width": 320, "height": 800}) as page:
        page.goto(in_interface(address, "sq"))
        take(page, "14-narrow")


def the_officer_corrects(browser: Any, site: Site, tasks: str, address: str, story: Story) -> None:
    with at_work(browser, site, acts.OFFICER, "sq") as page:
        page.goto(f"{tasks}correct/2/")
        page.fill("#id_text", story.correction)
        take(page, "15-correct", height=860)
        page.click(acts.GO_ON)
        page.wait_for_url(tasks)
    with visitor(browser, site) as page:
        page.goto(in_interface(address, "sr"))
        take(page, "16-out-of-date", height=760)


def the_translation_follows(browser: Any, site: Site, tasks: str, bench: str, story: Story) -> None:
    with at_work(browser, site, acts.TRANSLATOR, "sr") as page:
        page.goto(in_interface(bench, "sr"))
        take(page, "17-follow", height=640)
        acts.translate(page, [story.followed])
        acts.hand_over(page)
    with at_work(browser, site, acts.REVIEWER, "en") as page:
        page.goto(bench)
        acts.approve(page)
    with at_work(browser, site, acts.OFFICER, "sq") as page:
        acts.publish(page, tasks)


def a_language_is_missing(browser: Any, site: Site) -> None:
    with at_work(browser, site, acts.OFFICER, "en") as page:
        tasks = acts.hand_in(page, in_albanian().draft)
        page.click(acts.PUBLISH)
        page.click(acts.GO_ON)
        page.wait_for_selector(".error-summary")
        take(page, "18-reason", part="main")
        address = site.path(acts.publish(page, tasks, "The translator is ill; the Serbian text follows on Thursday."))
    with visitor(browser, site) as page:
        page.goto(in_interface(address, "sr"))
        take(page, "19-missing", height=700)


def the_figures(browser: Any, site: Site) -> None:
    with visitor(browser, site) as page:
        page.goto(site.path("/en/"))
        take(page, "20-home")
        page.goto(site.path("/sr/municipalities/?show=synchronised"))
        take(page, "21-tiles", part="section:has(> #map)")
        page.goto(site.path("/en/figures/gracanice/synchronised/"))
        take(page, "22-behind", part="main", height=900)
    with visitor(browser, site, color_scheme="dark") as page:
        page.goto(site.path("/sq/municipalities/gracanice/"))
        take(page, "23-dark")


def people_work_together(browser: Any, site: Site) -> None:
    with at_work(browser, site, acts.TRANSLATOR, "en") as page:
        take(page, "34-desk", height=760)
        page.goto(site.path("/en/desk/translations/pool/"))
        page.eval_on_selector("h1", "part => part.scrollIntoView({behavior: 'instant'})")
        take(page, "35-pool", height=800)
        page.goto(f"{acts.waiting(page, site, 'gjelbërimit')}?s=5")
        page.eval_on_selector("#s3", "part => part.scrollIntoView({behavior: 'instant'})")
        take(page, "36-remark", height=620)
    with at_work(browser, site, acts.OFFICER, "en") as page:
        page.goto(site.path("/en/desk/"))
        page.click("main a:has-text('gjelbërimit')")
        bench = site.path(page.get_attribute(acts.TRANSLATIONS, "href"))
        page.goto(f"{bench}people/")
        take(page, "37-who-is-asked", part="main", height=720)


def work_without_a_connection(browser: Any, site: Site) -> None:
    with at_work(browser, site, acts.TRANSLATOR, "en") as page:
        bench = acts.waiting(page, site, "gjelbërimit")
        acts.bring_back(page, bench, {6: "Није потребно претходно искуство.", 7: "Садња дрвећа"})
        take(page, "38-came-back", part="main", height=640)


def a_quality_sample(browser: Any, site: Site) -> None:
    with at_work(browser, site, acts.REVIEWER, "en") as page:
        page.goto(acts.draw_sample(page, acts.waiting(page, site, "transportin")))
        page.locator(".segment summary").first.click()
        take(page, "39-sample", part="main", height=860)


def terms_and_files(browser: Any, site: Site) -> None:
    with visitor(browser, site) as page:
        page.goto(site.path("/en/terms/public-call/"))
        take(page, "40-term", part="main", height=760)
    with at_work(browser, site, acts.REVIEWER, "en") as page:
        page.goto(site.path("/en/desk/translations/exchange/gracanice/"))
        take(page, "41-files", part="main", height=900)
    with at_work(browser, site, "administrator.gracanice@example.org", "en") as page:
        page.goto(site.path("/en/desk/translations/machine/gracanice/"))
        take(page, "42-machine", part="main", height=760)


PARTS: Final[dict[str, tuple[Callable[[Any, Site], None], ...]]] = {
    "cases": pictures_of_cases.TAKEN,
    "directory": pictures_of_directory.TAKEN,
    "events": pictures_of_events.TAKEN,
    "plans": pictures_of_plans.TAKEN,
    "setup": pictures_of_setup.TAKEN,
    "notices": (
        a_notice_on_its_way, a_language_is_missing, the_figures, people_work_together, work_without_a_connection,
        a_quality_sample, terms_and_files,
    ),
}  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uramost_web.settings")
    main()
