"""Batches over HTTP and on the command line: every row once, whatever ends the program; bad rows alone; the same bytes everywhere."""

import csv
import io
import json
import random
import shutil
import sqlite3
import subprocess
import time
from urllib.parse import quote

import pytest

from judge.program import BINARY, Server, environment, output, run
from judge.settings import SEED, count
from judge.sites import footprint


@pytest.fixture(scope="module")
def many(export, projects) -> list[dict]:
    generator = random.Random(SEED + 60)
    return [projects.project(generator, footprint(generator, export.units, largest=1500), 0.7, name=f"第{n + 1}号项目") for n in range(count(600, 5000))]


@pytest.fixture(scope="module")
def lines(many) -> bytes:
    return "".join(json.dumps(p, ensure_ascii=False, default=float) + "\n" for p in many).encode()


@pytest.fixture
def data(province, tmp_path):
    shutil.copytree(province, tmp_path / "data")
    return tmp_path / "data"


def submit(server, body: bytes, name: str, query: str = "", status: int = 202) -> dict:
    got, _, answer = server.request("POST", f"/api/v1/batches?name={quote(name)}{query}", body, {"Content-Type": "application/octet-stream"})
    assert got == status, (got, answer[:600].decode())
    return json.loads(answer)


def batch(server, id: str) -> dict:
    status, _, body = server.get(f"/api/v1/batches/{id}")
    assert status == 200, body
    return json.loads(body)


def wait(server, id: str, seconds: float = 240, until=lambda b: b["state"] not in ("waiting", "running")) -> dict:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        now = batch(server, id)
        if until(now):
            return now
        time.sleep(0.1)
    raise AssertionError(f"still {now['state']} with {now['done']} of {now['rows']} rows after {seconds} s")


def rows(server, id: str, query: str = "") -> list[dict]:
    found, total = [], 1
    while len(found) < total:
        status, _, body = server.get(f"/api/v1/batches/{id}/rows?limit=1000&from={len(found)}{query}")
        assert status == 200, body
        page = json.loads(body)
        total = page["total"]
        found += page["rows"]
        if not page["rows"]:
            break
    return found


def results(server, id: str, kind: str) -> bytes:
    status, _, body = server.get(f"/api/v1/batches/{id}/results.{kind}")
    assert status == 200, body[:300]
    return body


def whole_chain(data, jurisdiction: str):
    """The audit chain as anybody can recompute it."""
    import hashlib
    with sqlite3.connect(data / "fenqu.sqlite") as db:
        previous = "sha256:" + hashlib.sha256(b"fenqu audit").hexdigest()
        sequence = 0
        for entry in db.execute("SELECT sequence, at_microseconds, principal, act, subject, detail, previous, digest FROM audit_entries WHERE jurisdiction = ? "
                                "ORDER BY sequence", (jurisdiction,)):
            sequence += 1
            assert entry[0] == sequence and entry[6] == previous
            link = json.dumps([jurisdiction, entry[0], entry[1], *entry[2:6], previous], ensure_ascii=False, separators=(",", ":")) + "\n"
            assert entry[7] == "sha256:" + hashlib.sha256(link.encode()).hexdigest(), entry
            previous = entry[7]
        head = db.execute("SELECT sequence, digest FROM audit_heads WHERE jurisdiction = ?", (jurisdiction,)).fetchone()
        assert head == (sequence, previous)
        return sequence


def test_killed_again_and_again_every_row_is_there_once(data, lines, many):
    """Stored rows too: no number twice, no screening that no row names, and all chains whole."""
    generator = random.Random(SEED + 61)
    with Server(data) as server:
        id = submit(server, lines, "many.jsonl", "&store=true")["id"]
    cut = 0
    for _ in range(count(5, 40)):
        server = Server(data)
        with server:
            start = batch(server, id)
            if start["state"] == "done":
                break
            wait(server, id, until=lambda b: b["done"] > start["done"] or b["state"] == "done")
            time.sleep(generator.uniform(0, 0.6))
            server.kill()
            cut += 1
    assert cut > 1, "the batch was over before it was cut twice"
    with Server(data) as server:
        ended = wait(server, id)
        assert (ended["state"], ended["done"], ended["refused"]) == ("done", len(many), 0)
        found = rows(server, id)
        assert [r["row"] for r in found] == list(range(1, len(many) + 1))
        assert sum(ended["conclusions"].values()) == len(many) == sum(c["rows"] for c in ended["classes"])
        numbers = [r["number"] for r in found]
        assert len(set(numbers)) == len(many)
        first = json.loads(server.get(f"/api/v1/screenings/{found[0]['screening']}")[2])
        assert first["screening"]["number"] == numbers[0] and first["screening"]["hash"] == found[0]["hash"]
    with sqlite3.connect(data / "fenqu.sqlite") as db:
        assert db.execute("SELECT COUNT(*) FROM screenings").fetchone()[0] == len(many)
        chains = [j for (j,) in db.execute("SELECT DISTINCT jurisdiction FROM audit_entries")]
        assert db.execute("SELECT COUNT(*) FROM audit_entries WHERE act = 'screening.recorded'").fetchone()[0] == len(many)
    for chain in chains:
        whole_chain(data, chain)


