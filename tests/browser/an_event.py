"""A hearing in the demonstration that is going on now; run as a program, in the site's environment."""

import sys
from datetime import timedelta
from uuid import uuid4

import django

PEOPLE = ("Ana Izmišljena", "Đorđe Izmišljeni", "Shpresa Trilluar")


def make() -> None:
    """Prints its session, its code's address, and the paths of its pages: behind "desk" those of the desk."""
    from django.utils import timezone

    from tests.browser import acts
    from tests.site.events.running import make_course, make_event, register_one
    from uramost_web.accounts.models import User
    from uramost_web.events import sign_in
    from uramost_web.places.models import Municipality

    officer = User.objects.get(email=acts.OFFICER)
    gracanica = Municipality.objects.get(slug="gracanice")
    begin = timezone.now() - timedelta(minutes=5)
    event = make_event(gracanica, officer, starts=begin, course=make_course(gracanica, officer))
    for name in PEOPLE:
        register_one(event, officer, name)
    session = event.sessions.get()
    print(session.pk, sign_in.link(session), sep="\n")
    links, training = _training(gracanica, officer)
    for page in (*_public(event, session), *links, "desk", *_desk(event, session, officer), *training):
        print(page)


def _public(event, session):  # type: ignore[no-untyped-def]
    from uramost_web.events import sign_in

    own = f"events/sessions/{session.pk}/{sign_in.secret(session)}/"
    return (*(f"events/{event.pk}/questions/{part}" for part in ("", "ask/", "sent/")), own, f"{own}done/")


def _training(municipality, officer):  # type: ignore[no-untyped-def]
    """(what is behind the own links of somebody who is at a training, what an officer has of it)."""
    from django.utils import timezone

    from tests.site.events.running import make_event, register_one
    from uramost import quizzes
    from uramost_web.directory.views import own
    from uramost_web.events import links, testing
    from uramost_web.portal.demo.learning import TEST

    now = timezone.now()
    event = make_event(municipality, officer, starts=now - timedelta(minutes=5), kind="training")
    person = register_one(event, officer, "Drita Izmišljena")
    questions = quizzes.together({tag: quizzes.read(typed) for tag, typed in TEST.items()})
    testing.write(event=event, questions=questions, by=officer, at=now)
    row = event.registrations.get()
    registered = f"registrations/{row.pk}/{links.secret(row)}/"
    personal = f"people/{person.pk}/{own.secret(person)}/"
    behind = (
        *(f"{registered}{part}" for part in ("test/", "evaluate/", "photos/")),
        *(f"{personal}{part}" for part in ("", "declare/", "declared/", "withdraw/", "delete/")),
    )
    of_it = ("test/", "test/paper/", "evaluations/", "photos/", "certificates/")
    return behind, ("desk/training/figures/", *(f"desk/training/{event.pk}/{part}" for part in of_it))


def _desk(event, session, officer):  # type: ignore[no-untyped-def]
    """With an interpreter, a question, and a decision of an earlier event of the course."""
    from django.utils import timezone

    from tests.site.events.running import make_event
    from uramost_web.events import interpreting, questions, writing_minutes

    now = timezone.now()
    values = {"name": "Lule Izmišljena", "municipality": event.municipality}
    lule = interpreting.write_interpreter(
        interpreter=None, values=values, pairs=[("sq", "sr")], active=True, by=officer, at=now
    )
    interpreting.book(session=session, interpreter=lule, pair=("sq", "sr"), by=officer, at=now)
    asked = questions.ask(event=event, text="Када?", language="sr-Cyrl", key=uuid4(), at=now)
    earlier = make_event(event.municipality, officer, starts=now - timedelta(days=30), course=event.course)
    decided = {"text": "Komuna rregullon rrugën.", "responsible": "Drejtoria", "due": None}
    for one in (event, earlier):
        writing_minutes.write(event=one, title="Procesverbal", text="Folën.", language="sq", seen=0, by=officer, at=now)
        last = writing_minutes.decide(event=one, decision=None, values=decided, seen=0, by=officer, at=now)
    of_event = (
        "sessions/", "interpretation/", "interpreters/", "interpreters/new/", f"interpreters/{lule.pk}/", "minutes/",
        "minutes/decisions/new/", "follow-up/", "questions/", f"questions/{asked.pk}/",
    )  # fmt: skip
    of_session = ("", "code/", "sheet/", "door/")
    return (
        *(f"desk/events/{event.pk}/{part}" for part in of_event),
        f"desk/events/{earlier.pk}/minutes/decisions/{last.pk}/",
        *(f"desk/events/sessions/{session.pk}/{part}" for part in of_session),
    )


def again(session: int) -> None:
    """One more session of its event, an hour later; prints it."""
    from uramost_web.events.models import Session
    from uramost_web.secret_links import new_nonce

    first = Session.objects.get(pk=session)
    begin = first.ends_at + timedelta(hours=1)
    end = begin + timedelta(hours=1)
    made = Session.objects.create(event=first.event, number=2, starts_at=begin, ends_at=end, nonce=new_nonce())
    print(made.pk)


def tell(session: int) -> None:
    """Prints who is there."""
    from uramost_web.events.models import Attendance

    print(*Attendance.objects.filter(session=session).values_list("person__name", flat=True), sep="\n")


if __name__ == "__main__":
    django.setup()
    what, _space, of = sys.argv[1].partition(" ")
    {"make": make, "again": lambda: again(int(of)), "tell": lambda: tell(int(of))}[what]()
