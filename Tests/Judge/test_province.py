"""The demonstration province by its own export: how many units, how they tile, what their lists hold."""

import random
import re
from collections import Counter, defaultdict

import numpy as np
import pytest
import shapely

from judge.ellipsoid import area
from judge.exports import in_force
from judge.search import assignments, layers_named
from judge.settings import LONG

DIGIT = {"1": "priority", "2": "key", "3": "general"}


def edges(polygons) -> np.ndarray:
    """(n, 4) grid integers, one row an edge, in the direction of its ring."""
    return np.vstack([np.hstack([ring, np.roll(ring, -1, axis=0)]) for rings in polygons for ring in rings])


def undirected(rows: np.ndarray) -> np.ndarray:
    swap = (rows[:, 0] > rows[:, 2]) | ((rows[:, 0] == rows[:, 2]) & (rows[:, 1] > rows[:, 3]))
    out = rows.copy()
    out[swap] = rows[swap][:, [2, 3, 0, 1]]
    return out


def once(rows: np.ndarray) -> set:
    """Edges that occur a single time, as tuples; an edge that occurs more than twice is an overlap."""
    found, counts = np.unique(undirected(rows), axis=0, return_counts=True)
    assert counts.max() <= 2, f"{(counts > 2).sum()} edges lie in more than two polygons, the first {found[counts > 2][0]}"
    return set(map(tuple, found[counts == 1].tolist()))


def test_codes_classes_and_counts(export):
    units = export.units
    codes = [u.code for u in units]
    assert len(set(codes)) == len(codes)
    assert len({u.properties["name"] for u in units}) == len(units), "two units share a name"
    for u in units:
        assert re.fullmatch(r"(ZH|HY)32\d{4}[123]\d{4}", u.code), u.code
        assert DIGIT[u.code[8]] == u.properties["class"], u.code
    by_class = Counter(u.properties["class"] for u in units)
    sea = sum(c.startswith("HY") for c in codes)
    if len(units) == 300:
        assert min(by_class.values()) > 0 and sea > 0
    else:
        assert by_class == {"priority": 1402, "key": 2150, "general": 1018}
        assert sea == 302 and len(units) - sea == 4268
    assert {c[2:6] for c in codes if c.startswith("HY")} <= {"3206", "3207", "3209"}, "sea units belong to the three coastal cities"


def test_serials_run_from_one(export):
    groups = defaultdict(list)
    for u in export.units:
        groups[u.code[:9]].append(int(u.code[9:]))
    assert all(sorted(s) == list(range(1, len(s) + 1)) for s in groups.values())


@pytest.fixture(scope="module")
def counties(export):
    return {c.code: c for c in export.layer("县级行政区")}


def test_land_units_add_up_to_their_county(export, counties):
    assert len(counties) == 95
    assert len({c[:4] for c in counties}) == 13
    sums = defaultdict(float)
    for u in export.units:
        if u.code.startswith("ZH"):
            sums[u.code[2:8]] += area(u.polygons)
    assert set(sums) == set(counties), "a county without a unit, or a unit without its county"
    for code, county in counties.items():
        whole = area(county.polygons)
        assert sums[code] == pytest.approx(whole, rel=1e-9), f"{code} {county.properties['name']}: off by {sums[code] - whole} m²"


def test_neighbours_share_every_vertex(export, counties):
    """Inside a county every edge lies in two units or on the county's outline, edge for edge."""
    by_county = defaultdict(list)
    for u in export.units:
        if u.code.startswith("ZH"):
            by_county[u.code[2:8]] += u.polygons
    for code, polygons in by_county.items():
        outline = set(map(tuple, undirected(edges(counties[code].polygons)).tolist()))
        assert once(edges(polygons)) == outline, f"{code}: unit borders and the county's outline differ"


def test_counties_share_every_vertex(counties, export):
    """Over the whole province the edges that occur once are its outline: those that no neighbour has."""
    outside = once(np.vstack([edges(c.polygons) for c in counties.values()]))
    land = once(np.vstack([edges(u.polygons) for u in export.units if u.code.startswith("ZH")]))
    assert land == outside
    rings = shapely.polygonize(shapely.linestrings(np.array(sorted(outside)).reshape(-1, 2, 2)))
    assert not rings.is_empty


def test_sea_units_do_not_overlap(export):
    once(np.vstack([edges(u.polygons) for u in export.units if u.code.startswith("HY")]))


