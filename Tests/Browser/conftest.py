"""A browser of our own, a server on a free loopback port, and a folder of pictures of what a person saw."""

import os
import random
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from judge.exports import Export
from judge.program import BINARY, Server
from judge.settings import SEED

SHOTS = Path(__file__).parent / "shots"
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="session")
def province() -> Path:
    data = os.environ.get("FENQU_TEST_DATA")
    if not data or not BINARY.exists():
        pytest.fail("these tests want a built program and FENQU_TEST_DATA, the folder of a demonstration province: run ./test")
    return Path(data)


@pytest.fixture(scope="session")
def export(province):
    return Export(province)


@pytest.fixture(scope="session")
def server(province, tmp_path_factory):
    """On a copy, so that what the tests store stays here; it names itself in links and codes by its own address."""
    data = tmp_path_factory.mktemp("browser") / "data"
    shutil.copytree(province, data)
    with Server(data) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Visit:
    """One window: its page, and whatever the page complained about."""

    def __init__(self, browser, server, size: str, **options):
        self.size = size
        self.context = browser.new_context(viewport=SIZES[size], locale="zh-CN", base_url=server.url, has_touch=size == "phone", **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda e: self.faults.append(f"error: {e}"))
        self.page.on("console", lambda m: self.faults.append(f"console: {m.text}") if m.type == "error" else None)
        self.page.on("requestfailed", lambda r: self.faults.append(f"failed: {r.url} {r.failure}") if "ERR_ABORTED" not in (r.failure or "") else None)
        self.page.on("response", lambda r: self.faults.append(f"{r.status}: {r.url}") if r.status >= 500 else None)
        self.page.on("request", lambda r: self.faults.append(f"foreign: {r.url}") if not r.url.startswith((server.url, "data:", "blob:")) else None)

    def shot(self, name: str, full: bool = False) -> Path:
        SHOTS.mkdir(exist_ok=True)
        path = SHOTS / f"{name}-{SIZES[self.size]['width']}.png"
        self.page.screenshot(path=path, full_page=full)
        return path

    def no_sideways_scroll(self):
        wide, room = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room, f"{self.page.url} scrolls sideways at {self.size}: {wide} > {room}"


@pytest.fixture
def visit(browser, server, request):
    """`visit("desk")` opens a window; complaints of any window fail the test at its end."""
    opened: list[Visit] = []

    def open_window(size: str = "desk", **options) -> Visit:
        opened.append(Visit(browser, server, size, **options))
        return opened[-1]
    yield open_window
    faults = [f for v in opened for f in v.faults]
    for v in opened:
        v.context.close()
    assert not faults or request.node.get_closest_marker("complaints"), faults


@pytest.fixture(scope="session")
def stored(server, export):
    """A stored screening of a real-looking project with several clauses broken and open."""
    from judge.program import exact
    from judge.sites import Projects, footprint
    generator = random.Random(SEED + 20)
    projects = Projects(export.facts, export.lists)
    best = None
    for _ in range(30):
        project = projects.project(generator, footprint(generator, export.units, 200, 1500), 0.6, name="年产五千吨涂料项目", projectCode="2611-320000-04-01-000001")
        status, _, body = server.post(project, "?asOf=2026-11-24")
        assert status in (200, 201), body[:300]
        assessment = exact(body)
        kinds = {c["outcome"] for c in assessment["clauses"]}
        if best is None or len(kinds) > len({c["outcome"] for c in best["clauses"]}):
            best = assessment
    return best
