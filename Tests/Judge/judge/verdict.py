"""From a clause and the facts to its outcome, and from outcomes to the conclusion: the written rules, in their order."""

from __future__ import annotations

from decimal import Decimal

from . import feel, words
from .feel import Fault, Unknown

OUTCOMES = ("faulty", "broken", "undetermined", "manual", "duty", "kept", "notApplicable", "context")
# What counts in the identity: clauses that bind projects, are no encouragement and are not out of the question.
COUNTED = ("kept", "broken", "undetermined", "duty", "manual", "faulty")


class Facts:
    """The names that FEEL sees, made from the facts catalogue and an assessment's facts."""

    def __init__(self, catalogue: list[dict], values: dict):
        self.map = {fact: self.value(v, None) for fact, v in values.items() if fact.startswith("map.") and v is not None}
        self.names: dict = {}
        self.worded: list[tuple] = []
        for fact in catalogue:
            given = values.get(fact["id"])
            value = Unknown(frozenset([fact["id"]])) if given is None else self.value(given, fact)
            self.put(fact, value)
            if given is not None and fact.get("supplier") == "applicant" and fact["type"] in ("text", "texts", "objects"):
                self.worded.append((fact, value))

    def put(self, fact, value):
        *path, last = fact["feel"].split(".")
        place = self.names
        for name in path:
            place = place.setdefault(name, {})
        place[last] = value

    def value(self, given, fact):
        if isinstance(given, bool):
            return given
        if isinstance(given, (int, float, Decimal)):
            return Decimal(str(given))
        if isinstance(given, list):
            return [self.value(g, fact) for g in given]
        if isinstance(given, dict):
            fields = {f["key"]: f["feel"] for f in (fact or {}).get("fields", [])}
            record = {fields.get(k, k): Unknown(frozenset([fact["id"]])) if v is None else self.value(v, None) for k, v in given.items()}
            for name in fields.values():
                record.setdefault(name, Unknown(frozenset([fact["id"]])))
            return record
        if fact is not None and fact.get("type") == "enumeration":
            return next((o["word"] for o in fact.get("options", []) if o["code"] == given), given)
        return given

    def judge(self, expression: str):
        tree = feel.parse(expression)
        written = words.written(tree)
        for fact, given in self.worded:
            self.put(fact, given if written is None else words.as_read(given, fact, written))
        value = feel.evaluate(tree, self.names, self.map)
        if not isinstance(value, (bool, Unknown)):
            raise Fault(f"a condition gave {feel.kind(value)}")
        return value


def outcome(clause: dict, facts: Facts) -> tuple[str, str]:
    """(applies, outcome) of one clause in scope."""
    try:
        applies = facts.judge(clause["applies"]) if clause.get("applies") else True
    except Fault:
        applies = None
    word = {True: "yes", False: "no"}.get(applies, "unknown")
    if clause["binding"] == "government" or clause["effect"] == "encourage":
        return word, "context"
    if applies is None:
        return word, "faulty"
    if applies is False:
        return word, "notApplicable"
    try:
        kept = facts.judge(clause["kept"]) if clause.get("kept") else None
        exempt = facts.judge(clause["except"]) if clause.get("except") else False
    except Fault:
        return word, "faulty"
    judgement = clause["judgement"]
    bare = not any(clause.get(k) for k in ("applies", "kept", "except"))
    if bare or (clause["effect"] in ("permitOnly", "require") and kept is None):
        judgement = judgement if judgement == "later" else "person"
    if judgement in ("person", "later"):
        if isinstance(applies, Unknown):
            return word, "undetermined"
        return word, {"person": "manual", "later": "duty"}[judgement]
    if kept is None:
        kept = False
    violated = feel.conjunction([applies, feel.negation(exempt), feel.negation(kept)])
    return word, "undetermined" if isinstance(violated, Unknown) else "broken" if violated else "kept"


def conclusion(clauses: list[dict], unjudged: bool, listless: bool) -> str:
    """`clauses` carry effect and outcome; `unjudged`: a part of the site lies outside; `listless`: a unit without a list, or none hit."""
    broken = {c["effect"] for c in clauses if c["outcome"] == "broken"}
    outcomes = {c["outcome"] for c in clauses}
    if broken & {"prohibit", "permitOnly"}:
        return "prohibited"
    if broken & {"restrict", "require"}:
        return "nonconforming"
    if listless or outcomes & {"undetermined", "faulty"}:
        return "undetermined"
    if unjudged or outcomes & {"manual", "duty"}:
        return "conditional"
    return "conforms"
