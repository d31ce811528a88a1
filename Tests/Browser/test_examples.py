"""Every example project through the wizard as a newcomer takes it: choose it, confirm the place, take the result; nothing is typed."""

import json
from pathlib import Path

import pytest

from judge.program import exact
from judge.sites import square
from test_journey import WORDS, finished

EXAMPLES = sorted((Path(__file__).parents[2] / "Examples").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_reaches_its_conclusion(path, visit, server):
    """The wizard sends what the file says: its result is the one that the file itself gets."""
    project = json.loads(path.read_text())
    status, _, body = server.post(project, "?store=false")
    assert status == 200, body[:300]
    direct = exact(body)
    v = visit("desk")
    v.page.goto("/screenings/new", wait_until="networkidle")
    v.page.locator(".ex button", has_text=project["name"]).click()
    v.page.locator("h1", has_text="项目在哪里").wait_for()
    v.page.locator(".conf").wait_for()
    stored = finished(v)
    assert stored["conclusion"] == direct["conclusion"]
    assert stored["project"]["facts"] == direct["project"]["facts"]
    assert WORDS[direct["conclusion"]] in v.page.locator(".verdict .w").first.inner_text()
    # Taken up again, the record gives the same project: every kind of fact comes back as it was.
    v.page.get_by_role("link", name="改后重判").click()
    v.page.locator("#f-name").wait_for()
    v.page.locator(".go .is-main").click()
    v.page.locator("h1", has_text="项目在哪里").wait_for()
    again = finished(v)
    assert again["project"]["facts"] == direct["project"]["facts"]
    assert again["conclusion"] == direct["conclusion"]


@pytest.mark.parametrize("field", ["products[1].isIntermediate", "attributes.unheard", ""])
def test_what_the_server_refuses_is_said_on_the_page(field, visit):
    """A trial that is refused shows the server's sentence, whatever field it names."""
    sentence = f"这里不对：{field or '整个项目'}，请改正。"
    refusal = {"status": 422, "detail": sentence, "errors": [{"field": field, "message": sentence}] if field else []}
    v = visit("desk")
    v.page.route("**/api/v1/screenings?store=false&questions=true", lambda route: route.fulfill(status=422, content_type="application/problem+json", body=json.dumps(refusal)))
    v.page.goto("/screenings/new", wait_until="networkidle")
    v.page.locator(".ex button").first.click()
    v.page.locator(".conf").wait_for()
    v.page.locator(".go .is-main").click()
    v.page.locator("#trial-fault", has_text=sentence).wait_for()
    assert v.page.locator("#trial-fault").is_visible()
    v.faults = [f for f in v.faults if "422" not in f]


def test_a_reading_lasts_only_as_long_as_what_was_read(visit, export):
    """Words edited, another way chosen, another reference system: one cannot go on before the site is read again."""
    here = export.units[0].shape.representative_point()
    v = visit("desk")
    on = v.page.locator(".go .is-main")

    def read_again():
        v.page.get_by_role("button", name="读入坐标").click()
        v.page.locator(".conf").wait_for()
        assert on.is_enabled()

    def held_back(why: str):
        assert on.is_disabled() and why in v.page.locator("#hold").inner_text()
        assert v.page.locator(".conf").count() == 0

    v.page.goto("/screenings/new", wait_until="networkidle")
    v.page.fill("#f-name", "改过的坐标")
    on.click()
    held_back("还没有地块")
    v.page.get_by_role("button", name="贴坐标").click()
    v.page.fill("#f-paste", json.dumps(square((here.x, here.y), 120)))
    read_again()
    v.page.fill("#f-paste", json.dumps(square((here.x, here.y), 90)))
    held_back("请点“读入坐标”")
    read_again()
    v.page.select_option("#f-crs", "EPSG:4490")
    held_back("请点“读入坐标”")
    read_again()
    v.page.get_by_role("button", name="在图上画").click()
    held_back("还没有地块")
    v.page.get_by_role("button", name="贴坐标").click()
    held_back("请点“读入坐标”")
    read_again()


def test_a_site_outside_the_province_is_told_apart_at_once(visit):
    """The reading, the card on the map and the way on say the same thing: not of this province."""
    v = visit("desk")
    v.page.goto("/screenings/new", wait_until="networkidle")
    v.page.fill("#f-name", "省外的地块")
    v.page.locator(".go .is-main").click()
    v.page.get_by_role("button", name="贴坐标").click()
    for middle in ((100.4, 30.9), (116.5, 33.0)):
        v.page.fill("#f-paste", json.dumps(square(middle, 200)))
        v.page.get_by_role("button", name="读入坐标").click()
        v.page.locator(".conf", has_text="不在省内").wait_for()
        assert v.page.locator(".go .is-main").is_disabled()
        assert "管控范围以外" in v.page.locator("#hold").inner_text()
        assert "落在本省" not in v.page.inner_text("form")
