"""Around the events of the demonstration: an interpreter, questions, and who came. All of it is made up."""

from datetime import datetime
from typing import Final
from uuid import uuid5

from uramost_web.accounts.models import User
from uramost_web.events import interpreting, questions, taking
from uramost_web.events.models import Event, How, Standing, State

INTERPRETER: Final = "Demo Interpreter"
QUESTIONS: Final = (
    (
        "sr-Cyrl",
        {
            "sq": "Kur do të rregullohet rruga te shkolla?",
            "sr-Cyrl": "Када ће се поправити пут код школе?",
            "en": "When will the road by the school be repaired?",
        },
    ),
    ("sq", {"sq": "A do të ketë trotuar edhe në anën tjetër?"}),
)
"""(the language in which it was asked, its texts): the second still waits for its translation."""
CAME: Final = 12


def make(at: datetime) -> None:
    """After the events are there."""
    for event in Event.objects.filter(municipality__slug="gracanice").select_related("municipality").order_by("pk"):
        officer = event.created_by
        if event.state == State.HELD:
            _came(event, officer, at)
        elif event.state == State.ANNOUNCED and event.starts_at > at:
            _asked(event, officer, at)
            _interpreted(event, officer, at)


def _came(event: Event, officer: User, at: datetime) -> None:
    """By name, as at the door."""
    for session in event.sessions.all():
        names = [f"Demo Resident {number}" for number in range(1, CAME + 1)]
        marks = [taking.Mark(uuid5(event.key, f"{session.number} {name}"), name=name) for name in names]
        taking.take(session=session, marks=marks, how=How.DOOR, by=officer, at=at)


def _asked(event: Event, officer: User, at: datetime) -> None:
    for number, (language, texts) in enumerate(QUESTIONS):
        row = questions.ask(
            event=event, text=texts[language], language=language, key=uuid5(event.key, f"question {number}"), at=at
        )
        if not set(questions.wanted(event)) - texts.keys():
            questions.settle(question=row, texts=texts, state=Standing.SHOWN, seen=0, by=officer, at=at)


def _interpreted(event: Event, officer: User, at: datetime) -> None:
    values = {"name": INTERPRETER, "email": "interpreter@example.org", "municipality": event.municipality}
    row = interpreting.write_interpreter(
        interpreter=None, values=values, pairs=[("sq", "sr")], active=True, by=officer, at=at
    )
    interpreting.book(session=event.sessions.all()[0], interpreter=row, pair=("sq", "sr"), by=officer, at=at)
