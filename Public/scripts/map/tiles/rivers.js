// The lines along which rivers are named: centre lines as delivered, and of the Yangtze the middle between its banks.
const parts = (geometry) => (geometry.type === "MultiLineString" ? geometry.coordinates : geometry.type === "LineString" ? [geometry.coordinates] : []);
const rings = (geometry) => (geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : geometry.type === "Polygon" ? geometry.coordinates : []);
const length = (line) => line.reduce((sum, p, i) => (i ? sum + Math.hypot(p[0] - line[i - 1][0], p[1] - line[i - 1][1]) : 0), 0);

export function riverLines(features, project) {
  const drawn = features.map((f) => ({ ...f.properties, geometry: f.geometry }));
  const centre = drawn
    .filter((f) => f.geometryKind === "centre-line")
    .flatMap((f) => parts(f.geometry).map((line) => ({ name: f.name, kind: "river", line: line.map(project) })));
  const main = yangtze(drawn, project).map((line) => ({ name: "长 江", kind: "main", line }));
  return [...centre, ...main];
}

/** The place of a line nearest to a point. */
function nearest(line, [px, py]) {
  let best = line[0];
  let least = Infinity;
  for (let i = 1; i < line.length; i += 1) {
    const [ax, ay] = line[i - 1];
    const [dx, dy] = [line[i][0] - ax, line[i][1] - ay];
    const t = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
    const [x, y] = [ax + t * dx, ay + t * dy];
    const d = (x - px) ** 2 + (y - py) ** 2;
    if (d < least) [least, best] = [d, [x, y]];
  }
  return best;
}

/** `count` + 1 places of a line, equally far apart along it. */
function spaced(line, count) {
  const step = length(line) / count;
  const out = [line[0]];
  let gone = 0;
  for (let i = 1; i < line.length; i += 1) {
    const part = Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
    while (out.length <= count && part > 0 && gone + part >= out.length * step) {
      const t = (out.length * step - gone) / part;
      out.push([line[i - 1][0] + t * (line[i][0] - line[i - 1][0]), line[i - 1][1] + t * (line[i][1] - line[i - 1][1])]);
    }
    gone += part;
  }
  return out;
}

const holds = (polygon, [x, y]) => {
  let odd = false;
  for (const ring of polygon) {
    for (let i = 0, k = ring.length - 1; i < ring.length; k = i, i += 1) {
      if (ring[i][1] > y !== ring[k][1] > y && x < ((ring[k][0] - ring[i][0]) * (y - ring[i][1])) / (ring[k][1] - ring[i][1]) + ring[i][0]) odd = !odd;
    }
  }
  return odd;
};

/** Every so manyth point of a long line: a name needs no more. */
const thinned = (line, most) => (line.length <= most ? line : line.filter((_, i) => i % Math.ceil(line.length / most) === 0 || i === line.length - 1));

/** The middle between the two banks of the main stem, in pieces as far as it is water. */
function yangtze(features, project) {
  const bank = (side) => {
    const found = features.find((f) => f.code === "yangtze-bank-" + side);
    const longest = found && parts(found.geometry).reduce((a, b) => (b.length > a.length ? b : a));
    return longest && thinned(longest.map(project), 1500);
  };
  const [north, south] = [bank("north"), bank("south")];
  if (!north || !south) return [];
  const water = features.filter((f) => f.code === "yangtze-water").map((f) => rings(f.geometry).map((r) => thinned(r.map(project), 3000)));
  /** Moves a point to the middle of where it is nearest to either bank. */
  const centred = (p) => {
    const [a, b] = [nearest(north, p), nearest(south, p)];
    return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  };
  let points = spaced(north, 500).map(centred);
  for (let round = 0; round < 2; round += 1) {
    // Bends of the banks would bend the letters: a short mean takes them out, and the middle is found again so that it stays in the water.
    points = points.map((_, i) => {
      const near = points.slice(Math.max(0, i - 4), i + 5);
      return centred([near.reduce((t, p) => t + p[0], 0) / near.length, near.reduce((t, p) => t + p[1], 0) / near.length]);
    });
  }
  const runs = [[]];
  for (const p of points) {
    // Between the banks lie islands too: a name stands where the middle is water.
    if (water.some((polygon) => holds(polygon, p))) runs.at(-1).push(p);
    else if (runs.at(-1).length) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}
