"""Every example project through the wizard as a newcomer takes it: choose it, confirm the place, take the result; nothing is typed."""

import json
from pathlib import Path

import pytest

from judge.program import exact
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


def test_what_the_server_refuses_is_said_on_the_page(visit):
    """A trial that is refused shows the server's sentence, whatever field it names."""
    v = visit("desk")
    v.faults = []
    for field in ("products[1].isIntermediate", "attributes.unheard", ""):
        sentence = f"这里不对：{field or '整个项目'}，请改正。"
        v.page.route("**/api/v1/screenings?store=false", lambda route, f=field, s=sentence: route.fulfill(
            status=422, content_type="application/problem+json",
            body=json.dumps({"status": 422, "detail": s, "errors": [{"field": f, "message": s}] if f else []})))
        v.page.goto("/screenings/new", wait_until="networkidle")
        v.page.evaluate("localStorage.clear()")
        v.page.locator(".ex button").first.click()
        v.page.locator(".conf").wait_for()
        v.page.locator(".go .is-main").click()
        v.page.locator("#trial-fault", has_text=sentence).wait_for()
        v.page.unroute("**/api/v1/screenings?store=false")
    v.faults = [f for f in v.faults if "422" not in f]
