"""Evaluates the rules of `fenqu bench rules` with zen-engine: one graph, all outputs in one call, one thread.

Reads the job that `fenqu` wrote (argument 1); prints version, conditions a second, and how many were true, false, unknown.
"""

import json
import sys
import time
from importlib.metadata import version

import zen


def decision(engine, rules):
    expressions = [{"id": str(i), "key": f"c{i}", "value": rule} for i, rule in enumerate(rules)]
    return engine.create_decision(json.dumps({
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "content": {}},
            {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": expressions}},
            {"id": "out", "type": "outputNode", "name": "out", "content": {}},
        ],
        "edges": [{"id": "a", "sourceId": "in", "targetId": "rules"}, {"id": "b", "sourceId": "rules", "targetId": "out"}],
    }))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    engine = zen.ZenEngine()
    plain = decision(engine, job["plain"])
    plain.evaluate(job["projects"][0])  # compiles
    start = time.perf_counter()
    for project in job["projects"]:
        plain.evaluate(project)
    seconds = time.perf_counter() - start

    # zen-engine has no unknown: a rule is true where it surely is, false where it surely is, unknown else.
    yes, no = decision(engine, job["yes"]), decision(engine, job["no"])
    true = false = unknown = 0
    for project in job["projects"]:
        holds, fails = yes.evaluate(project)["result"], no.evaluate(project)["result"]
        for i in range(len(job["plain"])):
            if holds[f"c{i}"]:
                true += 1
            elif fails[f"c{i}"]:
                false += 1
            else:
                unknown += 1
    print(json.dumps({
        "version": version("zen-engine"), "rate": round(len(job["plain"]) * len(job["projects"]) / seconds, 1),
        "counts": [true, false, unknown],
    }))


main()