def test_two_servers_and_a_runner_share_one_batch(data, lines, many):
    with Server(data) as one, Server(data) as two:
        id = submit(one, lines, "many.jsonl")["id"]
        runner = subprocess.Popen([str(BINARY), "jobs", "run", "--data", str(data), "--threads", "1"], stdin=subprocess.DEVNULL, env=environment())
        ended = wait(two, id)
        assert runner.wait(60) == 0
        assert ended["done"] == len(many)
        assert [r["row"] for r in rows(one, id)] == list(range(1, len(many) + 1))
        assert results(one, id, "jsonl") == results(two, id, "jsonl")


def test_the_jsonl_is_what_the_command_prints(data, lines, many, tmp_path):
    bad = lines + b'{"name": \n\n{"constructon": "new"}\n'
    path = tmp_path / "projects.jsonl"
    path.write_bytes(bad)
    printed = {}
    for threads in ("1", "2", "7"):
        done = run("screen", "--data", data, "--jsonl", path, "--no-store", "--threads", threads)
        assert done.returncode == 2 and f"{len(many) + 2} 行中有 2 行不能研判" in done.stderr.decode()
        printed[threads] = done.stdout
    assert printed["1"] == printed["2"] == printed["7"], "the order of rows or their bytes hang on the number of threads"
    with Server(data) as server:
        id = submit(server, bad, "projects.jsonl")["id"]
        wait(server, id)
        assert results(server, id, "jsonl") == printed["1"]


def test_cancel_stops_at_once_and_resume_goes_on(data, lines, many):
    with Server(data) as server:
        id = submit(server, lines, "many.jsonl", "&store=true")["id"]
        wait(server, id, until=lambda b: 0 < b["done"])
        status, _, body = server.request("DELETE", f"/api/v1/batches/{id}")
        assert status == 200
        stopped = json.loads(body)
        if stopped["state"] == "done":
            pytest.skip("the batch was quicker than the cancel")
        assert stopped["state"] == "cancelled" and stopped["resumable"]
        time.sleep(1.0)
        still = batch(server, id)
        assert still["done"] == stopped["done"] < len(many)
        assert len(rows(server, id)) == still["done"] == len(results(server, id, "jsonl").splitlines())
        assert json.loads(server.request("DELETE", f"/api/v1/batches/{id}")[2])["state"] == "cancelled", "twice is once"
        assert server.request("POST", f"/api/v1/batches/{id}/resume")[0] == 200
        assert wait(server, id)["done"] == len(many)
        assert len({r["number"] for r in rows(server, id)}) == len(many)
        assert server.request("DELETE", f"/api/v1/batches/{id}?erase=true")[0] == 204
        assert server.get(f"/api/v1/batches/{id}")[0] == 404
        # What was stored stays.
        with sqlite3.connect(data / "fenqu.sqlite") as db:
            assert db.execute("SELECT COUNT(*) FROM screenings").fetchone()[0] == len(many)
            assert db.execute("SELECT COUNT(*) FROM job_rows").fetchone()[0] == 0
    whole_chain(data, "320000")


def inside(many: list[dict], n: int) -> tuple[float, float]:
    x, y = many[n]["footprint"]["coordinates"][0][0][:2] if many[n]["footprint"]["type"] == "Polygon" else many[n]["footprint"]["coordinates"][0][0][0][:2]
    return float(x), float(y)


