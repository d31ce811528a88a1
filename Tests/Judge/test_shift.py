"""Deliveries with known displacements, made with shapely and pyproj and checked by `fenqu check`: what it says must be what was done."""

import json
import math
import random

import numpy as np
import pyproj
import pytest
import shapely

from judge.deliveries import bd09, changed, gcj02, geojson, in_plane, move, plane, shapefile, sqlite_geopackage, turn
from judge.program import output, run
from judge.settings import LONG, SEED

COUNTIES, UNITS = "县级行政区", "管控单元"


@pytest.fixture(scope="module")
def counties(export):
    return export.layer(COUNTIES)


def centre(shape) -> tuple[float, float]:
    x0, y0, x1, y1 = shape.bounds
    return (x0 + x1) / 2, (y0 + y1) / 2


def check(province, layer, file, *options) -> dict:
    report = json.loads(output("check", "--data", province, "--layer", f"{layer}={file}", "--format", "json", *options))
    assert len(report["checks"]) == 1
    return report["checks"][0]


def some_counties(counties, count):
    large = [c for c in counties if shapely.get_num_coordinates(c.shape) > 200]
    return random.Random(SEED + 71).sample(large, count)


MOVES = [(0.5, 0.3), (3, -4), (-20, 0), (60, 45), (-180, 250), (1500, -1100), (-3000, -2500)]


@pytest.mark.parametrize("i, by", list(enumerate(MOVES)))
def test_a_county_that_was_moved(i, by, province, counties, tmp_path):
    county = some_counties(counties, len(MOVES))[i]
    there = in_plane(centre(county.shape), move(*by))
    file = geojson(tmp_path / "counties.geojson", changed(counties, there, lambda f: f.code == county.code))
    found = check(province, COUNTIES, file)
    assert found["verdict"] == "displaced" and [[p["code"] for p in s["parts"]] for s in found["shifts"]] == [[county.code]]
    d = found["shifts"][0]["displacement"]
    assert found["shifts"][0]["cause"] == "move"
    off = math.hypot(d["eastMetres"] - by[0], d["northMetres"] - by[1])
    assert off <= max(0.1, 0.01 * math.hypot(*by)), d
    assert found["shifts"][0]["agreesAfterMetres"] > 0.95 * found["shifts"][0]["borderMetres"]
    assert county.properties["name"] in found["shifts"][0]["sentence"]


@pytest.mark.parametrize("i, degrees", list(enumerate([0.002, -0.01, 0.1, -1.0])))
def test_a_county_that_was_turned(i, degrees, province, counties, tmp_path):
    county = some_counties(counties, 4)[i]
    here = centre(county.shape)
    file = geojson(tmp_path / "c.geojson", changed(counties, in_plane(here, turn(degrees)), lambda f: f.code == county.code), digits=11)
    s = check(province, COUNTIES, file)["shifts"]
    assert [p["code"] for p in s[0]["parts"]] == [county.code] and len(s) == 1 and s[0]["cause"] == "turn"
    d = s[0]["displacement"]
    assert abs(d["rotationDegrees"] - degrees) <= max(2e-5, 0.01 * abs(degrees)), d
    assert abs(d["fixedLongitude"] - here[0]) < 0.003 and abs(d["fixedLatitude"] - here[1]) < 0.003, d


@pytest.mark.parametrize("cause, change", [
    ("GCJ-02", gcj02), ("BD-09", bd09), ("meridian", lambda xy: xy + np.array([-3.0, 0])), ("meridian", lambda xy: xy + np.array([3.0, 0])),
])
def test_a_slip_of_the_reference_system_is_named(cause, change, province, counties, tmp_path):
    found = check(province, COUNTIES, geojson(tmp_path / "c.geojson", changed(counties, change)))
    assert found["verdict"] == "displaced" and len(found["shifts"]) == 1
    assert found["shifts"][0]["cause"] == cause and found["shifts"][0]["coversAll"], found["sentence"]


