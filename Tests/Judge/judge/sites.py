"""Random sites and projects, each from a seed that a failing test prints."""

from __future__ import annotations

import json
import math
import random
import re
from decimal import Decimal

import shapely

METRES_PER_DEGREE = 111_000.0


def ring(generator: random.Random, centre, radius: float, corners: int | None = None) -> list[list[float]]:
    """A star-shaped ring that cannot cross itself, counter-clockwise and closed, on the grid of 1e-8 degree."""
    corners = corners or generator.randint(4, 11)
    scale = math.cos(math.radians(centre[1]))
    points = []
    for i in range(corners):
        angle = 2 * math.pi * (i + generator.uniform(0.1, 0.9)) / corners
        r = radius * generator.uniform(0.55, 1.0) / METRES_PER_DEGREE
        points.append([round(centre[0] + r * math.cos(angle) / scale, 8), round(centre[1] + r * math.sin(angle), 8)])
    return points + [points[0]]


def square(centre, side: float) -> dict:
    """An axis-parallel square of about `side` metres."""
    h = side / 2 / METRES_PER_DEGREE
    w = h / math.cos(math.radians(centre[1]))
    x, y = centre
    corners = [[x - w, y - h], [x + w, y - h], [x + w, y + h], [x - w, y + h], [x - w, y - h]]
    return {"type": "Polygon", "coordinates": [[[round(a, 8), round(b, 8)] for a, b in corners]]}


def point_in(generator: random.Random, shape) -> tuple[float, float]:
    """A random point inside a polygon, by trial in its box; its inner point where the polygon is too thin for that."""
    x0, y0, x1, y1 = shape.bounds
    for _ in range(200):
        x, y = round(generator.uniform(x0, x1), 8), round(generator.uniform(y0, y1), 8)
        if shapely.contains_xy(shape, x, y):
            return x, y
    inner = shape.representative_point()
    return round(inner.x, 8), round(inner.y, 8)


def place(generator: random.Random, units) -> tuple[float, float]:
    """Half of the places lie on a border, where mistakes live; the others anywhere in a random unit."""
    unit = generator.choice(units)
    if generator.random() < 0.5:
        part = generator.choice(unit.polygons)
        x, y = generator.choice(part[0].tolist())
        return x / 1e8, y / 1e8
    return point_in(generator, unit.shape)


def footprint(generator: random.Random, units, smallest=30.0, largest=5000.0) -> dict:
    """A polygon of log-uniform size at a random place."""
    radius = math.exp(generator.uniform(math.log(smallest), math.log(largest)))
    return {"type": "Polygon", "coordinates": [ring(generator, place(generator, units), radius)]}


class Projects:
    """Random projects from the facts catalogue; industries and texts lean to what the lists speak of."""

    def __init__(self, catalogue: list[dict], lists: list[dict]):
        self.facts = [f for f in catalogue if f.get("supplier") == "applicant"]
        conditions = " ".join(c.get(k) or "" for c in lists for k in ("applies", "kept", "except"))
        self.industries = sorted(set(re.findall(r'"([A-T]\d{2,4})"', conditions)))
        self.numbers: dict[str, list[Decimal]] = {}
        for fact in self.facts:
            near = re.findall(re.escape(fact["feel"]) + r"\s*(?:[<>]=?|=|\+|in)\s*[\[(]?\s*(\d+(?:\.\d+)?)", conditions)
            self.numbers[fact["id"]] = [Decimal(n) for n in sorted(set(near))]

    def value(self, generator: random.Random, fact: dict):
        kind = fact["type"]
        if kind == "boolean":
            return generator.random() < 0.4
        if kind == "number":
            low, high = float(fact.get("min") or 0), float(fact.get("max") or 1e6)
            if self.numbers[fact["id"]] and generator.random() < 0.6:
                near = float(generator.choice(self.numbers[fact["id"]]))
                number = generator.choice([near, near * generator.uniform(0.5, 1.5), near + 0.01])
            else:
                number = generator.choice([0.0, 10 ** generator.uniform(-2, 4)])
            return round(min(max(number, low), high), 3)
        if kind == "enumeration":
            return generator.choice(fact["options"])["code"]
        if kind == "text":
            return generator.choice(["甲", "乙", "区域削减"])
        if kind == "industries":
            pool = self.industries
            codes = [c if len(c) > 3 else c for c in generator.sample(pool, min(len(pool), generator.choice([1, 1, 2])))] if pool else ["C2614"]
            return codes
        if kind == "texts":
            words = [o["code"] for o in fact.get("options") or []] or ["其他"]
            return generator.sample(words, generator.choice([0, 1, 1, 2]) if len(words) > 1 else 1)
        if kind == "objects":
            rows = []
            for _ in range(generator.choice([0, 1, 2])):
                row = {}
                for field in fact["fields"]:
                    if generator.random() < 0.75:
                        row[field["key"]] = {"number": round(10 ** generator.uniform(0, 4), 1), "boolean": generator.random() < 0.5,
                                             "text": generator.choice(["甲", "染料中间体", "同意文件", "论证报告"])}[field["type"]]
                rows.append(row)
            return rows
        raise AssertionError(f"a fact of an unknown type: {fact}")

    def project(self, generator: random.Random, site: dict, given: float = 0.7, **more) -> dict:
        """A project with each fact given with this probability."""
        project: dict = {"name": "随机项目", "footprint": site}
        for fact in self.facts:
            if generator.random() < given:
                put(project, fact["id"], self.value(generator, fact))
        project.update(more)
        return project


def put(project: dict, fact: str, value) -> None:
    *path, last = fact.split(".")
    for name in path:
        project = project.setdefault(name, {})
    project[last] = value


def take(project: dict, fact: str):
    """The value of a fact, None where it is not given."""
    for name in fact.split("."):
        if not isinstance(project, dict) or name not in project:
            return None
        project = project[name]
    return project


def without(project: dict, fact: str) -> dict:
    """A copy of the project in which nobody supplied that fact."""
    copy = json.loads(json.dumps(project))
    *path, last = fact.split(".")
    place = copy
    for name in path:
        place = place[name]
    del place[last]
    return copy
