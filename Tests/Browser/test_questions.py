"""An undetermined result asks for just what decides it: answered in place, it is decided, with the page's script and without."""

import json
import re
from pathlib import Path

import pytest

from judge.program import exact

EXAMPLE = Path(__file__).parents[2] / "Examples" / "undetermined.json"


def answer(page, fact: str, kind: str):
    """Fills the field of one fact: no to a question, a small figure for an amount."""
    field = page.locator(f"#ask li[data-fact='{fact}']")
    if kind == "boolean":
        field.get_by_label("否", exact=True).check()
    elif kind == "number":
        field.locator("input").first.fill("0.01")
    else:
        pytest.fail(f"this example was not expected to ask for {fact}, {kind}")


@pytest.mark.parametrize("scripts", [True, False])
def test_answering_only_what_is_asked_decides(scripts, visit, server):
    status, _, body = server.post(json.loads(EXAMPLE.read_text()))
    assert status == 201, body[:300]
    now = exact(body)
    assert now["conclusion"] == "undetermined"
    before = now["project"]["facts"]
    v = visit("desk", java_script_enabled=scripts)
    answered: set[str] = set()
    for _ in range(6):
        v.page.goto(f"/screenings/{now['screening']['id']}", wait_until="networkidle")
        if scripts:
            v.page.locator("#ask li.asked").first.wait_for()
        missing = {m["fact"]: m for m in now["missingFacts"]}
        # What stands outside the fold of later questions is what decides.
        asked = v.page.eval_on_selector_all("#ask form > ul > li", "es => es.map(e => e.dataset.fact)")
        assert asked and set(asked) <= set(missing) and not set(asked) & answered
        assert all(missing[f]["supplier"] == "applicant" for f in asked)
        assert "补充这些信息即可判定" in v.page.locator("#ask h2").inner_text()
        for fact in asked:
            answer(v.page, fact, missing[fact]["type"])
        answered |= set(asked)
        here = v.page.url
        v.page.get_by_role("button", name="补上重判").click()
        v.page.wait_for_url(lambda url: url != here)
        identifier = re.search(r"/screenings/([^/?#]+)", v.page.url)[1]
        status, _, body = server.get(f"/screenings/{identifier}.json")
        now = exact(body)
        if now["conclusion"] != "undetermined":
            break
    assert now["conclusion"] != "undetermined"
    facts = now["project"]["facts"]
    assert {k: v for k, v in facts.items() if k not in answered} == before, "other facts are kept as they were"
    assert set(facts) - set(before) == answered


def test_the_wizard_asks_the_same(visit, server):
    project = json.loads(EXAMPLE.read_text())
    status, _, body = server.post(project, "?store=false&questions=true")
    assert status == 200
    questions = exact(body)["questions"]
    v = visit("desk")
    v.page.goto("/screenings/new", wait_until="networkidle")
    v.page.locator(".ex button", has_text=project["name"]).click()
    v.page.locator(".conf").wait_for()
    v.page.locator(".go .is-main").click()
    v.page.locator(".verdict .w").wait_for()
    heading = v.page.locator(".form h2").first.inner_text()
    assert f"补充这 {len(questions['asked'])} 项即可判定" in heading, heading


def test_the_check_of_lists_counts_on_and_then_shows_its_result(visit, server):
    v = visit("desk")
    v.page.goto("/rulebook?asOf=2026-08-14")
    v.page.locator(".figures, #checking").first.wait_for()
    v.page.locator(".figures").wait_for(timeout=60_000)
    assert "2026年8月14日" in v.page.locator(".meta").inner_text()
    status, _, body = server.get("/rulebook.json?asOf=2026-08-14")
    assert status == 200 and exact(body)["legalState"]["asOf"] == "2026-08-14"
