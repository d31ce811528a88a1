"""PostGIS beside fenqu: keeps a database of its own, loads layers, answers questions in bulk and times itself.

    postgis_peer.py FOLDER          FOLDER holds the cluster; made where it is not there, kept for the next run

The server listens on a socket in a folder of its own and nowhere else, runs without root's rights, and is ended with this
program. Commands and files are those of geos_peer.c; `load` keeps a layer whose file has not changed. More commands:
    attributes LAYER FILE      a JSON object a line, one for each feature of the layer, for tiles
    web LAYER                  the layer in web Mercator, indexed, for tiles
Tasks: point.whole, point.subdivided, footprint.whole, footprint.subdivided, distance.knn, distance.within (both also with
.subdivided), tile.

Fair to PostGIS: one statement for many sites (arrays in, arrays out), prepared, one process, no parallel workers, no JIT (it only
costs here), GiST, ANALYZE, geometry whole or by ST_Subdivide, SRID 0 so that nothing is looked up, everything in shared memory.
"""

import contextlib
import hashlib
import json
import os
import pwd
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from ground import measures

BIN = Path("/usr/lib/postgresql/15/bin")
SETTINGS = {
    "listen_addresses": "", "shared_buffers": "1GB", "work_mem": "256MB", "maintenance_work_mem": "512MB", "jit": "off",
    "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "1", "fsync": "off", "synchronous_commit": "off",
    "full_page_writes": "off", "max_wal_size": "4GB", "autovacuum": "off", "logging_collector": "off", "random_page_cost": "1.1",
}
RECORD = struct.Struct("<II5d")


class Server:
    """The cluster in a folder, as an unprivileged child of this process."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        if self.user:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        folder.chmod(0o700)
        data = folder / "data"
        if not (data / "PG_VERSION").exists():
            self.call(BIN / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C")
        # A socket's path has at most 107 bytes.
        self.sockets = Path(tempfile.mkdtemp(prefix="fenqu-pg-"))
        if self.user:
            os.chown(self.sockets, owner.pw_uid, owner.pw_gid)
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        self.log = open(folder / "server.log", "wb")
        self.process = subprocess.Popen(
            [BIN / "postgres", "-D", data, "-k", self.sockets, *options], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            cwd="/", **self.user)

    def call(self, *command):
        done = subprocess.run(command, capture_output=True, cwd="/", **self.user)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode(errors="replace").strip().replace("\n", " ")[:400])

    def connect(self) -> psycopg.Connection:
        for _ in range(300):
            if self.process.poll() is not None:
                raise RuntimeError("PostgreSQL ended at once; see server.log")
            with contextlib.suppress(psycopg.OperationalError):
                return psycopg.connect(host=str(self.sockets), user="postgres", dbname="postgres", autocommit=True)
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL does not answer")

    def stop(self):
        """Ends the server by its own id, and waits for it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        shutil.rmtree(self.sockets, ignore_errors=True)


def geometries(path: str) -> list[bytes]:
    data = Path(path).read_bytes()
    (count,), at, result = struct.unpack_from("<I", data), 4, []
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, at)
        result.append(data[at + 4:at + 4 + length])
        at += 4 + length
    return result


# What one site is: a place is made from two numbers, an outline from its WKB, both once.
PLACES = "unnest(%b::float8[], %b::float8[]) WITH ORDINALITY w(x, y, i) CROSS JOIN LATERAL (SELECT ST_MakePoint(w.x, w.y) AS g OFFSET 0) s"
OUTLINES = "unnest(%b::bytea[]) WITH ORDINALITY w(wkb, i) CROSS JOIN LATERAL (SELECT ST_GeomFromWKB(w.wkb) AS g OFFSET 0) s"
MEASURE = "CASE l.dim WHEN 2 THEN ST_Area({0}) WHEN 1 THEN ST_Length({0}) ELSE ST_NumGeometries({0}) END"
COMMON = "CASE WHEN l.dim = 2 AND ST_Covers(l.geom, s.g) THEN s.g ELSE ST_Intersection(l.geom, s.g) END"


