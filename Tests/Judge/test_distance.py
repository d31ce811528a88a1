"""Verdicts turn where the law's line runs: bisection over the site's place against a densified geodesic judge."""

import csv
import io
import itertools
import random
import re
import shutil
from decimal import Decimal

import pytest
import shapely
import shapely.geometry

from judge.exports import in_force
from judge.nearest import Feature
from judge.program import output, screen_many, screened
from judge.search import assignments, layers_named
from judge.settings import DAY, LONG, SEED, count
from judge.sites import footprint, point_in, put, square
from judge.verdict import outcome

DISTANCE = re.compile(r'距离\(\s*"([^"]*)"\s*\)\s*(>=|>|<=|<)\s*(\d+(?:\.\d+)?)')
# What a clause comes to on the side that it concerns; a clause left to people concerns, it does not break.
HIT = ("broken", "manual", "duty")
CLEAR = ("kept", "notApplicable")
CLOSE = 0.01 + 0.005  # a hundredth of a metre, and the half step of the printed figure


@pytest.fixture(scope="module")
def judge(export):
    made: dict[str, Feature] = {}
    waters: dict[str, shapely.STRtree] = {}

    def distance(layer: str, site: dict) -> float:
        shape = shapely.geometry.shape(site)
        if layer not in made:
            made[layer] = Feature([f.shape for f in export.layer(layer)])
            # A site in a shoreline's water is at 0; beside it the line counts, not where the water's polygon was cut.
            water = next(d.get("waterLayer") for d in export.state["layers"] if d["id"] == layer)
            waters[layer] = shapely.STRtree([f.shape for f in export.layer(water)] if water else [])
        return 0.0 if len(waters[layer].query(shape, predicate="intersects")) else made[layer].distance(shape)
    return distance


def clauses_with_distance(export) -> list[dict]:
    found = []
    for c in export.lists:
        text = " ".join(c.get(k) or "" for k in ("applies", "kept", "except"))
        if c["binding"] == "project" and c["effect"] != "encourage" and in_force(c, DAY) and DISTANCE.search(text):
            found.append(c)
    return found


def limit(clause) -> tuple[str, float]:
    layer, _, metres = DISTANCE.search(" ".join(clause.get(k) or "" for k in ("applies", "kept", "except"))).groups()
    return layer, float(metres)


def held(export, layer: str) -> bool:
    return any(d["id"] == layer and d["held"] for d in export.state["layers"])


def project_for(export, clause, generator) -> dict | None:
    """Facts of the applicant with which the clause hits on one side of its line and not on the other."""
    layer, metres = limit(clause)
    fact = f"map.distance.{layer}"
    expression = " ".join(clause.get(k) or "" for k in ("applies", "kept", "except"))
    suppliers = {f["id"]: f["supplier"] for f in export.facts}
    from judge.verdict import Facts
    for _, values in assignments(export.facts, expression, generator, 4000):
        near, far = ({**values, fact: Decimal(str(metres + d))} for d in (-1, 1))
        if {outcome(clause, Facts(export.facts, v))[1] in HIT for v in (near, far)} == {True, False}:
            project = {"name": "转折"}
            for name, value in values.items():
                if not name.startswith("map.") and suppliers.get(name) == "applicant":
                    put(project, name, value)
            return project
    return None


GROUND: dict = {}


def ground(export, clause):
    """Where the clause holds: a polygon."""
    key = (str(export.data), clause["owner"])
    if key not in GROUND:
        GROUND[key] = holding(export, clause["owner"], clause["tier"])
        shapely.prepare(GROUND[key])
    return GROUND[key]


def holding(export, owner, tier):
    if tier == "unit":
        return next(u.shape for u in export.units if u.code == owner)
    if tier == "region":
        return shapely.union_all([f.shape for f in export.layer(owner)])
    counties = export.layer("县级行政区")
    return shapely.union_all([c.shape for c in counties if tier != "city" or c.code.startswith(owner[:4])])


