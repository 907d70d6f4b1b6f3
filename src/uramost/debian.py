"""Which Debian package does a file belong to, and under which licence? From the files the system keeps itself."""

import re
from fnmatch import fnmatch
from pathlib import Path

COMMON = re.compile(r"/usr/share/common-licenses/([A-Z][\w.+-]*\w)")


class Debian:
    """The packages of the Debian system under `root`; without a package database it knows none."""

    def __init__(self, root: Path = Path("/")) -> None:
        self.root = root
        self._packages: dict[str, str] | None = None
        self._versions: dict[str, str] | None = None
        self._copyrights: dict[str, str] = {}

    def package_of(self, path: Path) -> str | None:
        """The package that installed a catalogue."""
        if self._packages is None:
            self._packages = dict(self._owned())
        try:
            return self._packages.get(f"/{path.relative_to(self.root.resolve()).as_posix()}")
        except ValueError:
            return None

    def _owned(self) -> list[tuple[str, str]]:
        """Catalogues and their packages: the lists of files, one a package."""
        return [
            (line, listing.stem.split(":")[0])
            for listing in sorted((self.root / "var/lib/dpkg/info").glob("*.list"))
            for line in listing.read_text("utf-8", "replace").splitlines()
            if "/LC_MESSAGES/" in line
        ]

    def version(self, package: str) -> str:
        """The installed version, or nothing where the database does not say."""
        if self._versions is None:
            status = self.root / "var/lib/dpkg/status"
            text = status.read_text("utf-8", "replace") if status.is_file() else ""
            found = re.finditer(r"^Package: (\S+)\n(?:.+\n)*?Version: (\S+)$", text, re.MULTILINE)
            self._versions = {match[1]: match[2] for match in found}
        return self._versions.get(package, "")

    def licence(self, package: str, language: str) -> str | None:
        """The licence of a package's catalogue in a language, as its copyright file has it; None where that is open."""
        if package not in self._copyrights:
            path = self.root / "usr/share/doc" / package / "copyright"
            self._copyrights[package] = path.read_text("utf-8", "replace") if path.is_file() else ""
        return licence_in(self._copyrights[package], f"po/{language}.po")


def licence_in(copyright_file: str, path: str) -> str | None:
    """The licence a Debian copyright file gives for a path of the source.

    In a machine-readable file (the DEP-5 format) the last paragraph that fits the path counts. In a free text the
    licence is clear only where it names exactly one of Debian's common licences.
    """
    if not copyright_file.startswith("Format:"):
        named = {name.removesuffix(".gz") for name in COMMON.findall(copyright_file)}
        return named.pop() if len(named) == 1 else None
    licence = None
    for paragraph in re.split(r"\n[ \t]*\n", copyright_file):
        fields = dict(re.findall(r"^([A-Za-z-]+):[ \t]*((?:.*)(?:\n[ \t].*)*)", paragraph, re.MULTILINE))
        patterns = fields.get("Files", "").split()
        if any(fnmatch(path, pattern) for pattern in patterns) and fields.get("License", "").strip():
            licence = fields["License"].strip().splitlines()[0].strip()
    return licence
