"""`create_user arta@example.org --name "Arta Berisha"`: an account that can log in at once."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from uramost_web.accounts import actions
from uramost_web.interface import CODES


class Command(BaseCommand):
    help = "Makes an account with a confirmed address. Asks for the password, or reads it from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--language", default="", choices=["", *CODES], help="of the pages; empty: the browser's")
        parser.add_argument("--password-stdin", action="store_true", help="the first line of standard input")
        parser.add_argument("--administrator", action="store_true", help="may do everything, in the administration too")

    def handle(self, *args: Any, email: str, password_stdin: bool, administrator: bool, **options: Any) -> None:
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _ask()
        try:
            validate_password(password)
            user = actions.create_account(
                email=email,
                name=options["name"],
                language=options["language"],
                password=password,
                is_staff=administrator,
                is_superuser=administrator,
                by=None,
                at=timezone.now(),
            )
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        self.stdout.write(f"{user.email} can log in.")


def _ask() -> str:
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Password (again): "):
        raise CommandError("The two passwords are not the same.")
    return password
