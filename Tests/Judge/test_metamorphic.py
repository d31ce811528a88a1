"""The same ground said in other ways is the same ground: units, verdict and areas stay."""

import json
import math
import random
import tempfile
from pathlib import Path

import pyproj
import pytest
import shapely
import shapely.geometry

from judge.program import exact, output, screen_many, write_project
from judge.settings import DAY, SEED, count
from judge.sites import place, point_in, square


def verdict(assessment: dict) -> dict:
    return {"conclusion": assessment["conclusion"], "units": [u["code"] for u in assessment["units"]],
            "outcomes": {c["id"]: c["outcome"] for c in assessment["clauses"]}}


def printed_areas(assessment: dict) -> dict:
    return {**{u["code"]: u["areaSquareMetres"] for u in assessment["units"]},
            **{(z["layer"], z["code"]): z["areaSquareMetres"] for z in assessment["zones"]}}


@pytest.fixture(scope="module")
def base(province, export, projects):
    """Projects on squares whose corners lie on even grid steps, with their assessments."""
    generator = random.Random(SEED + 5)
    given = []
    for _ in range(count(12, 60)):
        site = square(place(generator, export.units), generator.uniform(60, 2000))
        (x0, y0), (x1, y1) = site["coordinates"][0][0], site["coordinates"][0][2]
        x0, y0, x1, y1 = (2 * round(v * 1e8 / 2) / 1e8 for v in (x0, y0, x1, y1))
        site["coordinates"] = [[[round(a, 8), round(b, 8)] for a, b in ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))]]
        given.append(projects.project(generator, site, 0.8))
    return list(zip(given, screen_many(province, given, "--as-of", DAY)))


def moved(project: dict, change) -> dict:
    copy = json.loads(json.dumps(project))
    copy["footprint"] = change(copy["footprint"]["coordinates"][0])
    return copy


def polygon(ring) -> dict:
    return {"type": "Polygon", "coordinates": [ring]}


def middle(a, b):
    return [round((a[0] + b[0]) / 2, 8), round((a[1] + b[1]) / 2, 8)]


def with_points(ring):
    """Points of the grid on every edge: the edges run along the axes, so their middles lie exactly on them."""
    out = []
    for a, b in zip(ring[:-1], ring[1:]):
        out += [a, middle(a, b)]
    return out + [ring[0]]


def halves(ring):
    """Two halves that share the middle line, as a multipolygon."""
    a, b, c, d = ring[:4]
    m, n = middle(a, b), middle(c, d)
    return {"type": "MultiPolygon", "coordinates": [[[a, m, n, d, a]], [[m, b, c, n, m]]]}