def statement(task: str, layer: str, sites: str, *, timed: bool) -> str:
    """One statement for many sites. Columns are arrays: site (from 1), feature, then what is measured."""
    kind, _, way = task.partition(".")
    table = f"layer_{layer}" + ("_parts" if way.endswith("subdivided") else "")
    if kind == "point":
        return f"SELECT array_agg(w.i::int4), array_agg(l.id) FROM {sites} JOIN {table} l ON ST_Intersects(l.geom, s.g)"
    if kind == "footprint":
        join = f"FROM {sites} JOIN {table} l ON ST_Intersects(l.geom, s.g)"
        if not timed:
            return f"SELECT array_agg(w.i::int4), array_agg(l.id), array_agg(ST_AsBinary({COMMON})) {join}"
        measure = (f"CASE WHEN l.dim = 2 AND ST_Covers(l.geom, s.g) THEN ST_Area(s.g) ELSE "
                   f"{MEASURE.format('ST_Intersection(l.geom, s.g)')} END")
        if not way.endswith("subdivided"):
            return f"SELECT array_agg(w.i::int4), array_agg(l.id), array_agg({measure}) {join}"
        return (f"SELECT array_agg(i::int4), array_agg(id), array_agg(m) FROM "
                f"(SELECT w.i, l.id, sum({measure}) AS m {join} GROUP BY w.i, l.id) t")
    line = "" if timed else (
        ", array_agg(ST_X(ST_StartPoint(n.line))), array_agg(ST_Y(ST_StartPoint(n.line)))"
        ", array_agg(ST_X(ST_EndPoint(n.line))), array_agg(ST_Y(ST_EndPoint(n.line)))")
    shortest = "" if timed else ", ST_ShortestLine(s.g, l.geom) AS line"
    if way.startswith("knn"):
        nearest = f"SELECT l.id, ST_Distance(l.geom, s.g) AS d{shortest} FROM {table} l ORDER BY l.geom <-> s.g LIMIT 1"
    else:
        nearest = (f"SELECT l.id, ST_Distance(l.geom, s.g) AS d{shortest} FROM {table} l "
                   f"WHERE ST_DWithin(l.geom, s.g, %b::float8) ORDER BY d LIMIT 1")
    return f"SELECT array_agg(w.i::int4), array_agg(n.id), array_agg(n.d){line} FROM {sites} CROSS JOIN LATERAL ({nearest}) n"


# A margin of 64 steps about the tile, as ours has.
TILE = """SELECT ST_AsMVT(t, %b, 4096, 'geom') FROM (
  SELECT ST_AsMVTGeom(l.geom, ST_TileEnvelope(%b::int4, %b::int4, %b::int4), 4096, 64, true) AS geom, {columns} FROM web_{layer} l
  WHERE l.geom && ST_TileEnvelope(%b::int4, %b::int4, %b::int4, margin => 64.0 / 4096)) t WHERE t.geom IS NOT NULL"""


