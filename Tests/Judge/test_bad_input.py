"""Bad input gets one sentence that names the thing and the remedy, exit status 2 or a 4xx, and nothing is stored."""

import io
import json
import re
import shutil
import struct
import zipfile

import pytest

from judge.program import ROOT, exact, output, run, write_project
from judge.settings import DAY
from judge.sites import point_in, square

SQUARE = [[118.80, 32.06], [118.81, 32.06], [118.81, 32.07], [118.80, 32.07], [118.80, 32.06]]


@pytest.fixture(scope="module")
def copy(province, tmp_path_factory):
    data = tmp_path_factory.mktemp("refusals") / "data"
    shutil.copytree(province, data)
    return data


def records(data) -> int:
    return len(output("export", "--data", data, "records", "--format", "jsonl").splitlines())


def shapefile(points=SQUARE, parts=("shp", "shx", "dbf", "prj"), cut=None) -> bytes:
    """A zipped polygon shapefile written by hand; `cut` keeps that many bytes of the .shp."""
    ring = b"".join(struct.pack("<2d", *p) for p in points[::-1])
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = struct.pack("<4d", min(xs), min(ys), max(xs), max(ys))
    content = struct.pack("<i", 5) + box + struct.pack("<3i", 1, len(points), 0) + ring
    record = struct.pack(">2i", 1, len(content) // 2) + content
    def head(size):
        return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, size // 2) + struct.pack("<2i", 1000, 5) + box + struct.pack("<4d", 0, 0, 0, 0)
    shp = head(100 + len(record)) + record
    files = {
        "shp": shp if cut is None else shp[:cut],
        "shx": head(108) + struct.pack(">2i", 50, len(content) // 2),
        "dbf": bytes([3, 24, 1, 1]) + struct.pack("<IHH", 1, 65, 5) + bytes(20) + b"ID".ljust(11, b"\0") + b"N" + bytes(4) + bytes([4, 0]) + bytes(14) + b"\r " + b"   1" + b"\x1a",
        "prj": b'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4490"]]',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(f"site.{part}", files[part])
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("shp", "shx", "dbf"):
            archive.writestr(f"site.{name}", bytes(120_000_000))
    return out.getvalue()


def polygon(ring) -> dict:
    return {"type": "Polygon", "coordinates": [ring]}


# name -> footprint in the project, and what the sentence must name
SITES = {
    "self-crossing": (polygon([[118.80, 32.06], [118.81, 32.07], [118.81, 32.06], [118.80, 32.07], [118.80, 32.06]]), r"118\.805"),
    "unclosed": (polygon(SQUARE[:-1]), "闭合|首尾"),
    "three points": (polygon([[118.80, 32.06], [118.81, 32.06], [118.80, 32.06]]), "三|3|点"),
    "no area": (polygon([[118.80, 32.06], [118.81, 32.06], [118.82, 32.06], [118.80, 32.06]]), "面积"),
    "outside": (polygon([[x - 3, y + 8] for x, y in SQUARE]), "省|江苏|范围"),
    "swapped axes": (polygon([[y, x] for x, y in SQUARE]), "经度|纬度|颠倒|互换"),
    "not a number": ('{"type":"Polygon","coordinates":[[[118.80,32.06],[NaN,32.06],[118.81,32.07],[118.80,32.06]]]}', "NaN|数|JSON"),
    "empty": ({"type": "Polygon", "coordinates": []}, "空|没有|坐标"),
    "unknown kind": ({"type": "Circle", "coordinates": [118.8, 32.06]}, "Circle|Polygon"),
}


def refused(done, needle: str):
    message = done.stderr.decode().strip()
    assert done.returncode == 2, f"status {done.returncode}: {message or done.stdout.decode()[:300]}"
    assert re.search(needle, message), message
    assert re.search(r"[\u4e00-\u9fff]", message) and message.endswith(("。", "。）", "？")), message
    assert message.count("\n") <= 2 and len(message) < 500, message
    assert not re.search(r"Swift\.|Error\(|fatal|/Sources/|\bnil\b", message), message


def screen_text(data, tmp_path, text: str, *options):
    path = tmp_path / "project.json"
    path.write_text(text)
    return run("screen", "--data", data, "--project", path, "--as-of", DAY, *options)


@pytest.mark.parametrize("name", sorted(SITES))
def test_sites(name, copy, tmp_path):
    site, needle = SITES[name]
    before = records(copy)
    text = site if isinstance(site, str) else json.dumps(site)
    refused(screen_text(copy, tmp_path, f'{{"name": "坏的地块", "footprint": {text}}}'), needle)
    assert records(copy) == before


FILES = {
    "empty file": ("site.geojson", b"", "空"),
    "empty archive": ("site.zip", b"", "空|ZIP|zip|压缩"),
    "no archive": ("site.zip", b"this is no archive at all", "ZIP|zip|压缩"),
    "zip bomb": ("site.zip", bomb, "MB|过大|超过|上限"),
    "over fifty megabytes": ("site.geojson", lambda: b" " * (51 * 1024 * 1024), "50|MB"),
    "no dbf": ("site.zip", lambda: shapefile(parts=("shp", "shx", "prj")), r"dbf"),
    "cut short": ("site.zip", lambda: shapefile(cut=150), "shp|截断|损坏|不完整"),
    "elsewhere in VRT": ("site.vrt", b"<OGRVRTDataSource><OGRVRTLayer name='p'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>", "VRT|vrt|格式|识别"),
    "elsewhere in KML": ("site.kml", b"<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'><Document><NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink></Document></kml>", "KML|kml|链接|格式|识别"),
    "entities": ("site.kml", b"<?xml version='1.0'?><!DOCTYPE kml [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><kml xmlns='http://www.opengis.net/kml/2.2'><Placemark><name>&e;</name></Placemark></kml>", "实体|DOCTYPE|XML|格式|识别|KML"),
    "a picture": ("site.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "格式|识别|PNG|png"),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_files(name, copy, tmp_path):
    file, content, needle = FILES[name]
    path = tmp_path / file
    path.write_bytes(content() if callable(content) else content)
    before = records(copy)
    project = write_project(tmp_path, {"name": "坏的文件"})
    done = run("screen", "--data", copy, "--project", project, "--footprint", path, "--as-of", DAY, timeout=60)
    refused(done, needle)
    assert b"root:" not in done.stdout + done.stderr, "a file of the machine was read"
    assert records(copy) == before


def test_a_good_shapefile_is_read(copy, tmp_path):
    """The file writer above is not the reason for the refusals."""
    path = tmp_path / "site.zip"
    path.write_bytes(shapefile())
    project = write_project(tmp_path, {"name": "好的文件"})
    done = run("screen", "--data", copy, "--project", project, "--footprint", path, "--as-of", DAY, "--no-store", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert exact(done.stdout)["units"]


def good(**more) -> str:
    return json.dumps({"name": "项目", "footprint": polygon(SQUARE), **more}, ensure_ascii=False)


PROJECTS = {
    "unknown industry": (good(industries=["C9999"]), "C9999"),
    "negative emission": (good(emissions={"COD": -1}), "emissions.COD|-1|负"),
    "unknown field": (good(emision={"COD": 1}), "emissions"),
    "unknown fact in a block": (good(attributes={"是否化工": True}), "是否化工项目"),
    "a word for a number": (good(emissions={"COD": "很多"}), "emissions.COD|数"),
    "unknown construction": (good(construction="demolish"), "construction|new|新建"),
    "nested ten thousand deep": ("[" * 10_000 + "]" * 10_000, "层|深|嵌套|JSON"),
    "no JSON": ("name: 项目", "JSON"),
    "twice the same key": ('{"name": "一", "name": "二"}', "name|重复|两次"),
    "a list": ("[]", "对象|JSON|\\{"),
    "unknown reference system": (good(crs="EPSG:99999"), "99999"),
    "wrong zone": (json.dumps({"name": "带号不对", "crs": "EPSG:4513", "footprint": polygon([[39500000 + 100 * x, 3550000 + 100 * y] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))])}), "带|坐标系|EPSG"),
}


@pytest.mark.parametrize("name", sorted(PROJECTS))
def test_projects(name, copy, tmp_path):
    text, needle = PROJECTS[name]
    before = records(copy)
    refused(screen_text(copy, tmp_path, text), needle)
    assert records(copy) == before


def test_a_folder_that_is_not_there(tmp_path):
    path = write_project(tmp_path, json.loads(good()))
    refused(run("screen", "--data", tmp_path / "nowhere", "--project", path), "nowhere|数据")
    assert not (tmp_path / "nowhere").exists(), "a refusal made the folder"


def test_a_folder_of_other_data_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("不要动")
    refused(run("demo", "--data", tmp_path / "mine", "--base-map", tmp_path, "--units", "300"), "mine|数据|空")
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_an_unknown_edition_and_a_day_before_any(copy, tmp_path):
    path = write_project(tmp_path, json.loads(good()))
    refused(run("screen", "--data", copy, "--project", path, "--as-of", "1999-01-01"), "1999|2024")
    refused(run("screen", "--data", copy, "--project", path, "--as-of", "2026-02-30"), "2026-02-30|日期")


def test_unknown_layers_and_ids(copy):
    refused(run("export", "--data", copy, "layer", "没有这一层"), "没有这一层")
    refused(run("replay", "--data", copy, "sha256:00"), "00|找不到|没有")


# ---------------------------------------------------------------- the same over HTTP

@pytest.mark.parametrize("name", sorted(PROJECTS))
def test_the_same_over_http(name, server):
    text, needle = PROJECTS[name]
    status, headers, body = server.request("POST", f"/api/v1/screenings?asOf={DAY}", text.encode(), {"Content-Type": "application/json"})
    assert 400 <= status < 500, body[:300]
    assert headers["Content-Type"].startswith("application/problem+json")
    problem = exact(body)
    assert problem["status"] == status and re.search(needle, problem["detail"]) and problem["detail"].endswith(("。", "？"))


def test_a_body_over_the_limit(server):
    try:
        status, _, _ = server.request("POST", "/api/v1/screenings", b" " * (60 * 1024 * 1024), {"Content-Type": "application/json"})
    except (BrokenPipeError, ConnectionResetError):
        return  # refused while we were still sending
    assert status == 413


@pytest.mark.parametrize("path", ["/没有", "/api/v1/nothing", "/api/v1/screenings/none", "/api/v1/units/ZH32999910001", "/vendor/../../../etc/passwd",
                                  "/%2e%2e/%2e%2e/etc/passwd"])
def test_pages_that_are_not_there(path, server):
    from urllib.parse import quote
    status, headers, body = server.request("GET", quote(path, safe="/%"))
    assert status in (400, 404), (status, body[:200])
    assert b"root:" not in body
    assert re.search(r"[\u4e00-\u9fff]", body.decode()), "an error without a Chinese sentence"


def test_a_batch_goes_on_after_a_bad_line(copy, tmp_path):
    good = json.loads((ROOT / "Examples" / "conforms.json").read_text())
    lines = [json.dumps(good), "{\"name\": ", json.dumps({**good, "constructon": "new"}), "", json.dumps(good)]
    path = tmp_path / "projects.jsonl"
    path.write_text("\n".join(lines) + "\n\n")
    done = run("screen", "--data", copy, "--jsonl", path, "--no-store")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 2
    assert [("error" in row) for row in rows] == [False, True, True, False]
    assert [row["error"]["line"] for row in rows if "error" in row] == [2, 3]
    assert "constructon" in rows[2]["error"]["message"] and rows[2]["error"]["field"] == "constructon"
    assert rows[0]["id"] == rows[3]["id"]
    assert "4 行中有 2 行不能研判" in done.stderr.decode()
    path.write_text(json.dumps(good) + "\n")
    assert run("screen", "--data", copy, "--jsonl", path, "--no-store").returncode == 0


@pytest.mark.parametrize("query, words", [
    ("as-of=2026-01-01", "没有参数“as-of”"), ("asOf=2026-08-14&asOf=2026-11-25", "参数“asOf”写了两次"), ("store=false&colour=red", "没有参数“colour”"),
])
def test_a_query_that_would_be_ignored_is_refused(server, query, words):
    status, _, body = server.request("POST", f"/api/v1/screenings?{query}", b"{}", {"Content-Type": "application/json"})
    assert status == 400 and words in body.decode()
