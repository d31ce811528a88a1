"""The glossary speaks of what is in the code."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_identifier_of_the_glossary_is_declared():
    declared = set()
    for source in (ROOT / "Sources").rglob("*.swift"):
        declared |= set(re.findall(r"\b(?:struct|enum|class|protocol|actor)\s+(\w+)", source.read_text(encoding="utf-8")))
    rooms = {folder.name for folder in (ROOT / "Sources").iterdir()}
    rows = [line for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) > 20
    missing = [name for row in rows for name in re.findall(r"`(\w+)`", row) if name not in declared | rooms]
    assert not missing, f"the glossary names what is not there: {missing}"
