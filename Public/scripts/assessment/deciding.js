// Which clauses and layers the map of a result must show: what decides by distance, what an unmet clause lies in.
const FACT = /^map\.(?:in|within|area|share|length)\.(.+)$/;
export const layerOf = (clause) => clause.margin.fact.slice("map.distance.".length);

/** The nearest thing of a layer that the site was measured to. */
export const nearestOf = (result, layer) => result.nearest.filter((n) => n.layer === layer).sort((a, b) => a.distanceMetres - b.distanceMetres)[0];

/** The first unmet clause with a distance, else an undecided one, else the tightest that is kept within 5 km. */
export function decidingClause(result) {
  const withDistance = result.clauses.filter((c) => c.margin?.fact?.startsWith("map.distance."));
  const by = (outcome) => withDistance.filter((c) => c.outcome === outcome);
  const slack = (c) => Math.abs(c.margin.value / (c.margin.limit || 1));
  const tight = by("kept").sort((a, b) => slack(a) - slack(b));
  return by("broken")[0] ?? by("undetermined")[0] ?? tight.find((c) => nearestOf(result, layerOf(c))?.distanceMetres < 5000);
}

/** Layers whose overlap decided an unmet clause, `most` at the utmost. */
export function overlappedLayers(result, most) {
  const found = new Set();
  for (const c of result.clauses.filter((x) => x.outcome === "broken").slice(0, 4)) {
    for (const f of c.factsUsed ?? []) {
      const layer = f.match(FACT)?.[1];
      if (layer && found.size < most) found.add(layer);
    }
  }
  return [...found];
}
