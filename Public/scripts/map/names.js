// Names on the map: cities, waters, counties, units, in this order of precedence; what does not fit is left out.
/* global ol */
import { CLASSES, MONO, SANS, SERIF, colour, style, text } from "./looks.js";
import { PROVINCE } from "./space.js";
import { COUNTIES, UNITS, WATERS } from "./tiles/ground.js";
import { levelFor, tilesIn, zoomOf } from "./tiles/places.js";

/** Names of units begin here; where a unit is less than so many pixels across, it has none. */
const UNITS_FROM = 11.2;
const CODES_FROM = 12.4;
const ROOM = 86;
/** Zoom of the tiles that name what the whole province names. */
const WIDE = 6;
const BLUE = { colour: "#1f5f80", haloColour: "rgba(220,236,244,.9)" };

/** A name of more than eight characters in two lines: no line begins or ends with a bracket's wrong side, brackets stay whole if they can. */
export function twoLines(name) {
  if (name.length <= 8) return name;
  const words = name.length > 16 ? name.slice(0, 16) + "…" : name;
  const half = Math.ceil(words.length / 2);
  let best = half;
  let least = Infinity;
  let depth = 0;
  for (let i = 1; i < words.length; i += 1) {
    if (words[i - 1] === "（") depth += 1;
    if (words[i - 1] === "）") depth -= 1;
    if ("（）、，…".includes(words[i]) || "（".includes(words[i - 1])) continue;
    const cost = Math.abs(i - half) + (depth > 0 ? 3 : 0) + (Math.max(i, words.length - i) > 9 ? 4 : 0);
    if (cost < least) [least, best] = [cost, i];
  }
  return words.slice(0, best) + "\n" + words.slice(best);
}

/** What each kind of name looks like at a zoom: the key of a look, and how it is made. A look is made once for each thing. */
const kinds = {
  city: (z) => (z >= 6.2 && z < 8.7 ? "13" : null),
  county: (z) => (z >= 8.7 && z <= 12.2 ? (z < 10 ? "12" : "15") : null),
  lake: (z) => (z >= 7.6 && z <= 12.5 ? (z < 9 ? "11" : "13") : null),
  river: (z) => (z >= 10 ? "12" : null),
  main: (z) => (z >= 8.5 ? (z < 10 ? "13" : "17") : null),
  unit: (z) => (z >= UNITS_FROM ? (z > CODES_FROM ? "close" : "far") : null),
};
const make = {
  city: (f, size) => style({ text: text(f.get("name"), { size, weight: 700, colour: "#1b2a26", halo: 4 }) }),
  county: (f, size) => style({ text: text(f.get("name"), { size, weight: 700, colour: "#1b2a26", halo: 4 }) }),
  lake: (f, size) => style({ text: text(f.get("name"), { size, ...BLUE }) }),
  river: (f, size) => style({ text: text(f.get("name"), { size, ...BLUE, placement: "line", repeat: 420 }) }),
  main: (f, size) =>
    style({
      text: text(f.get("name"), {
        size, weight: 600, font: SERIF, placement: "line", repeat: 340, maxAngle: 0.5, spacing: 3, colour: colour("--map-name"), haloColour: "rgba(222,238,246,.85)",
      }),
    }),
  unit(f, how) {
    const name = f.get("name") ?? "";
    const words = twoLines(name.replace(/(一般管控|重点管控|优先保护)单元$/, "") || name);
    const close = how === "close";
    const tone = colour(`--${CLASSES[f.get("class")] || "gen"}-text`);
    if (!close) return style({ text: text(words, { size: 12, weight: 700, colour: tone }) });
    // One text with its own type for the code: what is placed together goes together.
    const lines = words.split("\n").flatMap((line) => [line, `700 13px ${SANS}`, "\n", ""]);
    return style({ text: text([...lines, f.get("code"), `400 11px ${MONO}`], { size: 13, weight: 700, colour: tone }) });
  },
};
/** Who is placed first. */
const ORDER = { city: 0, main: 1, lake: 2, county: 3, river: 4, unit: 5 };

