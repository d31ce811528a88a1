"""The judges of area and distance against closed forms and against each other."""

import numpy as np
import pyproj
import pytest
import shapely

from judge.ellipsoid import A, B, E2, area, signed_ring_area
from judge.nearest import Feature

GEOD = pyproj.Geod(a=A, b=B)


def test_a_cell_of_the_graticule_is_the_closed_form():
    ring = [(118, 31), (119, 31), (119, 33), (118, 33)]
    e = E2 ** 0.5
    def zone(phi):
        s = np.sin(np.radians(phi))
        return B * B / 2 * (s / (1 - E2 * s * s) + np.arctanh(e * s) / e)
    assert signed_ring_area(ring) == pytest.approx(np.radians(1) * (zone(33) - zone(31)), rel=1e-13)
    assert signed_ring_area(ring[::-1]) == pytest.approx(-signed_ring_area(ring), rel=1e-15)


def test_slanted_edges_agree_with_geodesics_on_split_edges():
    ring = np.array([(118.0, 31.0), (118.02, 31.004), (118.013, 31.021), (117.99, 31.01)])
    split = []
    for a, b in zip(ring, np.roll(ring, -1, axis=0)):
        n = 400
        split += [a + (b - a) * i / n for i in range(n)]
    expected = abs(GEOD.polygon_area_perimeter(*np.array(split).T)[0])
    assert signed_ring_area(ring) == pytest.approx(expected, rel=1e-9)


def test_parts_add_up_and_holes_are_taken_off():
    left, right = [(118, 31), (118.5, 31), (118.5, 32), (118, 32)], [(118.5, 31), (119, 31), (119, 32), (118.5, 32)]
    whole = [(118, 31), (119, 31), (119, 32), (118, 32)]
    assert area([[left], [right]]) == pytest.approx(area([[whole]]), rel=1e-13)
    assert area([[whole, right]]) == pytest.approx(area([[left]]), rel=1e-13)


@pytest.mark.parametrize("azimuth", [0, 37, 90, 211])
@pytest.mark.parametrize("metres", [3.0, 999.99, 25_000.0])
def test_the_distance_to_a_point_is_the_geodesic(azimuth, metres):
    lon, lat, _ = GEOD.fwd(119.3, 32.1, azimuth, metres)
    found = Feature([shapely.Point(119.3, 32.1)]).distance(shapely.Point(lon, lat))
    assert found == pytest.approx(metres, abs=1e-6)


def test_the_foot_on_a_long_edge_lies_on_the_straight_line_in_degrees():
    edge = shapely.LineString([(118.0, 32.0), (119.0, 32.0)])
    # The parallel, not the great circle: at its middle a point 0.01° north is exactly the meridian arc away.
    expected = GEOD.inv(118.5, 32.0, 118.5, 32.01)[2]
    assert Feature([edge]).distance(shapely.Point(118.5, 32.01)) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("turn", range(0, 90, 7))
def test_far_edges_are_found_in_every_direction(turn):
    """At twenty kilometres too, whatever the bearing: nothing is lost between a bound and what it is looked up with."""
    lon, lat, _ = GEOD.fwd(119.3, 32.1, turn, 20_300)
    site = shapely.Polygon([(lon, lat), (lon + 0.0004, lat + 0.0001), (lon + 0.0002, lat + 0.0005)])
    found = Feature([shapely.LineString([(119.2999, 32.0999), (119.3, 32.1), (119.2998, 32.0997)])]).distance(site)
    assert found == pytest.approx(min(GEOD.inv(119.3, 32.1, *p)[2] for p in shapely.get_coordinates(site)), abs=30)
    assert found <= 20_300.001


def test_touching_and_lying_inside_are_zero():
    square = shapely.box(118, 32, 118.1, 32.1)
    assert Feature([square]).distance(shapely.Point(118.05, 32.05)) == 0
    assert Feature([square]).distance(shapely.box(118.1, 32, 118.2, 32.1)) == 0
    assert Feature([shapely.Point(118.05, 32.05)]).distance(square) == 0


def test_brute_force_agrees_between_two_wiggly_lines():
    generator = np.random.default_rng(5)
    line = np.cumsum(generator.normal(0, 0.002, (200, 2)), axis=0) + [118.5, 32.0]
    site = shapely.Polygon(np.array([(0, 0), (0.003, 0.0005), (0.002, 0.004)]) + line.max(axis=0) + 0.01)
    def dense(xy):
        return np.vstack([a + (b - a) * np.linspace(0, 1, 60)[:, None] for a, b in zip(xy[:-1], xy[1:])])
    p, q = dense(line), dense(shapely.get_coordinates(site))
    lon1, lon2 = np.meshgrid(p[:, 0], q[:, 0])
    lat1, lat2 = np.meshgrid(p[:, 1], q[:, 1])
    brute = GEOD.inv(lon1, lat1, lon2, lat2)[2].min()
    found = Feature([shapely.LineString(line)]).distance(site)
    assert found <= brute + 1e-6 and found == pytest.approx(brute, rel=1e-3)
