"""The five example projects: one for each conclusion, and silence about emissions never ends well."""

import json

import pytest

from judge.program import exact, screen_many
from judge.settings import DAY

CONCLUSIONS = ["prohibited", "nonconforming", "undetermined", "conditional", "conforms"]


@pytest.fixture(scope="module")
def examples(server) -> dict[str, dict]:
    status, _, body = server.get("/api/v1/examples")
    assert status == 200
    return {e["id"]: json.loads(json.dumps(e["project"], default=float)) for e in exact(body)["items"]}


@pytest.fixture(scope="module")
def assessed(province, examples):
    return dict(zip(examples, screen_many(province, list(examples.values()), "--as-of", DAY)))


def test_there_is_one_for_each_conclusion(assessed):
    assert sorted(a["conclusion"] for a in assessed.values()) == sorted(CONCLUSIONS), {k: a["conclusion"] for k, a in assessed.items()}


def test_they_have_names_that_say_what_they_are(examples):
    assert all(len(p.get("name", "")) >= 4 and len(p.get("description", "")) >= 10 for p in examples.values())


def test_without_emissions_none_conforms_and_with_them_one_does(province, examples, assessed):
    bare = [{k: v for k, v in p.items() if k != "emissions"} for p in examples.values()]
    assert all(a["conclusion"] != "conforms" for a in screen_many(province, bare, "--as-of", DAY))
    assert [a["conclusion"] for a in assessed.values()].count("conforms") == 1
    silent = next(p for n, p in zip(examples, bare) if assessed[n]["conclusion"] == "conforms")
    missing = {f["fact"] for f in screen_many(province, [silent], "--as-of", DAY)[0]["missingFacts"]}
    assert any(f.startswith("emissions.") for f in missing)


def test_the_prohibited_one_says_why_in_figures(assessed):
    answer = next(a for a in assessed.values() if a["conclusion"] == "prohibited")
    broken = [c for c in answer["clauses"] if c["outcome"] == "broken" and c["effect"] in ("prohibit", "permitOnly")]
    assert broken and all(c["because"] and c["text"] and c["source"]["citation"] for c in broken)