function lookOf(feature, resolution) {
  const kind = feature.get("kind");
  const key = kinds[kind](zoomOf(resolution));
  if (!key) return null;
  if (kind === "unit" && feature.get("across") / resolution < ROOM) return null;
  const made = feature.get("looks");
  return (made[key] ??= make[kind](feature, key));
}

const named = (kind, geometry, properties) => {
  const f = new ol.Feature(geometry);
  f.setProperties({ ...properties, kind, looks: {} }, true);
  return f;
};
const point = (kind, p) => named(kind, new ol.geom.Point(p.at), p);

export class Names {
  constructor(painters, { units = true, hidden }) {
    Object.assign(this, { painters, hidden, units });
    this.source = new ol.source.Vector();
    this.layer = new ol.layer.Vector({
      source: this.source, style: lookOf, zIndex: 30, declutter: true, renderBuffer: 120,
      renderOrder: (a, b) => ORDER[a.get("kind")] - ORDER[b.get("kind")] || (b.get("across") ?? 0) - (a.get("across") ?? 0),
    });
    this.shown = new Map();
    this.wide().catch(() => {});
  }

  async all(layer, box, z) {
    const { west, east, north, south } = tilesIn(box, z);
    const jobs = [];
    for (let x = west; x <= east; x += 1) for (let y = north; y <= south; y += 1) jobs.push(this.painters.ask("names", { layer, z, x, y }));
    return (await Promise.all(jobs)).flat();
  }

  /** Names that are few enough to be had at once. */
  async wide() {
    const [counties, waters, rivers] = await Promise.all([
      this.all(COUNTIES, PROVINCE, WIDE), this.all(WATERS, PROVINCE, WIDE).catch(() => []), this.painters.ask("rivers", {}).catch(() => []),
    ]);
    const lines = rivers.map((r) => named(r.kind, new ol.geom.LineString(r.line), { name: r.name }));
    const lakes = waters.filter((w) => w.name && !w.name.startsWith("长江"));
    this.source.addFeatures([...counties.map((c) => point("county", c)), ...cities(counties).map((c) => point("city", c)), ...lakes.map((w) => point("lake", w)), ...lines]);
  }

  /** Brings the names of units for what is in view; those out of view go when many are held. */
  async update(map) {
    const view = map.getView();
    if (!this.units || view.getZoom() < UNITS_FROM) return;
    const { z } = levelFor(view.getResolution());
    const box = view.calculateExtent(map.getSize());
    const found = (await this.all(UNITS, box, z)).filter((u) => u.name && !/^长江(干流)?（/.test(u.name));
    if (this.shown.size > 1500) this.drop(() => true);
    this.drop((f) => f.get("z") !== z || this.hidden.has(f.get("class")));
    const fresh = found.filter((u) => !this.shown.has(u.code) && !this.hidden.has(u.class)).map((u) => point("unit", { ...u, z }));
    for (const f of fresh) this.shown.set(f.get("code"), f);
    this.source.addFeatures(fresh);
  }

  drop(goes) {
    const gone = [...this.shown.values()].filter(goes);
    for (const f of gone) this.shown.delete(f.get("code"));
    this.source.removeFeatures(gone);
  }
}

/** A place for each city's name: the middle of its counties' names, weighed by size. */
function cities(counties) {
  const found = new Map();
  for (const c of counties) {
    const key = c.city ?? String(c.code).slice(0, 4);
    const city = found.get(key) ?? { name: c.cityName, weight: 0, x: 0, y: 0 };
    const weight = (c.across || 1) ** 2;
    city.weight += weight;
    city.x += c.at[0] * weight;
    city.y += c.at[1] * weight;
    found.set(key, city);
  }
  return [...found.values()].filter((c) => c.name).map((c) => ({ name: c.name, at: [c.x / c.weight, c.y / c.weight] }));
}
