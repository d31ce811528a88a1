"""`fenqu bench space`: what it measures is right before it is fast, and the same every time.

The peers are made here from what ./test has anyway (Debian's GEOS, the judges' shapely), so that they can contradict it; with
--long also PostGIS, where Benchmarks/setup has made it ready.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from judge.program import ROOT, run
from judge.settings import LONG

BENCHMARKS = ROOT / "Benchmarks"
NAMES = {
    "point": ["units", "all"], "footprint": ["units", "all", "vertices1", "vertices4"],
    "distance": [f"{of}.{how}" for of in ("places", "footprints") for how in ("within1km", "within5km", "unbounded")],
    "tile": ["z7", "z10"], "area": ["ellipsoid", "landSurvey", "gaussKruger120"], "open": ["cold", "warm", "serving"], "batch": ["two"],
}
# How far two engines may lie apart, in square metres or metres: each is right to its own rounding, and
# - far away the plane's nearest place is not always the nearest (ours is then the shorter way);
# - edges cut in four lie on the grid, half a millimetre off;
# - the survey's formula and the plane's chords are of whole edges with us, of the cut ones with the peer.
APART = {"footprint.vertices4": 5, "distance.places.unbounded": 2, "distance.footprints.unbounded": 2, "area.landSurvey": 30,
         "area.gaussKruger120": 2}


@pytest.fixture(scope="module")
def peers(tmp_path_factory) -> Path:
    """A folder like Benchmarks with the GEOS peer linked against Debian's GEOS and the judges' Python."""
    if LONG and (BENCHMARKS / ".venv/bin/python").exists() and (BENCHMARKS / "peers/.build/geos_peer").exists():
        return BENCHMARKS
    folder = tmp_path_factory.mktemp("benchmarks")
    (folder / "peers" / ".build").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    for source in (BENCHMARKS / "peers").glob("*.py"):
        shutil.copy(source, folder / "peers")
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    compiler = shutil.which("clang") or shutil.which("cc")
    subprocess.run([compiler, "-std=c11", "-O2", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-o",
                    folder / "peers" / ".build" / "geos_peer", BENCHMARKS / "peers" / "geos_peer.c", "-lgeos_c", "-ldl", "-lm"], check=True)
    return folder


def measured(province, *options, benchmarks="/nowhere") -> list[dict]:
    done = run("bench", "space", "--data", province, "--seconds", "0.02", "--format", "json", *options, FENQU_BENCHMARKS=str(benchmarks))
    assert done.returncode == 0, done.stderr.decode()[-800:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def rows(province, peers) -> list[dict]:
    return measured(province, benchmarks=peers)


def test_every_task_is_measured_beside_its_peers(rows):
    assert {(r["task"], r["case"]) for r in rows} == {(task, case) for task, cases in NAMES.items() for case in cases}
    for row in rows:
        assert row["rate"] > 0 and row["unit"].endswith("/s") and row["checksum"]
        assert (row["peer"] is None) == (row["peerRate"] is None) == (row["ratio"] is None)
        assert row["run"]["sites"] and row["run"]["vertices"] > row["run"]["unitVertices"] > 0
    for task in ("point", "footprint", "distance"):
        assert all(any((r["peer"] or "").startswith("GEOS ") for r in rows if (r["task"], r["case"]) == (task, case)) for case in NAMES[task])
    assert any("PROJ" in (r["peer"] or "") for r in rows if r["task"] == "area")


def test_the_answers_are_those_of_the_peers(rows):
    """The same features for every site, areas and distances alike. A site within a hair of the radius may fall to either side of it."""
    compared = [r for r in rows if r["compared"] and r["task"] != "tile"]
    assert len(compared) > 20
    for row in compared:
        told = row["compared"]
        name = f"{row['task']}.{row['case']}"
        where = f"{name} beside {row['peer']}: {row['agreement']}"
        assert told["both"] > 0 and told["onlyOurs"] == told["onlyPeers"] == 0, where
        if told["unit"]:
            assert told["largestDifference"] <= APART.get(name, 0.01), where
            assert abs(told["ourSum"] - told["peerSum"]) <= 1e-6 * told["ourSum"], where


def test_tiles_show_whatever_the_peer_shows(rows):
    for row in (r for r in rows if r["task"] == "tile" and r["compared"]):
        assert row["compared"]["both"] > 0 and row["compared"]["onlyPeers"] == 0, row["agreement"]


def test_checksums_do_not_depend_on_time_or_peers(province, rows):
    known = {(r["task"], r["case"]): r["checksum"] for r in rows}
    alone = measured(province, "--alone")
    assert {(r["task"], r["case"]): r["checksum"] for r in alone} == known
    for row in alone:
        assert row["peer"] is None or row["peer"].startswith("本程序")
        if row["task"] in ("point", "distance", "tile"):
            assert "没有要求对照" in row["agreement"]


def test_peers_that_are_not_set_up_are_named(province):
    rows = measured(province, "--task", "point.units")
    assert [r["peer"] for r in rows] == [None] and "/nowhere" in rows[0]["agreement"]


def test_sites_are_those_kept_in_the_tree(rows):
    """An independent drawing in Python gives the files, and the checksum that the program prints."""
    done = subprocess.run([sys.executable, BENCHMARKS / "sites" / "make.py", "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert {r["run"]["sites"] for r in rows} == {done.stdout.strip()}


@pytest.mark.parametrize("options, words", [
    (["--task", "points"], "没有名为“points”的测试"), (["--seconds", "0"], "测量时长"), (["--seconds", "nan"], "测量时长")])
def test_what_cannot_be_measured_is_refused_in_one_sentence(province, options, words):
    done = run("bench", "space", "--data", province, *options)
    assert done.returncode == 2 and words in done.stderr.decode()
    assert done.stdout == b"" and len(done.stderr.decode().strip().splitlines()) == 1


def test_the_server_stays_within_its_memory(rows):
    (serving,) = [r for r in rows if r["case"] == "serving"]
    assert serving["withinMemoryAim"] and 0 < serving["residentOwnMegabytes"] <= serving["residentMegabytes"]
