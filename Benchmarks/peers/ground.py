"""Measures on the ellipsoid of CGCS2000, of geometry whose edges are straight in longitude and latitude."""

import numpy as np
import shapely

A, F = 6378137.0, 1 / 298.257222101
E2 = F * (2 - F)
B = A * (1 - F)
AT = 0.5 + np.array([-1, 0, 1]) * 0.5 * np.sqrt(0.6)
WEIGHT = np.array([5, 8, 5]) / 18


def area_function(latitude):
    """Its integral over longitude is ground between the equator and an edge; radians in, m² a radian out."""
    e, s = np.sqrt(E2), np.sin(latitude)
    return B * B / 2 * (s / (1 - E2 * s * s) + np.arctanh(e * s) / e)


def ring_area(ring) -> float:
    x, y = np.radians(shapely.get_coordinates(ring)).T
    q = area_function(y[:-1, None] + np.diff(y)[:, None] * AT) - area_function(y[0])
    return abs(float(np.sum(np.diff(x) * (q @ WEIGHT))))


def line_length(line) -> float:
    x, y = np.radians(shapely.get_coordinates(line)).T
    latitude = y[:-1, None] + np.diff(y)[:, None] * AT
    w = np.sqrt(1 - E2 * np.sin(latitude) ** 2)
    speed = np.hypot(A * (1 - E2) / w**3 * np.diff(y)[:, None], A / w * np.cos(latitude) * np.diff(x)[:, None])
    return float(np.sum(speed @ WEIGHT))


def measures(wkb: bytes) -> tuple[float, float, float]:
    """Area in square metres, length in metres and number of places of all parts."""
    area = length = places = 0.0
    for part in shapely.get_parts(shapely.get_parts(shapely.from_wkb(wkb))):
        if part.geom_type == "Polygon" and not part.is_empty:
            area += ring_area(part.exterior) - sum(ring_area(hole) for hole in part.interiors)
        elif part.geom_type in ("LineString", "LinearRing") and not part.is_empty:
            length += line_length(part)
        elif part.geom_type == "Point" and not part.is_empty:
            places += 1
    return area, length, places
