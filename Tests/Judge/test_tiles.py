"""Tiles: valid by the specification, whole, small enough, neighbours meeting, and served so that they may be kept."""

import json
import math
import random
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from collections import Counter
from urllib.parse import quote

import pytest
import shapely
import shapely.geometry

from judge.settings import DAY, SEED, count
from judge.tiles import Tiles, column, degrees, row, steps

UNITS = "管控单元"
PIXEL = 16 * 16


@pytest.fixture(scope="module")
def tiles(server) -> Tiles:
    return Tiles(server)


def chosen(tiles: Tiles, layer: str, zoom: int, most: int) -> list[tuple[int, int]]:
    every = tiles.all(layer, zoom)
    return every if len(every) <= most else random.Random(SEED + zoom).sample(every, most)


def rings(shape) -> list:
    return [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]


@pytest.mark.parametrize("layer", [UNITS, "水环境管控分区", "建成区", "生态保护红线", "长江流域", "长江干支流岸线"])
def test_every_shape_is_valid_at_every_zoom(tiles, layer):
    seen = 0
    for zoom in range(0, 17):
        for x, y in chosen(tiles, layer, zoom, count(12, 80)):
            for _, properties, shape in tiles.features(layer, zoom, x, y):
                seen += 1
                assert shape.is_valid and not shape.is_empty, (zoom, x, y, properties, shapely.is_valid_reason(shape))
                if shape.geom_type.endswith("Polygon"):
                    assert all(r.length > 0 and shapely.geometry.Polygon(r).area > 0 for r in rings(shape)), (zoom, x, y, properties)
                left, top, right, bottom = shape.bounds
                assert left >= -64 and top >= -64 and right <= 4160 and bottom <= 4160, (zoom, x, y, properties)
    assert seen > 50


@pytest.mark.parametrize("zoom", [7, 8, 9, 10, 11, 13])
def test_neighbours_meet(tiles, zoom):
    """Nothing between units and nothing twice but what is below a pixel; a border is the same vertices on both sides."""
    shared = 0
    for x, y in chosen(tiles, UNITS, zoom, count(15, 100)):
        units = [shape for _, _, shape in tiles.features(UNITS, zoom, x, y)]
        if not units:
            continue
        whole = shapely.union_all(units)
        for part in shapely.get_parts(whole):
            for gap in part.interiors:
                assert shapely.geometry.Polygon(gap).area <= PIXEL, (zoom, x, y, gap.wkt[:200])
        # Units below a pixel are drawn as squares of one, on top of their neighbours.
        least = sum(1 for u in units if u.area <= PIXEL)
        assert sum(u.area for u in units) - whole.area <= PIXEL * (least + 1), (zoom, x, y)
        edges = Counter()
        for u in units:
            if u.area <= PIXEL:
                continue
            for ring in rings(u):
                places = [tuple(p) for p in ring.coords]
                edges.update(frozenset(e) for e in zip(places, places[1:]))
        assert max(edges.values(), default=0) <= 2
        # An edge of one unit alone is the province's own border, the margin's, or lies about a unit drawn as a square.
        outline = shapely.union_all([whole.boundary, shapely.geometry.box(-64, -64, 4160, 4160).boundary,
                                     *[u.buffer(24) for u in units if u.area <= PIXEL]])
        for edge, times in edges.items():
            if times == 1 and len(edge) == 2:
                assert shapely.distance(shapely.geometry.LineString(list(edge)).centroid, outline) <= 24, (zoom, x, y, edge)
        shared += sum(1 for times in edges.values() if times == 2)
    assert shared > 30


@pytest.mark.parametrize("layer", [UNITS, "生态保护红线", "饮用水水源一级保护区"])
@pytest.mark.parametrize("zoom", [0, 4, 6, 8, 9])
def test_every_feature_is_seen_and_has_one_label_within_it(tiles, export, layer, zoom):
    known = {f.code: f.shape for f in export.layer("units" if layer == UNITS else layer)}
    seen, labels, reduced = set(), Counter(), False
    for x, y in tiles.all(layer, zoom):
        reduced |= "Fenqu-Tile-Reduction" in tiles.server.get(tiles.address(layer, zoom, x, y))[1]
        for _, properties, shape in tiles.features(layer, zoom, x, y):
            seen.add(properties["code"])
        for _, properties, shape in tiles.features(layer, zoom, x, y, "·标注"):
            labels[properties["code"]] += 1
            assert 0 <= shape.x < 4096 and 0 <= shape.y < 4096
            assert 1 <= properties["rank"] <= len(known)
            place = degrees(x * 4096 + shape.x + 0.5, y * 4096 + shape.y + 0.5, zoom)
            assert known[properties["code"]].distance(shapely.geometry.Point(place)) < 360 / (4096 * 2 ** zoom), (zoom, properties)
    assert seen == set(known)
    assert not labels or max(labels.values()) == 1
    assert reduced or set(labels) == set(known)


