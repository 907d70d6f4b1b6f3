"""What takes a picture of a page for the guides, and makes it light."""

from pathlib import Path
from typing import Any, Final

from PIL import Image

PICTURES: Final = Path(__file__).parent / "pictures"
HEAVIEST: Final = 120_000
"""Bytes: a page of the guide is read on a telephone too."""
WAIT: Final = 400
"""Milliseconds until a page has come to rest."""
MARGIN: Final = 16
"""Pixels around a part; `main` has its own."""


def lighten(picture: Path) -> None:
    """A page has few colours: 128 of them look the same and take half the bytes."""
    with Image.open(picture) as taken:
        if taken.mode == "P":
            return
        taken.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(picture, optimize=True)


def take(page: Any, name: str, *, part: str = "", since: str = "", height: int = 0) -> None:
    """The window, or one part of the page; `since` cuts off what is above something, `height` what is below."""
    page.wait_for_timeout(WAIT)
    if part:
        box = page.locator(part).first.bounding_box()
        around = 0 if part == "main" else MARGIN
        top = page.locator(since).first.bounding_box()["y"] - MARGIN if since else box["y"] - around
        whole = box["y"] + box["height"] + around - top
        clip = {
            "x": max(0, box["x"] - around),
            "y": max(0, top + page.evaluate("scrollY")),
            "width": box["width"] + 2 * around,
            "height": min(whole, height or whole),
        }
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)
    else:
        size = page.viewport_size
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height or size["height"]}
        page.screenshot(path=PICTURES / f"{name}.png", clip=clip)
