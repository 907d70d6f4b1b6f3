"""The key that seals self-declarations: is it there, another one in its place, and what to do when it is lost."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from uramost.declarations import Vault
from uramost_web.directory import declaring, vault

LOST = (
    "The declarations here were sealed with a key (named {name}) that was not given. Until it is put back, nobody can "
    "declare, change or withdraw anything, and no figures by sex, age, community, language or disability can be "
    "counted. Everything else works: names, contacts, events, attendance and certificates need no key. If the key is "
    "lost for good, no one can read what was declared; `declarations_key forget --yes` then deletes it, and people can "
    "declare anew."
)


class Command(BaseCommand):
    help = "The key of self-declarations: check that it is there, rotate it, or forget what a lost one sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=("check", "rotate", "forget"))
        parser.add_argument("--yes", action="store_true", help="forget: delete all declarations")

    def handle(self, *_args: Any, act: str, yes: bool, **_options: Any) -> None:
        try:
            if act == "check":
                self.stdout.write(f"The key named {vault.standing().name} is there.")
            elif act == "rotate":
                self.rotate()
            else:
                self.forget(yes)
        except vault.KeyLost as lost:
            raise CommandError(LOST.format(name=lost)) from lost
        except vault.BadKey as bad:
            raise CommandError(f"A key has 64 hexadecimal digits; one that was given has {bad}.") from bad

    def rotate(self) -> None:
        """The environment's first key becomes the standing one; of a file, a new one that is written to it."""
        if settings.DECLARATIONS_KEYS:
            count = declaring.rotate(vault.known()[0])
        else:
            standing, keys = vault.standing(), vault.in_file()
            if Vault(bytes.fromhex(keys[0])).name == standing.name:  # else a rotation was interrupted: go on with it
                keys = [vault.new_key(), *keys]
                vault.write_keys(keys)
            count = declaring.rotate(vault.known()[0])
            vault.write_keys(keys[:1])
        self.stdout.write(f"{count} rows are sealed with the key named {vault.standing().name}.")

    def forget(self, yes: bool) -> None:
        try:
            name = vault.standing().name
        except vault.KeyLost:
            name = ""
        if name and not yes:
            raise CommandError(f"The key named {name} is there and nothing is lost; --yes deletes all declarations.")
        if not yes:
            raise CommandError("This deletes all declarations, which nobody can read any more. Say --yes to do it.")
        self.stdout.write(f"{declaring.forget()} rows deleted. People can declare anew.")
