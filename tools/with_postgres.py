"""Run a command with DATABASE_URL naming a PostgreSQL server of its own, started for it and thrown away after it.

    python tools/with_postgres.py make test

PostgreSQL does not run as root; a root user starts it as `postgres`, everybody else as themselves.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c max_connections=100"
)
"""Nothing here needs to survive a power cut, and nobody else may connect."""


def binaries() -> Path:
    """The folder of the newest server that is installed."""
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not versions:
        sys.exit("There is no PostgreSQL server here. On Debian: apt-get install postgresql")
    return versions[-1].parent


def as_server(*command: str | Path) -> list[str]:
    return [*(("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()), *map(str, command)]


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server; the server and its data are gone afterwards."""
    bin_folder = binaries()
    with tempfile.TemporaryDirectory(prefix="uramost-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = Path(folder) / "data"
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
        subprocess.run(
            as_server(
                bin_folder / "initdb", "-D", data, "-U", "uramost", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
            ),
            **quiet,
        )
        control = as_server(bin_folder / "pg_ctl", "-D", data, "-w", "-l", Path(folder) / "log")
        subprocess.run([*control, "-o", f"{SETTINGS} -k {folder}", "start"], **quiet)
        try:
            yield f"postgresql://uramost@/uramost?host={folder}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet)


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with server() as url:
        folder = url.split("host=")[1]
        created = subprocess.run([binaries() / "createdb", "-h", folder, "-U", "uramost", "uramost"], check=False)
        if created.returncode:
            return created.returncode
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
