"""A list is checked and turned into another format on the page: what is wrong by cell, what is right with its clauses, the file itself."""

import csv
import io
import zipfile
from urllib.parse import quote

import pytest

from test_access import AXE


@pytest.fixture(scope="module")
def owner(export):
    return sorted(u.code for u in export.units if u.code.startswith("ZH"))[0]


@pytest.fixture(scope="module")
def files(server, owner) -> dict[str, bytes]:
    found = {}
    for kind in ("xlsx", "csv", "dmn", "jsonl", "zip"):
        status, _, body = server.get(f"/api/v1/lists/{quote(owner)}?format={kind}")
        assert status == 200
        found[kind] = body
    return found


def handed(v, name: str, data: bytes):
    v.page.set_input_files("#table", {"name": name, "mimeType": "application/octet-stream", "buffer": data})


def broken(text: bytes) -> bytes:
    """The CSV with an effect that is none in its second row, and a condition that names no fact in its third."""
    rows = list(csv.reader(io.StringIO(text.decode())))
    rows[1][rows[0].index("effect")] = "严禁"
    rows[2][rows[0].index("applies")] = "项目.没有的事实 = 1"
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_bad_cells_are_listed_with_reason_and_remedy(size, visit, files):
    v = visit(size)
    v.page.goto("/lists/convert", wait_until="networkidle")
    handed(v, "坏清单.csv", broken(files["csv"]))
    table = v.page.locator("table.faults")
    table.wait_for()
    text = table.inner_text()
    assert "第 2 行" in text and "严禁" in text and "第 3 行" in text and "没有的事实" in text
    assert table.locator("tbody tr").count() == 2
    assert "2 处要改" in v.page.inner_text("#said")
    assert v.page.locator(".fmts").count() == 0, "nothing to save while cells are wrong"
    v.no_sideways_scroll()
    v.shot("convert-faults", full=True)
    v.page.evaluate(AXE)
    found = v.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not found, [f["id"] for f in found]


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("kind", ["xlsx", "dmn", "zip"])
def test_a_sound_list_is_shown_and_saved_as_another(size, kind, visit, files, owner):
    v = visit(size)
    v.page.goto("/lists/convert", wait_until="networkidle")
    handed(v, f"清单.{kind}", files[kind])
    v.page.locator("table.clauses").wait_for()
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode())))
    assert v.page.locator(".figures b").first.inner_text() == str(len(rows))
    text = v.page.inner_text("table.clauses")
    assert all(r["id"] in text and r["text"] in text for r in rows[:20])
    assert owner in v.page.inner_text("#found")
    v.no_sideways_scroll()
    v.shot(f"convert-{kind}", full=True)
    v.page.evaluate(AXE)
    found = v.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not found, [f["id"] for f in found]
    v.page.locator(".fmt", has_text="CSV").first.click()
    with v.page.expect_download() as download:
        v.page.locator(".fmts button").click()
    assert download.value.suggested_filename == "清单.csv"
    with open(download.value.path(), "rb") as saved:
        assert saved.read() == files["csv"]


def test_scenarios_that_a_format_has_no_place_for_are_said(visit, files):
    v = visit("desk")
    v.page.goto("/lists/convert", wait_until="networkidle")
    rows = list(csv.reader(io.StringIO(files["csv"].decode())))
    clause = rows[1][rows[0].index("id")]
    scenarios = io.StringIO()
    csv.writer(scenarios, lineterminator="\r\n").writerows([["scenario", "facts", "clause", "outcome"], ["一个项目", '{"construction":"new"}', clause, "notApplicable"]])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lists.csv", files["csv"])
        archive.writestr("lists.scenarios.csv", scenarios.getvalue())
    handed(v, "清单.zip", packed.getvalue())
    v.page.locator(".fmts").wait_for()
    v.page.locator(".fmt", has_text="JSONL").click()
    assert "1 个情景不会带走" in v.page.inner_text("#format-note")
    v.page.locator(".fmt", has_text="Excel").click()
    assert v.page.inner_text("#format-note") == ""


@pytest.mark.parametrize("name, data, words", [
    ("旧表.xls", bytes([0xD0, 0xCF, 0x11, 0xE0]) + bytes(600), "另存为"), ("空.csv", b"", "空"), ("坏.xlsx", b"PK\x03\x04" + bytes(60), ""),
])
@pytest.mark.complaints
def test_what_is_no_list_is_refused_in_one_sentence(name, data, words, visit):
    v = visit("desk")
    v.page.goto("/lists/convert", wait_until="networkidle")
    handed(v, name, data)
    note = v.page.locator("#said .note")
    note.wait_for()
    assert words in note.inner_text() and note.inner_text().strip().endswith("。")
    assert not v.page.locator("#found").is_visible()
    # The same file, mended under the same name, can be handed in again.
    handed(v, name, data)
    note.wait_for()


def test_it_is_reached_from_the_lists(visit):
    v = visit("desk")
    v.page.goto("/lists/split", wait_until="networkidle")
    v.page.locator("main a[href='/lists/convert']").click()
    assert v.page.inner_text("h1") == "核对和转换清单"
    with v.page.expect_download() as download:
        v.page.locator("a[href='/api/v1/lists/template']").click()
    assert download.value.suggested_filename.endswith(".xlsx")