def test_no_tile_is_too_large(tiles):
    for layer in tiles.list["layers"]:
        for zoom in range(0, 15):
            for x, y in chosen(tiles, layer["id"], zoom, count(4, 40)):
                assert len(tiles.body(layer["id"], zoom, x, y)) <= 500_000, (layer["id"], zoom, x, y)


def test_attributes_and_numbers_are_the_layers_own(tiles, export):
    known = {f.code: f.properties for f in export.layer("units")}
    zoom, numbers = 9, {}
    for x, y in tiles.all(UNITS, zoom):
        for number, properties, _ in tiles.features(UNITS, zoom, x, y):
            for key in ("code", "name", "class"):
                assert properties[key] == known[properties["code"]][key]
            assert numbers.setdefault(number, properties["code"]) == properties["code"] and 0 < number < 2 ** 53
    assert len(numbers) == len(known)


def test_drawn_areas_agree_with_the_true_ones(tiles, export):
    """Within a tenth of a percent of a large unit and a pixel's strip along the border of any."""
    zoom, drawn = 12, Counter()
    tile = shapely.geometry.box(0, 0, 4096, 4096)
    units = random.Random(SEED).sample(export.layer("units"), 12)
    for unit in units:
        west, south, east, north = unit.shape.bounds
        for x in range(column(west, zoom), column(east, zoom) + 1):
            for y in range(row(north, zoom), row(south, zoom) + 1):
                for _, properties, shape in tiles.features(UNITS, zoom, x, y):
                    if properties["code"] == unit.code:
                        drawn[unit.code] += shape.intersection(tile).area
        flat = shapely.transform(unit.shape, lambda places: [steps(a, b, zoom) for a, b in places])
        assert abs(drawn[unit.code] - flat.area) <= 0.001 * flat.area + 2 * flat.length, unit.code


def test_an_address_with_digits_may_be_kept_and_current_is_asked_again(tiles):
    west, south, east, north = tiles.bounds(UNITS)
    x, y = column((west + east) / 2, 9), row((south + north) / 2, 9)
    fixed = tiles.address(UNITS, 9, x, y)
    status, headers, body = tiles.server.get(fixed)
    assert status == 200 and body and headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Type"] == "application/vnd.mapbox-vector-tile"
    tag = headers["ETag"]
    assert tag.startswith('"') and not tag.startswith("W/")
    for state in ("current", DAY):
        address = tiles.address(UNITS, 9, x, y, state)
        status, headers, same = tiles.server.get(address)
        assert (status, same, headers["ETag"], headers["Cache-Control"]) == (200, body, tag, "no-cache")
        status, headers, nothing = tiles.server.get(address, **{"If-None-Match": tag})
        assert (status, nothing, headers["ETag"]) == (304, b"", tag)
    assert tiles.server.get(fixed, **{"If-None-Match": tag})[0] == 304
    assert tiles.server.get(fixed, **{"If-None-Match": '"other"'})[0] == 200


@pytest.mark.parametrize("path, status", [
    ("{s}/{l}/9/512/1.mvt", 404), ("{s}/{l}/17/0/0.mvt", 404), ("{s}/{l}/9/1/512.png", 404), ("{s}/{l}/9/0/0.mvt", 200), ("{s}/{l}/9/0/0.png", 200),
    ("{s}/{l}/a/0/0.mvt", 400), ("{s}/{l}/9/-1/0.mvt", 400), ("{s}/{l}/9/1/1e3.mvt", 400), ("{s}/{l}/9/99999999999999999999/1.mvt", 400),
    ("{s}/{l}/9/1/1@3x.png", 400), ("{s}/%FF%FE/9/1/1.mvt", 400), ("zz/{l}/9/1/1.mvt", 400), ("2026-02-30/{l}/9/1/1.mvt", 400),
    ("0123456789abcdef/{l}/9/1/1.mvt", 404), ("{s}/nothing/9/1/1.mvt", 404), ("{s}/nothing.json", 404), ("current/{l}/9/1/1.mvt?matrixSet=x", 400),
    ("current/{l}/1/1/1.mvt?matrixSet=CGCS2000Quad", 404), ("current/{l}/1/1/0.mvt?matrixSet=CGCS2000Quad", 200),
])
def test_what_is_no_tile_is_refused_in_a_sentence(tiles, path, status):
    found, headers, body = tiles.server.get("/tiles/" + path.format(s=tiles.state, l=quote(UNITS)))
    assert found == status, body[:300]
    if status >= 400:
        assert headers["Content-Type"].startswith("application/problem+json")
        assert json.loads(body)["detail"].endswith("。")


