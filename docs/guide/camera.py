"""What takes a picture of a page for the guides, and makes it light."""

from pathlib import Path
from typing import Any, Final

from PIL import Image

PICTURES: Final = Path(__file__).parent / "pictures"
HEAVIEST: Final = 120_000
"""Bytes: a page of the guide is read on a telephone too."""
WAIT: Final = 400
"""Milliseconds until a page has come to rest."""


def lighten(picture: Path) -> None:
    """A page has few colours: 128 of them look the same and take half the bytes."""
    with Image.open(picture) as taken:
        if taken.mode == "P":
            return
        taken.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(picture, optimize=True)


def take(page: Any, name: str, *, part: str = "", height: int = 0) -> None:
    """The window, or one part of the page; `height` cuts off what is below."""
    page.wait_for_timeout(WAIT)
    if part:
        box = page.locator(part).first.bounding_box()
        top = page.evaluate("scrollY")
        clip = {
            "x": max(0, box["x"] - 16),
            "y": max(0, box["y"] + top - 16),
            "width": box["width"] + 32,
            "height": min(box["height"] + 32, height or box["height"] + 32),
        }
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)
    else:
        size = page.viewport_size
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height or size["height"]}
        page.screenshot(path=PICTURES / f"{name}.png", clip=clip)