def candidates(export, clause, generator, tries: int):
    """Places where the clause holds, most of them near its line."""
    layer, metres = limit(clause)
    area = ground(export, clause)
    lines = [p for f in export.layer(layer) for p in shapely.get_parts(f.shape)]
    weights = list(itertools.accumulate(max(p.length, 1e-6) for p in lines))
    found = []
    # Where the clause also wants to lie in some layer, a third of the places lie there.
    also = [f.shape for name, other in layers_named(clause.get("applies") or "") if name in ("在", "全在") for f in export.layer(other)]
    for _ in range(tries if also else 0):
        x, y = point_in(generator, generator.choice(also))
        if len(found) < tries // 3 and shapely.contains_xy(area, x, y):
            found.append((x, y))
    for _ in range(tries * 40):
        # The last third lies anywhere: many lines run inside their own layer, where both sides are near.
        if len(found) >= tries - tries // 3:
            break
        line = generator.choices(lines, cum_weights=weights)[0]
        line = line.exterior if line.geom_type == "Polygon" else line
        at = line.interpolate(generator.random(), normalized=True) if line.geom_type != "Point" else line
        reach = (metres + 150) / 111000 * generator.uniform(0, 2)
        x, y = at.x + generator.uniform(-1.2, 1.2) * reach, at.y + generator.uniform(-1, 1) * reach
        if shapely.contains_xy(area, x, y):
            found.append((x, y))
    while len(found) < tries:
        found.append(point_in(generator, area))
    return found


def slim(assessment):
    """What the tests read of an assessment; thousands of whole ones would fill the memory."""
    clauses = [{"id": c["id"], "outcome": c["outcome"]} for c in assessment["clauses"]]
    return {"legalState": assessment["legalState"], "facts": assessment["facts"], "clauses": clauses}


def result(assessment, clause):
    return next((c["outcome"] for c in assessment["clauses"] if c["id"] == clause["id"]), "out of scope")


def turnings(province, export, clauses, generator, wanted, options=("--as-of", DAY)):
    """For each clause places just on both sides of its line: (clause, site before, assessment, site after, assessment)."""
    segments, hopeless = [], []
    batches, owners = [], []
    for clause in clauses:
        project = project_for(export, clause, generator)
        if project is None:
            hopeless.append(f"{clause['id']}: no project turns it")
            continue
        points = candidates(export, clause, generator, 24)
        owners.append((clause, project, points))
        batches += [{**project, "footprint": square(p, 40)} for p in points]
    answers = screened(province, batches, *options)
    for clause, project, points in owners:
        seen = [(p, result(next(answers), clause)) for p in points]
        broken = [p for p, o in seen if o in HIT]
        clear = [p for p, o in seen if o in CLEAR]
        # The way from one to the other stays where the clause holds.
        pairs = sorted(((shapely.Point(a).distance(shapely.Point(b)), a, b) for a in broken for b in clear))
        inside = (p for p in pairs if shapely.contains(ground(export, clause), shapely.LineString(p[1:])))
        pairs = list(itertools.islice(inside, 4 * wanted))
        segments += [[clause, project, a, b] for _, a, b in pairs]
    # Sixteen places a round between both ends: after seven rounds they lie a thousandth of a millimetre apart.
    for _ in range(7):
        batch = []
        for clause, project, a, b in segments:
            batch += [{**project, "footprint": square((a[0] + (b[0] - a[0]) * k / 16, a[1] + (b[1] - a[1]) * k / 16), 40)} for k in range(17)]
        answers = screened(province, batch, *options)
        for segment in segments:
            clause, project, a, b = segment
            outcomes = [result(next(answers), clause) for _ in range(17)]
            k = next((k for k in range(16) if outcomes[k] in HIT and outcomes[k + 1] in CLEAR), None)
            if k is not None:
                segment[2], segment[3] = ((a[0] + (b[0] - a[0]) * j / 16, a[1] + (b[1] - a[1]) * j / 16) for j in (k, k + 1))
    ends = [{**project, "footprint": square(p, 40)} for _, project, a, b in segments for p in (a, b)]
    answers = [slim(a) for a in screened(province, ends, *options)]
    found = [(s[0], ends[2 * n]["footprint"], answers[2 * n], ends[2 * n + 1]["footprint"], answers[2 * n + 1]) for n, s in enumerate(segments)]
    return found, hopeless


def on_the_line(turning, metres=None):
    """Whether the outcome turned because of the clause's distance: both printed figures lie at the limit, one on each side."""
    clause, _, before, _, after = turning
    layer, stated = limit(clause)
    metres = stated if metres is None else metres
    fact = f"map.distance.{layer}"
    a, b = before["facts"].get(fact), after["facts"].get(fact)
    return a is not None and b is not None and a != b and abs(float(a) - metres) <= 0.02 and abs(float(b) - metres) <= 0.02


