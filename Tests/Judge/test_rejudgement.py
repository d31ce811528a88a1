"""Every outcome and conclusion once more, from the exported lists and the printed facts, by an evaluator of our own."""

from collections import Counter

from judge.exports import in_force
from judge.settings import DAY
from judge.verdict import COUNTED, OUTCOMES, Facts, conclusion, outcome


def scope(assessment: dict, lists: list[dict]) -> dict[str, dict]:
    """The clauses that hold for this site: nation and province always, regions, cities and units by what was met."""
    units = {u["code"] for u in assessment["units"]}
    owners = {"000000", "320000", *units, *[c[2:6] + "00" for c in units]}
    for zone in assessment["zones"]:
        if zone.get("group") == "region":
            owners |= {zone["name"], zone["layer"]}
    return {c["id"]: c for c in lists if c["owner"] in owners and in_force(c, DAY)}


def test_the_same_clauses_are_in_scope(screened, export):
    for project, assessment in screened:
        expected = scope(assessment, export.lists)
        found = [c["id"] for c in assessment["clauses"]]
        assert len(found) == len(set(found))
        assert set(found) == set(expected), sorted(set(found) ^ set(expected))[:5]


def test_outcomes_and_conclusions_are_the_same(screened, export):
    seen, concluded = Counter(), Counter()
    wrong = []
    for number, (project, assessment) in enumerate(screened):
        clauses = scope(assessment, export.lists)
        facts = Facts(export.facts, assessment["facts"])
        judged = []
        for found in assessment["clauses"]:
            clause = clauses[found["id"]]
            applies, expected = outcome(clause, facts)
            seen[expected] += 1
            judged.append({"effect": clause["effect"], "outcome": expected})
            if expected != found["outcome"] or (expected not in ("context", "faulty") and applies != found["applies"]):
                wrong.append(f"#{number} {clause['id']}: {found['applies']}/{found['outcome']}, judged {applies}/{expected}: "
                             f"{clause.get('applies')} | {clause.get('kept')} | {clause.get('except')}")
        outside = float(assessment["site"]["outsideShare"] or 0) > 0
        unjudged = outside or any("省" in n["what"] for n in assessment["notChecked"])
        listless = not assessment["units"] or not {u["code"] for u in assessment["units"]} <= {c["owner"] for c in clauses.values()}
        expected = conclusion(judged, unjudged, listless)
        concluded[expected] += 1
        if expected != assessment["conclusion"]:
            wrong.append(f"#{number}: concluded {assessment['conclusion']}, judged {expected}")
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:20])
    # A sample in which nothing ever happens would prove nothing.
    assert {"broken", "undetermined", "kept", "notApplicable", "context", "manual", "duty"} <= set(seen), seen
    assert {"prohibited", "undetermined"} <= set(concluded), concluded


def test_nothing_vanishes(screened):
    """In scope, binding a project, no encouragement, not out of the question = the six outcomes that are left, always."""
    for project, assessment in screened:
        assert {c["outcome"] for c in assessment["clauses"]} <= set(OUTCOMES)
        left = sum(c["binding"] == "project" and c["effect"] != "encourage" and c["applies"] != "no" for c in assessment["clauses"])
        tally = Counter(c["outcome"] for c in assessment["clauses"])
        assert left == sum(tally[o] for o in COUNTED), (left, tally)


def test_what_is_undetermined_says_why(screened):
    """Each undetermined clause waits for a named fact or for a layer that is not held."""
    for project, assessment in screened:
        asked = {clause for fact in assessment["missingFacts"] for clause in fact["neededBy"]}
        for c in assessment["clauses"]:
            if c["outcome"] == "undetermined":
                assert c["id"] in asked or c.get("notHeld"), f"{c['id']} waits for nothing"


def test_every_fact_that_a_clause_used_is_in_the_record(screened):
    for project, assessment in screened:
        missing = {f["fact"] for f in assessment["missingFacts"]}
        for c in assessment["clauses"]:
            for fact in c["factsUsed"]:
                assert fact in assessment["facts"] or fact in missing or c.get("notHeld"), f"{c['id']} used {fact}, which is nowhere"


def test_a_margin_is_the_difference_of_what_was_printed(screened):
    seen = 0
    for project, assessment in screened:
        for c in assessment["clauses"]:
            margin = c.get("margin")
            if not margin:
                continue
            seen += 1
            actual, limit, value = (margin[k] for k in ("actual", "limit", "value"))
            expected = actual - limit if margin["relation"] in (">", ">=") else limit - actual
            assert value == expected, (c["id"], margin)
    assert seen > 0
