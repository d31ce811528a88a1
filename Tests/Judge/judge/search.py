"""Facts that turn a condition: random values that lean to the constants the condition compares them with."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from .feel import MAP
from .verdict import Facts

MAP_CALL = re.compile("(" + "|".join(sorted(MAP, key=len, reverse=True)) + r')\(\s*"([^"]*)"\s*\)')


def layers_named(expression: str) -> list[tuple[str, str]]:
    """(function, layer) of every call of a map function."""
    return MAP_CALL.findall(expression)


def constants(expression: str):
    numbers = [float(n) for n in re.findall(r"(?<![\w\"])\d+(?:\.\d+)?", re.sub(r'"[^"]*"', "", expression))]
    return re.findall(r'"([^"]*)"', expression), numbers


def candidates(generator, name, catalogue, words, numbers):
    """Values that a fact could take, leaning to those that the expression compares it with."""
    if name.startswith("map."):
        kind = name.split(".")[1]
        if kind in ("in", "within"):
            return [True, False]
        if kind == "share":
            return [Decimal(0), Decimal("0.5"), Decimal(1), *[Decimal(str(n)) for n in numbers]]
        return [Decimal(0), Decimal(10) ** 7, *[Decimal(str(round(n * f, 4))) for n in numbers for f in (0.5, 1, 2)]]
    fact = catalogue[name]
    kind = fact["type"]
    if kind == "boolean":
        return [True, False]
    if kind == "number":
        # The product refuses what lies out of the fact's range: a project never states it.
        least, most = (Decimal(str(fact[k])) if fact.get(k) is not None else d for k, d in (("min", Decimal(0)), ("max", Decimal(10) ** 9)))
        found = [least, most, *[Decimal(str(round(n * f, 4))) for n in numbers for f in (0.5, 1, 2, 10)]]
        return [v for v in found if least <= v <= most]
    if kind == "enumeration":
        return [o["code"] for o in fact["options"]]
    if kind == "objects":
        rows = [{f["key"]: generator.choice(words or ["甲"]) if f["type"] == "text" else generator.random() < 0.5 if f["type"] == "boolean"
                 else Decimal(str(generator.choice(numbers or [1]) * generator.choice([0.5, 1, 2]))) for f in fact["fields"]} for _ in range(4)]
        whole = [{f["key"]: w if f["type"] == "text" else None for f in fact["fields"]} for w in words]
        return [[], whole, *[[r] for r in rows]]
    if kind == "industries":
        # A condition may name a whole section, C; a project has a class.
        codes = [w if len(w) > 2 else w + "2614" if w == "C" else w + "4411" for w in words if re.fullmatch(r"[A-T](\d{2,4})?", w)]
        return [[], ["T9700"], ["C2614"], *[[c] for c in codes]]
    if kind == "texts":
        # The positioning of a park is a list of industries.
        return [[], ["C26"], *[[w] for w in words]]
    return [*words, "其他"]


def assignments(catalogue: list[dict], expression: str, generator: random.Random, tries: int):
    """(Facts, values by id) over and over: every fact that the expression names has a value."""
    definitions = {f["id"]: f for f in catalogue}
    by_feel = {f["feel"]: f["id"] for f in catalogue}
    words, numbers = constants(expression)
    names = [by_feel[n] for n in by_feel if re.search(re.escape(n) + r"(?![\w.])", expression)]
    names += [f"map.{MAP[f]}.{layer}" for f, layer in layers_named(expression)]
    # A list of records is named by its own path and read by a field: 项目.产品 … p.产能.
    names += [by_feel[n] for n in by_feel if definitions[by_feel[n]]["type"] == "objects" and n in expression and by_feel[n] not in names]
    for _ in range(tries):
        values = {n: generator.choice(candidates(generator, n, definitions, words, numbers)) for n in names}
        yield Facts(catalogue, values), values
