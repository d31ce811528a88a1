"""Every page for everyone: axe finds nothing, nothing scrolls sideways, the page reads without scripts, keys reach what is pressed."""

from pathlib import Path
from urllib.parse import quote

import axe_playwright_python
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


@pytest.fixture(scope="session")
def pages(server, export, stored) -> dict[str, str]:
    unit = max(export.units, key=lambda u: len(u.polygons))
    here = export.units[0].shape.representative_point()
    document = next((c["source"]["document"] for c in stored["clauses"] if c["source"].get("document")), None)
    found = {
        "home": "/",
        "place": f"/at?lon={here.x:.6f}&lat={here.y:.6f}",
        "unit": f"/units/{unit.code}",
        "wizard": "/screenings/new",
        "assessment": f"/screenings/{stored['screening']['id']}",
        "about": "/about",
        "rulebook": "/rulebook",
        "decidability": "/rulebook/decidability?by=city&industry=C26",
        "split": "/lists/split",
        "convert": "/lists/convert",
        "checks": "/checks",
        "catalogues": "/catalogues",
        "searching": "/search",
        "nothing": "/search?q=" + quote("没有这个地方"),
        "search": "/search?q=" + quote(unit.properties["name"][:3]),
    }
    if document:
        found["document"] = f"/documents/{quote(document)}"
    return found


PAGES = ["home", "place", "unit", "wizard", "assessment", "about", "search", "document", "rulebook", "decidability", "split", "convert", "checks", "catalogues", "searching", "nothing"]


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name, size, visit, pages):
    v = visit(size)
    answer = v.page.goto(pages[name], wait_until="networkidle")
    assert answer.status == 200
    assert v.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert v.page.title().strip()
    v.shot(f"page-{name}")
    # Evaluated in the page's own world, so that its content policy stays as it is.
    v.page.evaluate(AXE)
    found = v.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not found, "\n".join(f"{f['id']}: {f['help']}: {[n['target'] for n in f['nodes']][:4]}" for f in found)
    v.no_sideways_scroll()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_reads_without_scripts(name, visit, pages):
    v = visit("desk", java_script_enabled=False)
    assert v.page.goto(pages[name]).status == 200
    text = v.page.inner_text("body")
    assert "示范数据" in text
    assert v.page.locator("h1").count() == 1
    assert len(text) > 120, text


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_comes_through(name, visit, pages):
    """Tab reaches a skip link first, then moves on, shows where it is, and is never caught."""
    v = visit("desk")
    v.page.goto(pages[name], wait_until="networkidle")
    v.page.keyboard.press("Tab")
    first = v.page.evaluate("[document.activeElement.tagName, document.activeElement.getAttribute('href') || '']")
    assert first[0] == "A" and first[1].startswith("#"), f"the first stop is {first}, no skip link"
    seen = []
    for _ in range(25):
        v.page.keyboard.press("Tab")
        seen.append(v.page.evaluate("""() => {
            const e = document.activeElement, r = e.getBoundingClientRect()
            const own = [...document.querySelectorAll('a,button,input,select,textarea,summary,[tabindex]')].indexOf(e)
            // A field may show its focus on the frame around it.
            const seen = [e, e.parentElement, e.parentElement?.parentElement].filter(Boolean).map((x) => getComputedStyle(x))
            return {own, shown: seen.some((s) => s.outlineStyle !== 'none' || s.boxShadow !== 'none'), name: e.outerHTML.slice(0, 120), area: r.width * r.height}
        }"""))
    places = [s["own"] for s in seen]
    assert len(set(places)) > min(6, len(places) - 1), f"caught at {seen[-1]['name']}"
    hidden = [s["name"] for s in seen if s["own"] >= 0 and not s["shown"] and s["area"] > 0]
    assert not hidden, f"focus is not shown on {hidden[:3]}"


def test_the_phone_page_has_targets_large_enough(visit, pages):
    v = visit("phone")
    for name in ("home", "wizard", "assessment"):
        v.page.goto(pages[name], wait_until="networkidle")
        small = v.page.evaluate("""() => [...document.querySelectorAll('button, a.btn, input[type=submit]')]
            .filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 && (r.height < 24 || r.width < 24) && getComputedStyle(e).visibility !== 'hidden' })
            .map(e => e.outerHTML.slice(0, 100))""")
        assert not small, (name, small[:4])


def test_printing_opens_what_is_folded_and_hides_what_is_pressed(visit, pages):
    v = visit("desk")
    v.page.goto(pages["assessment"], wait_until="networkidle")
    v.page.emulate_media(media="print")
    assert not v.page.locator("nav").first.is_visible()
    v.shot("print-assessment", full=True)


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_jumps_while_the_page_comes(name, size, visit, pages):
    """The sum of layout shifts, as browsers measure it, stays where nobody notices one."""
    v = visit(size)
    v.page.add_init_script("""
        window.shifts = []
        new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifts.push([e.value, ...e.sources.map((s) => s.node?.outerHTML?.slice(0, 80) ?? "")]) })
            .observe({ type: "layout-shift", buffered: true })""")
    v.page.goto(pages[name], wait_until="networkidle")
    v.page.wait_for_timeout(500)
    shifts = v.page.evaluate("window.shifts")
    assert sum(s[0] for s in shifts) < 0.05, shifts
