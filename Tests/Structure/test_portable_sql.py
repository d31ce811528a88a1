"""Only SQL that SQLite, PostgreSQL and its relatives read alike: the rules are those of the store's design page.

Every string literal of Sources/Store and Sources/StoreSQLite that begins like SQL is looked at. PRAGMA is SQLite's own
and allowed in its driver, where it sets up the connection.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("Store", "StoreSQLite")
LITERAL = re.compile(r'#*"""(.*?)"""#*|"((?:[^"\\\n]|\\.)*)"', re.DOTALL)
SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|REPLACE|PRAGMA|ATTACH|VACUUM|MERGE)\s", re.IGNORECASE)

FORBIDDEN = {
    "ON CONFLICT": r"\bON\s+CONFLICT\b",
    "INSERT OR": r"\bINSERT\s+OR\b",
    "REPLACE INTO": r"\bREPLACE\s+INTO\b",
    "MERGE": r"\bMERGE\s+INTO\b",
    "RETURNING": r"\bRETURNING\b",
    "AUTOINCREMENT": r"\bAUTO_?INCREMENT\b|\bSERIAL\b|\bIDENTITY\b",
    "full-text search": r"\bfts[345]\b|\bMATCH\b",
    "a trigger": r"\bCREATE\s+(TEMP\s+)?TRIGGER\b",
    "rowid": r"\browid\b|\boid\b",
    "WITHOUT ROWID": r"\bWITHOUT\s+ROWID\b",
    "GLOB or REGEXP": r"\bGLOB\b|\bREGEXP\b|\bILIKE\b",
    "a function of one database": r"\b(strftime|julianday|datetime|date|time|unixepoch|ifnull|iif|printf|instr|group_concat|json_extract|json_each|"
                                  r"now|to_char|string_agg|nextval|last_insert_rowid|changes|random|hex|typeof|total)\s*\(",
    "a clock": r"\bCURRENT_(TIMESTAMP|DATE|TIME)\b",
    "a JSON operator": r"->>?",
    "a backquoted or bracketed name": r"`|\[\w+\]",
    "a float or blob-like affinity": r"\b(FLOAT|DOUBLE|BOOLEAN|DATETIME|TIMESTAMP|VARCHAR|NVARCHAR|CHAR)\b",
    "LIMIT with a comma": r"\bLIMIT\s+\S+\s*,",
    "double-quoted text": r'(=|<>|IN\s*\()\s*"',
    "SELECT *": r"\bSELECT\s+\*",
    "ATTACH": r"^\s*ATTACH\b",
}


def without_values(sql: str) -> str:
    """The statement without what stands between quotes, and without comments."""
    return re.sub(r"--[^\n]*", "", re.sub(r"'(?:[^']|'')*'", "''", sql))


def faults(sql: str) -> list[str]:
    bare = without_values(sql)
    found = [name for name, pattern in FORBIDDEN.items() if re.search(pattern, bare, re.IGNORECASE)]
    create = re.match(r"\s*CREATE\s+TABLE", bare, re.IGNORECASE)
    if create and not re.search(r"\)\s*STRICT\s*;?\s*$", bare, re.IGNORECASE) and not re.search(r"\\\(", sql):
        found.append("a table that is not STRICT")
    group = re.search(r"\bSELECT\b(.*?)\bFROM\b.*\bGROUP\s+BY\b(.*?)(\bHAVING\b|\bORDER\b|\bLIMIT\b|$)", bare, re.IGNORECASE | re.DOTALL)
    if group:
        grouped = {c.strip().lower() for c in group.group(2).split(",")}
        for column in re.split(r",(?![^()]*\))", group.group(1)):
            column = re.sub(r"\s+AS\s+\w+\s*$", "", column.strip(), flags=re.IGNORECASE)
            if not re.match(r"(COUNT|SUM|MIN|MAX|AVG)\s*\(", column, re.IGNORECASE) and column.lower() not in grouped:
                found.append(f"the bare column {column} beside GROUP BY")
    return found


def statements():
    for room in ROOMS:
        for file in sorted((ROOT / "Sources" / room).rglob("*.swift")):
            for match in LITERAL.finditer(file.read_text()):
                text = match.group(1) if match.group(1) is not None else match.group(2)
                if SQL.match(text):
                    yield file, text


def test_statements_stay_in_the_portable_set():
    found = []
    seen = 0
    for file, sql in statements():
        seen += 1
        if re.match(r"\s*PRAGMA\b", sql, re.IGNORECASE):
            if file.parent.name == "Store" or "StoreSQLite" not in str(file):
                found.append(f"{file.name}: PRAGMA belongs to the driver: {sql}")
            continue
        # STRICT is SQLite's word: the driver may add it to what the shared migration says.
        wrong = [f for f in faults(sql) if not (f.startswith("a table that") and "/Store/" in str(file))]
        found += [f"{file.name}: {fault}: {' '.join(sql.split())[:110]}" for fault in wrong]
    assert not found, "\n".join(found)
    if any((ROOT / "Sources" / "Store").rglob("*.swift")):
        assert seen > 0, "no SQL was found at all: has it moved to another room?"


@pytest.mark.parametrize("sql, fault", [
    ("INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING", "ON CONFLICT"),
    ("INSERT OR REPLACE INTO t VALUES (1)", "INSERT OR"),
    ("SELECT a, b FROM t GROUP BY a", "the bare column b beside GROUP BY"),
    ("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT", "AUTOINCREMENT"),
    ("CREATE TABLE t (id TEXT)", "a table that is not STRICT"),
    ("SELECT a FROM t WHERE b = strftime('%Y', c)", "a function of one database"),
    ("SELECT a FROM t WHERE b MATCH 'x'", "full-text search"),
])
def test_the_lint_refuses(sql, fault):
    assert fault in faults(sql)


@pytest.mark.parametrize("sql", [
    "SELECT a, COUNT(*) AS n FROM t WHERE b = 'ON CONFLICT' GROUP BY a ORDER BY a",
    "UPDATE heads SET hash = ?, position = position + 1 WHERE jurisdiction = ? AND hash = ?",
    "CREATE TABLE t (jurisdiction TEXT NOT NULL CHECK (jurisdiction <> ''), id TEXT NOT NULL, PRIMARY KEY (jurisdiction, id)) STRICT",
])
def test_the_lint_lets_pass(sql):
    assert faults(sql) == []
