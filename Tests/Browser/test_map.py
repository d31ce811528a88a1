"""The map itself: what lies under the pointer, what is chosen, layers, legend, keys, days, and what happens when a tile does not come."""

import re
from urllib.parse import quote, unquote

import pytest

from seen import colours, shades

CLASS_WORDS = {"priority": "优先保护", "key": "重点管控", "general": "一般管控"}
UNITS = quote("管控单元")


@pytest.fixture(scope="module")
def unit(export):
    """A unit on land that is large enough to be pointed at."""
    return max((u for u in export.units if u.code.startswith("ZH")), key=lambda u: u.shape.area)


def opened(v, query: str = ""):
    v.page.goto("/" + query)
    v.page.locator("#map .pictures canvas").first.wait_for(timeout=60_000)
    v.page.wait_for_load_state("networkidle")
    v.page.wait_for_timeout(1500)


def over(v, unit):
    """The address that shows a unit in the middle of the free part of the map, without a panel."""
    west, south, east, north = unit.shape.bounds
    opened(v, f"?box={west},{south},{east},{north}")


def spot(v, unit) -> tuple[float, float]:
    """Where on the screen a unit's inside is, by the box that the map was asked to show."""
    west, south, east, north = unit.shape.bounds
    inside = unit.shape.representative_point()
    return v.page.evaluate(
        """([lon, lat, west, south, east, north]) => {
            const metres = ol.proj.fromLonLat
            const box = document.querySelector('#map').getBoundingClientRect()
            const [left, top, right, low] = innerWidth < 900 ? [20, 70, 40, 20] : [440, 70, 40, 20]
            const [a, b] = [metres([west, south]), metres([east, north])]
            const [wide, high] = [box.width - left - right, box.height - top - low]
            const resolution = Math.max((b[0] - a[0]) / wide, (b[1] - a[1]) / high)
            const [x, y] = metres([lon, lat])
            return [box.left + left + wide / 2 + (x - (a[0] + b[0]) / 2) / resolution, box.top + top + high / 2 - (y - (a[1] + b[1]) / 2) / resolution]
        }""",
        [inside.x, inside.y, west, south, east, north])


def test_the_pointer_names_a_unit_and_a_click_asks_for_it(visit, unit):
    v = visit("desk")
    over(v, unit)
    before = shades(v, "#map")
    x, y = spot(v, unit)
    v.page.mouse.move(x - 4, y)
    v.page.mouse.move(x, y)
    tip = v.page.locator("#map .plate.tip")
    tip.wait_for()
    assert tip.inner_text() == f"{unit.properties['name']}，{CLASS_WORDS[unit.properties['class']]}"
    v.page.wait_for_timeout(600)
    v.shot("map-hover")
    assert shades(v, "#map") != before, "what lies under the pointer is not outlined"
    v.page.mouse.click(x, y)
    v.page.locator("#panel", has_text=unit.code).wait_for()
    assert f"lon={unit.shape.representative_point().x:.2f}"[:8] in v.page.url
    v.page.wait_for_timeout(1500)
    v.shot("map-chosen")


def test_a_deep_link_shows_place_panel_and_boundary(visit, unit):
    v = visit("desk")
    boundaries = []
    v.page.on("response", lambda r: boundaries.append(r.url) if "geometry=full" in r.url else None)
    here = unit.shape.representative_point()
    opened(v, f"?lon={here.x:.6f}&lat={here.y:.6f}")
    assert unit.code in v.page.inner_text("#panel")
    assert any(unit.code in url for url in boundaries), "the boundary as delivered was not asked for"
    assert v.page.locator("#map .pin").is_visible()


def test_keys_move_the_map_and_ask_about_its_middle(visit, unit):
    v = visit("desk")
    over(v, unit)
    v.page.locator("#map").focus()
    ratio = v.page.inner_text("#ratio")
    v.page.keyboard.press("+")
    v.page.wait_for_timeout(900)
    assert v.page.inner_text("#ratio") != ratio
    v.page.keyboard.press("ArrowRight")
    v.page.wait_for_timeout(600)
    v.page.keyboard.press("Enter")
    v.page.locator("#panel-title").wait_for()
    assert v.page.evaluate("document.activeElement.id") == "panel-title"
    v.page.keyboard.press("Escape")
    assert v.page.evaluate("document.activeElement.id") == "map"


def apart(a: dict[int, int], b: dict[int, int]) -> int:
    """How many looked-at pixels differ in colour between two views."""
    return sum(abs(a.get(colour, 0) - b.get(colour, 0)) for colour in a.keys() | b.keys())


def test_layers_are_switched_thinned_and_counted(visit, unit):
    v = visit("desk")
    over(v, unit)
    plain = shades(v, "#map")
    row = v.page.locator("#layers li", has=v.page.locator('[data-layer="水环境管控分区"]'))
    assert re.fullmatch(r"[\d,]+", row.locator("[data-count]").inner_text() or row.locator("[data-count]").text_content())
    row.locator("input[type=checkbox]").check()
    v.page.wait_for_load_state("networkidle")
    v.page.wait_for_timeout(1500)
    full = shades(v, "#map")
    assert full != plain, "the layer is not painted"
    v.shot("map-layer")
    row.locator("input[type=range]").fill("20")
    v.page.wait_for_timeout(1500)
    assert shades(v, "#map") not in (full, plain), "opacity changes nothing"
    row.locator("input[type=checkbox]").uncheck()
    v.page.wait_for_timeout(1500)
    v.page.mouse.move(5, 300)
    # The panel over the map keeps its focus ring and the row's slider.
    assert apart(shades(v, "#map"), plain) < 0.1 * apart(full, plain), "what was switched off is still there"


