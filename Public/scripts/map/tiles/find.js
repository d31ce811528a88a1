// What lies under a place of a tile, and the outline of a thing as far as a tile shows it.
import { POLYGON } from "./mvt.js";

/** Whether a place in tile units is inside a polygon's runs, by the even-odd rule over all its rings. */
function inside(feature, x, y) {
  const [x0, y0, x1, y1] = feature.box;
  if (x < x0 || x > x1 || y < y0 || y > y1) return false;
  let odd = false;
  for (const run of feature.runs) {
    for (let i = 0, k = run.length - 2; i < run.length; k = i, i += 2) {
      if (run[i + 1] > y !== run[k + 1] > y && x < ((run[k] - run[i]) * (y - run[i + 1])) / (run[k + 1] - run[i + 1]) + run[i]) odd = !odd;
    }
  }
  return odd;
}

/** The last polygon that holds the place, which is the one on top; null where there is none. */
export function featureAt(features, x, y, skip = () => false) {
  for (let i = features.length - 1; i >= 0; i -= 1) {
    if (features[i].type === POLYGON && !skip(features[i]) && inside(features[i], x, y)) return features[i];
  }
  return null;
}

/**
 * Edges of a polygon within the tile as runs of x, y. Where the polygon was cut off outside the tile, the cut is no edge of it:
 * edges beyond [0, extent] are left out, so that outlines of neighbouring tiles run on.
 */
export function outlineIn(feature, extent) {
  const out = [];
  const beyond = (a, b) => (a < 0 && b < 0) || (a > extent && b > extent);
  for (const run of feature.runs) {
    let open = null;
    for (let i = 0, k = run.length - 2; i < run.length; k = i, i += 2) {
      if (beyond(run[k], run[i]) || beyond(run[k + 1], run[i + 1])) {
        open = null;
        continue;
      }
      if (!open) out.push((open = [run[k], run[k + 1]]));
      open.push(run[i], run[i + 1]);
    }
  }
  return out;
}

/** Area of a polygon as far as the tile shows it, in square units: holes run the other way round and so count against it. */
export function areaOf(feature) {
  let twice = 0;
  for (const run of feature.runs) {
    for (let i = 0, k = run.length - 2; i < run.length; k = i, i += 2) twice += run[k] * run[i + 1] - run[i] * run[k + 1];
  }
  return Math.abs(twice) / 2;
}
