"""The day the code came into force: the same project a day earlier and that day cites different law, and no article is invented."""

import random

import pytest

from judge.program import run, screen_many, write_project
from judge.settings import SEED, count
from judge.sites import footprint

CODE = "生态环境法典"


@pytest.fixture(scope="module")
def both_days(province, export, projects):
    generator = random.Random(SEED + 16)
    given = [projects.project(generator, footprint(generator, export.units, largest=1500)) for _ in range(count(10, 50))]
    return list(zip(screen_many(province, given, "--as-of", "2026-08-14"), screen_many(province, given, "--as-of", "2026-08-15")))


def test_the_code_is_cited_from_its_day_and_not_before(both_days):
    changed = 0
    for before, after in both_days:
        assert before["legalState"]["id"] != after["legalState"]["id"]
        old = {c["id"]: c["source"] for c in before["clauses"]}
        for c in after["clauses"]:
            assert CODE not in old[c["id"]]["citation"]
            changed += CODE in c["source"]["citation"]
    assert changed > 0, "nothing cites the code on its first day"


def test_the_clauses_and_their_outcomes_stay(both_days):
    for before, after in both_days:
        assert [(c["id"], c["text"], c["outcome"]) for c in before["clauses"]] == [(c["id"], c["text"], c["outcome"]) for c in after["clauses"]]
        assert before["conclusion"] == after["conclusion"]


def test_what_is_cited_is_in_force_that_day_or_said_to_have_ended(both_days):
    for pair in both_days:
        for day, assessment in zip(("2026-08-14", "2026-08-15"), pair):
            for c in assessment["clauses"]:
                source = c["source"]
                in_force = (not source.get("from") or source["from"] <= day) and (not source.get("until") or day < source["until"])
                assert in_force or source["state"] == "notInForce", (day, c["id"], source)


def test_no_article_is_invented(both_days, export):
    """An article of the code is given only where the registry maps it; else it is null and printed as still to be checked."""
    documents = {d["id"]: d for d in export.state["documents"]}
    clauses = {c["id"]: c for c in export.lists}
    unknown = 0
    for _, after in both_days:
        for c in after["clauses"]:
            own, source = clauses[c["id"]], c["source"]
            document = documents[own["document"]]
            if not document.get("until") or document["until"] > "2026-08-15" or not document.get("successor"):
                continue
            assert source["document"] == document["successor"]
            successor = (document.get("articleSuccessors") or {}).get(own.get("article"))
            assert source.get("article") == successor, (own["document"], own.get("article"), source)
            if own.get("article") and successor is None:
                unknown += 1
                assert "对应条款待核" in source["citation"]
            assert document["title"] in source["original"]
    assert unknown > 0


def test_a_code_that_is_mapped_is_cited_by_its_article(export):
    """The registry maps at least one article, else the mapping is never tried."""
    assert any(d.get("articleSuccessors") for d in export.state["documents"])


def test_a_day_before_any_edition_is_refused(province, tmp_path, export):
    generator = random.Random(SEED)
    path = write_project(tmp_path, {"name": "太早", "footprint": footprint(generator, export.units, largest=300)})
    done = run("screen", "--data", province, "--project", path, "--no-store", "--as-of", "2020-01-01")
    assert done.returncode == 2
    assert "2024" in done.stderr.decode() and done.stderr.decode().strip().endswith("。")