def test_borders_wiggle(export):
    """Vertices turn: few of them lie on the straight line between their neighbours."""
    straight = total = 0
    for u in export.units:
        for rings in u.polygons:
            for ring in rings:
                a, b = (ring - np.roll(ring, 1, axis=0)).astype(float), (np.roll(ring, -1, axis=0) - ring).astype(float)
                turn = np.abs(np.arctan2(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], (a * b).sum(axis=1)))
                straight += int((turn < np.radians(0.3)).sum())
                total += len(ring)
    if LONG:
        assert total >= 2_500_000
    # County borders of the base map are straight in places; in the full province they are few among the rest.
    assert straight < (0.1 if LONG else 0.25) * total, f"{straight} of {total} vertices lie on a straight line"


def test_some_units_are_multipart_and_some_have_holes(export):
    assert any(len(u.polygons) > 1 for u in export.units)
    assert any(len(rings) > 1 for u in export.units for rings in u.polygons)


def test_every_polygon_is_valid(export):
    bad = [u.code for u in export.units if not shapely.is_valid(u.shape)]
    assert not bad, bad[:5]


# ---------------------------------------------------------------- lists

@pytest.fixture(scope="module")
def lists(export):
    return [c for c in export.lists if in_force(c, "2026-11-24")]


def test_lists_stand_in_every_tier(export, lists):
    tiers = defaultdict(Counter)
    for c in lists:
        tiers[c["tier"]][c["owner"]] += 1
    assert tiers["nation"]["000000"] >= 6
    assert tiers["province"]["320000"] >= 24
    assert set(tiers["region"]) == {"长江流域", "太湖流域", "淮河流域", "大运河沿线", "沿海地区"} and min(tiers["region"].values()) >= 8
    assert len(tiers["city"]) == 13 and min(tiers["city"].values()) >= 8
    assert set(tiers["unit"]) == {u.code for u in export.units} and min(tiers["unit"].values()) >= 6
    assert len({c["id"] for c in lists}) == len(lists)


def test_dimensions_effects_and_judgements_all_occur(lists):
    assert {c["dimension"] for c in lists} == {"spatial", "discharge", "risk", "resource"}
    assert {c["effect"] for c in lists} == {"prohibit", "permitOnly", "restrict", "require", "encourage"}
    assert {c["judgement"] for c in lists} == {"machine", "person", "later"}
    assert {c["binding"] for c in lists} == {"project", "government"}
    assert any(c.get("except") for c in lists)
    assert all(c["document"] for c in lists), "a clause without a document"


def shape(expression: str) -> str:
    """The expression with its constants and names of layers taken out: what kind of rule it is."""
    text = re.sub(r'"[^"]*"', '"…"', expression)
    text = re.sub(r"\b\d+(\.\d+)?\b", "0", text)
    return re.sub(r'(\("…"|\["…")(, "…")+', r"\1", re.sub(r"\s+", " ", text))


def rule(clause) -> str:
    return " | ".join(shape(clause.get(k) or "") for k in ("applies", "kept", "except"))


def test_most_binding_clauses_carry_conditions(lists):
    binding = [c for c in lists if c["binding"] == "project"]
    conditioned = [c for c in binding if any(c.get(k) for k in ("applies", "kept", "except"))]
    assert len(conditioned) >= 0.6 * len(binding)
    assert len({rule(c) for c in conditioned}) >= 200


def test_every_kind_of_condition_can_turn_true_and_false(export, lists):
    """For each distinct shape of rule: some project makes each of its conditions true, another makes it false."""
    seen, stuck = set(), []
    for c in lists:
        if c["binding"] != "project":
            continue
        for key in ("applies", "kept", "except"):
            expression = c.get(key)
            if not expression or shape(expression) in seen or expression.strip() in ("true", "false"):
                continue
            seen.add(shape(expression))
            results = set()
            for facts, _ in assignments(export.facts, expression, random.Random(7), 3000):
                result = facts.judge(expression)
                if isinstance(result, bool):
                    results.add(result)
                if len(results) == 2:
                    break
            if len(results) < 2:
                stuck.append(f"{c['id']} {key}: {expression} is always {results}")
    assert len(seen) > 50
    assert not stuck, "\n".join(stuck[:20])


def named_layers(lists) -> set:
    return {layer for c in lists for key in ("applies", "kept", "except") for _, layer in layers_named(c.get(key) or "")}


def test_every_layer_that_a_clause_names_is_held_save_one(export, lists):
    from judge.program import run
    missing = []
    for layer in sorted(named_layers(lists)):
        done = run("export", "--data", export.data, "layer", layer, "--format", "geojsonseq")
        if done.returncode != 0 or not done.stdout.strip():
            missing.append(layer)
    assert len(missing) == 1, f"not held: {missing}"
