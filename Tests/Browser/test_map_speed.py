"""The map of the whole province stays smooth: what a scripted pan and zoom costs the page's main thread."""

import os
import shutil

import pytest

from frames import Trace
from judge.program import ROOT, Server, run

#: A frame has so many milliseconds at sixty a second.
FRAME = 16
#: A task that holds the page up for longer is felt.
LONG_TASK = 50
UNITS = 4570


@pytest.fixture(scope="module")
def whole(province, export, tmp_path_factory):
    """A server of the full province: the tests' own where it is that, else one made anew."""
    data = tmp_path_factory.mktemp("whole") / "data"
    if len(export.units) >= UNITS:
        shutil.copytree(province, data)
    else:
        base = os.environ.get("FENQU_BASE_MAP", str(ROOT / "cache" / "basemap"))
        done = run("demo", "--data", data, "--base-map", base, "--units", UNITS)
        assert done.returncode == 0, done.stderr.decode()[-400:]
    with Server(data) as running:
        yield running


def drag(page, right: int, down: int, steps: int = 40):
    page.mouse.move(820, 450)
    page.mouse.down()
    for i in range(1, steps + 1):
        page.mouse.move(820 + right * i / steps, 450 + down * i / steps)
    page.mouse.up()
    page.wait_for_timeout(400)


def wheel(page, turns: int, by: int):
    page.mouse.move(820, 430)
    for _ in range(turns):
        page.mouse.wheel(0, by)
        page.wait_for_timeout(60)
    page.wait_for_timeout(500)


def journey(page):
    """Over the province, down to a street, across it, and out again."""
    drag(page, -300, -100)
    drag(page, 200, 150)
    for way in ((-300, 120), (-250, -200), (200, 200)):
        wheel(page, 8, -120)
        drag(page, *way)
    drag(page, -300, 0)
    wheel(page, 24, 120)
    drag(page, 100, 50)


def calm(page):
    """Until everything in view is painted and nothing was asked for a while."""
    page.locator("#map .pictures canvas").first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500)


@pytest.mark.parametrize("layers", [[], ["生态保护红线", "水环境管控分区", "大气环境管控分区", "饮用水水源二级保护区", "大运河核心监控区", "产业园区"]], ids=["first view", "six layers more"])
def test_pan_and_zoom_over_the_province_keep_the_main_thread_free(whole, browser, layers, record_property):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", base_url=whole.url)
    page = context.new_page()
    page.goto("/")
    calm(page)
    for layer in layers:
        page.locator(f'#layers [data-layer="{layer}"]').check()
    calm(page)
    # Once before it is measured: servers cut tiles on the first asking, and browsers compile scripts.
    wheel(page, 2, -120)
    wheel(page, 2, 120)
    with Trace(page) as trace:
        journey(page)
    context.close()
    work = trace.work
    measured = {"frames": len(work.frames), "p50": work.frame(0.5), "p95": work.frame(0.95), "most": max(work.frames), "longest task": max(work.tasks)}
    for name, value in measured.items():
        record_property(name, round(value, 1))
    print(measured)
    assert len(work.frames) > 300, "the map hardly moved"
    assert work.frame(0.95) < FRAME, measured
    assert sum(t > LONG_TASK for t in work.tasks) == 0, measured
