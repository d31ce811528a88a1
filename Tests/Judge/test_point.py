"""What holds at a point, against brute force over every exported polygon."""

import random
from collections import defaultdict

import pytest
import shapely

from judge.program import exact, output
from judge.settings import SEED, count
from judge.sites import point_in


@pytest.fixture(scope="module")
def places(export):
    """Random points a city, on land, and some at sea."""
    generator = random.Random(SEED + 1)
    by_city = defaultdict(list)
    for c in export.layer("县级行政区"):
        by_city[c.code[:4]].append(c)
    points = [point_in(generator, generator.choice(by_city[city]).shape) for city in sorted(by_city) for _ in range(10)]
    sea = [u for u in export.units if u.code.startswith("HY")]
    return points + [point_in(generator, generator.choice(sea).shape) for _ in range(20)]


def brute_force(features, x, y) -> set[str]:
    """Codes of what covers the point, its boundary included; along the coast land wins over sea."""
    point = shapely.Point(x, y)
    found = {f.code for f in features if shapely.covers(f.shape, point)}
    land = {c for c in found if not c.startswith("HY")}
    return land or found


def test_county_and_unit_are_those_that_brute_force_finds(server, export, places):
    counties = export.layer("县级行政区")
    for x, y in places:
        status, _, body = server.get(f"/api/v1/at?lon={x:.8f}&lat={y:.8f}")
        assert status == 200, body.decode()
        here = exact(body)
        assert {u["code"] for u in here["units"]} == brute_force(export.units, x, y), (x, y)
        on_land = brute_force(counties, x, y)
        if on_land:
            assert here["domain"] == "land" and here["county"]["code"] in on_land
        else:
            assert here["domain"] == "sea" and here["county"]["code"] == here["units"][0]["code"][2:8]
        assert here["city"]["code"] == here["county"]["code"][:4] + "00"


def test_the_command_line_answers_as_http_does(server, province, places):
    for x, y in places[:: max(1, len(places) // count(5, 40))]:
        _, _, body = server.get(f"/api/v1/at?lon={x:.8f}&lat={y:.8f}")
        assert exact(output("at", "--data", province, f"{x:.8f}", f"{y:.8f}", "--format", "json")) == exact(body)


def test_a_shared_border_meets_both_units(server, export):
    """A vertex that two units share belongs to both: the boundary is included."""
    generator = random.Random(SEED + 2)
    shared = defaultdict(set)
    for u in export.units:
        for rings in u.polygons:
            for x, y in generator.sample(rings[0].tolist(), min(40, len(rings[0]))):
                shared[(x, y)].add(u.code)
    vertices = generator.sample(sorted(shared), 60)
    several = 0
    for x, y in vertices:
        _, _, body = server.get(f"/api/v1/at?lon={x / 1e8:.8f}&lat={y / 1e8:.8f}")
        expected = brute_force(export.units, x / 1e8, y / 1e8)
        assert {u["code"] for u in exact(body)["units"]} == expected
        several += len(expected) > 1
    assert several > 20


def test_zones_at_a_point(server, export, places):
    """Of every layer that an answer shows, exactly the features that cover the point are shown."""
    for x, y in places[::3]:
        here = exact(server.get(f"/api/v1/at?lon={x:.8f}&lat={y:.8f}")[2])
        found = defaultdict(set)
        for zone in here["zones"]:
            assert zone["basis"], "a zone without the document that drew it"
            found[zone["layer"]].add(zone["code"])
        for layer in ("生态保护红线", "长江流域", "太湖流域", *found):
            assert found[layer] == brute_force(export.layer(layer), x, y), (layer, x, y)


def test_a_place_outside_is_refused_in_one_sentence(server):
    for lon, lat in ((116.4, 39.9), (32.0, 119.0), (0, 0)):
        status, headers, body = server.get(f"/api/v1/at?lon={lon}&lat={lat}")
        assert 400 <= status < 500
        assert headers["Content-Type"].startswith("application/problem+json")
        assert exact(body)["detail"].endswith("。")