SAME_GROUND = {
    "reversed": lambda r: polygon(r[::-1]),
    "another start": lambda r: polygon([*r[2:-1], *r[:3]]),
    "points on the edges": lambda r: polygon(with_points(r)),
    "split in two": halves,
    "a feature": lambda r: {"type": "Feature", "properties": {}, "geometry": polygon(r)},
    "a collection": lambda r: {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": polygon(r)}]},
}


@pytest.mark.parametrize("how", sorted(SAME_GROUND))
def test_the_same_ground_gives_the_same_verdict_and_areas(how, province, base):
    again = screen_many(province, [moved(p, SAME_GROUND[how]) for p, _ in base], "--as-of", DAY)
    for (project, first), second in zip(base, again):
        assert verdict(second) == verdict(first)
        assert printed_areas(second) == printed_areas(first)


def assessed_from(province, project: dict, name: str, text: str, *options) -> dict:
    """The site from a file of its own instead of the project's."""
    with tempfile.TemporaryDirectory() as folder:
        bare = {k: v for k, v in project.items() if k != "footprint"}
        path = Path(folder) / name
        path.write_text(text)
        return exact(output("screen", "--data", province, "--project", write_project(Path(folder), bare), "--footprint", path, "--no-store",
                            "--format", "json", "--as-of", DAY, *options))


def dms(degrees: float) -> str:
    """Degrees, minutes and seconds to five decimals: finer than the grid."""
    total = round(degrees * 3600, 5)
    d = int(total // 3600)
    m = int((total - d * 3600) // 60)
    return f"{d}°{m:02d}′{total - d * 3600 - m * 60:08.5f}″"


def test_degrees_minutes_seconds(province, base):
    for project, first in base[: count(4, 20)]:
        table = "\n".join(f"{i + 1}\t{dms(x)}\t{dms(y)}" for i, (x, y) in enumerate(project["footprint"]["coordinates"][0][:-1]))
        second = assessed_from(province, project, "site.txt", "点号\t经度\t纬度\n" + table + "\n")
        assert verdict(second) == verdict(first)
        assert printed_areas(second) == printed_areas(first)


def test_well_known_text(province, base):
    for project, first in base[: count(3, 10)]:
        text = shapely.geometry.shape(project["footprint"]).wkt
        second = assessed_from(province, project, "site.wkt", text)
        assert verdict(second) == verdict(first) and printed_areas(second) == printed_areas(first)


def gcj02(lon: float, lat: float) -> tuple[float, float]:
    """The published forward shift from WGS84 to GCJ-02."""
    a, ee = 6378245.0, 0.00669342162296594323
    x, y = lon - 105.0, lat - 35.0
    s = lambda v: math.sin(v * math.pi)
    wave = (20 * s(6 * x) + 20 * s(2 * x)) * 2 / 3
    dlat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + wave \
        + (20 * s(y) + 40 * s(y / 3)) * 2 / 3 + (160 * s(y / 12) + 320 * s(y / 30)) * 2 / 3
    dlon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + wave \
        + (20 * s(x) + 40 * s(x / 3)) * 2 / 3 + (150 * s(x / 12) + 300 * s(x / 30)) * 2 / 3
    sine = math.sin(math.radians(lat))
    magic = 1 - ee * sine * sine
    return (lon + dlon * 180 / (a / math.sqrt(magic) * math.cos(math.radians(lat)) * math.pi),
            lat + dlat * 180 / (a * (1 - ee) / (magic * math.sqrt(magic)) * math.pi))


def test_gcj_02(province, base):
    """Stated GCJ-02 is undone to the grid: the same units and verdict, areas within 1e-6."""
    shifted = [{**moved(p, lambda r: polygon([list(gcj02(x, y)) for x, y in r])), "crs": "GCJ-02"} for p, _ in base]
    for (project, first), second in zip(base, screen_many(province, shifted, "--as-of", DAY)):
        close(first, second)


def close(first, second):
    a, b = printed_areas(first), printed_areas(second)
    whole = float(first["site"]["areaSquareMetres"])
    for key in set(a) | set(b):
        # A part that is there only on one side is a sliver that the last digit made.
        assert float(a.get(key) or 0) == pytest.approx(float(b.get(key) or 0), abs=1e-6 * whole + 0.02), key
    big = lambda x: {u["code"] for u in x["units"] if float(u["areaSquareMetres"]) > 1e-6 * whole + 0.02}
    assert big(first) == big(second)
    if verdict(first)["units"] == verdict(second)["units"]:
        differing = {k for k, v in verdict(first)["outcomes"].items() if verdict(second)["outcomes"].get(k) != v}
        tight = {c["id"] for c in first["clauses"] if c.get("margin") and abs(float(c["margin"]["value"])) < 0.05}
        assert differing <= tight, sorted(differing - tight)[:5]


def test_gauss_kruger_metres(province, export, projects):
    """The same corners in EPSG:4549 with edges under 250 m, and in longitude and latitude: areas within 1e-6."""
    generator = random.Random(SEED + 6)
    plane = pyproj.Transformer.from_crs("EPSG:4490", "EPSG:4549", always_xy=True)
    back = pyproj.Transformer.from_crs("EPSG:4549", "EPSG:4490", always_xy=True)
    metres, degrees = [], []
    units = [u for u in export.units if u.shape.bounds[0] > 118.6]
    for _ in range(count(10, 40)):
        x, y = plane.transform(*point_in(generator, generator.choice(units).shape))
        side = generator.uniform(30, 240)
        ring = [[round(x + dx * side, 3), round(y + dy * side, 3)] for dx, dy in ((0, 0), (1, 0.1), (0.9, 1), (-0.1, 0.8), (0, 0))]
        project = projects.project(generator, polygon(ring), 0.8)
        metres.append({**project, "crs": "EPSG:4549"})
        degrees.append({**project, "footprint": polygon([list(back.transform(*p)) for p in ring])})
    for first, second in zip(screen_many(province, degrees, "--as-of", DAY), screen_many(province, metres, "--as-of", DAY)):
        close(first, second)
