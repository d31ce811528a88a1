"""Areas and shares against GEOS intersections integrated as geodesics over edges split to ten metres."""

import json
import random
from collections import defaultdict

import numpy as np
import pytest
import shapely
import shapely.geometry

from judge.ellipsoid import A, B, area
from judge.program import ROOT, screen_many
from judge.settings import DAY, SEED, count
from judge.sites import footprint

import pyproj

GEOD = pyproj.Geod(a=A, b=B)
STEP = 10.0


def split(ring) -> np.ndarray:
    """Points every ten metres along edges that are straight in longitude and latitude."""
    a, b = ring[:-1], ring[1:]
    scale = np.cos(np.radians(ring[:, 1].mean()))
    pieces = np.maximum(1, np.ceil(np.hypot((b - a)[:, 0] * 111_320 * scale, (b - a)[:, 1] * 111_320) / STEP)).astype(int)
    index = np.repeat(np.arange(len(a)), pieces)
    t = (np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[index]
    return a[index] + t[:, None] * (b - a)[index]


def geodesic_area(shape) -> float:
    total = 0.0
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon":
            continue
        for number, ring in enumerate([part.exterior, *part.interiors]):
            points = split(shapely.get_coordinates(ring))
            total += abs(GEOD.polygon_area_perimeter(*points.T)[0]) * (1 if number == 0 else -1)
    return total


@pytest.fixture(scope="module")
def measured(province, export):
    generator = random.Random(SEED + 3)
    sites = [footprint(generator, export.units) for _ in range(count(100, 1000))]
    return list(zip(sites, screen_many(province, [{"name": "面积", "footprint": s} for s in sites], "--as-of", DAY)))


def test_the_site_is_kept_on_the_grid_as_given(measured):
    for site, assessment in measured:
        given = shapely.geometry.shape(site)
        kept = shapely.geometry.shape({"type": assessment["site"]["geometry"]["type"],
                                       "coordinates": floats(assessment["site"]["geometry"]["coordinates"])})
        assert shapely.equals(given, kept)


def floats(value):
    return [floats(v) for v in value] if isinstance(value, list) else float(value)


def test_unit_areas_agree(measured, export):
    for number, (site, assessment) in enumerate(measured):
        given = shapely.geometry.shape(site)
        whole = geodesic_area(given)
        assert float(assessment["site"]["areaSquareMetres"]) == pytest.approx(whole, abs=1e-7 * whole + 0.006)
        found = {u["code"]: u for u in assessment["units"]}
        tolerated = {t["code"] for t in assessment["tolerated"]}
        for i in export.unit_tree.query(given, predicate="intersects"):
            unit = export.units[i]
            part = shapely.intersection(given, unit.shape)
            expected = geodesic_area(part)
            if unit.code not in found:
                assert unit.code in tolerated or expected < 0.006, f"#{number}: {unit.code} with {expected} m² is nowhere"
                continue
            parts = max(1, len(shapely.get_parts(part)))
            printed = found.pop(unit.code)
            assert float(printed["areaSquareMetres"]) == pytest.approx(expected, abs=1e-7 * whole + 0.006 * parts), f"#{number} {unit.code}"
            assert float(printed["share"]) == pytest.approx(expected / whole, abs=1e-6 + 1e-7)
        assert not found, f"#{number}: units that the site does not meet: {sorted(found)}"


def test_shares_of_the_tiling_layer_add_up(measured):
    for site, assessment in measured:
        shares = [float(u["share"]) for u in assessment["units"]] + [float(t["share"] or 0) for t in assessment["tolerated"] if t["layer"] == "管控单元"]
        total = sum(shares) + float(assessment["site"]["outsideShare"])
        assert total == pytest.approx(1, abs=0.5e-6 * (len(shares) + 1)), assessment["units"]


def test_zone_areas_agree(measured, export):
    """Of every layer that is listed: the features that are met and their areas."""
    sample = measured[:: max(1, len(measured) // count(40, 200))]
    layers = sorted({z["layer"] for _, a in sample for z in a["zones"]})
    assert len(layers) >= 5
    trees = {layer: shapely.STRtree([f.shape for f in export.layer(layer)]) for layer in layers}
    for site, assessment in sample:
        given = shapely.geometry.shape(site)
        whole = geodesic_area(given)
        found = defaultdict(dict)
        for zone in [*assessment["zones"], *assessment["tolerated"]]:
            found[zone["layer"]][zone["code"]] = zone
        for layer in layers:
            features = export.layer(layer)
            for i in trees[layer].query(given, predicate="intersects"):
                feature = features[i]
                if feature.kind not in ("Polygon", "MultiPolygon"):
                    continue
                part = shapely.intersection(given, feature.shape)
                expected = geodesic_area(part)
                zone = found[layer].pop(feature.code, None)
                if zone is None:
                    assert expected < 0.006, f"{layer} {feature.code} with {expected} m² is nowhere"
                else:
                    assert float(zone["areaSquareMetres"]) == pytest.approx(expected, abs=1e-7 * whole + 0.006 * max(1, len(shapely.get_parts(part))))
            left = [c for c, z in found[layer].items() if z.get("areaSquareMetres") is not None]
            assert not left, f"{layer}: {left} are not met"


def test_parts_of_a_big_site_add_up_before_rounding(export):
    """Intersections with every unit, integrated by our own formula, give the site again to 1e-9: edges are one and the same line."""
    generator = random.Random(SEED + 4)
    for _ in range(20):
        given = shapely.geometry.shape(footprint(generator, [u for u in export.units if u.code.startswith("ZH")], 2000, 4000))
        inside = [shapely.intersection(given, export.units[i].shape) for i in export.unit_tree.query(given, predicate="intersects")]
        outside = given.difference(shapely.union_all([export.units[i].shape for i in export.unit_tree.query(given)]))
        total = sum(area([[shapely.get_coordinates(r) for r in (p.exterior, *p.interiors)] for p in shapely.get_parts(s) if p.geom_type == "Polygon" and not p.is_empty])
                    for s in [*inside, outside])
        assert total == pytest.approx(area([[shapely.get_coordinates(given.exterior)]]), rel=1e-9)


# Known answers for the lakes over the counties of the demonstration's base map, computed elsewhere in the plane: counties met, share inside.
LAKES = {"太湖": (8, 0.984), "洪泽湖": (6, 0.852), "高邮湖": (5, 0.887)}
LAKE_FILE = ROOT.parent / "shared" / "data" / "lakes.geojson"


@pytest.mark.parametrize("name", sorted(LAKES))
def test_a_lake_as_a_site_meets_its_counties(name, province):
    if not LAKE_FILE.exists():
        pytest.skip("the lakes' file is not part of this repository")
    feature = next(f for f in json.loads(LAKE_FILE.read_text())["features"] if name in str(f["properties"].get("name_zh") or f["properties"]))
    assessment = screen_many(province, [{"name": name, "footprint": feature["geometry"]}], "--as-of", DAY)[0]
    counties, inside = LAKES[name]
    found = {u["code"][2:8] for u in assessment["units"]}
    assert len(found) == counties, sorted(found)
    assert 1 - float(assessment["site"]["outsideShare"]) == pytest.approx(inside, abs=0.001)
    assert sum(float(u["share"]) for u in assessment["units"]) == pytest.approx(inside, abs=0.001)
