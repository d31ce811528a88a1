"""`fenqu overlay` and its interface: features, areas by method, what lies near, common ground, reaches of rivers."""

import json
import math
import random

import numpy as np
import pyproj
import pytest
import shapely
import shapely.geometry

from judge.ellipsoid import A, B, area
from judge.program import exact, output, run
from judge.settings import DAY, SEED, count
from judge.sites import footprint, place, ring, square

GEOD = pyproj.Geod(a=A, b=B)
LAYERS = ["管控单元", "生态保护红线", "县级行政区"]


def overlay(province, tmp_path, site, *options):
    path = tmp_path / "site.geojson"
    path.write_text(json.dumps(site))
    return exact(output("overlay", "--data", province, "--footprint", path, "--format", "json", "--as-of", DAY, *options))


def layer_options(layers):
    return [o for layer in layers for o in ("--layer", layer)]


def parts_of(shape):
    return [[shapely.get_coordinates(r) for r in (p.exterior, *p.interiors)]
            for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and not p.is_empty]


def features(answer, layer):
    return {f["code"]: f for entry in answer["layers"] if entry["layer"] == layer for f in entry["features"]}


@pytest.fixture(scope="module")
def sites(export):
    generator = random.Random(SEED + 40)
    return [footprint(generator, export.units) for _ in range(count(12, 120))]


def test_features_areas_and_common_ground(province, export, sites, tmp_path):
    trees = {layer: shapely.STRtree([f.shape for f in export.layer(layer)]) for layer in LAYERS}
    shared = 0
    for site in sites:
        given = shapely.geometry.shape(site)
        whole = area(parts_of(given))
        answer = overlay(province, tmp_path, site, "--geometry", *layer_options(LAYERS))
        assert float(answer["site"]["areaSquareMetres"]) == pytest.approx(whole, rel=1e-9, abs=0.006)
        for layer in LAYERS:
            found = features(answer, layer)
            held = export.layer(layer)
            expected = {held[i].code: area(parts_of(shapely.intersection(given, held[i].shape))) for i in trees[layer].query(given, predicate="intersects")}
            assert found.keys() == expected.keys()
            for code, feature in found.items():
                assert float(feature["areaSquareMetres"]) == pytest.approx(expected[code], rel=1e-8, abs=0.02), (layer, code)
                if feature["geometry"] and expected[code] > 10:
                    shape = shapely.geometry.shape({"type": feature["geometry"]["type"], "coordinates": floats(feature["geometry"]["coordinates"])})
                    assert shape.is_valid
                    assert area(parts_of(shape)) == pytest.approx(expected[code], abs=2e-3 * GEOD.geometry_length(shape) + 0.02)
                    shared += 1
    assert shared > len(sites) / 2


def floats(value):
    return [floats(v) for v in value] if isinstance(value, list) else float(value)


def test_areas_by_every_method_add_up(province, sites, tmp_path):
    for site in sites[:8]:
        for method in ("ellipsoid", "landSurvey", "gaussKruger:120"):
            answer = overlay(province, tmp_path, site, "--area-method", method, "--layer", "管控单元")
            found = features(answer, "管控单元")
            given = shapely.geometry.shape(site)
            if not found or sum(float(f["share"]) for f in found.values()) < 0.999999:
                continue
            total = sum(float(f["areaSquareMetres"]) for f in found.values())
            assert total == pytest.approx(float(answer["site"]["areaSquareMetres"]), abs=0.006 * (len(found) + 1))
            assert answer["areaMethod"] == method
            # The methods differ from each other by the projection's scale, not more.
            assert total == pytest.approx(area(parts_of(given)), rel=2e-3)


def test_what_lies_near(province, export, tmp_path):
    """Every redline within 3 km and no other; distances by geodesics to points every 20 m."""
    redlines = export.layer("生态保护红线")
    tree = shapely.STRtree([f.shape for f in redlines])
    generator = random.Random(SEED + 41)
    seen = 0
    for _ in range(count(6, 40)):
        x, y = place(generator, export.units)
        site = {"type": "Polygon", "coordinates": [ring(generator, (x, y), 200)]}
        answer = overlay(province, tmp_path, site, "--within", "3000", "--layer", "生态保护红线")
        near = {f["code"]: float(f["distanceMetres"]) for entry in answer["near"] for f in entry["features"]}
        given = shapely.geometry.shape(site)
        for i in tree.query(given.buffer(0.06)):
            far = coarse(given, redlines[i].shape)
            if redlines[i].code in near:
                assert near[redlines[i].code] == pytest.approx(far, abs=0.6 + 1e-4 * far), redlines[i].code
                seen += 1
            else:
                assert far > 2999
    assert seen > 0


