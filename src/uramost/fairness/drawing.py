"""The curves of a report as one SVG picture: steps with their names at their ends, and the numbers at risk below.

Nothing is told by colour alone: every line has its own pattern and its name beside it. There are no styles and no
scripts in it, so that it stands in a page with a strict policy; classes are there for the page's own colours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from uramost.fairness.answer import GroupFigures, Report

LEFT, TOP, HIGH, ROW = 64, 20, 280, 18  # the plot, and a row of the table below it
SAMPLE = 30  # a piece of a line, beside its name
LETTER = 9.0  # width of a letter of 13 px on average, in px; Cyrillic ones are the wider
COLOURS = ("#0b5a62", "#a5431b", "#3d3a8c", "#6b5b2e", "#7a1f5c", "#2f6b2a", "#444444", "#8a6d00")
DASHES = ("", "8 3", "2 3", "10 3 2 3", "5 5", "14 4", "2 6", "8 3 2 3 2 3")
BANDS = 3  # with more groups than this their intervals would hide each other


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in the picture, in the reader's language; `together` names the groups that are not shown singly."""

    title: str
    description: str
    across: str = "days"
    up: str = "still waiting"
    limit: str = "limit"
    at_risk: str = "still watched"
    together: str = "others together"
    percent: str = "{} %"


def drawing(
    report: Report, words: Words, names: Mapping[str, str] | None = None, *, width: int = 720, key: str = "waits"
) -> str:
    """`names`: what a group is called; `key` begins the ids in it, for several pictures in one page."""
    picture = _Picture(report, words, names or {}, width)
    high = TOP + HIGH + 50 + ROW * (len(report.groups) + 1)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}" role="img" class="waits" '
        f"aria-labelledby={quoteattr(f'{key}-title {key}-desc')} "
        f'font-family="sans-serif" font-size="13" fill="currentColor">'
    )
    said = (
        f"<title id={quoteattr(f'{key}-title')}>{escape(words.title)}</title>"
        f"<desc id={quoteattr(f'{key}-desc')}>{escape(words.description)}</desc>"
    )
    frame = f'<rect class="waits-frame" width="{width}" height="{high}" fill="#fff"/>'
    return "\n".join([head, said, frame, *picture.grid(), *picture.lines(), *picture.table(), "</svg>"]) + "\n"


class _Picture:
    """Where things stand in it, in pixels."""

    def __init__(self, report: Report, words: Words, names: Mapping[str, str], width: int) -> None:
        self.report, self.words = report, words
        self.names = [words.together if one.merged else names.get(one.name, one.name) for one in report.groups]
        longest = max(map(len, [*self.names, words.at_risk]), default=0) * LETTER
        self.left = max(LEFT, min(longest + 24, width * 0.3))  # the first number stands half before it
        self.wide = max(width - self.left - min(max(longest, 60) + SAMPLE + 20, width * 0.35), 100)

    def x(self, day: float) -> float:
        return self.left + self.wide * day / self.report.drawn_until

    def y(self, share: float) -> float:
        return TOP + HIGH * (1 - share)

    def grid(self) -> Iterator[str]:
        right, bottom = self.left + self.wide, TOP + HIGH
        for part in range(0, 101, 25):
            y = self.y(part / 100)
            yield f'<path d="M{self.left:.1f} {y:.1f}H{right:.1f}" stroke="currentColor" stroke-opacity=".15"/>'
            yield _text(self.left - 6, y + 4, self.words.percent.format(part), "end")
        for day in ticks(self.report.drawn_until):
            yield _text(self.x(day), bottom + 18, f"{day:g}", "middle")
        if self.report.limit <= self.report.drawn_until:
            x = self.x(self.report.limit)
            line = f'd="M{x:.1f} {TOP}V{bottom}" stroke="currentColor" stroke-dasharray="1 3"'
            yield f'<path class="waits-limit" {line}/>'
            yield _text(x + 4, TOP + 12, self.words.limit, "start")
        yield _text(self.left + self.wide / 2, bottom + 36, self.words.across, "middle")
        yield _text(self.left, TOP - 8, self.words.up, "start")

    def lines(self) -> Iterator[str]:
        groups = self.report.groups
        for number, one in enumerate(groups):
            if len(groups) <= BANDS:
                yield self._band(one, number)
        ends = apart([self.y(one.curve[-1].waiting) for one in groups], ROW - 2.0, TOP + 6, TOP + HIGH)
        right = self.left + self.wide + 8
        for number, (one, name, y) in enumerate(zip(groups, self.names, ends, strict=True)):
            dash = DASHES[number % len(DASHES)]
            look = f'stroke="{COLOURS[number % len(COLOURS)]}" stroke-width="2"'
            look += f' stroke-dasharray="{dash}"' if dash else ""
            line = f'<path class="waits-line waits-line-{number + 1}" fill="none" {look}'
            yield f'{line} d="M{self._steps([(point.day, point.waiting) for point in one.curve])}"/>'
            yield f'{line} d="M{right:.1f} {y:.1f}h{SAMPLE}"/>'
            yield _text(right + SAMPLE + 6, y + 4, name, "start")

    def _band(self, one: GroupFigures, number: int) -> str:
        high = self._steps([(point.day, point.high) for point in one.curve])
        low = self._steps([(point.day, point.low) for point in one.curve], back=True)
        colour = COLOURS[number % len(COLOURS)]
        shape = f'd="M{high}L{low}Z" fill="{colour}" fill-opacity=".12"'
        return f'<path class="waits-band waits-band-{number + 1}" {shape}/>'

    def _steps(self, points: Sequence[tuple[float, float]], *, back: bool = False) -> str:
        """Across first, then down; `back`: the same way from its end."""
        way = [points[0]]
        for (_, before), (day, share) in pairwise(points):
            way += [(day, before), (day, share)] if before != share else [(day, share)]
        return "L".join(f"{self.x(day):.1f} {self.y(share):.1f}" for day, share in (way[::-1] if back else way))

    def table(self) -> Iterator[str]:
        if not self.report.groups:
            return
        y = TOP + HIGH + 50 + ROW / 2
        yield _text(8, y, self.words.at_risk, "start", ' font-weight="bold"')
        for number, (one, name) in enumerate(zip(self.report.groups, self.names, strict=True), start=1):
            yield _text(8, y + ROW * number, name, "start")
            for day, count in one.at_risk:
                if day <= self.report.drawn_until:
                    yield _text(self.x(day), y + ROW * number, f"{count}", "middle")


def _text(x: float, y: float, words: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def ticks(until: float) -> list[float]:
    """Round days from 0 on, four to eight of them."""
    step = next(
        unit * 10.0**power for power in range(-6, 12) for unit in (1, 2, 5) if until / (unit * 10.0**power) <= 7
    )
    return [step * number for number in range(int(until / step + 1e-9) + 1)]


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The same places, moved so that none is nearer to another than `gap`, in the same order, within the bounds."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    room = low
    for at in order:
        moved[at] = max(moved[at], room)
        room = moved[at] + gap
    room = high
    for at in reversed(order):
        moved[at] = min(moved[at], room)
        room = moved[at] - gap
    return moved