def test_every_distance_clause_turns_at_its_limit(province, export, judge):
    generator = random.Random(SEED + 7)
    clauses = [c for c in clauses_with_distance(export) if held(export, limit(c)[0])]
    broad = [c for c in clauses if c["tier"] != "unit"]
    narrow = [c for c in clauses if c["tier"] == "unit"]
    if LONG:
        # Units repeat one another's wording thousands of times: 200 of the distinct sets of conditions.
        narrow = list({tuple(c.get(k) for k in ("effect", "judgement", "applies", "kept", "except")): c for c in narrow}.values())
        narrow = generator.sample(narrow, min(200, len(narrow)))
    else:
        broad = [c for c in broad if c["tier"] in ("nation", "province", "region")] + generator.sample([c for c in broad if c["tier"] == "city"], min(6, sum(c["tier"] == "city" for c in broad)))
        narrow = generator.sample(narrow, min(8, len(narrow)))
    assert broad, "no clause of nation, province or region is written as a distance"
    found, hopeless = turnings(province, export, broad + narrow, generator, wanted=count(1, 3))
    assert not hopeless, hopeless
    turned = set()
    for turning in found:
        if not on_the_line(turning):
            continue
        clause, near, before, far, after = turning
        layer, metres = limit(clause)
        for site, assessment in ((near, before), (far, after)):
            assert judge(layer, site) == pytest.approx(float(assessment["facts"][f"map.distance.{layer}"]), abs=CLOSE), (clause["id"], site)
            assert judge(layer, site) == pytest.approx(metres, abs=0.03), (clause["id"], site)
        turned.add(clause["id"])
    missed = [c["id"] for c in broad if c["id"] not in turned]
    assert not missed, f"no turning at the limit was found for {missed}"
    # A unit may lie wholly on one side of its line: most have both.
    assert not narrow or len(turned & {c["id"] for c in narrow}) >= len(narrow) // 4


def test_random_distances_agree(province, export, judge):
    """Distances that assessments print, whatever used them, agree with the judge within a hundredth of a metre."""
    generator = random.Random(SEED + 8)
    sites = [footprint(generator, export.units, largest=1500) for _ in range(count(60, 400))]
    compared = 0
    for site, assessment in zip(sites, screened(province, [{"name": "距离", "footprint": s} for s in sites], "--as-of", DAY)):
        printed = {k.removeprefix("map.distance."): v for k, v in assessment["facts"].items() if k.startswith("map.distance.")}
        for layer, metres in printed.items():
            assert judge(layer, site) == pytest.approx(float(metres), abs=CLOSE), (layer, site)
            compared += 1
    assert compared >= count(60, 1000), f"only {compared} distances were printed"


def test_an_edited_limit_turns_there(province, export, judge, tmp_path):
    """The province's list with another number, imported as a new edition: the same law, the line elsewhere; before its day the old line."""
    generator = random.Random(SEED + 9)
    clause = next(c for c in clauses_with_distance(export)
                  if c["tier"] in ("province", "region", "nation") and limit(c)[1] >= 500 and held(export, limit(c)[0]))
    layer, metres = limit(clause)
    copy = tmp_path / "data"
    shutil.copytree(province, copy)
    rows = list(csv.DictReader(io.StringIO(output("export", "--data", copy, "lists", "--format", "csv").decode("utf-8-sig"))))
    mine = [r for r in rows if r["tier"] in ("nation", "province", "region")]
    new = metres + 350
    for row in mine:
        if row["id"] == clause["id"]:
            for key in ("applies", "kept", "except"):
                row[key] = DISTANCE.sub(lambda m: f'距离("{m.group(1)}") {m.group(2)} {new:g}' if m.group(1) == layer else m.group(0), row[key])
    path = tmp_path / "lists.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(mine)
    output("import", "lists", "--data", copy, "--issuer", "320000", "--edition", "JS-2026-TEST", "--effective", "2026-10-01", path)
    edited = {**clause, **next({k: r[k] for k in ("applies", "kept", "except")} for r in mine if r["id"] == clause["id"])}
    found, hopeless = turnings(copy, export, [edited], generator, wanted=2)
    assert not hopeless
    good = [t for t in found if on_the_line(t, new)]
    assert good, "the new limit turns nothing"
    _, near, before, far, after = good[0]
    assert judge(layer, near) == pytest.approx(new, abs=0.03)
    assert "JS-2026-TEST" in str(before["legalState"]["editions"])
    # The same site under the law of the day before: the old limit lets it pass.
    old = screen_many(copy, [{**project_for(export, edited, random.Random(SEED + 9)), "footprint": near}], "--as-of", "2026-09-30")[0]
    assert result(old, clause) not in HIT
    assert "JS-2026-TEST" not in str(old["legalState"]["editions"])


