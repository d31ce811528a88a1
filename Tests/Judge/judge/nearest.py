"""Geodesic distance between a site and a layer whose edges are straight in longitude and latitude.

Candidates come from a tree over the layer's edges in a local plane; each near pair is then refined on the ellipsoid with
pyproj, moving along both edges in longitude and latitude, so that no projection decides the result.
"""

from __future__ import annotations

import numpy as np
import pyproj
import shapely

GEOD = pyproj.Geod(a=6378137.0, b=6356752.31414036)
STEP = 2000.0  # metres: longer edges are cut for the plane


def edges(geometry) -> np.ndarray:
    """(n, 4) longitude and latitude of both ends of every edge of a geometry; a point is an edge of no length."""
    found = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        if part.geom_type == "Point":
            xy = shapely.get_coordinates(part)
            found.append(np.hstack([xy, xy]))
            continue
        lines = shapely.get_rings(part) if part.geom_type == "Polygon" else [part]
        for line in lines:
            xy = shapely.get_coordinates(line)
            found.append(np.hstack([xy[:-1], xy[1:]]))
    return np.vstack(found)


class Feature:
    """The edges of a layer, and its polygons if it has any."""

    def __init__(self, geometries):
        self.geometries = list(geometries)
        self.whole = shapely.STRtree(self.geometries)
        raw = np.vstack([edges(g) for g in self.geometries])
        # Cut long edges in degrees: the pieces lie on the same straight line.
        length = np.hypot((raw[:, 2] - raw[:, 0]) * 95000, (raw[:, 3] - raw[:, 1]) * 111000)
        pieces = np.maximum(1, np.ceil(length / STEP)).astype(int)
        index = np.repeat(np.arange(len(raw)), pieces)
        step = np.concatenate([np.arange(n) for n in pieces]) if (pieces > 1).any() else np.zeros(len(raw), int)
        t0, t1 = (step / pieces[index])[:, None], ((step + 1) / pieces[index])[:, None]
        start, end = raw[index, :2], raw[index, 2:]
        self.edges = np.hstack([start + t0 * (end - start), start + t1 * (end - start)])
        self.tree = shapely.STRtree(shapely.linestrings(self.edges.reshape(-1, 2, 2)))

    def distance(self, site) -> float:
        """Metres from the site (a shapely geometry in degrees) to the nearest point of the layer, 0 where they touch."""
        if len(self.whole.query(site, predicate="intersects")):
            return 0.0
        own = edges(site)
        middle = shapely.get_coordinates(site.centroid)[0]
        scale = np.cos(np.radians(middle[1]))
        # First bound: the nearest in degrees gives some distance; nothing farther can win.
        bound = self.exact(own, self.edges[np.atleast_1d(self.tree.query_nearest(site, all_matches=False))])
        reach = bound / 111000 * 1.02 + 1e-6
        box = np.array(site.bounds) + np.array([-reach / scale, -reach, reach / scale, reach])
        near = self.edges[self.tree.query(shapely.box(*box))]
        return min(bound, self.exact(own, near, bound))

    def exact(self, own, others, bound=np.inf) -> float:
        """The least geodesic distance between two sets of edges that do not cross."""
        if len(others) == 0:
            return np.inf
        middle = own[:, :2].mean(axis=0)
        plane = pyproj.Proj(proj="aeqd", lon_0=middle[0], lat_0=middle[1], a=6378137.0, b=6356752.31414036)
        def flat(e):
            x1, y1 = plane(e[:, 0], e[:, 1])
            x2, y2 = plane(e[:, 2], e[:, 3])
            return shapely.linestrings(np.stack([np.stack([x1, y1], 1), np.stack([x2, y2], 1)], 1))
        a, b = flat(own), flat(others)
        tree = shapely.STRtree(b)
        best = np.inf
        rough = np.array([b[tree.nearest(x)].distance(x) for x in a]).min()
        # Planar distances near the middle are true to a few in a hundred thousand; a few metres more costs nothing.
        limit = rough * 1.0005 + 1.0
        for i, line in enumerate(a):
            x0, y0, x1, y1 = line.bounds
            near = tree.query(shapely.box(x0 - limit, y0 - limit, x1 + limit, y1 + limit))
            for j in near[shapely.distance(b[near], line) <= limit]:
                best = min(best, refine(own[i], others[j]))
        return best


def along(edge, t):
    return edge[:2] + t * (edge[2:] - edge[:2])


def metres(a, b):
    return GEOD.inv(a[0], a[1], b[0], b[1])[2]


def refine(first, second) -> float:
    """Geodesic distance of two edges that do not cross: an end of one to some point of the other, the best of four."""
    best = np.inf
    for fixed, edge in ((first[:2], second), (first[2:], second), (second[:2], first), (second[2:], first)):
        low, high = 0.0, 1.0
        # The distance along a short edge has one minimum: golden section.
        ratio = (5 ** 0.5 - 1) / 2
        c, d = high - ratio * (high - low), low + ratio * (high - low)
        fc, fd = metres(fixed, along(edge, c)), metres(fixed, along(edge, d))
        for _ in range(40):
            if fc < fd:
                high, d, fd = d, c, fc
                c = high - ratio * (high - low)
                fc = metres(fixed, along(edge, c))
            else:
                low, c, fc = c, d, fd
                d = low + ratio * (high - low)
                fd = metres(fixed, along(edge, d))
            if (high - low) * 2500 < 1e-3:
                break
        best = min(best, fc, fd, metres(fixed, edge[:2]), metres(fixed, edge[2:]))
    return best