def table(rows: list[list]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def test_every_bad_row_is_refused_alone(data, many):
    x, y = inside(many, 0)
    square = f"{x},{y}; {x + .001:.6f},{y}; {x + .001:.6f},{y + .001:.6f}; {x},{y + .001:.6f}"
    wkt = f"POLYGON(({x} {y}, {x + .001} {y}, {x + .001} {y + .001}, {x} {y}))"
    bow = f"POLYGON(({x} {y}, {x + .001} {y + .001}, {x + .001} {y}, {x} {y + .001}, {x} {y}))"
    geojson = json.dumps({"type": "Point", "coordinates": [x, y]})
    head = ["序号", "项目名称", "经度", "纬度", "选址范围", "坐标系", "宽度", "国民经济行业", "化学需氧量排放量（t/a）", "两高"]
    cases = [
        # (cells, words of the refusal or None)
        (["甲", "点", x, y, "", "", "", "C2614", "1.2", "否"], None), (["乙", "面", "", "", square, "", "", "C2614、C2641", "1,200.5", "是"], None),
        (["丙", "WKT", "", "", wkt, "EPSG:4490", "", "", "", ""], None), (["丁", "GeoJSON", "", "", geojson, "", "", "", "", ""], None),
        (["戊", "线", "", "", f"LINESTRING({x} {y}, {x + .01} {y + .01})", "", "6", "", "", ""], None),
        (["己", "没有选址", "", "", "", "", "", "", "", ""], "没有坐标"), (["庚", "不是数", "东经", "三十二", "", "", "", "", "", ""], "坐标"),
        (["辛", "自相交", "", "", bow, "", "", "", "", ""], "自相交"), (["壬", "坏WKT", "", "", "POLYGON((1 2, 3", "", "", "", "", ""], "WKT"),
        (["癸", "没有这行业", x, y, "", "", "", "X9999", "", ""], "行业代码"), (["子", "不是数", x, y, "", "", "", "", "很多", ""], "应为一个数"),
        (["丑", "负数", x, y, "", "", "", "", "-1", ""], "不能小于"), (["寅", "不是是否", x, y, "", "", "", "", "", "也许"], "是 或 否"),
        (["卯", "省外", "87.6", "43.8", "", "", "", "", "", ""], "以外"), (["辰", "没有这坐标系", x, y, "", "EPSG:99999", "", "", "", ""], "坐标系"),
        (["巳", "次序反了", y, x, "", "", "", "", "", ""], "次序"), (["午", "宽度不对", "", "", f"LINESTRING({x} {y}, {x + .01} {y})", "", "-3", "", "", ""], "宽度"),
        (["未", "又一个好的", x, y, "", "", "", "", "", ""], None),
    ]
    body = table([head, *[c for c, _ in cases]])
    for name, body in (("bad.csv", body), ("bad-gbk.csv", body.decode().encode("gb18030"))):
        with Server(data) as server:
            id = submit(server, body, name)["id"]
            ended = wait(server, id)
            assert ended["state"] == "done" and ended["refused"] == sum(words is not None for _, words in cases)
            for row, (cells, words) in zip(rows(server, id), cases, strict=True):
                assert row["label"] == cells[1]
                if words is None:
                    assert "error" not in row, (cells, row["error"])
                    assert row["conclusion"] and row["units"]
                else:
                    assert "error" in row, (cells, row.get("conclusion"))
                    assert words in row["error"]["message"], (cells, row["error"])
                    assert row["error"]["line"] == row["row"]
            worst = rows(server, id, "&order=worst")
            assert ["error" in r for r in worst] == sorted(("error" in r for r in worst), reverse=True)
            assert len(rows(server, id, "&conclusion=refused")) == ended["refused"]


@pytest.mark.parametrize("body, words", [
    (b"", "空"), (b"\xef\xbb\xbf\n\n", "空"), ("名称,经度,纬度,氨氮排放亮\n甲,118,32,1\n".encode(), "氨氮"), ("名称,说明\n甲,乙\n".encode(), "选址"),
    ("名称,项目名称,经度,纬度\n甲,乙,118,32\n".encode(), "两列都是"), ("名称,经度,纬度,园区是否认定合规\n甲,118,32,是\n".encode(), "不能填写"),
    (b"PK\x03\x04 no archive", "压缩包"), (b"\x00\x01\x02\x03" * 40, "格式"), (b'{"type": "FeatureCollection", "features": []}', "空"), (b"<kml></kml>", "KML"),
    ("名称,经度,纬度\n\"甲,118,32\n".encode(), "引号"),
])
def test_a_file_that_is_no_batch_is_refused_whole(server, body, words):
    status, _, answer = server.request("POST", "/api/v1/batches?name=x", body, {"Content-Type": "application/octet-stream"})
    assert status in (400, 422), (status, answer)
    assert words in json.loads(answer)["detail"], answer.decode()


def test_tables_and_layers_come_to_the_same_as_project_files(data, many, tmp_path):
    """A table of points, a feature collection of them and project files: one conclusion and one hash each."""
    sites = [inside(many, n) for n in range(20)]
    plain = b"".join(json.dumps({"name": f"点{n}", "industries": ["C2614"], "emissions": {"COD": 1.5}, "crs": "EPSG:4490", "footprint": {"type": "Point", "coordinates": p}},
                                ensure_ascii=False).encode() + b"\n" for n, p in enumerate(sites))
    sheet = table([["项目名称", "industries", "化学需氧量排放量", "经度", "纬度"], *[[f"点{n}", "C2614", 1.5, *p] for n, p in enumerate(sites)]])
    layer = json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"项目名称": f"点{n}", "industries": "C2614", "排放.化学需氧量": 1.5, "OBJECTID": n}, "geometry": {"type": "Point", "coordinates": p}}
        for n, p in enumerate(sites)]}, ensure_ascii=False).encode()
    with Server(data) as server:
        hashes = []
        for name, body, crs in (("a.jsonl", plain, ""), ("b.csv", sheet, "&crs=EPSG:4490"), ("c.geojson", layer, "&crs=EPSG:4490")):
            id = submit(server, body, name, crs)["id"]
            ended = wait(server, id)
            assert ended["refused"] == 0, rows(server, id)[0]
            hashes.append([r["hash"] for r in rows(server, id)])
            if name == "c.geojson":
                assert [c["heading"] for c in ended["columns"] if c["meaning"] is None] == ["OBJECTID"]
                collection = json.loads(results(server, id, "geojson"))
                assert [f["geometry"]["coordinates"] for f in collection["features"]] == [pytest.approx(list(p)) for p in sites]
        assert hashes[0] == hashes[1] == hashes[2]
    path = tmp_path / "sites.csv"
    path.write_bytes(sheet)
    printed = [json.loads(line) for line in output("screen", "--data", data, "--table", path, "--crs", "EPSG:4490", "--no-store").splitlines()]
    assert [p["screening"]["hash"] for p in printed] == hashes[0]


