"""A table is handed in, looked over, started and followed to its end; its rows are filtered, paged and taken away."""

import csv
import io
import json
import random

import pytest

from judge.settings import SEED
from judge.sites import Projects
from test_access import AXE


@pytest.fixture(scope="module")
def table(export) -> bytes:
    """3,000 points in the province and a few bad rows."""
    generator = random.Random(SEED + 70)
    rows = [["项目名称", "国民经济行业", "经度", "纬度", "化学需氧量排放量（t/a）", "两高"]]
    sites = []
    while len(sites) < 60:
        # Well inside the province, whatever a few metres do.
        inner = generator.choice([u for u in export.units if u.code.startswith("ZH")]).shape.representative_point()
        sites.append([inner.x, inner.y])
    for n in range(3000):
        x, y = generator.choice(sites)
        rows.append([f"地块{n + 1}", generator.choice(["C2614", "C3110", "G5990", "C1711"]), f"{x + generator.gauss(0, .00005):.6f}", f"{y + generator.gauss(0, .00005):.6f}",
                     "很多" if n % 500 == 499 else f"{generator.uniform(0, 9):.2f}", generator.choice(["是", "否", ""])])
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def look(v, name: str):
    v.no_sideways_scroll()
    v.shot(name, full=True)
    v.page.evaluate(AXE)
    found = v.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not found, [(f["id"], [n["html"][:120] for n in f["nodes"]][:3]) for f in found]


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_table_from_hand_in_to_download(size, visit, table):
    v = visit(size)
    page = v.page
    page.goto("/batches", wait_until="networkidle")
    assert "还没有批次" in page.inner_text("#list")
    look(v, "batches-empty")
    page.set_input_files("#table", {"name": "地块表.csv", "mimeType": "text/csv", "buffer": table})
    page.wait_for_url("**/batches/*-*")
    assert "3,000 行" in page.inner_text("main") and page.locator("table.preview tbody tr").count() == 12
    look(v, "batch-draft")
    page.fill("#title", "三千个地块")
    page.check("input[name=store]")
    page.click("button[value=start]")
    page.wait_for_selector("main[data-state=running], main[data-state=done], main[data-state=waiting]")
    look(v, "batch-running")
    page.wait_for_selector("main[data-state=done]", timeout=60_000)
    page.wait_for_selector("#map canvas")
    assert page.inner_text("h1") == "三千个地块"
    assert page.inner_text("#tally [data-code=refused] b") == "6"
    # What must be dealt with comes first.
    assert page.locator("table.results tbody tr").first.inner_text().count("未研判") == 1
    page.wait_for_timeout(800)
    look(v, "batch-done")
    page.click("#tally [data-code=refused]")
    assert page.locator("table.results tbody tr").count() == 6
    page.click("#tally [data-code=all]")
    page.click("text=按文件")
    assert page.locator("table.results tbody th").first.inner_text().startswith("地块1\n")
    page.click("text=最后一页")
    assert "第 2,951–3,000 行，共 3,000 行" in page.inner_text("#rows")
    with page.expect_download() as download:
        page.click("text=Excel")
    assert download.value.suggested_filename == "三千个地块-结果.xlsx"
    page.click("table.results tbody th a >> nth=0")
    page.wait_for_url("**/screenings/*")
    page.goto("/batches", wait_until="networkidle")
    page.wait_for_selector("#list .mine")
    assert "三千个地块" in page.inner_text("#list")
    look(v, "batches-mine")


def test_cancel_resume_and_delete(visit, server, table):
    status, _, body = server.request("POST", "/api/v1/batches?name=t.csv&start=true", table, {"Content-Type": "text/csv"})
    assert status == 202
    v = visit("desk")
    page = v.page
    page.goto(f"/batches/{json.loads(body)['id']}")
    page.click("button[value=cancel]")
    page.wait_for_selector("main[data-state=cancelled]")
    look(v, "batch-cancelled")
    page.click("button[value=resume]")
    page.wait_for_selector("main[data-state=done]", timeout=60_000)
    page.on("dialog", lambda d: d.accept())
    page.click("button[value=erase]")
    page.wait_for_url("**/batches")
    page.goto("/batches", wait_until="networkidle")
    assert "还没有批次" in page.inner_text("#list")


def test_without_a_script_the_same_can_be_done(visit, table):
    v = visit("desk", java_script_enabled=False)
    page = v.page
    page.goto("/batches")
    page.set_input_files("#table", {"name": "地块表.csv", "mimeType": "text/csv", "buffer": table})
    page.click("#go")
    page.click("button[value=start]")
    assert page.locator("noscript meta[http-equiv=refresh]").count() == 1 or page.get_attribute("main", "data-state") == "done"
    for _ in range(60):
        page.reload()
        if page.get_attribute("main", "data-state") == "done":
            break
        page.wait_for_timeout(1000)
    assert page.get_attribute("main", "data-state") == "done"
    assert page.locator("table.results tbody tr").count() == 50
    v.shot("batch-without-script", full=True)


@pytest.mark.complaints
def test_a_bad_heading_is_told_on_the_page(visit):
    v = visit("phone")
    v.page.goto("/batches", wait_until="networkidle")
    v.page.set_input_files("#table", {"name": "t.csv", "mimeType": "text/csv", "buffer": "名称,经度,纬度,氨氮排放亮\n甲,118,32,1\n".encode()})
    v.page.wait_for_selector("#said .note")
    assert "氨氮排放亮" in v.page.inner_text("#said") and "氨氮排放量" in v.page.inner_text("#said")
    look(v, "batches-refused")
