// What lies under and over every map whatever its layers: land, sea, waters, borders.
import { borders } from "./borders.js";
import { POLYGON } from "./mvt.js";
import { HALF_WORLD, tileSpan } from "./places.js";

export const UNITS = "管控单元";
export const COUNTIES = "县级行政区";
export const WATERS = "水系面";
export const RIVERS = "水系线";

const lines = new WeakMap();
/** Border lines of a tile of counties, found once. */
const linesOf = (tile) => {
  if (!lines.has(tile.features)) lines.set(tile.features, borders(tile.features));
  return lines.get(tile.features);
};

/** The sea as rings of metres, laid into any tile. */
export class Sea {
  constructor(rings) {
    // Parts of the world's half from its corner, kept as runs that a brush can lay like those of a tile of zoom 0.
    this.runs = rings.map((ring) => Float64Array.from(ring.flatMap(([x, y]) => [(x + HALF_WORLD) / tileSpan(0), (HALF_WORLD - y) / tileSpan(0)])));
  }

  lay(brush, z, x, y) {
    const times = 2 ** z;
    return brush.begin().lay(this.runs, { scale: times, left: -x, top: -y }, true);
  }
}

/** Outside land, sea, the province's land with a soft rim, its waters. */
export function paintGround(brush, { counties, waters, sea, place, colours }) {
  const { context, canvas } = brush;
  context.fillStyle = colours.out;
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (sea) sea.lay(brush, place.z, place.x, place.y).fill(colours.sea);
  if (counties) {
    brush.begin().lay(linesOf(counties).outline, counties).stroke("rgba(20,33,30,.10)", 7);
    brush.begin();
    for (const f of counties.features) brush.feature(f, counties);
    brush.fill(colours.land);
  }
  if (waters) layWaters(brush, waters).fill(colours.water).stroke(colours.shore, 0.8);
}

const layWaters = (brush, waters) => {
  brush.begin();
  for (const f of waters.features) if (f.type === POLYGON) brush.feature(f, waters);
  return brush;
};

/** Waters again as a tint over the units, so that a lake that is a priority unit still reads as water; rivers, coast. */
export function paintWaters(brush, { waters, rivers, zoom }) {
  if (waters) layWaters(brush, waters).fill("rgba(150,200,226,.50)").stroke("rgba(70,128,158,.55)", 0.8);
  if (!rivers) return;
  const of = (wanted) => {
    brush.begin();
    for (const f of rivers.features) if (wanted(f.properties)) brush.feature(f, rivers);
    return brush;
  };
  if (zoom >= 8.5) of((p) => p.geometryKind === "centre-line").stroke("#7fb0c9", zoom < 10 ? 1 : zoom < 12 ? 1.8 : 3);
  of((p) => p.kind === "coast").stroke("#4f8fb0", zoom < 9 ? 0.9 : 1.4);
}

/** County lines, then city lines, each on white. */
export function paintBorders(brush, counties, zoom) {
  const { county, city } = linesOf(counties);
  if (zoom >= 7.4) {
    brush.begin().lay(county, counties).stroke("rgba(255,255,255,.75)", zoom < 9 ? 1.4 : 3);
    brush.stroke("rgba(38,54,49,.62)", zoom < 9 ? 0.6 : 1.1, zoom < 9 ? null : [8, 3, 2, 3]);
  }
  brush.begin().lay(city, counties).stroke("rgba(255,255,255,.85)", zoom < 9 ? 2.6 : 4.5);
  brush.stroke("#263631", zoom < 9 ? 1 : 1.7, zoom < 9 ? null : [12, 3, 3, 3]);
}