def test_without_the_chemical_fact_the_kilometre_is_undetermined(province, export):
    """A site at the bank, everything given but 是否化工项目: the clause cannot be decided."""
    generator = random.Random(SEED + 10)
    clause = next(c for c in clauses_with_distance(export) if "项目.是否化工项目" in (c.get("applies") or "") and "长江" in limit(c)[0])
    project = {**project_for(export, clause, generator), "contents": [], "attributes": {"是否化工项目": True}}
    places = candidates(export, clause, generator, 24)
    full = screen_many(province, [{**project, "footprint": square(p, 40)} for p in places], "--as-of", DAY)
    near = [p for p, a in zip(places, full) if result(a, clause) == "broken"]
    assert near
    bare = {**project, "attributes": {}}
    for p, assessment in zip(near, screen_many(province, [{**bare, "footprint": square(p, 40)} for p in near], "--as-of", DAY)):
        assert result(assessment, clause) == "undetermined"
        asked = {f["fact"]: f for f in assessment["missingFacts"]}
        assert clause["id"] in asked["attributes.是否化工项目"]["neededBy"]


def test_a_clause_that_wants_all_of_the_site_refuses_a_twentieth(province, export):
    """全在: a site of which five hundredths lie in the park is not in the park."""
    generator = random.Random(SEED + 11)
    from judge.verdict import Facts
    tried = 0
    for clause in export.lists:
        text = " ".join(clause.get(k) or "" for k in ("applies", "kept", "except"))
        layers = [layer for name, layer in layers_named(text) if name == "全在"]
        if not layers or clause["binding"] != "project" or clause["judgement"] != "machine" or clause["tier"] not in ("nation", "province", "region"):
            continue
        layer = layers[0]
        fact = f"map.within.{layer}"
        suppliers = {f["id"]: f["supplier"] for f in export.facts}
        project = None
        for _, values in assignments(export.facts, text, generator, 4000):
            if any(suppliers.get(n) == "registry" for n in values):
                values = {n: v for n, v in values.items() if suppliers.get(n) != "registry"}
            inside, outside = ({**values, fact: v} for v in (True, False))
            if outcome(clause, Facts(export.facts, inside))[1] != "broken" and outcome(clause, Facts(export.facts, outside))[1] == "broken":
                project = {"name": "二十分之一"}
                for name, value in values.items():
                    if not name.startswith("map."):
                        put(project, name, value)
                break
        if project is None:
            continue
        parks = export.layer(layer)
        area = ground(export, clause)
        for park in generator.sample(parks, min(30, len(parks))):
            x, y = park.shape.centroid.x, park.shape.centroid.y
            if not shapely.contains_xy(area, x, y):
                continue
            # Slide a square out of the park until five hundredths are left.
            low, high = 0.0, 0.5
            for _ in range(40):
                middle = (low + high) / 2
                share = share_in(square((x + middle, y), 200), parks)
                low, high = (middle, high) if share > 0.05 else (low, middle)
            site = square((x + high, y), 200)
            if not 0.03 < share_in(site, parks) < 0.07 or not shapely.contains(area, shapely.geometry.shape(site)):
                continue
            part, whole = screen_many(province, [{**project, "footprint": site}, {**project, "footprint": square((x, y), 30)}], "--as-of", DAY)
            if result(whole, clause) not in ("kept", "notApplicable"):
                continue
            tried += 1
            assert part["facts"][fact] is False and whole["facts"][fact] is True
            assert result(part, clause) == "broken", (clause["id"], site)
            if tried >= 5:
                return
    assert tried > 0, "no clause of the broad tiers wants all of the site in a layer"


def share_in(site: dict, features) -> float:
    shape = shapely.geometry.shape(site)
    return sum(shapely.intersection(f.shape, shape).area for f in features if f.shape.intersects(shape)) / shape.area
