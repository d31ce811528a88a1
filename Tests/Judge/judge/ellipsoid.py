"""Areas on the CGCS2000 ellipsoid under edges that are straight in longitude and latitude.

The area between the equator and a point at latitude phi, per radian of longitude, is
Q(phi) = b²/2 · [sin phi/(1 − e² sin² phi) + atanh(e sin phi)/e]. Along a straight edge the latitude is linear in the
longitude, so the edge contributes ∫ Q dλ, here by Gauss–Legendre with eight points: no series of the product's.
"""

from __future__ import annotations

import numpy as np

A = 6378137.0
B = 6356752.31414036
E2 = 1 - (B / A) ** 2
E = np.sqrt(E2)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(8)


def q(phi):
    sine = np.sin(phi)
    return B * B / 2 * (sine / (1 - E2 * sine * sine) + np.arctanh(E * sine) / E)


def signed_ring_area(ring) -> float:
    """Square metres of a ring of degrees or of 1e-8 degree steps (told by their size); positive counter-clockwise. Closed or not."""
    ring = np.asarray(ring)
    degrees = ring.astype(float) * (1e-8 if np.abs(ring).max() > 360 else 1.0)
    if (ring[0] == ring[-1]).all():
        degrees = degrees[:-1]
    lam, phi = np.radians(degrees).T
    lam2, phi2 = np.roll(lam, -1), np.roll(phi, -1)
    # Everything relative to one latitude, so that nothing large cancels.
    base = q(phi.mean())
    total = np.zeros(len(lam))
    for node, weight in zip(NODES, WEIGHTS):
        total += weight / 2 * (q((phi + phi2) / 2 + node * (phi2 - phi) / 2) - base)
    return float(-np.sum(np.sort((lam2 - lam) * total)))


def polygon_area(rings) -> float:
    """Shell less holes, whatever their direction."""
    shell, *holes = rings
    return abs(signed_ring_area(shell)) - sum(abs(signed_ring_area(h)) for h in holes)


def area(polygons) -> float:
    """Square metres of a list of polygons, each a list of rings."""
    return sum(polygon_area(rings) for rings in polygons)