def test_the_wrong_central_meridian_in_a_shapefile(province, counties, tmp_path):
    """Places in the plane about 120°, in a file that says 117°."""
    there = plane(120)
    file = shapefile(tmp_path / "counties.zip", changed(counties, lambda xy: np.column_stack(there.transform(xy[:, 0], xy[:, 1]))),
                     pyproj.CRS.from_epsg(4548).to_wkt("WKT1_ESRI"))
    found = check(province, COUNTIES, file)
    words = found["sentence"]
    # Read as it says it is displaced by a meridian's difference; or the file is read as what it must be, and the doubt is told.
    assert found["shifts"] and found["shifts"][0]["cause"] == "meridian" or "120" in words and found["delivery"]["doubt"], words


def test_swapped_axes(province, counties, tmp_path):
    found = check(province, COUNTIES, geojson(tmp_path / "c.geojson", changed(counties, lambda xy: xy[:, ::-1])))
    assert "反了" in found["sentence"] and found["verdict"] == "inPlace", found["sentence"]


def test_a_sound_delivery_in_every_format(province, counties, tmp_path):
    same = changed(counties, lambda xy: xy)
    there = plane(120)
    metres = changed(counties, lambda xy: np.column_stack(there.transform(xy[:, 0], xy[:, 1])))
    for file in (geojson(tmp_path / "a.geojson", same), sqlite_geopackage(tmp_path / "b.gpkg", same),
                 shapefile(tmp_path / "c.zip", metres, pyproj.CRS.from_epsg(4549).to_wkt("WKT1_ESRI"))):
        found = check(province, COUNTIES, file)
        assert found["verdict"] == "inPlace" and not found["shifts"], (file.name, found["sentence"])


def test_units_of_a_county_and_of_the_whole(province, export, tmp_path):
    units = export.units
    county = random.Random(SEED + 72).choice(sorted({u.code[2:8] for u in units if u.code.startswith("ZH")}))
    mine = [u for u in units if u.code[2:8] == county]
    here = centre(shapely.union_all([shapely.box(*u.shape.bounds) for u in mine]))
    file = sqlite_geopackage(tmp_path / "units.gpkg", changed(units, in_plane(here, move(20, 5)), lambda u: u.code[2:8] == county))
    found = check(province, UNITS, file)
    assert [[p["code"] for p in s["parts"]] for s in found["shifts"]] == [[county]], found["sentence"]
    d = found["shifts"][0]["displacement"]
    assert math.hypot(d["eastMetres"] - 20, d["northMetres"] - 5) < 0.2, d
    x0, y0, x1, y1 = shapely.total_bounds([u.shape for u in units])
    file = sqlite_geopackage(tmp_path / "units.gpkg", changed(units, in_plane(((x0 + x1) / 2, (y0 + y1) / 2), move(-85, 40))))
    s = check(province, UNITS, file)["shifts"]
    assert len(s) == 1 and s[0]["coversAll"]
    assert abs(s[0]["displacement"]["lengthMetres"] - math.hypot(85, 40)) < 0.5


def test_noise_is_no_displacement_and_hides_none(province, counties, tmp_path):
    generator = np.random.default_rng(SEED)

    def noisy(xy):
        # A place that stands twice, as where a ring closes, moves once.
        places, which = np.unique(xy, axis=0, return_inverse=True)
        return xy + (generator.normal(0, 5, places.shape) / np.array([93_500, 110_900]))[which.reshape(-1)]

    assert check(province, COUNTIES, geojson(tmp_path / "c.geojson", changed(counties, noisy)))["verdict"] == "inPlace"
    county = max(counties, key=lambda c: shapely.get_num_coordinates(c.shape))
    there = in_plane(centre(county.shape), move(30, -40))
    moved = [(p, shapely.transform(s, noisy)) for p, s in changed(counties, there, lambda f: f.code == county.code)]
    found = check(province, COUNTIES, geojson(tmp_path / "c.geojson", moved))
    assert [[p["code"] for p in s["parts"]] for s in found["shifts"]] == [[county.code]]
    d = found["shifts"][0]["displacement"]
    assert math.hypot(d["eastMetres"] - 30, d["northMetres"] + 40) < 1, d


def test_a_generalised_delivery_is_in_place(province, counties, tmp_path):
    coarse = [(f.properties, f.shape.simplify(0.0002)) for f in counties]
    assert not check(province, COUNTIES, geojson(tmp_path / "c.geojson", coarse))["shifts"]


