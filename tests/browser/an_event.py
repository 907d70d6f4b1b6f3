"""A hearing in the demonstration that is going on now; run as a program, in the site's environment."""

import sys
from datetime import timedelta

import django


def make() -> None:
    """Prints its session and its code's address."""
    from django.utils import timezone

    from tests.browser import acts
    from tests.site.events.running import make_event, register_one
    from uramost_web.accounts.models import User
    from uramost_web.events import sign_in
    from uramost_web.places.models import Municipality

    officer = User.objects.get(email=acts.OFFICER)
    gracanica = Municipality.objects.get(slug="gracanice")
    event = make_event(gracanica, officer, starts=timezone.now() - timedelta(minutes=5))
    for name in ("Ana Izmišljena", "Đorđe Izmišljeni", "Shpresa Trilluar"):
        register_one(event, officer, name)
    session = event.sessions.get()
    print(session.pk, sign_in.link(session), sep="\n")


def tell(session: int) -> None:
    """Prints who is there."""
    from uramost_web.events.models import Attendance

    print(*Attendance.objects.filter(session=session).values_list("person__name", flat=True), sep="\n")


if __name__ == "__main__":
    django.setup()
    make() if sys.argv[1] == "make" else tell(int(sys.argv[1]))
