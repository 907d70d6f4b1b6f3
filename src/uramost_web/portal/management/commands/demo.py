"""The demonstration: everything set up, then the site and its worker, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

ADDRESSES = """
The portal:          {site}/
Log in to the desk:  {site}/en/accounts/login/
Administration:      {site}/admin/
Letters are files:   {mail}
Ctrl-C ends it.
"""


class Command(BaseCommand):
    help = "Sets up and starts a demonstration with made-up notices; Ctrl-C ends everything it started."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--setup-only", action="store_true", help="set up, but start nothing")

    def handle(self, *, port: int, setup_only: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This makes a demonstration and would mix made-up notices with real ones. Use `make demo`."
            )
        if not setup_only:
            refuse_taken(port)
        for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a script's background jobs ignore the first
            signal.signal(stop, signal.default_int_handler)  # however it is stopped, what it started ends
        began = time.monotonic()
        try:
            self.set_up()
        except KeyboardInterrupt:
            raise CommandError("Stopped while setting up. Started again, it goes on from there.") from None
        self.stdout.write(f"Set up in {time.monotonic() - began:.0f} seconds.")
        if not setup_only:
            self.serve(port)

    def set_up(self) -> None:
        """The memory is built beside everything else: it needs a processor, but no database."""
        memory = Path(settings.VAR) / "memory.sqlite"
        built = memory.with_suffix(".new")
        building = [] if memory.exists() else [build_memory(built)]
        try:
            call_command("catalogues", compile=True, verbosity=0)
            call_command("migrate", verbosity=0)
            call_command("load_pack", "kosovo", stdout=self.stdout)
            call_command("load_demo", stdout=self.stdout)
            call_command("collectstatic", interactive=False, verbosity=0)
            if any(process.wait() for process in building):
                raise CommandError("The translation memory could not be built.")
        finally:
            end(building)
        if building:
            call_command("load_memory", str(built), stdout=self.stdout)
            built.rename(memory)  # only now: who stopped in between loads it again

    def serve(self, port: int) -> None:
        """The web server and the worker, each a process; when one ends, or on Ctrl-C, both end."""
        commands = (
            [sys.executable, "manage.py", "worker"],
            [
                sys.executable,
                "-m",
                "gunicorn",
                "uramost_web.wsgi",
                "--bind",
                f"127.0.0.1:{port}",
                "--workers",
                "2",
                "--threads",
                "4",
                "--preload",  # the site is read once, not by each of the two
                "--log-level",
                "warning",
            ],
        )
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        running = [subprocess.Popen(command, env=environment, start_new_session=True) for command in commands]
        try:
            wait_for(port)
            self.stdout.write(ADDRESSES.format(site=f"http://127.0.0.1:{port}", mail=settings.EMAIL_FILE_PATH))
            while all(process.poll() is None for process in running):
                time.sleep(0.5)
        except KeyboardInterrupt:
            pass  # the way it is meant to end
        finally:
            end(running)


def build_memory(path: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "uramost.cli", "memory", "build", str(path)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(f"Port {port} is in use. Take another one: make demo PORT={port + 123}") from error


def wait_for(port: int, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise CommandError(f"The web server did not answer on port {port} within {seconds:.0f} seconds.")


def end(running: "list[subprocess.Popen[bytes]]") -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