def test_a_class_that_is_left_out_is_neither_painted_nor_found(visit, unit):
    v = visit("desk")
    over(v, unit)
    x, y = spot(v, unit)
    v.page.locator(f'#layers [data-class="{unit.properties["class"]}"]').uncheck()
    v.page.wait_for_timeout(1500)
    v.page.mouse.move(x - 3, y)
    v.page.mouse.move(x, y)
    v.page.wait_for_timeout(800)
    assert v.page.locator("#map .plate.tip").count() == 0 or unit.properties["name"] not in v.page.locator("#map .plate.tip").inner_text()


def test_classes_are_told_apart_without_colour(visit):
    """The swatches are painted by the map's own brush: in grey, each class still has another texture or strength."""
    v = visit("desk")
    opened(v)
    v.page.locator("#layers .sw-map").first.wait_for()
    looks = v.page.evaluate("""() => [...document.querySelectorAll('#layers [data-class]')].map((box) => {
        const c = box.closest('label').querySelector('canvas')
        const d = c.getContext('2d').getImageData(2, 2, c.width - 4, c.height - 4).data
        const grey = []
        for (let i = 0; i < d.length; i += 4) grey.push(0.299 * d[i] + 0.587 * d[i + 1] + 0.114 * d[i + 2])
        const mean = grey.reduce((a, b) => a + b) / grey.length
        return { mean, spread: Math.sqrt(grey.reduce((t, g) => t + (g - mean) ** 2, 0) / grey.length) }
    })""")
    assert len(looks) == 3
    priority, key, general = looks
    assert key["spread"] < 2 < min(priority["spread"], general["spread"]), looks
    assert general["mean"] - max(priority["mean"], key["mean"]) > 15, looks
    session = v.context.new_cdp_session(v.page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "deuteranopia"})
    v.shot("map-deuteranopia")


def test_another_day_takes_its_own_tiles(visit):
    v = visit("desk")
    asked = []
    v.page.on("request", lambda r: asked.append(unquote(r.url)))
    opened(v, "?asOf=2026-08-14")
    assert any("/tiles.json?asOf=2026-08-14" in url for url in asked)
    state = v.page.evaluate("fetch('/tiles.json?asOf=2026-08-14').then((r) => r.json()).then((t) => t.state)")
    assert [url for url in asked if f"/tiles/{state}/管控单元/" in url]


def test_a_busy_server_is_asked_again(visit):
    v = visit("desk")
    refusals = []

    def busy(route):
        if len(refusals) < 3:
            refusals.append(route.request.url)
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="")
        else:
            route.continue_()
    v.context.route(re.compile(f"/tiles/[^/]+/{UNITS}/"), busy)
    opened(v)
    v.page.wait_for_timeout(2500)
    assert len(refusals) == 3
    assert v.page.locator(".mapnote").count() == 0
    assert colours(v, "#map") > 8
    v.faults[:] = [f for f in v.faults if "503" not in f]


def test_a_plan_published_while_the_page_is_open_takes_over(visit):
    """Tiles of the state that the page knew are gone: it asks for the new one's name and paints that."""
    v = visit("desk")
    known = []

    def listing(route):
        answer = route.fetch()
        told = answer.json()
        known.append(told["state"])
        # The first answer names a state that is no more.
        route.fulfill(response=answer, json={**told, "state": "0" * 16} if len(known) == 1 else told)
    v.context.route(re.compile("/tiles.json"), listing)
    v.context.route(re.compile("/tiles/0{16}/"), lambda route: route.fulfill(status=404, body=""))
    opened(v)
    assert len(known) == 2
    assert v.page.locator(".mapnote").count() == 0
    assert colours(v, "#map") > 8
    v.faults[:] = [f for f in v.faults if "404" not in f]


def test_an_older_browser_paints_on_the_page(visit, unit):
    """Without canvases outside the page the same painters work on it."""
    v = visit("desk")
    v.context.add_init_script("delete window.OffscreenCanvas")
    over(v, unit)
    assert colours(v, "#map") > 8
    x, y = spot(v, unit)
    v.page.mouse.move(x - 4, y)
    v.page.mouse.move(x, y)
    v.page.locator("#map .plate.tip", has_text=unit.properties["name"]).wait_for()


@pytest.mark.complaints
def test_a_layer_that_does_not_come_is_said_and_the_rest_stays(visit):
    v = visit("desk")
    v.context.route(re.compile(f"/tiles/[^/]+/{UNITS}/"), lambda route: route.fulfill(status=500, body=""))
    opened(v)
    note = v.page.locator(".mapnote")
    note.wait_for()
    assert "管控单元没有取到" in note.inner_text()
    assert colours(v, "#map") > 4, "land and borders stay"
    v.shot("map-without-units")


def test_the_map_without_scripts_is_a_picture_and_a_search(visit):
    v = visit("desk", java_script_enabled=False)
    v.page.goto("/")
    v.page.wait_for_load_state("networkidle")
    pictures = v.page.locator("#map .still img")
    assert 4 <= pictures.count() <= 12
    for i in range(pictures.count()):
        answer = v.page.request.get(pictures.nth(i).get_attribute("src"))
        assert answer.ok and answer.body().startswith(b"\x89PNG")
    v.shot("map-without-scripts")
    v.page.fill("#q", "市")
    v.page.click("#go")
    assert "/search" in v.page.url


def test_on_the_phone_the_map_is_touched(visit, unit):
    v = visit("phone")
    over(v, unit)
    v.shot("map")
    v.no_sideways_scroll()
    v.page.locator("#layers summary").click()
    v.page.wait_for_timeout(300)
    v.shot("map-layers")
    v.page.keyboard.press("Escape")
    box = v.page.locator("#map").bounding_box()
    v.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 220)
    v.page.locator("#panel-title").wait_for()
    v.shot("map-panel")
