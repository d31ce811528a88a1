"""Unknown keeps its promise: taking a fact away never turns an answer around, and no completion contradicts a decided clause."""

import random

from judge.program import screen_many, screened
from judge.settings import DAY, SEED, count
from judge.sites import footprint, put, take, without


def outcomes(assessment: dict) -> dict[str, str]:
    return {c["id"]: c["outcome"] for c in assessment["clauses"]}


def test_a_fact_taken_away_leaves_an_outcome_or_makes_it_undetermined(province, export, projects):
    generator = random.Random(SEED + 12)
    full = [projects.project(generator, footprint(generator, export.units, largest=2000), 1.0) for _ in range(count(12, 200))]
    whole = screen_many(province, full, "--as-of", DAY)
    reduced, origin = [], []
    for number, (project, assessment) in enumerate(zip(full, whole)):
        used = {fact for c in assessment["clauses"] for fact in c["factsUsed"]}
        for fact in projects.facts:
            # What no clause read cannot matter: one such fact a project shows it, the others are left out for time.
            if take(project, fact["id"]) is not None and (fact["id"] in used or generator.random() < 0.02):
                reduced.append(without(project, fact["id"]))
                origin.append((number, fact["id"]))
    became = 0
    for (number, fact), assessment in zip(origin, screened(province, reduced, "--as-of", DAY)):
        before, after = outcomes(whole[number]), outcomes(assessment)
        assert set(before) == set(after), f"without {fact} other clauses are in scope"
        for clause, old in before.items():
            # "Does it concern me?" may become open while the answer is "kept" either way.
            fine = {old, "undetermined"} | ({"kept"} if old == "notApplicable" else set())
            assert after[clause] in fine, f"without {fact}: {clause} went from {old} to {after[clause]} (seed {SEED})"
            became += after[clause] != old
    assert became > 0, "no fact mattered at all"


def test_no_completion_contradicts_a_decided_outcome(province, export, projects):
    generator = random.Random(SEED + 13)
    partial = [projects.project(generator, footprint(generator, export.units, largest=2000), 0.45) for _ in range(count(8, 60))]
    first = screen_many(province, partial, "--as-of", DAY)
    completed, origin = [], []
    for number, (project, assessment) in enumerate(zip(partial, first)):
        for _ in range(count(12, 50)):
            copy = projects.project(generator, project["footprint"], 1.0)
            for fact in projects.facts:
                given = take(project, fact["id"])
                if given is not None:
                    put(copy, fact["id"], given)
            completed.append(copy)
            origin.append(number)
    decided = settled = 0
    for number, assessment in zip(origin, screened(province, completed, "--as-of", DAY)):
        after = outcomes(assessment)
        for clause, old in outcomes(first[number]).items():
            if old == "undetermined":
                settled += after[clause] != "undetermined"
            else:
                decided += 1
                # What was kept whether or not it concerned the project may turn out not to concern it.
                fine = {old} | ({"notApplicable"} if old == "kept" else set())
                assert after[clause] in fine, f"{clause} was {old}, a completion makes it {after[clause]} (seed {SEED})"
    assert decided > 0 and settled > 0


def test_what_may_become_of_it_does(province, export, projects):
    """A completion never ends worse than `mayBecome` and the conclusion allow."""
    order = ["prohibited", "nonconforming", "undetermined", "conditional", "conforms"]
    generator = random.Random(SEED + 14)
    partial = [projects.project(generator, footprint(generator, export.units, largest=2000), 0.5) for _ in range(count(10, 60))]
    first = screen_many(province, partial, "--as-of", DAY)
    completed = []
    for project in partial:
        copy = projects.project(generator, project["footprint"], 1.0)
        for fact in projects.facts:
            if (given := take(project, fact["id"])) is not None:
                put(copy, fact["id"], given)
        completed.append(copy)
    for before, after in zip(first, screen_many(province, completed, "--as-of", DAY)):
        worst = min([order.index(before["conclusion"]), *[order.index(m) for m in before["mayBecome"]]])
        assert order.index(after["conclusion"]) >= worst, (before["conclusion"], before["mayBecome"], after["conclusion"])


def test_nothing_conforms_on_silence(province, export):
    """A project that says nothing about itself never conforms."""
    generator = random.Random(SEED + 15)
    silent = [{"name": "空白", "footprint": footprint(generator, export.units, largest=800)} for _ in range(count(40, 200))]
    for assessment in screen_many(province, silent, "--as-of", DAY):
        assert assessment["conclusion"] not in ("conforms", "conditional")
