"""Photos from residents: is it one, may it be opened, and what of it is kept?

What is kept is the picture and nothing else: upright, as JPEG, without where and with what it was taken. The type is
read from the content; a name or a declared type proves nothing.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 20_000_000
MOST_PIXELS: Final = 52_000_000
"""The largest photo a phone takes unless told otherwise has 50 million; each needs three bytes or more once open."""
SIDE: Final = 1600
"""Pixels of the longer side of what is kept: enough to read a meter or a number on a pole."""
QUALITY: Final = 85  # of JPEG, 0 to 95
TYPES: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
"""What is taken → how Pillow calls it. Nothing else is tried: its other readers are no resident's business."""

CODES: Final = ("empty", "too_large", "svg", "heic", "not_a_picture", "other_type", "too_many_pixels", "broken")


class BadPicture(ValueError):
    """A file that is not taken as a photo; `code` is one of `CODES`, `kind` what it seems to be."""

    def __init__(self, code: str, kind: str = "") -> None:
        super().__init__(f"{code} {kind}".strip())
        self.code, self.kind = code, kind


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it is kept: JPEG without metadata, its size in pixels, and what the file was."""

    content: bytes
    width: int
    height: int
    was: str


_HEIC: Final = rb"(?:heic|heix|hevc|hevx|heim|heis|mif1|msf1)"
_KINDS: Final = tuple(
    (kind, re.compile(beginning, re.DOTALL))
    for kind, beginning in (
        ("jpeg", rb"\xff\xd8\xff"),
        ("png", rb"\x89PNG\r\n\x1a\n"),
        ("webp", rb"RIFF....WEBP"),
        ("avif", rb"....ftypavi[fs]"),
        ("heic", rb"....ftyp" + _HEIC),
        ("video", rb"....ftyp"),
        ("gif", rb"GIF8[79]a"),
        ("tiff", rb"II\*\0|MM\0\*"),
        ("bmp", rb"BM....\0\0\0\0"),
        ("pdf", rb"%PDF-"),
        ("zip", rb"PK\x03\x04"),  # DOCX, XLSX and ODT are such files
        ("html", rb"\s*+(?i:<!doctype html|<html|<script)"),
        # Possessive: a file made to have the expression try every division of its beginning is read once, too.
        ("svg", rb"(?>\s+|<\?xml[^>]*>|<!DOCTYPE[^>]*>|<!--.*?-->)*+<(?:[\w-]+:)?svg\b"),
    )
)
"""What a file begins with, the more particular before the more general."""


def kind(raw: bytes) -> str:
    """What a file is by its content: one of those above, or "" where it is none of them."""
    head = raw[:4096].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:  # UTF-16, in which an XML file may be too
        head = head.decode("utf-16", "ignore").encode()
    return next((name for name, beginning in _KINDS if beginning.match(head)), "")


def read(raw: bytes, *, most_bytes: int = MOST_BYTES, most_pixels: int = MOST_PIXELS, side: int = SIDE) -> Picture:
    """A photo as it is kept, no side longer than `side` pixels; of a moving picture the first image.

    Its pixels are counted in the file's head, before anything is unpacked. Raises BadPicture.
    """
    if not raw:
        raise BadPicture("empty")
    if len(raw) > most_bytes:
        raise BadPicture("too_large")
    was = kind(raw)
    if was not in TYPES:
        raise BadPicture(was if was in {"svg", "heic"} else "other_type" if was else "not_a_picture", was)
    try:
        with _opened(raw, was, most_pixels) as image:
            image.draft("RGB", (2 * side, 2 * side))  # a large JPEG is unpacked at a fraction of its size
            kept = _kept(image, side)
            return Picture(_jpeg(kept), kept.width, kept.height, was)
    except BadPicture:
        raise
    except Exception as error:  # whatever a reader of Pillow stumbles over: struct.error, zlib.error, SyntaxError …
        raise BadPicture("broken", was) from error


def _opened(raw: bytes, was: str, most_pixels: int) -> Image.Image:
    """An image of which only the head was read, and no more pixels than allowed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
        try:
            image = Image.open(io.BytesIO(raw), formats=[TYPES[was]])
        except Image.DecompressionBombError:
            raise BadPicture("too_many_pixels", was) from None
        except UnidentifiedImageError:
            raise BadPicture("broken", was) from None
    if image.width * image.height > most_pixels:
        raise BadPicture("too_many_pixels", was)
    return image


def _kept(image: Image.Image, side: int) -> Image.Image:
    """Small, upright, and on white where it was transparent."""
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        clear = upright.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("RGB")
    return upright.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    """Pixels alone: a new image has no metadata, no profile and no comment to save."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()
