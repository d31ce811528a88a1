"""Deliveries made of an exported layer: displaced, turned, read in the wrong system; written as the files that offices send."""

from __future__ import annotations

import json
import math
import zipfile
from pathlib import Path

import numpy as np
import pyproj
import shapely

# GCJ-02 anew, from the published description of the offset and not from the product: radians and tables of terms.
_A, _EE = 6378245.0, 0.00669342162296594323


def gcj02(xy: np.ndarray) -> np.ndarray:
    dx, dy = xy[:, 0] - 105.0, xy[:, 1] - 35.0
    waves = lambda v, terms: sum(a * np.sin(v * f * math.pi) for a, f in terms) * 2 / 3
    common = waves(dx, [(20, 6), (20, 2)])
    north = -100 + 2 * dx + 3 * dy + 0.2 * dy ** 2 + 0.1 * dx * dy + 0.2 * np.sqrt(np.abs(dx)) + common
    north = north + waves(dy, [(20, 1), (40, 1 / 3)]) + waves(dy, [(160, 1 / 12), (320, 1 / 30)])
    east = 300 + dx + 2 * dy + 0.1 * dx ** 2 + 0.1 * dx * dy + 0.1 * np.sqrt(np.abs(dx)) + common
    east = east + waves(dx, [(20, 1), (40, 1 / 3)]) + waves(dx, [(150, 1 / 12), (300, 1 / 30)])
    φ = np.radians(xy[:, 1])
    magic = 1 - _EE * np.sin(φ) ** 2
    lat = north * 180 / (_A * (1 - _EE) / (magic * np.sqrt(magic)) * math.pi)
    lon = east * 180 / (_A / np.sqrt(magic) * np.cos(φ) * math.pi)
    return xy + np.column_stack([lon, lat])


def bd09(xy: np.ndarray) -> np.ndarray:
    g = gcj02(xy)
    x, y = g[:, 0], g[:, 1]
    k = math.pi * 3000 / 180
    z, t = np.hypot(x, y) + 0.00002 * np.sin(y * k), np.arctan2(y, x) + 0.000003 * np.cos(x * k)
    return np.column_stack([z * np.cos(t) + 0.0065, z * np.sin(t) + 0.006])


def plane(lon: float) -> pyproj.Transformer:
    """Longitude and latitude to a Gauss–Krüger plane of CGCS2000 about a meridian."""
    return pyproj.Transformer.from_crs("EPSG:4490", f"+proj=tmerc +lat_0=0 +lon_0={lon} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m", always_xy=True)


def in_plane(centre: tuple[float, float], change):
    """A change of metres about a centre, as a change of degrees."""
    there = plane(centre[0])
    cx, cy = there.transform(*centre)

    def apply(xy: np.ndarray) -> np.ndarray:
        x, y = there.transform(xy[:, 0], xy[:, 1])
        q = change(np.column_stack([x - cx, y - cy]))
        return np.column_stack(there.transform(q[:, 0] + cx, q[:, 1] + cy, direction="INVERSE"))
    return apply


def move(east: float, north: float):
    return lambda p: p + np.array([east, north])


def turn(degrees: float, scale: float = 1.0):
    a = math.radians(degrees)
    return lambda p: scale * p @ np.array([[math.cos(a), math.sin(a)], [-math.sin(a), math.cos(a)]])


def changed(features, change, where=lambda f: True):
    """(properties, shape) of every feature, those chosen with their places changed."""
    return [(f.properties, shapely.transform(f.shape, change) if where(f) else f.shape) for f in features]


def geojson(path: Path, features, digits: int = 9) -> Path:
    def coordinates(value):
        return [coordinates(v) for v in value] if isinstance(value[0], (list, tuple)) else [round(v, digits) for v in value]
    rows = []
    for properties, shape in features:
        g = shapely.geometry.mapping(shape)
        rows.append({"type": "Feature", "properties": {k: properties[k] for k in ("code", "name")}, "geometry": {"type": g["type"], "coordinates": coordinates(g["coordinates"])}})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False))
    return path


def geometry_bytes(features) -> int:
    return sum(shapely.get_num_coordinates(s) * 16 for _, s in features)


def shapefile(path: Path, features, wkt: str) -> Path:
    """A zipped shapefile written byte by byte (ESRI's white paper of 1998), one field each for code and name."""
    import struct
    shp, shx, dbf = bytearray(), bytearray(), bytearray()
    boxes = np.array([s.bounds for _, s in features])
    box = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
    for number, (_, shape) in enumerate(features, 1):
        rings = []
        for part in shapely.get_parts(shape):
            rings.append(np.asarray(shapely.geometry.polygon.orient(part, -1).exterior.coords))
            rings += [np.asarray(r.coords) for r in shapely.geometry.polygon.orient(part, -1).interiors]
        starts = np.cumsum([0] + [len(r) for r in rings[:-1]])
        body = struct.pack("<i4d2i", 5, *shape.bounds, len(rings), sum(map(len, rings))) + struct.pack(f"<{len(rings)}i", *starts)
        body += np.concatenate(rings).astype("<f8").tobytes()
        shx += struct.pack(">2i", (100 + len(shp)) // 2, len(body) // 2)
        shp += struct.pack(">2i", number, len(body) // 2) + body
    head = lambda n: struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + n) // 2) + struct.pack("<2i8d", 1000, 5, *box, 0, 0, 0, 0)
    fields = [("code", 20), ("name", 120)]
    dbf += struct.pack("<B3BIHH20x", 3, 126, 1, 1, len(features), 33 + 32 * len(fields), 1 + sum(w for _, w in fields))
    for name, width in fields:
        dbf += struct.pack("<11sc4xB B14x".replace(" ", ""), name.encode(), b"C", width, 0)
    dbf += b"\r"
    for properties, _ in features:
        dbf += b" " + b"".join(str(properties[n]).encode()[:w].ljust(w) for n, w in fields)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix, data in ((".shp", head(len(shp)) + shp), (".shx", head(len(shx)) + shx), (".dbf", dbf + b"\x1a"), (".prj", wkt.encode()), (".cpg", b"UTF-8")):
            archive.writestr("layer" + suffix, bytes(data))
    return path


def sqlite_geopackage(path: Path, features, srs: int = 4490) -> Path:
    """A GeoPackage of one layer with the tables that OGC 12-128r18 asks for."""
    import sqlite3
    import struct
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript(f"""
        PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, description TEXT, last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
        CREATE TABLE layer (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, name TEXT);
        INSERT INTO gpkg_contents VALUES ('layer','features','layer','',strftime('%Y-%m-%dT%H:%M:%fZ','now'),NULL,NULL,NULL,NULL,{srs});
        INSERT INTO gpkg_geometry_columns VALUES ('layer','geom','MULTIPOLYGON',{srs},0,0);""")
    for code in {4326, srs}:
        db.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,NULL)", (f"EPSG {code}", code, "EPSG", code, pyproj.CRS.from_epsg(code).to_wkt("WKT1_GDAL")))
    for properties, shape in features:
        if shape.geom_type == "Polygon":
            shape = shapely.MultiPolygon([shape])
        db.execute("INSERT INTO layer (geom, code, name) VALUES (?,?,?)",
                   (b"GP\x00\x01" + struct.pack("<i", srs) + shapely.to_wkb(shape, byte_order=1), properties["code"], properties["name"]))
    db.commit()
    db.close()
    return path
