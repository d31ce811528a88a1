"""The walls of the house: which library may be imported where, and that the tree names no machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"

# library module -> the rooms that may import it
OWNERS = {
    "GRDB": {"StoreSQLite"},
    "Hummingbird": {"Web"},
    "HTTPTypes": {"Web"},
    "Mustache": {"Web"},
    "CGDAL": {"Exchange"},
    "CXLSXWriter": {"Exchange"},
    "CGEOS": {"Geometry"},
    "CPROJ": {"Geodesy"},
    "CQREncode": {"Reports"},
    "CCairo": {"Cartography"},
    "ArgumentParser": {"fenqu"},
    "Crypto": {"Sealing"},
}
IMPORT = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |private |fileprivate )?import\s+"
                    r"(?:struct |class |enum |protocol |func |typealias |var |let )?(\w+)", re.MULTILINE)


def imports():
    """(room, file, imported module) over every Swift source file."""
    return [(file.relative_to(SOURCES).parts[0], file, module)
            for file in sorted(SOURCES.rglob("*.swift")) for module in IMPORT.findall(file.read_text())]


@pytest.mark.parametrize("module", sorted(OWNERS))
def test_a_library_is_imported_by_its_own_room_alone(module):
    found = {(room, file.name) for room, file, name in imports() if name == module}
    strangers = sorted(f"{room}/{name}" for room, name in found if room not in OWNERS[module])
    assert not strangers, f"{module} belongs to {sorted(OWNERS[module])}: {strangers}"


def test_the_import_pattern_sees_what_is_imported():
    text = "import A\npublic import B\n@preconcurrency import C\nimport struct D.E\n// import F\nlet important = 1\n"
    assert IMPORT.findall(text) == ["A", "B", "C", "D"]


@pytest.mark.parametrize("room", ["FEEL", "Geometry", "Geodesy", "ZoneIndex", "Zoning", "Screening", "PlanLifecycle"])
def test_pure_rooms_read_no_clock_and_no_files(room):
    forbidden = re.compile(r"\bDate\(\)|\bDate\.now\b|\bFileManager\b|\bURLSession\b|\bContinuousClock\b|\bProcessInfo\b|\brandom\(in:|\.randomElement\(|\.shuffled\(\)|\bUUID\(\)|\bcontentsOfFile:")
    found = [f"{file.relative_to(SOURCES)}:{number}: {line.strip()}"
             for file in sorted((SOURCES / room).rglob("*.swift"))
             for number, line in enumerate(file.read_text().splitlines(), 1)
             if forbidden.search(line.split("//")[0]) and "Bundle.module" not in line]
    # ZoneIndex opens its own segments: that door is named, not scattered.
    found = [f for f in found if not re.search(r"(Segment|Snapshot|Manifest)\w*\.swift", f)]
    assert not found, "\n".join(found)


def test_no_testable_imports():
    found = [str(f.relative_to(ROOT)) for f in sorted([*SOURCES.rglob("*.swift"), *(ROOT / "Tests").rglob("*.swift")])
             if re.search(r"^\s*@testable", f.read_text(), re.MULTILINE)]
    assert not found, found


def committed_files():
    names = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / n for n in names if n and (ROOT / n).is_file()]


def test_no_file_names_a_machine_or_a_registry():
    forbidden = re.compile("|".join([
        "/wo" + r"rk/", "/ro" + r"ot/", r"/opt/" + "swift", r"/home/\w+/", r"deb\." + "debian", r"files\." + "pythonhosted", r"pypi\." + "org",
        "snapshot\\." + "debian"]))
    found = []
    for file in committed_files():
        data = file.read_bytes()
        if b"\0" in data[:4096]:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            if forbidden.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert not found, "\n".join(found)


def test_nothing_downloaded_is_committed():
    held = [str(f.relative_to(ROOT)) for f in committed_files()
            if "Public/vendor" in str(f) or str(f.relative_to(ROOT)).startswith(("cache/", "data/", ".venv"))]
    assert not held, held


def test_files_stay_small():
    long = [f"{f.relative_to(ROOT)}: {n} lines" for f in sorted(SOURCES.rglob("*.swift"))
            if (n := len(f.read_text().splitlines())) > 600]
    assert not long, long
