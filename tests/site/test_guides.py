"""The documentation leads where it says: every link, every picture, every command named in it is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
GUIDES = DOCS / "guide"
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.S | re.M)


def prose(page: Path) -> str:
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """As the usual readers of Markdown make them from headings."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), link
        assert not anchor or anchor in anchors(aim), link


def test_every_picture_stands_in_a_guide_and_is_taken_by_the_programme() -> None:
    there = {picture.stem for picture in (GUIDES / "pictures").glob("*.png")}
    shown = {Path(link).stem for page in PAGES for link in LINK.findall(prose(page)) if link.endswith(".png")}
    programme = "".join(file.read_text(encoding="utf-8") for file in GUIDES.glob("pictures*.py"))
    taken = set(re.findall(r'take\(\w+, "([\w-]+)"', programme))
    assert there == shown == taken


def test_the_index_has_every_page() -> None:
    listed = {(DOCS / link).resolve() for link in LINK.findall(prose(DOCS / "README.md"))}
    folders = ("guide", "reference", "methods")
    assert {page for folder in folders for page in (DOCS / folder).glob("*.md")} == {
        page for page in listed if page.suffix == ".md"
    }


def test_what_is_said_to_be_made_can_be_made() -> None:
    targets = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"(?:^|`)make ([a-z][\w-]*)", text, re.M)) <= targets


def test_every_command_named_is_there() -> None:
    commands = {file.stem for file in (ROOT / "src").rglob("management/commands/*.py")}
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    django = {"migrate", "collectstatic", "check", "clearsessions", "prune_db_task_results"}
    assert set(re.findall(r"manage\.py (\w+)", text)) <= commands | django