def test_what_is_held_is_in_place(province):
    report = json.loads(output("check", "--data", province, "--format", "json"))
    assert len(report["checks"]) > 8 and not report["displaced"]
    assert all(not c["shifts"] for c in report["checks"]), [c["sentence"] for c in report["checks"] if c["shifts"]]
    assert {c["relation"] for c in report["checks"]} == {"alongBorders", "neighbours"}
    assert next(c for c in report["checks"] if c["layer"] == COUNTIES)["verdict"] == "inPlace"


def test_a_delivery_from_elsewhere_and_of_another_layer(province, counties, export, tmp_path):
    far = check(province, COUNTIES, geojson(tmp_path / "c.geojson", changed(counties, lambda xy: xy + np.array([-6.1, -9.3]))))
    assert far["verdict"] == "elsewhere" and far["distanceMetres"] > 1_000_000 and "西南" in far["sentence"]
    hexagons = [({"code": c.code, "name": c.code}, shapely.Point(c.shape.centroid).buffer(0.15, quad_segs=4)) for c in counties]
    other = check(province, COUNTIES, geojson(tmp_path / "c.geojson", hexagons))
    assert other["verdict"] == "different" and not other["shifts"], other["sentence"]


@pytest.mark.parametrize("name, data, words", [
    ("空.geojson", b"", "空"), ("坏.zip", b"PK\x03\x04" + bytes(40), ""), ("文.txt", "不是图层".encode(), ""),
    ("空层.geojson", b'{"type":"FeatureCollection","features":[]}', ""),
    ("线.geojson", json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "320102", "name": "x"}, "geometry": {"type": "LineString", "coordinates": [[118.7, 32.0], [118.9, 32.1]]}}]}).encode(), "应为面"),
    ("点.geojson", json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "320102", "name": "x"}, "geometry": {"type": "Point", "coordinates": [118.7, 32.0]}}]}).encode(), "应为面"),
])
def test_bad_files_get_one_sentence(name, data, words, province, tmp_path):
    file = tmp_path / name
    file.write_bytes(data)
    done = run("check", "--data", province, "--layer", f"{COUNTIES}={file}")
    said = done.stderr.decode().strip()
    assert done.returncode == 2 and said.startswith("错误：") and said.endswith("。") and words in said and len(said.splitlines()) == 1, said


@pytest.mark.parametrize("arguments, words", [
    (["--layer", "没有这层=x.gpkg"], ""), (["--layer", "县级行政区"], "图层=文件"), (["--edition", "没有这版"], "没有这版"), (["--crs", "GCJ-02"], "--layer"),
])
def test_a_wrong_command_is_told(arguments, words, province):
    done = run("check", "--data", province, *arguments)
    assert done.returncode == 2 and words in done.stderr.decode() and "错误：" in done.stderr.decode()


def test_a_million_vertices(province, tmp_path):
    angles = np.linspace(0, 2 * math.pi, 1_000_001)
    circle = shapely.Polygon(np.column_stack([119 + 0.4 * np.cos(angles), 32.5 + 0.3 * np.sin(angles)]))
    found = check(province, COUNTIES, sqlite_geopackage(tmp_path / "c.gpkg", [({"code": "320102", "name": "圆"}, circle)]))
    assert found["verdict"] in ("different", "notComparable")


def test_the_interface_says_the_same(server, province, counties, tmp_path):
    from urllib.parse import quote
    county = some_counties(counties, 1)[0]
    file = geojson(tmp_path / "c.geojson", changed(counties, in_plane(centre(county.shape), move(20, 0)), lambda f: f.code == county.code))
    status, _, body = server.request("POST", f"/api/v1/checks/shift?layer={quote(COUNTIES)}", file.read_bytes(), {"Content-Type": "application/octet-stream"})
    assert status == 200
    assert json.loads(body)["checks"][0]["shifts"] == check(province, COUNTIES, file)["shifts"]
    status, _, body = server.request("POST", "/api/v1/checks/shift?layer=nothing", b"{}", {"Content-Type": "application/octet-stream"})
    assert status == 422 and json.loads(body)["detail"].endswith("。")