def test_the_description_names_what_the_tiles_hold(tiles):
    for layer in tiles.list["layers"][:6]:
        status, headers, body = tiles.server.get(layer["tilejson"])
        described = json.loads(body)
        assert status == 200 and described["tilejson"] == "3.0.0" and described["maxzoom"] == 16
        assert [v["id"] for v in described["vector_layers"]] == [layer["id"], layer["id"] + "·标注"]
        west, south, east, north = described["bounds"]
        assert 110 < west < east < 130 and 25 < south < north < 40
        zoom = 6
        x, y = column((west + east) / 2, zoom), row((south + north) / 2, zoom)
        assert described["tiles"][0].endswith("/{z}/{x}/{y}.mvt")
        for _, properties, _ in tiles.features(layer["id"], zoom, x, y):
            assert set(properties) <= set(described["vector_layers"][0]["fields"])


# Pictures


def picture(body: bytes) -> tuple[int, int, bytes]:
    """Width, height and the unpacked rows of a PNG of eight bits a channel."""
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, kind = struct.unpack(">IIBB", body[16:26])
    assert depth == 8 and kind in (2, 6)
    at, data = 8, b""
    while at < len(body):
        length, name = struct.unpack(">I4s", body[at:at + 8])
        if name == b"IDAT":
            data += body[at + 8:at + 8 + length]
        at += length + 12
    return width, height, zlib.decompress(data)


def test_pictures_are_drawn_in_both_sizes_and_empty_ones_are_clear(tiles):
    west, south, east, north = tiles.bounds(UNITS)
    x, y = column((west + east) / 2, 9), row((south + north) / 2, 9)
    for form, size in (("png", 256), ("@2x.png", 512)):
        address = tiles.address(UNITS, 9, x, y, form="png") if form == "png" else f"/tiles/{tiles.state}/{quote(UNITS)}/9/{x}/{y}@2x.png"
        status, headers, body = tiles.server.get(address)
        assert status == 200 and headers["Content-Type"] == "image/png" and "immutable" in headers["Cache-Control"]
        width, height, pixels = picture(body)
        assert (width, height) == (size, size) and len(set(pixels)) > 20
        assert tiles.server.get(address, **{"If-None-Match": headers["ETag"]})[0] == 304
    assert set(picture(tiles.body_of(tiles.address(UNITS, 9, 0, 0, form="png")))[2]) == {0}


def test_the_style_has_every_layer_and_every_layer_a_legend(tiles):
    style = json.loads(tiles.server.get("/map/style.json")[2])
    for layer in tiles.list["layers"]:
        assert layer["id"] in style["layers"] or layer["group"] in style["groups"], layer["id"]
        status, headers, body = tiles.server.get(f"/map/legend/{quote(layer['id'])}.png")
        assert status == 200 and len(set(picture(body)[2])) > 5, layer["id"]


def test_the_wmts_describes_itself_and_answers_both_ways(tiles):
    ows, wmts, link = "{http://www.opengis.net/ows/1.1}", "{http://www.opengis.net/wmts/1.0}", "{http://www.w3.org/1999/xlink}href"
    _, _, restful = tiles.server.get("/wmts/1.0.0/WMTSCapabilities.xml")
    status, headers, body = tiles.server.get("/wmts?service=WMTS&Request=GetCapabilities&version=1.0.0")
    assert status == 200 and headers["Content-Type"].startswith("application/xml") and body == restful
    root = ElementTree.fromstring(body)
    layers = {e.findtext(ows + "Identifier"): e for e in root.iter(wmts + "Layer")}
    assert set(layers) == {layer["id"] for layer in tiles.list["layers"]}
    sets = {e.findtext(ows + "Identifier"): e for e in root.find(wmts + "Contents").findall(wmts + "TileMatrixSet")}
    assert set(sets) == {"WebMercatorQuad", "CGCS2000Quad"}
    first = sets["WebMercatorQuad"].find(wmts + "TileMatrix")
    assert math.isclose(float(first.findtext(wmts + "ScaleDenominator")), 559082264.0287178, rel_tol=1e-9)
    assert layers[UNITS].find(f"{wmts}Style/{wmts}LegendURL").get(link).endswith(".png")
    west, south, east, north = tiles.bounds(UNITS)
    x, y = column((west + east) / 2, 8), row((south + north) / 2, 8)
    template = layers[UNITS].find(wmts + "ResourceURL").get("template").removeprefix(tiles.server.url)
    for key, value in (("TileMatrixSet", "WebMercatorQuad"), ("TileMatrix", 8), ("TileCol", x), ("TileRow", y)):
        template = template.replace("{%s}" % key, str(value))
    by_address = tiles.body_of(template)
    by_names = tiles.body_of(
        f"/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={quote(UNITS)}&STYLE=default&FORMAT=image/png"
        f"&TILEMATRIXSET=WebMercatorQuad&TILEMATRIX=8&TILEROW={y}&TILECOL={x}")
    assert by_address == by_names and len(set(picture(by_names)[2])) > 20
    for query in ("", "REQUEST=GetMap", "REQUEST=GetTile", "SERVICE=WMS&REQUEST=GetCapabilities", "REQUEST=GetTile&LAYER=x&TILEMATRIXSET=y"):
        assert tiles.server.get("/wmts?" + query)[0] == 400, query
