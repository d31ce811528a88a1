"""A delivery is handed in on the page and its place is told in words, a table and a picture, with and without scripts."""

import pytest

from judge.deliveries import changed, gcj02, geojson, in_plane, move
from test_access import AXE


@pytest.fixture(scope="module")
def files(export, tmp_path_factory):
    folder = tmp_path_factory.mktemp("deliveries")
    counties = export.layer("县级行政区")
    county = max(counties, key=lambda c: c.shape.area)
    x0, y0, x1, y1 = county.shape.bounds
    there = in_plane(((x0 + x1) / 2, (y0 + y1) / 2), move(20, -12))
    return county, {
        "moved": geojson(folder / "县级行政区.geojson", changed(counties, there, lambda f: f.code == county.code)),
        "gcj": geojson(folder / "gcj.geojson", changed(counties, gcj02)),
        "same": geojson(folder / "same.geojson", changed(counties, lambda xy: xy)),
    }


def hand_in(v, file):
    v.page.goto("/checks", wait_until="networkidle")
    v.page.set_input_files("#file", str(file))
    v.page.select_option("#layer", "县级行政区")
    v.page.click("#go")
    v.page.locator("#found").wait_for(timeout=60_000)


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("name", ["moved", "gcj", "same"])
def test_the_answer_stands_on_the_page(name, size, visit, files):
    county, made = files
    v = visit(size)
    hand_in(v, made[name])
    text = v.page.inner_text("#found")
    if name == "moved":
        assert county.properties["name"] in text and "东南" in text and "20.0 米" in text and "改法" in text
        assert v.page.locator("figure.shift .p-arrow").count() > 3 and "箭头" in v.page.inner_text("figcaption")
    if name == "gcj":
        assert "GCJ-02" in text and "整层" in text
    if name == "same":
        assert "位置一致" in text and v.page.locator(".moved").count() == 0
    v.no_sideways_scroll()
    v.shot(f"checks-{name}", full=True)
    v.page.evaluate(AXE)
    found = v.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not found, [(f["id"], [n["target"] for n in f["nodes"]][:3]) for f in found]


def test_without_scripts_the_form_does_the_same(visit, files):
    county, made = files
    v = visit("desk", java_script_enabled=False)
    hand_in(v, made["moved"])
    assert county.properties["name"] in v.page.inner_text("#found")


@pytest.mark.complaints
def test_what_is_no_layer_is_refused_in_one_sentence(visit):
    v = visit("desk")
    v.page.goto("/checks", wait_until="networkidle")
    v.page.click("#go")
    assert v.page.inner_text("#said").strip() == "请先选文件。"
    v.page.set_input_files("#file", {"name": "坏.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04" + bytes(60)})
    v.page.click("#go")
    v.page.locator("#said .note").wait_for()
    assert v.page.inner_text("#said").strip().endswith("。") and v.page.locator("#found").count() == 0


def test_it_is_reached_from_the_footer_and_from_the_data(visit):
    v = visit("desk")
    v.page.goto("/about", wait_until="networkidle")
    v.page.locator("main a[href='/checks']").click()
    assert v.page.inner_text("h1") == "成果位置核对"
    assert v.page.locator("footer a[href='/checks']").count() == 1