def coarse(a, b):
    """Metres between two shapes: nearest places in a plane that is true to scale at the first, right to some decimetres in 3 km."""
    if a.intersects(b):
        return 0.0
    k = math.cos(math.radians(a.centroid.y))
    flat = lambda shape: shapely.transform(shape, lambda c: c * np.array([k, 1.0]))
    near = shapely.get_coordinates(shapely.shortest_line(flat(a), flat(b)))
    return GEOD.inv(near[0][0] / k, near[0][1], near[1][0] / k, near[1][1])[2]


def test_a_reach_of_a_river_from_its_mouth(server, export):
    rivers = export.layer("其他主要入太湖河道")
    assert rivers
    checked = 0
    for river in rivers:
        line = shapely.get_coordinates(river.shape)[::-1]  # from the mouth upstream
        steps = [GEOD.inv(*line[i], *line[i + 1])[2] for i in range(len(line) - 1)]
        total = sum(steps)
        for share, beside in ((0.25, 300), (0.75, 900)):
            station = share * total
            reached, i = 0.0, 0
            while reached + steps[i] < station:
                reached += steps[i]
                i += 1
            t = (station - reached) / steps[i]
            on = line[i] + t * (line[i + 1] - line[i])
            azimuth = GEOD.inv(*line[i], *line[i + 1])[0] + 90
            x, y, _ = GEOD.fwd(on[0], on[1], azimuth, beside - 60)
            inside = reach(server, square((x, y), 40), 0 if share == 0.25 else station - 500, station + 500, beside)
            assert inside["reach"]["holds"] is True, (river.code, share)
            # Another stretch of the same river, far from here, and no other river near.
            others = [r for r in rivers if r.code != river.code and coarse(shapely.Point(x, y), r.shape) < 12_000]
            if not others and total > station + 3000:
                beyond = reach(server, square((x, y), 40), station + 2500, station + 2900, 100)
                assert beyond["reach"]["holds"] is False, (river.code, share)
                checked += 1
    assert checked > 0


def reach(server, site, low, high, beside):
    body = {"footprint": site, "layers": ["管控单元"], "reach": {"layer": "其他主要入太湖河道", "from_m": low, "to_m": high, "beside_m": beside}}
    status, _, answer = post(server, body)
    assert status == 200, answer.decode()
    return json.loads(answer)


def post(server, body):
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return server.request("POST", "/api/v1/overlay", raw, {"Content-Type": "application/json"})


@pytest.mark.parametrize("body, word", [
    (b"{", "JSON"), ({}, "footprint"), ({"footprint": None}, "footprint"), ({"footprint": square((119, 32), 50), "layer": "x"}, "layer"),
    ({"footprint": square((119, 32), 50), "layers": []}, "layers"), ({"footprint": square((119, 32), 50), "layers": ["没有"]}, "没有"),
    ({"footprint": square((119, 32), 50), "areaMethod": "flat"}, "面积算法"), ({"footprint": square((119, 32), 50), "within_m": -1}, "within_m"),
    ({"footprint": square((119, 32), 50), "within_m": 1e9}, "within_m"), ({"footprint": square((119, 32), 50), "geometry": "yes"}, "geometry"),
    ({"footprint": square((119, 32), 50), "reach": {"layer": "管控单元", "from_m": 0, "to_m": 9, "beside_m": 1}}, "河流"),
    ({"footprint": square((119, 32), 50), "reach": {"layer": "水系线", "from_m": 9, "to_m": 9, "beside_m": 1}}, "reach"),
    ({"footprint": {"type": "Polygon", "coordinates": [[[119, 32], [119.1, 32], [119, 32.1], [119.1, 32.1], [119, 32]]]}}, "交"),
])
def test_bad_questions_get_one_sentence(server, body, word):
    status, _, answer = post(server, body)
    assert status in (400, 404, 422), answer.decode()
    problem = json.loads(answer)
    assert word in problem["detail"], problem


def test_outside_everything_is_an_empty_answer(server):
    status, _, answer = post(server, {"footprint": square((110, 30), 100), "within_m": 1000})
    assert status == 200
    assert json.loads(answer)["layers"] == [] and json.loads(answer)["near"] == []


def test_the_command_says_what_is_wrong(province, tmp_path):
    path = tmp_path / "site.geojson"
    path.write_text(json.dumps(square((119, 32), 50)))
    done = run("overlay", "--data", province, "--footprint", path, "--layer", "没有的图层")
    assert done.returncode == 2 and "没有的图层" in done.stderr.decode()
