"""The interfaces that others rely on: shapes, links, the description that the program gives of itself."""

import random
import re
from pathlib import PurePosixPath

import pytest
import shapely.geometry

from judge.program import exact
from judge.settings import DAY, SEED
from judge.sites import footprint


@pytest.fixture(scope="module")
def answer(server, export, projects):
    generator = random.Random(SEED + 18)
    project = projects.project(generator, footprint(generator, export.units, largest=1500), projectCode="2611-320000-04-01-000001")
    status, headers, body = server.post(project, f"?asOf={DAY}")
    assert status in (200, 201), body[:400]
    return exact(body), headers


def test_the_assessment_has_the_documented_members(answer):
    assessment, _ = answer
    for key in ("screening", "id", "legalState", "areaMethod", "conclusion", "mayBecome", "assumed", "units", "zones", "tolerated", "facts", "clauses",
                "missingFacts", "notChecked"):
        assert key in assessment, key
    assert next(iter(assessment)) == "screening"
    assert re.fullmatch(r"FQ-\d{8}-\d{6}", assessment["screening"]["number"])
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", assessment["id"])
    assert assessment["legalState"]["asOf"] == DAY and len(assessment["legalState"]["editions"]) == 14
    for c in assessment["clauses"]:
        for key in ("id", "tier", "owner", "edition", "dimension", "effect", "applies", "outcome", "text", "source", "factsUsed", "because"):
            assert c.get(key) is not None, (c["id"], key)


def test_it_is_found_again_as_json_and_as_pdf(server, answer):
    assessment, _ = answer
    identifier = assessment["screening"]["id"]
    for path in (f"/api/v1/screenings/{identifier}", f"/api/v1/screenings/{identifier}.json"):
        status, headers, body = server.get(path)
        assert status == 200 and headers["Content-Type"].startswith("application/json")
        assert exact(body) == assessment
    status, headers, body = server.get(f"/api/v1/screenings/{identifier}.pdf")
    assert status == 200 and headers["Content-Type"] == "application/pdf" and body.startswith(b"%PDF-")
    assert "示范" not in headers.get("Content-Disposition", "")


def test_the_identifier_cannot_be_counted_through(server, answer):
    assessment, _ = answer
    assert len(assessment["screening"]["id"]) >= 22
    number = assessment["screening"]["number"]
    assert server.get(f"/api/v1/screenings/{number}")[0] == 404


def test_a_unit_with_its_clauses_and_full_boundary(server, export):
    unit = export.units[len(export.units) // 2]
    status, _, body = server.get(f"/api/v1/units/{unit.code}?asOf={DAY}&geometry=full")
    assert status == 200
    found = exact(body)
    text = body.decode()
    assert unit.properties["name"] in text
    mine = {c["id"] for c in export.lists if c["owner"] == unit.code}
    assert mine <= {c["id"] for c in found["clauses"]}
    geometry = found["geometry"]
    floats = lambda v: [floats(x) for x in v] if isinstance(v, list) else float(v)
    shape = shapely.geometry.shape({"type": geometry["type"], "coordinates": floats(geometry["coordinates"])})
    assert list(shapely.get_parts(shape)) == list(shapely.get_parts(unit.shape))


def test_the_description_names_every_address(server):
    status, headers, body = server.get("/api/v1/openapi.json")
    assert status == 200
    document = exact(body)
    assert document["openapi"].startswith("3.1")
    paths = set(document["paths"])
    stems = {re.sub(r"^/api/v1", "", p) for p in paths}
    assert {"/screenings", "/at"} <= stems
    assert any(p.startswith("/screenings/{") for p in stems) and any(p.startswith("/units/{") for p in stems)
    # Every reference in the document points at something in it.
    for reference in re.findall(r'"\$ref":\s*"#/([^"]+)"', body.decode()):
        place = document
        for step in reference.split("/"):
            place = place[step.replace("~1", "/").replace("~0", "~")]


def test_every_page_is_json_at_the_same_address(server, answer, export):
    assessment, _ = answer
    for path in (f"/screenings/{assessment['screening']['id']}", f"/units/{export.units[0].code}"):
        status, headers, _ = server.get(path)
        assert status == 200 and headers["Content-Type"].startswith("text/html")
        status, headers, body = server.get(path + ".json")
        assert status == 200 and headers["Content-Type"].startswith("application/json"), path
        exact(body)


def test_pages_carry_their_policy(server):
    status, headers, body = server.get("/")
    assert status == 200
    policy = headers["Content-Security-Policy"]
    assert "unsafe-eval" not in policy and "default-src" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "示范数据" in body.decode()


def test_every_file_that_a_page_names_is_served(server):
    """Styles, scripts, images and modules that modules import: all there, all from here, kept by the browser for ever."""
    seen, open_files = set(), ["/", "/screenings/new", "/about"]
    while open_files:
        path = open_files.pop()
        status, headers, body = server.get(path)
        assert status == 200, path
        if path in seen:
            continue
        seen.add(path)
        kind = headers["Content-Type"]
        if not any(k in kind for k in ("html", "javascript", "css")):
            continue
        text = body.decode()
        assert not re.search(r"(?:src|href)=[\"']https?://(?!127\.0\.0\.1)[^\"']+\.(?:js|css|png|svg|woff2?)", text), path
        found = re.findall(r"""(?:src|href)=["'](/assets/[^"'#?]+)""", text) + re.findall(r"url\(['\"]?(/assets/[^)'\"#?]+)", text)
        if "javascript" in kind and "/vendor/" not in path:
            found += [str(PurePosixPath(path).parent.joinpath(m)) for m in re.findall(r"""(?:from|import)\s*\(?["'](\./[^"']+)["']""", text)]
        open_files += [f for f in found if f not in seen]
    assets = [p for p in seen if p.startswith("/assets/")]
    assert any(p.endswith("/vendor/ol.js") for p in assets) or any("ol.js" in p for p in assets), sorted(assets)
    assert any(p.endswith(".css") for p in assets)
    for path in assets:
        assert "immutable" in (server.get(path)[1]["Cache-Control"] or ""), path


def test_as_of_is_echoed(server, export):
    here = export.units[0].shape.representative_point()
    for day in ("2024-07-01", "2026-08-15"):
        answer = exact(server.get(f"/api/v1/at?lon={here.x:.8f}&lat={here.y:.8f}&asOf={day}")[2])
        assert day in str(answer["legalState"])
    assert server.get(f"/api/v1/at?lon={here.x:.8f}&lat={here.y:.8f}&asOf=2024-06-30")[0] in (404, 422)