class Peer:
    def __init__(self, connection: psycopg.Connection):
        self.connection = connection
        self.cursor = connection.cursor(binary=True)
        self.sites: dict[str, list] = {}
        self.arePlaces: dict[str, bool] = {}
        connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        connection.execute("CREATE TABLE IF NOT EXISTS held (name text PRIMARY KEY, digest text)")
        self.pace: dict[tuple, float] = {}

    def hello(self) -> str:
        postgis = self.connection.execute("SELECT extversion FROM pg_extension WHERE extname = 'postgis'").fetchone()[0]
        geos = self.connection.execute("SELECT postgis_geos_version()").fetchone()[0].split("-")[0]
        server = self.connection.execute("SHOW server_version").fetchone()[0].split()[0]
        return f"PostGIS {postgis} (PostgreSQL {server}, GEOS {geos})"

    def holds(self, name: str, digest: str) -> bool:
        row = self.connection.execute("SELECT digest FROM held WHERE name = %s", [name]).fetchone()
        return row is not None and row[0] == digest

    def keep(self, name: str, digest: str):
        self.connection.execute("INSERT INTO held VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest", [name, digest])

    def load(self, layer: str, path: str) -> str:
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        if not self.holds(layer, digest):
            run = self.connection.execute
            run(f"DROP TABLE IF EXISTS layer_{layer}, layer_{layer}_parts, web_{layer}")
            run(f"CREATE TABLE layer_{layer} (id int4 PRIMARY KEY, geom geometry, dim int2)")
            run("CREATE TEMP TABLE arrived (id int4, wkb bytea)")
            with self.connection.cursor().copy("COPY arrived FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["int4", "bytea"])
                for i, wkb in enumerate(geometries(path)):
                    copy.write_row((i, wkb))
            run(f"INSERT INTO layer_{layer} SELECT id, g, ST_Dimension(g) FROM (SELECT id, ST_GeomFromWKB(wkb) g FROM arrived) t")
            run("DROP TABLE arrived")
            run(f"CREATE TABLE layer_{layer}_parts AS SELECT id, dim, ST_Subdivide(geom, 128) AS geom FROM layer_{layer}")
            for table in (f"layer_{layer}", f"layer_{layer}_parts"):
                run(f"CREATE INDEX ON {table} USING gist (geom)")
                run(f"VACUUM ANALYZE {table}")
            self.keep(layer, digest)
        whole = self.connection.execute(f"SELECT count(*), sum(ST_NPoints(geom)) FROM layer_{layer}").fetchone()
        parts = self.connection.execute(f"SELECT count(*) FROM layer_{layer}_parts").fetchone()
        return f"{whole[0]} {whole[1]} {parts[0]}"

    def attributes(self, layer: str, path: str) -> str:
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        rows = [json.loads(line) for line in open(path, encoding="utf-8")]
        if not self.holds(f"web {layer}", digest + self.held(layer)):
            names = sorted({name for row in rows for name in row})
            columns = "".join(f', "{name}" text' for name in names)
            run = self.connection.execute
            run(f"DROP TABLE IF EXISTS web_{layer}")
            run(f"CREATE TEMP TABLE told (id int4{columns})")
            with self.connection.cursor().copy("COPY told FROM STDIN") as copy:
                for i, row in enumerate(rows):
                    copy.write_row([i, *(row.get(name) for name in names)])
            chosen = "".join(f', told."{name}"' for name in names)
            run(f"CREATE TABLE web_{layer} AS SELECT l.id{chosen}, ST_Transform(ST_SetSRID(l.geom, 4490), 3857) AS geom "
                f"FROM layer_{layer} l JOIN told USING (id)")
            run("DROP TABLE told")
            run(f"CREATE INDEX ON web_{layer} USING gist (geom)")
            run(f"VACUUM ANALYZE web_{layer}")
            self.keep(f"web {layer}", digest + self.held(layer))
        return f"{len(rows)}"

    def held(self, layer: str) -> str:
        return self.connection.execute("SELECT digest FROM held WHERE name = %s", [layer]).fetchone()[0]

    def take(self, name: str, path: str) -> str:
        if path.endswith(".tiles"):
            self.sites[name] = [tuple(map(int, line.split("/"))) for line in Path(path).read_text().split()]
            return f"{len(self.sites[name])}"
        found = geometries(path)
        self.arePlaces[name] = all(struct.unpack_from("<I", wkb, 1)[0] == 1 for wkb in found)
        self.sites[name] = [struct.unpack_from("<dd", wkb, 5) for wkb in found] if self.arePlaces[name] else found
        return f"{len(found)}"

    def ask(self, task: str, layer: str, name: str, some: list, radius: float, *, timed: bool):
        if task == "tile":
            return [self.tile(layer, *t) for t in some]
        arrays = [[p[0] for p in some], [p[1] for p in some]] if self.arePlaces[name] else [some]
        text = statement(task, layer, PLACES if self.arePlaces[name] else OUTLINES, timed=timed)
        if "%b::float8)" in text:
            arrays.append(radius)
        return self.cursor.execute(text, arrays, prepare=True).fetchone()

    def tile(self, layer: str, z: int, x: int, y: int) -> bytes:
        columns = self.columns(layer)
        return self.cursor.execute(TILE.format(columns=columns, layer=layer), [layer, z, x, y, z, x, y], prepare=True).fetchone()[0]

    def columns(self, layer: str) -> str:
        if not hasattr(self, "known"):
            self.known = {}
        if layer not in self.known:
            rows = self.connection.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND attname NOT IN ('id', 'geom')",
                [f"web_{layer}"]).fetchall()
            self.known[layer] = ", ".join(f'l."{r[0]}"' for r in rows)
        return self.known[layer]

    def run(self, task: str, layer: str, name: str, start: str, nanoseconds: str, radius: str = "-1") -> str:
        sites, budget, done, spent = self.sites[name], int(nanoseconds), 0, 0
        at = int(start) % len(sites)
        key = (task, layer, name)
        while spent < budget:
            # About a fifth of a second a call, as the last one went.
            wanted = 0.2 / self.pace[key] if key in self.pace else 4
            some = sites[at:at + max(1, min(int(wanted), 20_000))]
            begun = time.perf_counter_ns()
            self.ask(task, layer, name, some, float(radius), timed=True)
            took = time.perf_counter_ns() - begun
            spent += took
            done += len(some)
            at = (at + len(some)) % len(sites)
            self.pace[key] = took / 1e9 / len(some)
        return f"{done} {spent}"

    def answer(self, task: str, layer: str, name: str, start: str, count: str, radius: str, path: str) -> str:
        first = int(start)
        some = self.sites[name][first:first + int(count)]
        if task == "tile":
            Path(path).write_bytes(b"".join(struct.pack("<I", len(t)) + t for t in self.ask(task, layer, name, some, -1, timed=False)))
            return f"{len(some)}"
        columns = [column or [] for column in self.ask(task, layer, name, some, float(radius), timed=False)]
        records: dict[tuple, list] = {}
        for row in zip(*columns):
            key = (first + row[0] - 1, row[1])
            values = [0.0] * 5
            if task.startswith("footprint"):
                values[:3] = measures(row[2])
            else:
                values[:len(row) - 2] = row[2:]
            # A feature in parts adds up; a place on the line between two parts is one answer.
            records[key] = [a + b for a, b in zip(records[key], values)] if key in records else values
        Path(path).write_bytes(b"".join(RECORD.pack(*key, *values) for key, values in sorted(records.items())))
        return f"{len(records)}"


def main():
    server = Server(Path(sys.argv[1]).resolve())
    try:
        with server.connect() as connection:
            peer = Peer(connection)
            commands = {
                "hello": peer.hello, "load": peer.load, "sites": peer.take, "run": peer.run, "answer": peer.answer,
                "attributes": peer.attributes,
            }
            for line in sys.stdin:
                word, *arguments = line.split()
                try:
                    print("ok", commands[word](*arguments), flush=True)
                except Exception as fault:  # one sentence for the benchmark, whatever went wrong
                    print("error", " ".join(str(fault).split()) or type(fault).__name__, flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    try:
        main()
    except Exception as fault:
        print("error", " ".join(str(fault).split()), flush=True)
        sys.exit(1)
