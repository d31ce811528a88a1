"""Words that a fact does not offer: what a condition that does not name them can make of them."""

from __future__ import annotations

from .feel import Unknown

SEARCHING = {"contains", "starts with", "ends with", "matches", "replace", "split", "substring", "substring before", "substring after",
             "string length", "lower case", "upper case"}


def leaves(tree):
    """Every tuple of a tree, itself first."""
    if isinstance(tree, tuple):
        yield tree
    if isinstance(tree, (tuple, list)):
        for part in tree:
            yield from leaves(part)


def is_text(tree) -> bool:
    return isinstance(tree, tuple) and len(tree) == 2 and tree[0] == "constant" and isinstance(tree[1], str)


def compares(part: tuple) -> bool:
    """Whether a part sets a whole text against something."""
    return (part[0] == "compare" and any(is_text(side) for side in part[2:])
            or part[0] == "in" and any(is_text(leaf) for leaf in leaves(part[2])) or "list contains" in part)


def written(tree) -> set[str] | None:
    """The texts that a condition writes; None where it only searches inside texts, which it then reads as they are."""
    parts = list(leaves(tree))
    if any(name in SEARCHING for part in parts for name in part if isinstance(name, str)) and not any(compares(part) for part in parts):
        return None
    return {part[1] for part in parts if len(part) == 2 and part[0] == "constant" and isinstance(part[1], str)}


def is_doubtful(word: str, offer: dict, words: set[str]) -> bool:
    options = {o["word"] for o in offer.get("options") or []}
    if word in options or word in words or word == "无" or word[:2] in ("其他", "其它"):
        return False
    if options and not offer.get("open"):
        return True
    return any(min(len(word.encode()), len(w.encode())) > 2 and (w in word or word in w) for w in words)


def as_read(value, fact: dict, words: set[str]):
    """A fact's value with the words unknown that a condition of these words cannot place."""
    unknown = Unknown(frozenset([fact["id"]]))

    def text(given, offer):
        return unknown if isinstance(given, str) and is_doubtful(given, offer, words) else given

    match fact.get("type"):
        case "text":
            return text(value, fact)
        case "texts" if isinstance(value, list):
            return [text(item, fact) for item in value]
        case "objects" if isinstance(value, list):
            fields = {f["feel"]: f for f in fact["fields"] if f["type"] == "text"}
            return [{k: text(v, fields[k]) if k in fields else v for k, v in row.items()} for row in value]
    return value
