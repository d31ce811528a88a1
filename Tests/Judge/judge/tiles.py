"""Vector tiles read by mapbox-vector-tile, and where they lie on the globe by the formulas of EPSG:3857."""

from __future__ import annotations

import json
import math
from urllib.parse import quote

import mapbox_vector_tile
import shapely.geometry


def column(longitude: float, zoom: int) -> int:
    return int((longitude + 180) / 360 * 2 ** zoom)


def row(latitude: float, zoom: int) -> int:
    return int((0.5 - math.atanh(math.sin(math.radians(latitude))) / (2 * math.pi)) * 2 ** zoom)


def steps(longitude: float, latitude: float, zoom: int) -> tuple[float, float]:
    """A place in steps of a zoom, 4,096 a tile, from the north-west."""
    n = 4096 * 2 ** zoom
    return (longitude + 180) / 360 * n, (0.5 - math.atanh(math.sin(math.radians(latitude))) / (2 * math.pi)) * n


def degrees(x: float, y: float, zoom: int) -> tuple[float, float]:
    n = 4096 * 2 ** zoom
    return x / n * 360 - 180, math.degrees(math.atan(math.sinh((0.5 - y / n) * 2 * math.pi)))


class Tiles:
    """The tiles of a running server."""

    def __init__(self, server):
        self.server = server
        self.list = json.loads(server.get("/tiles.json")[2])
        self.state = self.list["state"]

    def address(self, layer: str, zoom: int, x: int, y: int, state: str | None = None, form: str = "mvt") -> str:
        return f"/tiles/{state or self.state}/{quote(layer)}/{zoom}/{x}/{y}.{form}"

    def bounds(self, layer: str) -> list[float]:
        return json.loads(self.server.get(f"/tiles/{self.state}/{quote(layer)}.json")[2])["bounds"]

    def all(self, layer: str, zoom: int) -> list[tuple[int, int]]:
        west, south, east, north = self.bounds(layer)
        return [(x, y) for x in range(column(west, zoom), column(east, zoom) + 1) for y in range(row(north, zoom), row(south, zoom) + 1)]

    def body(self, layer: str, zoom: int, x: int, y: int) -> bytes:
        status, _, body = self.server.get(self.address(layer, zoom, x, y))
        assert status == 200, (layer, zoom, x, y, status)
        return body

    def body_of(self, address: str) -> bytes:
        status, _, body = self.server.get(address)
        assert status == 200, (address, status, body[:300])
        return body

    def features(self, layer: str, zoom: int, x: int, y: int, part: str = "") -> list[tuple[int, dict, shapely.Geometry]]:
        """Number, properties and shape in steps of the tile, y to the south."""
        body = self.body(layer, zoom, x, y)
        if not body:
            return []
        decoded = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True})
        found = decoded.get(layer + part)
        if found is None:
            return []
        assert found["extent"] == 4096 and found["version"] == 2
        return [(f["id"], f["properties"], shapely.geometry.shape(f["geometry"])) for f in found["features"]]