def test_a_table_of_results_holds_no_formula(data, many):
    x, y = inside(many, 0)
    names = ["=1+1", "+A1", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://example.org\")", "\t=1", "平常"]
    body = b"".join(json.dumps({"name": n, "footprint": {"type": "Point", "coordinates": [x, y]}}, ensure_ascii=False).encode() + b"\n" for n in names)
    with Server(data) as server:
        id = submit(server, body, "names.jsonl", "&store=true")["id"]
        wait(server, id)
        text = results(server, id, "csv").decode("utf-8-sig")
        found = list(csv.reader(io.StringIO(text)))
        assert found[0][:3] == ["行", "名称", "结论"] and len(found) == len(names) + 1
        for row in found[1:]:
            assert not any(cell[:1] in "=+@\t\r" or cell[:1] == "-" for cell in row if cell), row
        import zipfile
        book = zipfile.ZipFile(io.BytesIO(results(server, id, "xlsx")))
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "=1+1" in sheet


def test_a_draft_waits_until_it_is_started(data, lines, many):
    with Server(data) as server:
        draft = submit(server, lines, "many.jsonl", "&start=false")
        assert draft["state"] == "draft" and len(draft["preview"]) == 12
        assert draft["preview"][0]["label"] == many[0]["name"] and draft["preview"][0]["place"]
        time.sleep(1.5)
        assert batch(server, draft["id"])["done"] == 0
        assert server.request("POST", f"/api/v1/batches/{draft['id']}/start?asOf=2026-08-14")[0] == 200
        ended = wait(server, draft["id"])
        assert ended["done"] == len(many) and ended["asOf"] == "2026-08-14"
        first = json.loads(results(server, draft["id"], "jsonl").splitlines()[0])
        assert first["legalState"]["asOf"] == "2026-08-14"
    listed = json.loads(output("jobs", "list", "--data", data, "--format", "json"))
    assert listed["batches"][0]["id"] == draft["id"]


def test_the_template_can_be_handed_in_as_it_is(data):
    with Server(data) as server:
        for kind in ("csv", "xlsx"):
            status, _, body = server.get(f"/api/v1/batches/template?format={kind}")
            assert status == 200
            draft = submit(server, body, f"template.{kind}", "&start=false")
            assert draft["rows"] == 3, draft
            assert not [p["error"] for p in draft["preview"] if "error" in p]
