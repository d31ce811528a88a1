"""shapely and PROJ beside fenqu: the ground of footprints in units by the three area methods, one call after the other.

Commands and files are those of geos_peer.c. Tasks: area.ellipsoid, area.landSurvey, area.gaussKruger120. The area is that of the
intersection as GEOS draws it, whose corners are rounded to binary degrees.
"""

import struct
import sys
import time
from pathlib import Path

import numpy as np
import pyproj
import shapely

from ground import A, E2, F, ring_area

RECORD = struct.Struct("<II5d")
TO_PLANE = pyproj.Transformer.from_crs("EPSG:4490", "EPSG:4549", always_xy=True)

# 国土调查办发〔2008〕32号
_POWERS = np.array([E2**n for n in range(5)])
TRAPEZOID = [
    ((1, 1), np.dot(_POWERS, [1, 3 / 6, 30 / 80, 35 / 112, 630 / 2304])),
    ((3, -1), np.dot(_POWERS, [0, 1 / 6, 15 / 80, 21 / 112, 420 / 2304])),
    ((5, 1), np.dot(_POWERS, [0, 0, 3 / 80, 7 / 112, 180 / 2304])),
    ((7, -1), np.dot(_POWERS, [0, 0, 0, 1 / 112, 45 / 2304])),
    ((9, 1), np.dot(_POWERS, [0, 0, 0, 0, 5 / 2304])),
]


def trapezoid_area(ring) -> float:
    longitude, latitude = np.radians(shapely.get_coordinates(ring)).T
    half, middle = np.diff(latitude) / 2, (latitude[:-1] + latitude[1:]) / 2
    across = (longitude[:-1] + longitude[1:]) / 2 - longitude[0]
    b = A * (1 - F)
    strip = sum(sign * c * np.sin(n * half) * np.cos(n * middle) for (n, sign), c in TRAPEZOID)
    return abs(float(np.sum(2 * b * b * across * strip)))


def plane_area(ring) -> float:
    """Edges straight in degrees, split to 250 m at most, their places projected."""
    places = shapely.get_coordinates(ring)
    metres = np.hypot(np.diff(places[:, 0]) * np.cos(np.radians(places[:-1, 1])), np.diff(places[:, 1])) * 111_400
    cuts = np.maximum(1, np.ceil(metres / 250).astype(int))
    edge = np.repeat(np.arange(len(cuts)), cuts)
    along = (np.arange(len(edge)) - np.repeat(np.cumsum(cuts) - cuts, cuts)) / cuts[edge]
    split = places[edge] + (places[edge + 1] - places[edge]) * along[:, None]
    x, y = TO_PLANE.transform(split[:, 0], split[:, 1])
    x, y = x - x[0], y - y[0]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


RINGS = {"area.ellipsoid": ring_area, "area.landSurvey": trapezoid_area, "area.gaussKruger120": plane_area}


def geometries(path: str) -> list:
    data = Path(path).read_bytes()
    (count,), at, wkb = struct.unpack_from("<I", data), 4, []
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, at)
        wkb.append(data[at + 4:at + 4 + length])
        at += 4 + length
    return list(shapely.from_wkb(wkb))


class Peer:
    def __init__(self):
        self.layers, self.places = {}, {}

    def hello(self) -> str:
        return f"shapely {shapely.__version__} (GEOS {shapely.geos_version_string}), PROJ {pyproj.proj_version_str}"

    def load(self, name: str, path: str) -> str:
        features = geometries(path)
        shapely.prepare(features)
        self.layers[name] = (features, shapely.STRtree(features))
        return f"{len(features)}"

    def take(self, name: str, path: str) -> str:
        self.places[name] = geometries(path)
        return f"{len(self.places[name])}"

    def grounds(self, task: str, layer: str, site) -> list[tuple[int, float]]:
        features, tree = self.layers[layer]
        measure, result = RINGS[task], []
        for k in tree.query(site, predicate="intersects"):
            area = 0.0
            for part in shapely.get_parts(shapely.intersection(site, features[k])):
                if part.geom_type == "Polygon" and not part.is_empty:
                    area += measure(part.exterior) - sum(measure(hole) for hole in part.interiors)
            if area > 0:
                result.append((int(k), area))
        return result

    def run(self, task: str, layer: str, name: str, start: str, nanoseconds: str, radius: str = "-1") -> str:
        sites, done, begun = self.places[name], 0, time.perf_counter_ns()
        while (spent := time.perf_counter_ns() - begun) < int(nanoseconds) or done == 0:
            self.grounds(task, layer, sites[(int(start) + done) % len(sites)])
            done += 1
        return f"{done} {spent}"

    def answer(self, task: str, layer: str, name: str, start: str, count: str, radius: str, path: str) -> str:
        first, records = int(start), []
        for i, site in enumerate(self.places[name][first:first + int(count)], first):
            records += [RECORD.pack(i, k, area, 0, 0, 0, 0) for k, area in self.grounds(task, layer, site)]
        Path(path).write_bytes(b"".join(records))
        return f"{len(records)}"


def main():
    peer = Peer()
    commands = {"hello": peer.hello, "load": peer.load, "sites": peer.take, "run": peer.run, "answer": peer.answer}
    for line in sys.stdin:
        word, *arguments = line.split()
        try:
            print("ok", commands[word](*arguments), flush=True)
        except Exception as fault:  # one sentence for the benchmark, whatever went wrong
            print("error", " ".join(str(fault).split()) or type(fault).__name__, flush=True)


if __name__ == "__main__":
    main()
