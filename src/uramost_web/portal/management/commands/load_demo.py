"""Put the demonstration into the database: made-up notices through the real acts, and people to log in as."""

import time
from argparse import ArgumentParser
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from uramost_web.portal.demo import programme
from uramost_web.portal.demo.people import PASSWORD
from uramost_web.portal.demo.texts import NotAligned


class Command(BaseCommand):
    help = "Loads the demonstration; a second time it changes nothing. Only where URAMOST_DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--date", type=date.fromisoformat, help="the day on which the demonstration is set: 2026-11-24; else today"
        )

    def handle(self, *, date: date | None = None, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "These notices are made up and everybody knows the password. They are loaded only into a "
                "demonstration, where URAMOST_DEMO=1 marks every page as one. Use `make demo`."
            )
        began = time.monotonic()
        try:
            made = programme.load(at=_end_of(date) if date else timezone.now())
        except programme.NoPlaces as missing:
            raise CommandError(
                f"Load the country pack first: manage.py load_pack kosovo. Missing: {missing}"
            ) from missing
        except programme.AddressTaken as taken:
            raise CommandError(
                f"There is an account already with an address of the demonstration: {taken}. Nothing was loaded."
            ) from taken
        except programme.InUse as used:
            raise CommandError(
                "Somebody works in this database: it has notices or roles that are not the demonstration’s. Nothing "
                "was loaded. Look at DATABASE_URL and URAMOST_VAR; a demonstration needs a database of its own."
            ) from used
        except NotAligned as fault:
            raise CommandError(f"A notice of the demonstration cannot be used; nothing was loaded. {fault}") from fault
        self.tell(made, time.monotonic() - began)

    def tell(self, made: programme.Made | None, seconds: float) -> None:
        if made is None:
            self.stdout.write("The demonstration is there already; nothing was changed.")
        else:
            self.stdout.write(
                f"Demonstration: {made.accounts} accounts, {made.notices} notices in {made.municipalities} "
                f"municipalities, {made.publications} publications, {made.units} units of memory, "
                f"{made.services} services, {made.cases} cases, {made.readings} answers in samples, "
                f"{made.messages} e-mails without a case, {made.organisations} organisations and {made.people} people, "
                f"{made.rounds} rounds of assessment ({seconds:.1f} s)."
            )
        self.stdout.write(f"Everybody’s password: {PASSWORD}")
        for user in programme.logins():
            self.stdout.write(f"  {user.email:<38} {user.name} ({user.language})")


def _end_of(day: date) -> datetime:
    return datetime.combine(day, clock.max, timezone.get_current_timezone()) - timedelta(minutes=1)
