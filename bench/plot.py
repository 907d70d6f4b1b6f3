"""A plot with logarithmic axes as an SVG picture, drawn without a library."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDE, HIGH = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 40, 50
COLOURS = ("#b3541e", "#0b6e6e", "#1d3557", "#6b5b2e")
DASHES = ("", "6 3", "2 3", "8 3 2 3")  # told apart without colours too

Span = tuple[int, int]
Place = Callable[[tuple[float, float]], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its points, (across, up), both above nought."""

    name: str
    points: Sequence[tuple[float, float]]


def plotted(lines: Sequence[Line], *, title: str, across: str, up: str) -> str:
    """Whole powers of ten as a grid; each line's name stands at its end."""
    spans = [_decades([point[side] for line in lines for point in line.points]) for side in (0, 1)]

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x, y = ((log10(value) - low) / (high - low) for value, (low, high) in zip(point, spans, strict=True))
        return LEFT + x * (WIDE - LEFT - RIGHT), HIGH - BOTTOM - y * (HIGH - TOP - BOTTOM)

    parts = [*_grid(spans, place), *(_line(line, number, place) for number, line in enumerate(lines))]
    words = [
        f'<text x="{LEFT}" y="22" font-weight="bold">{escape(title)}</text>',
        f'<text x="{(LEFT + WIDE - RIGHT) / 2:.0f}" y="{HIGH - 10}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="rotate(-90)" x="{-HIGH / 2:.0f}" y="16" text-anchor="middle">{escape(up)}</text>',
    ]
    frame = f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>'
    look = 'font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" {look}>'
    return "\n".join([head, f"<title>{escape(title)}</title>", frame, *parts, *words, "</svg>"]) + "\n"


def _decades(values: Sequence[float]) -> Span:
    low, high = floor(log10(min(values)) + 1e-9), ceil(log10(max(values)) - 1e-9)
    return low, max(high, low + 1)


def _grid(spans: Sequence[Span], place: Place) -> Iterator[str]:
    (left, right), (low, high) = spans
    for power in range(left, right + 1):
        (x, top), (_, bottom) = place((10**power, 10**high)), place((10**power, 10**low))
        yield f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">{10**power:,.0f}</text>'
    for power in range(low, high + 1):
        (start, y), (end, _) = place((10**left, 10**power)), place((10**right, 10**power))
        yield f'<path d="M{start:.1f} {y:.1f}H{end:.1f}" stroke="#ddd"/>'
        yield f'<text x="{start - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{10**power:,g}</text>'


def _line(line: Line, number: int, place: Place) -> str:
    points = [place(point) for point in line.points]
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    x, y = points[-1]
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>{dots}'
        f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(line.name)}</text>'
    )
