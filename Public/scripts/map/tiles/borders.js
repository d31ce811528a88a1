// Lines between counties and between cities out of a tile's county polygons, whose neighbours share every vertex: each border once.
const STRIDE = 1 << 16;
const OFFSET = 1 << 15;
const place = (x, y) => (x + OFFSET) * STRIDE + (y + OFFSET);

export const cityOf = (properties) => properties.city ?? String(properties.code).slice(0, 4) + "00";

/** Runs of x, y: `county` between counties of one city, `city` all others, the province's outline among them; `outline` that alone. */
export function borders(features) {
  const owners = new Map();
  const edges = [];
  for (const feature of features) {
    const city = cityOf(feature.properties);
    for (const run of feature.runs) {
      for (let i = 0, k = run.length - 2; i < run.length; k = i, i += 2) {
        const [a, b] = [place(run[k], run[k + 1]), place(run[i], run[i + 1])];
        if (a === b) continue;
        const key = a < b ? `${a},${b}` : `${b},${a}`;
        const seen = owners.get(key);
        if (seen) seen.kind = seen.city === city ? "county" : "city";
        else {
          const edge = { run, from: k, to: i, city, kind: "outline" };
          owners.set(key, edge);
          edges.push(edge);
        }
      }
    }
  }
  const lines = { county: [], city: [], outline: [] };
  let last = null;
  let open = null;
  for (const e of edges) {
    if (!open || last.run !== e.run || last.to !== e.from || last.kind !== e.kind) {
      open = [e.run[e.from], e.run[e.from + 1]];
      lines[e.kind].push(open);
    }
    open.push(e.run[e.to], e.run[e.to + 1]);
    last = e;
  }
  lines.city.push(...lines.outline);
  return lines;
}
