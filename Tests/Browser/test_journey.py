"""The whole job as a person does it: search a place, draw or upload or paste a site, describe the project, read the verdict, take the paper away."""

import json
import re
import subprocess

import pyproj
import pytest

from judge.program import exact
from judge.sites import square
from seen import colours

WORDS = {"prohibited": "禁止准入", "nonconforming": "不符合", "undetermined": "待定", "conditional": "有条件符合", "conforms": "符合"}


@pytest.fixture(scope="module")
def unit(export):
    """A key unit on land, of a size that a person would look at."""
    units = [u for u in export.units if u.code.startswith("ZH") and u.properties["class"] == "key"]
    return sorted(units, key=lambda u: u.shape.area)[len(units) // 2]


def described(v, name="年产五千吨涂料项目", query=""):
    """The first step: name, industry by code, kind of construction."""
    v.page.goto("/screenings/new" + query, wait_until="networkidle")
    v.page.fill("#f-name", name)
    v.page.fill("#f-industries", "2641")
    v.page.locator("#f-industries-list [role=option]").first.wait_for()
    v.page.keyboard.press("ArrowDown")
    v.page.keyboard.press("Enter")
    assert v.page.locator(".picked").inner_text().startswith("C2641")
    v.page.select_option("#f-construction", "new")
    v.page.locator(".go .is-main").click()
    v.page.locator("h1", has_text="项目在哪里").wait_for()


def finished(v) -> dict:
    """From a confirmed site through the questions to the stored result."""
    v.page.locator(".go .is-main").click()
    v.page.locator("h1", has_text="还差什么").wait_for()
    v.page.locator(".verdict .w").wait_for()
    v.shot("wizard-amounts")
    v.no_sideways_scroll()
    for _ in range(6):
        v.page.locator(".go .is-main").click()
        try:
            v.page.wait_for_url(re.compile(r"/screenings/(?!new)[^/?]+"), timeout=8000)
            break
        except Exception:
            # Something more came to be asked: what is not known stays empty.
            assert v.page.locator("#trial-fault").count() == 1
    v.page.wait_for_load_state("networkidle")
    identifier = re.search(r"/screenings/([^/?#]+)", v.page.url)[1]
    answer = v.page.request.get(f"/api/v1/screenings/{identifier}")
    assert answer.ok
    return exact(answer.body())


def read(v, assessment: dict):
    """The result page says what the record says."""
    assert WORDS[assessment["conclusion"]] in v.page.locator(".verdict .w").first.inner_text()
    assert assessment["answer"] in v.page.inner_text("main")
    text = v.page.inner_text("main")
    for u in assessment["units"]:
        assert u["code"] in text or u["name"] in text
    shown = v.page.locator("#list .clause").count()
    assert shown >= sum(c["outcome"] not in ("notApplicable", "context") for c in assessment["clauses"])
    for c in [c for c in assessment["clauses"] if c["outcome"] in ("broken", "undetermined")][:5]:
        card = v.page.locator(f'[id="c-{c["id"]}"]')
        assert c["text"] in card.inner_text()
        if not card.evaluate("e => e.open"):
            card.locator("summary").first.click()
        assert c["because"] in card.inner_text()
    v.page.locator("#evidence canvas").first.wait_for()
    v.page.wait_for_timeout(1200)
    assert colours(v, "#evidence") > 5
    v.shot("assessment")
    v.shot("assessment-whole", full=True)
    v.no_sideways_scroll()
    # The paper, as the person takes it away.
    link = v.page.locator('a[href$=".pdf"]').first.get_attribute("href")
    paper = v.page.request.get(link)
    assert paper.ok and paper.body().startswith(b"%PDF-") and len(paper.body()) > 15_000


def test_a_person_searches_draws_and_reads(visit, unit):
    v = visit("desk")
    v.page.goto("/", wait_until="networkidle")
    v.page.locator("#map canvas").first.wait_for()
    v.page.wait_for_timeout(1500)
    assert colours(v, "#map") > 8, "the map is empty"
    v.shot("home")
    # Search by the unit's name; the first suggestion is it.
    v.page.fill("#q", unit.properties["name"])
    v.page.locator("#sug [role=option]").first.wait_for()
    assert unit.properties["name"] in v.page.locator("#sug").inner_text()
    v.page.keyboard.press("ArrowDown")
    v.page.keyboard.press("Enter")
    v.page.locator("#panel", has_text=unit.properties["name"]).wait_for()
    v.page.wait_for_timeout(1500)
    v.shot("home-unit")
    # Coordinates work too, and the panel says what holds there.
    here = unit.shape.representative_point()
    v.page.goto(f"/at?lon={here.x:.6f}&lat={here.y:.6f}", wait_until="networkidle")
    assert unit.code in v.page.inner_text("main")
    v.shot("place")
    # Screen here: the site is drawn on the map by clicking, a double click ends it.
    described(v, query=f"?lon={here.x:.6f}&lat={here.y:.6f}")
    v.page.locator("#wz-map canvas").first.wait_for()
    v.page.wait_for_timeout(1200)
    box = v.page.locator("#wz-map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for dx, dy in ((-30, -25), (35, -20), (28, 30)):
        v.page.mouse.click(x + dx, y + dy)
        v.page.wait_for_timeout(350)
    v.page.mouse.dblclick(x - 25, y + 25)
    v.page.locator(".conf").wait_for()
    v.shot("wizard-drawn")
    assessment = finished(v)
    assert assessment["site"]["kind"] == "polygon" and assessment["units"]
    read(v, assessment)


def test_on_the_phone_with_pasted_coordinates(visit, unit):
    v = visit("phone")
    v.page.goto("/", wait_until="networkidle")
    v.page.wait_for_timeout(1200)
    v.shot("home")
    v.no_sideways_scroll()
    described(v)
    v.shot("wizard-site")
    here = unit.shape.representative_point()
    corners = square((here.x, here.y), 180)["coordinates"][0][:-1]
    v.page.get_by_role("button", name="贴坐标").click()
    v.page.fill("#f-paste", "点号\t经度\t纬度\n" + "\n".join(f"J{i + 1}\t{x:.8f}\t{y:.8f}" for i, (x, y) in enumerate(corners)))
    v.page.get_by_role("button", name="读入坐标").click()
    v.page.locator("h2", has_text="读成了这样").wait_for()
    assessment = finished(v)
    assert unit.code in {u["code"] for u in assessment["units"]}
    read(v, assessment)


def test_an_uploaded_file_and_an_ambiguous_table(visit, unit, tmp_path):
    v = visit("desk")
    described(v, "上传的地块")
    here = unit.shape.representative_point()
    path = tmp_path / "地块.geojson"
    path.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": square((here.x, here.y), 150)}))
    v.page.get_by_role("button", name="传文件").click()
    v.page.set_input_files("#f-file", path)
    v.page.locator(".conf").wait_for()
    # Six-figure eastings without a zone: both meridians are offered, neither is chosen.
    plane = pyproj.Transformer.from_crs("EPSG:4490", "EPSG:4549", always_xy=True)
    rows = []
    for i, corner in enumerate(square((here.x, here.y), 150)["coordinates"][0][:-1]):
        east, north = plane.transform(*corner)
        rows.append(f"J{i + 1}\t{north:.2f}\t{east:.2f}")
    v.page.get_by_role("button", name="贴坐标").click()
    v.page.fill("#f-paste", "点号\tX\tY\n" + "\n".join(rows))
    v.page.get_by_role("button", name="读入坐标").click()
    v.page.locator(".crs-opt").first.wait_for()
    assert v.page.locator(".crs-opt input:checked").count() == 0
    v.page.locator(".go .is-main").click()
    assert "选一种" in v.page.locator("#site-fault").inner_text()
    v.shot("wizard-readings")
    v.page.locator(".crs-opt", has_text="120").locator("input").check()
    assessment = finished(v)
    assert unit.code in {u["code"] for u in assessment["units"]}


def test_points_are_typed_and_keep_their_numbers(visit, unit, server, tmp_path):
    """Points of a plane, typed a row each: the map, the record and the paper number them as they were given; judged again too."""
    v = visit("desk")
    described(v, "填界址点的项目")
    here = unit.shape.representative_point()
    # The zone of three degrees in which the unit lies, as papers print it.
    zone = f"EPSG:{4509 + round(here.x / 3)}"
    plane = pyproj.Transformer.from_crs("EPSG:4490", zone, always_xy=True)
    east, north = (round(c, 2) for c in plane.transform(here.x, here.y))
    # Clockwise from the north-east; the long sides are divided when they are read.
    corners = [(north + 100, east + 300), (north - 100, east + 300), (north - 100, east - 300), (north + 100, east - 300)]
    v.page.get_by_role("button", name="填界址点").click()
    v.page.select_option("#f-crs", zone)
    for i, row in enumerate(corners):
        for k, value in enumerate(row):
            v.page.fill(f"#f-point-{i}-{k}", f"{value:.2f}")
    v.page.get_by_role("button", name="读入界址点").click()
    v.page.locator(".conf").wait_for()
    v.page.wait_for_timeout(800)
    assert sorted(v.page.locator(".vx").all_inner_texts()) == ["J1", "J2", "J3", "J4"]
    v.shot("wizard-points")
    v.no_sideways_scroll()
    assessment = finished(v)
    def order(judged) -> list:
        back = pyproj.Transformer.from_crs("EPSG:4490", zone, always_xy=True)
        return [tuple(round(c) for c in reversed(back.transform(float(x), float(y)))) for x, y in judged["site"]["points"]["coordinates"][0][:-1]]
    wanted = [(round(n), round(e)) for n, e in corners]
    assert order(assessment) == wanted
    assert any("内插了 4 个点" in note for note in assessment["site"]["notes"])
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(server.get(f"/api/v1/screenings/{assessment['screening']['id']}.pdf")[2])
    text = re.sub(r"[\s\u00a0]+", "", subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, check=True).stdout.decode())
    rows = re.findall(r"J(\d)(\d{7}\.\d\d)(\d{6}\.\d\d)", text)
    assert [(int(i), round(float(n)), round(float(e))) for i, n, e in rows] == [(i + 1, *corner) for i, corner in enumerate(wanted)]
    # Taken up from the record, the site keeps its numbers.
    v.page.goto(f"/screenings/new?from={assessment['screening']['id']}", wait_until="networkidle")
    v.page.fill("#f-name", "改后再判的项目")
    v.page.locator(".go .is-main").click()
    v.page.locator("h1", has_text="项目在哪里").wait_for()
    assert order(finished(v)) == wanted


@pytest.mark.complaints
def test_a_crossing_site_is_shown_and_repaired_only_when_asked(visit, unit):
    v = visit("desk")
    described(v, "自相交的地块")
    here = unit.shape.representative_point()
    (a, b, c, d, _) = square((here.x, here.y), 200)["coordinates"][0]
    v.page.get_by_role("button", name="贴坐标").click()
    v.page.fill("#f-paste", json.dumps({"type": "Polygon", "coordinates": [[a, c, b, d, a]]}))
    v.page.get_by_role("button", name="读入坐标").click()
    v.page.locator("text=图形自己相交").first.wait_for()
    v.shot("wizard-crossing")
    v.page.locator(".go .is-main").click()
    assert v.page.locator("#site-fault").is_visible()
    v.page.get_by_role("button", name="用修复后的图形").click()
    assessment = finished(v)
    assert any("相交" in n or "修复" in n for n in assessment["site"]["notes"]) or assessment["assumed"]


def test_what_is_missing_is_supplied_on_the_result_page(visit, server, stored):
    """The form on the result page judges again, stores a new record, keeps the old one."""
    v = visit("desk")
    v.page.goto(f"/screenings/{stored['screening']['id']}", wait_until="networkidle")
    v.page.locator("#ask li.asked").first.wait_for()
    missing = [f for f in stored["missingFacts"] if f["supplier"] == "applicant" and f.get("type") in ("boolean", "number")]
    if not missing:
        pytest.skip("the sample lacks nothing that a form can ask")
    # The first questions stand open, the rest is unfolded by whoever wants to go on.
    for folded in ("#ask-rest", "#ask-later"):
        summary = v.page.locator(f"{folded} > summary")
        if summary.count():
            summary.click()
    for fact in missing[:4]:
        field = v.page.locator(f"#ask li[data-fact='{fact['fact']}']")
        if fact["type"] == "boolean":
            field.get_by_label("否", exact=True).check()
        else:
            field.locator("input").first.fill("1.25")
    v.page.locator("#ask .foot .is-main").click()
    v.page.wait_for_url(lambda url: stored["screening"]["id"] not in url, wait_until="networkidle")
    identifier = re.search(r"/screenings/([^/?#]+)", v.page.url)[1]
    assert identifier != stored["screening"]["id"]
    again = exact(server.get(f"/api/v1/screenings/{identifier}")[2])
    assert {f["fact"] for f in missing[:4]}.isdisjoint({f["fact"] for f in again["missingFacts"]})
    assert server.get(f"/api/v1/screenings/{stored['screening']['id']}")[0] == 200


def test_the_wizard_with_the_keyboard_alone(visit, unit):
    """Project, pasted site, result: no mouse."""
    v = visit("desk")
    v.page.goto("/screenings/new", wait_until="networkidle")
    v.page.locator("#f-name").focus()
    v.page.keyboard.type("只用键盘的项目")
    v.page.locator(".go .is-main").focus()
    v.page.keyboard.press("Enter")
    v.page.locator("h1", has_text="项目在哪里").wait_for()
    here = unit.shape.representative_point()
    v.page.get_by_role("button", name="贴坐标").focus()
    v.page.keyboard.press("Enter")
    v.page.locator("#f-paste").focus()
    v.page.keyboard.insert_text(json.dumps(square((here.x, here.y), 120)))
    v.page.keyboard.press("Tab")
    v.page.keyboard.press("Enter")
    v.page.locator(".conf").wait_for()
    v.page.locator(".go .is-main").focus()
    v.page.keyboard.press("Enter")
    v.page.locator("h1", has_text="还差什么").wait_for()
    # Focus went to the heading of the new step, so reading goes on there.
    assert v.page.evaluate("document.activeElement.tagName") == "H1"
