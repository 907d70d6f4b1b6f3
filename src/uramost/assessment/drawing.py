"""The result as one SVG picture: a radar of the domains, or bars. The table beside it says the same in numbers.

No styles and no scripts in it, so that it stands in a page with a strict policy; nothing is told by colour alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from uramost.assessment.instrument import LEVELS

WIDE: Final = 720
RADIUS: Final = 150
COLOURS: Final = ("#0b5a62", "#a5431b", "#3d3a8c")
DASHES: Final = ("", "7 4", "2 4")
BAR: Final = 16
LEAST: Final = 3
"""Axes of a radar; fewer are drawn as bars."""
LINE: Final = 20
"""Characters of a line of a name."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A domain by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A round: its name and the mean of each axis, None where there is none."""

    name: str
    means: tuple[Fraction | None, ...]


def plainly(mean: Fraction | None) -> str:
    """A mean with one decimal, as English has it; a dash where there is none."""
    return "–" if mean is None else f"{float(mean):.1f}"


Shown = Callable[[Fraction | None], str]
"""How a mean is written: languages differ in the decimal sign."""


def radar(title: str, axes: Sequence[Axis], lines: Sequence[Line], key: str = "result", shown: Shown = plainly) -> str:
    """At most three lines. With fewer than three axes there is no radar: bars."""
    if len(axes) < LEAST:
        return bars(title, axes, lines, key, shown)
    high = 2 * RADIUS + 130 + 22 * len(lines)
    picture = _Radar(axes, WIDE / 2, RADIUS + 60)
    return _svg(title, key, high, [*picture.grid(), *picture.lines(lines), *_legend(lines, 2 * RADIUS + 125)])


def bars(title: str, axes: Sequence[Axis], lines: Sequence[Line], key: str = "result", shown: Shown = plainly) -> str:
    """A bar for each axis and line, from 0 to 4, with its number at its end."""
    drawn: list[str] = []
    y = 10.0
    for number, axis in enumerate(axes):
        drawn.append(_text(0, y + 12, axis.name, "start"))
        y += 20
        for place, line in enumerate(lines):
            mean = line.means[number]
            wide = 0.0 if mean is None else float(mean) / LEVELS[-1] * (WIDE - 60)
            look = f'fill="{COLOURS[place]}"' if not DASHES[place] else (
                f'fill="none" stroke="{COLOURS[place]}" stroke-width="2" stroke-dasharray="{DASHES[place]}"'
            )  # fmt: skip
            drawn.append(f'<rect class="line-{place + 1}" x="1" y="{y:.1f}" width="{wide:.1f}" height="{BAR}" {look}/>')
            drawn.append(_text(wide + 8, y + 13, shown(mean), "start"))
            y += BAR + 4
        y += 10
    return _svg(title, key, y + 22 * len(lines) + 10, [*drawn, *_legend(lines, y + 10)])


class _Radar:
    """Where things stand in it, in pixels."""

    def __init__(self, axes: Sequence[Axis], x: float, y: float) -> None:
        self.axes, self.x, self.y = axes, x, y

    def at(self, number: int, level: float) -> tuple[float, float]:
        """The first axis points up, the others follow clockwise; the middle is 0."""
        angle = 2 * pi * number / len(self.axes)
        far = RADIUS * level / LEVELS[-1]
        return self.x + far * sin(angle), self.y - far * cos(angle)

    def grid(self) -> Iterator[str]:
        for level in LEVELS:
            ring = self.ring([Fraction(level)] * len(self.axes))
            yield f'<path d="{ring}" fill="none" stroke="currentColor" stroke-opacity=".2"/>'
            yield _text(self.x - 4, self.at(0, level)[1] + 12, str(level), "end", ' font-size="11" opacity=".7"')
        for number, axis in enumerate(self.axes):
            x, y = self.at(number, LEVELS[-1])
            yield f'<path d="M{self.x:.1f} {self.y:.1f}L{x:.1f} {y:.1f}" stroke="currentColor" stroke-opacity=".2"/>'
            yield from self.name(number, axis.name)

    def name(self, number: int, name: str) -> Iterator[str]:
        x, y = self.at(number, LEVELS[-1] + 0.3)
        side = x - self.x
        anchor = "middle" if abs(side) < RADIUS / 5 else "start" if side > 0 else "end"
        found = _broken(name)
        top = y - 15 * (len(found) - 1) if y < self.y - RADIUS * 0.9 else y + 4
        for place, part in enumerate(found):
            yield _text(x, top + 15 * place, part, anchor)

    def ring(self, means: Sequence[Fraction | None]) -> str:
        """Through the points there are; a domain without a mean is passed over and not drawn as nought."""
        points = [self.at(number, float(mean)) for number, mean in enumerate(means) if mean is not None]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z" if points else "M0 0"

    def lines(self, lines: Sequence[Line]) -> Iterator[str]:
        for place, line in enumerate(lines):
            look = f'stroke="{COLOURS[place]}" stroke-width="2.5"'
            look += f' stroke-dasharray="{DASHES[place]}"' if DASHES[place] else ""
            look += f' fill="{COLOURS[place]}" fill-opacity=".07"'
            yield f'<path class="line-{place + 1}" d="{self.ring(line.means)}" {look}/>'
            for number, mean in enumerate(line.means):
                if mean is not None:
                    x, y = self.at(number, float(mean))
                    yield f'<circle class="dot-{place + 1}" cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{COLOURS[place]}"/>'


def _legend(lines: Sequence[Line], y: float) -> Iterator[str]:
    for place, line in enumerate(lines):
        dash = f' stroke-dasharray="{DASHES[place]}"' if DASHES[place] else ""
        middle = y + 22 * place
        look = f'stroke="{COLOURS[place]}" stroke-width="2.5"{dash}'
        yield f'<path class="line-{place + 1}" d="M20 {middle:.1f}h40" {look}/>'
        yield _text(70, middle + 4, line.name, "start")


def _svg(title: str, key: str, high: float, drawn: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high:.0f}" role="img" class="chart" '
        f'aria-labelledby={quoteattr(f"{key}-title")} font-family="sans-serif" font-size="13" fill="currentColor">'
    )
    return "\n".join([head, f"<title id={quoteattr(f'{key}-title')}>{escape(title)}</title>", *drawn, "</svg>"])


def _broken(name: str) -> list[str]:
    """A name in lines of at most `LINE` characters, broken at spaces."""
    found = [""]
    for word in name.split():
        if found[-1] and len(found[-1]) + 1 + len(word) > LINE:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}".strip()
    return found


def _text(x: float, y: float, words: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'
