// What lies under every map: land, sea, waters, borders, names, graticule; and the units on top of it, fetched by zoom and box.
/* global ol */
import { borders, cityPoints } from "./borders.js";
import { asset } from "./page.js";
import { colour, degrees, fill, labelPoint, riverName, stroke, style, text, unitName, unitStyle, zoomOf } from "./cartography.js";

const json = new ol.format.GeoJSON({ featureProjection: "EPSG:3857" });
const read = (data) => json.readFeatures(data);
export const toMap = (lonLat) => ol.proj.fromLonLat(lonLat);
export const toDegrees = (point) => ol.proj.toLonLat(point);
export const readGeometry = (geometry) => json.readGeometry(geometry);
/** A geometry of the map as GeoJSON in degrees, eight places, which is the grid. */
export const writeGeometry = (geometry) =>
  new ol.format.GeoJSON({ featureProjection: "EPSG:3857" }).writeGeometryObject(geometry, { decimals: 8, rightHanded: true });

export const PROVINCE = ol.proj.transformExtent([116.3, 30.7, 122.2, 35.2], "EPSG:4326", "EPSG:3857");
const AROUND = ol.proj.transformExtent([112.5, 28.6, 126.5, 37.4], "EPSG:4326", "EPSG:3857");

export const vector = (source, look, zIndex, more) =>
  new ol.layer.Vector({ source, style: look, zIndex, updateWhileAnimating: true, updateWhileInteracting: true, renderBuffer: 80, ...more });
export const features = (list = []) => new ol.source.Vector({ features: list });

async function fetchJSON(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const shared = new Map();
/** Fetched once a page, whoever asks. */
export const once = (address) => {
  if (!shared.has(address)) shared.set(address, fetchJSON(address).catch((e) => (shared.delete(address), Promise.reject(e))));
  return shared.get(address);
};

const asOfPart = (asOf) => (asOf ? "&asOf=" + encodeURIComponent(asOf) : "");

/**
 * Features of a layer for what is in view: whole numbers of zoom, boxes of a grid, each box once.
 * The old level stays until the new one is there, so that nothing flickers.
 */
export class LevelledLayer {
  constructor(layerID, look, zIndex, { minZoom = 0, asOf = null, full = false, ...more } = {}) {
    this.layerID = layerID;
    this.minZoom = minZoom;
    this.asOf = asOf;
    this.full = full;
    this.level = null;
    this.seen = new Map();
    this.sources = new Map();
    this.failed = null;
    this.layer = vector(features(), look, zIndex, more);
  }

  /** 15 means full geometry. */
  static level(zoom) {
    return zoom >= 14 ? 15 : Math.max(7, Math.min(13, Math.round(zoom)));
  }

  source(level) {
    if (!this.sources.has(level)) this.sources.set(level, { source: features(), boxes: new Map() });
    return this.sources.get(level);
  }

  /** Brings what the view shows; resolves when it is there. */
  async update(map) {
    const view = map.getView();
    const size = map.getSize();
    if (!size || !view.isDef() || !this.layer.getVisible()) return;
    const zoom = view.getZoom();
    if (zoom < this.minZoom) return;
    const level = this.full ? 15 : LevelledLayer.level(zoom);
    this.wanted = level;
    const held = this.source(level);
    const step = 360 / 2 ** Math.max(level === 15 ? 12 : level - 1, 5);
    const [w, s, e, n] = ol.proj.transformExtent(view.calculateExtent(size), "EPSG:3857", "EPSG:4326");
    const jobs = [];
    for (let i = Math.floor(Math.max(w, 115) / step); i * step < Math.min(e, 124); i += 1) {
      for (let k = Math.floor(Math.max(s, 29) / step); k * step < Math.min(n, 37); k += 1) {
        const id = i + "," + k;
        if (!held.boxes.has(id)) held.boxes.set(id, this.fetchBox(level, held, [i * step, k * step, (i + 1) * step, (k + 1) * step], id));
        jobs.push(held.boxes.get(id));
      }
    }
    await Promise.all(jobs);
    if (this.wanted === level && this.layer.getSource() !== held.source) this.layer.setSource(held.source);
  }

  async fetchBox(level, held, box, id) {
    const address = `/map/features.json?layer=${encodeURIComponent(this.layerID)}&zoom=${level}&box=${box.map((v) => v.toFixed(6)).join(",")}${asOfPart(this.asOf)}`;
    try {
      const fresh = [];
      for (const f of read(await once(address))) {
        const key = f.get("code") ?? f.getId() ?? f.ol_uid;
        if (held.source.getFeatureById(key)) continue;
        f.setId(key);
        fresh.push(f);
      }
      for (const f of fresh) if (!held.source.getFeatureById(f.getId())) held.source.addFeature(f);
      this.failed = null;
    } catch (error) {
      held.boxes.delete(id);
      this.failed = error;
    }
  }

  /** The feature with this code, whatever level it is held at. */
  find(code) {
    for (const { source } of [...this.sources.values()].reverse()) {
      const f = source.getFeatureById(code);
      if (f) return f;
    }
    return null;
  }
}

/** Borders of counties and cities by zoom, their names, the soft rim of the province. */
class Borders {
  constructor(names) {
    this.counties = vector(features(), countyLine, 22);
    this.cities = vector(features(), cityLine, 23);
    this.rim = vector(features(), style({ stroke: stroke("rgba(20,33,30,.10)", 7) }), 1.5);
    this.land = vector(features(), style({ fill: fill(colour("--map-land")) }), 2);
    this.layers = [this.rim, this.land, this.counties, this.cities];
    if (names) {
      this.countyNames = vector(features(), countyName, 41, { declutter: "names" });
      this.cityNames = vector(features(), cityName, 42, { declutter: "names" });
      this.layers.push(this.countyNames, this.cityNames);
    }
  }

  async update(zoom) {
    const level = zoom < 8.5 ? 7 : zoom < 11 ? 10 : 12;
    if (level === this.level) return;
    this.level = level;
    const counties = read(await once("/map/boundaries.json?zoom=" + level));
    if (this.level !== level) return;
    const lines = borders(counties);
    const area = features(counties);
    this.land.setSource(area);
    this.countyNames?.setSource(area);
    this.cityNames?.setSource(features(cityPoints(counties)));
    this.counties.setSource(features([new ol.Feature(lines.county)]));
    const outline = features([new ol.Feature(lines.city)]);
    this.cities.setSource(outline);
    this.rim.setSource(outline);
  }
}

const countyLine = (f, r) => {
  const z = zoomOf(r);
  if (z < 7.4) return null;
  return [
    style({ stroke: stroke("rgba(255,255,255,.75)", z < 9 ? 1.4 : 3) }),
    style({ stroke: stroke("rgba(38,54,49,.62)", z < 9 ? 0.6 : 1.1, z < 9 ? {} : { lineDash: [8, 3, 2, 3] }) }),
  ];
};
const cityLine = (f, r) => {
  const z = zoomOf(r);
  return [
    style({ stroke: stroke("rgba(255,255,255,.85)", z < 9 ? 2.6 : 4.5) }),
    style({ stroke: stroke("#263631", z < 9 ? 1 : 1.7, z < 9 ? {} : { lineDash: [12, 3, 3, 3] }) }),
  ];
};
const countyName = (f, r) => {
  const z = zoomOf(r);
  if (z < 8.7 || z > 12.2) return null;
  return style({ geometry: labelPoint(f), text: text(f.get("name"), { size: z < 10 ? 12 : 15, weight: 700, colour: "#1b2a26", halo: 4 }) });
};
const cityName = (f, r) => {
  const z = zoomOf(r);
  if (z < 6.2 || z >= 8.7) return null;
  return style({ text: text(f.get("name"), { size: 13, weight: 700, colour: "#1b2a26", halo: 4 }) });
};

/** Waters: polygons under the units and again as a tint over them; lines of rivers; names. */
async function waters(names) {
  const all = read(await once("/map/waters.json"));
  const area = (f) => f.getGeometry().getType().endsWith("Polygon");
  const polygons = features(all.filter(area));
  const lines = features(all.filter((f) => f.get("geometryKind") === "centre-line"));
  const layers = [
    vector(polygons, style({ fill: fill(colour("--map-water")), stroke: stroke(colour("--map-shore"), 0.8) }), 3),
    // Laid over the unit fill as a tint, so that a lake that is a priority unit still reads as water.
    vector(polygons, style({ fill: fill("rgba(150,200,226,.50)"), stroke: stroke("rgba(70,128,158,.55)", 0.8) }), 12),
    vector(lines, (f, r) => (zoomOf(r) < 8.5 ? null : style({ stroke: stroke("#7fb0c9", zoomOf(r) < 10 ? 1 : zoomOf(r) < 12 ? 1.8 : 3) })), 12.5),
    vector(features(all.filter((f) => f.get("kind") === "coast")), (f, r) => style({ stroke: stroke("#4f8fb0", zoomOf(r) < 9 ? 0.9 : 1.4) }), 13),
  ];
  if (!names) return layers;
  layers.push(
    vector(
      features(all.filter((f) => f.get("kind") === "lake")),
      (f, r) => {
        const z = zoomOf(r);
        if (z < 7.6 || z > 12.5) return null;
        return style({ geometry: labelPoint(f), text: text(f.get("name"), { size: z < 9 ? 11 : 13, colour: "#1f5f80", haloColour: "rgba(220,236,244,.9)" }) });
      },
      40,
      { declutter: "names" },
    ),
    vector(lines, (f, r) => {
      const z = zoomOf(r);
      if (z < 10) return null;
      return style({ text: text(f.get("name"), { size: 12, colour: "#1f5f80", haloColour: "rgba(220,236,244,.9)", placement: "line", repeat: 420 }) });
    }, 38, { declutter: "names" }),
  );
  const midline = yangtzeMidline(all);
  if (midline) layers.push(vector(features([midline]), riverName("长 江"), 39));
  return layers;
}

/** A line in the middle between the two banks of the main stem, for its name. */
function yangtzeMidline(all) {
  const bank = (side) => all.find((f) => f.get("code") === "yangtze-bank-" + side)?.getGeometry();
  const whole = (g) => (g?.getType() === "MultiLineString" ? g.getLineStrings().reduce((a, b) => (b.getLength() > a.getLength() ? b : a)) : g);
  const [north, south] = [whole(bank("north")), whole(bank("south"))];
  if (!north || !south) return null;
  /** Moves a point to the middle of where it is nearest to either bank. */
  const centred = (p) => {
    const [a, b] = [north.getClosestPoint(p), south.getClosestPoint(p)];
    return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  };
  const steps = 500;
  let points = Array.from({ length: steps + 1 }, (_, i) => centred(north.getCoordinateAt(i / steps)));
  for (let round = 0; round < 2; round += 1) {
    // Bends of the banks would bend the letters: a short mean takes them out, and the middle is found again so that it stays in the water.
    points = points.map((_, i) => {
      const part = points.slice(Math.max(0, i - 4), i + 5);
      return centred([part.reduce((t, p) => t + p[0], 0) / part.length, part.reduce((t, p) => t + p[1], 0) / part.length]);
    });
  }
  return new ol.Feature(new ol.geom.LineString(points));
}

/** Degrees and minutes at top and right. */
const graticule = (target) =>
  new ol.layer.Graticule({
    strokeStyle: stroke("rgba(43,85,100,.20)", 0.7),
    showLabels: true,
    wrapX: false,
    targetSize: target,
    intervals: [1, 0.5, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 180, 1 / 360, 1 / 720],
    zIndex: 25,
    lonLabelPosition: 0.985,
    latLabelPosition: 0.995,
    lonLabelFormatter: (v) => degrees(v) + "E",
    latLabelFormatter: (v) => degrees(v) + "N",
    lonLabelStyle: text("", { size: 10, weight: 400, colour: "#4b6570", halo: 2 }),
    latLabelStyle: new ol.style.Text({
      font: '400 10px "Noto Sans CJK SC",sans-serif',
      textAlign: "end",
      offsetY: -7,
      fill: fill("#4b6570"),
      stroke: stroke("rgba(255,255,255,.9)", 2),
    }),
  });

/** The configured base map, if there is one. */
function baseMap() {
  const template = document.body.dataset.basemap;
  if (!template) return null;
  return new ol.layer.Tile({ source: new ol.source.XYZ({ url: template, maxZoom: 18 }), zIndex: 2.5 });
}

/**
 * A map on its ground.
 * names: print names; grid: wanted distance of graticule lines in px, 0 for none; units: draw control units; still: no interaction.
 */
export function ground(target, { center, zoom, extent, names = true, grid = 160, units = true, still = false, scale, asOf, padding = [20, 20, 20, 20], maxZoom = 19 } = {}) {
  const base = baseMap();
  const borders = new Borders(names);
  const hidden = new Set();
  const layers = [...borders.layers];
  if (base) layers.push(base);
  if (grid) layers.push(graticule(grid));
  const unitLayer = units ? new LevelledLayer("管控单元", unitStyle(hidden, Boolean(base)), 10, { asOf }) : null;
  if (unitLayer) {
    layers.push(unitLayer.layer);
    if (names) {
      const labels = vector(unitLayer.layer.getSource(), unitName(hidden), 30, { declutter: "names" });
      unitLayer.layer.on("change:source", () => labels.setSource(unitLayer.layer.getSource()));
      layers.push(labels);
      unitLayer.labels = labels;
    }
  }
  const map = new ol.Map({
    target,
    layers,
    controls: scale ? [new ol.control.ScaleLine({ target: scale, minWidth: 70, units: "metric" })] : [],
    interactions: still ? [] : ol.interaction.defaults.defaults({ keyboard: false, altShiftDragRotate: false, pinchRotate: false }),
    keyboardEventTarget: document.createElement("div"),
    view: new ol.View({
      center: center ? toMap(center) : ol.extent.getCenter(PROVINCE),
      zoom: zoom ?? 7.6,
      minZoom: still ? 3 : 6,
      maxZoom,
      extent: still ? undefined : AROUND,
      constrainOnlyCenter: true,
      enableRotation: false,
    }),
  });
  if (extent) map.getView().fit(extent, { padding, maxZoom: 16.5 });
  map.set("hiddenClasses", hidden);

  once(asset("ground/sea.json"))
    .then((data) => map.addLayer(vector(features(read(data)), style({ fill: fill(colour("--map-sea")) }), 1)))
    .catch(() => {});
  waters(names)
    .then((list) => list.forEach((l) => map.addLayer(l)))
    .catch(() => {});

  const themes = new Set();
  const refresh = async () => {
    const z = map.getView().getZoom();
    await Promise.allSettled([borders.update(z), unitLayer?.update(map), ...[...themes].map((t) => t.update(map))]);
    map.dispatchEvent("settled");
  };
  map.on("moveend", refresh);
  // A still map gets no moveend before it is drawn once.
  map.once("postrender", refresh);
  return { map, units: unitLayer, themes, refresh, hidden };
}

/** A piece of text or drawing fixed to a place of the map. */
export function overlay(map, element, position, more) {
  const o = new ol.Overlay({ element, position, positioning: "center-center", stopEvent: false, ...more });
  map.addOverlay(o);
  return o;
}

/** Says on a map that what it should show could not be had. */
export function mapFault(target, error) {
  const note = Object.assign(document.createElement("p"), { className: "mapfault", textContent: `图上的内容没有取到：${error?.message || "服务器没有答复"}` });
  note.setAttribute("role", "alert");
  target.append(note);
}
export const plate = (words, kind = "") => Object.assign(document.createElement("span"), { className: `plate ${kind}`.trim(), textContent: words });

/** The pin of a place, drawn as SVG. */
export function pin() {
  const holder = document.createElement("div");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "pin");
  svg.setAttribute("viewBox", "0 0 34 42");
  svg.setAttribute("aria-hidden", "true");
  const part = (name, attributes) => {
    const e = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    svg.append(e);
  };
  part("path", { d: "M17 41S3 27.500 3 16a14 14 0 0 1 28 0c0 11.500-14 25-14 25z", fill: "#0b4fd6", stroke: "#fff", "stroke-width": "2.5" });
  part("circle", { cx: 17, cy: 16, r: 5, fill: "#fff" });
  holder.append(svg);
  return holder;
}

/** 1 : n on this screen (0.28 mm a pixel), at the view's latitude, rounded to three figures. */
export function ratio(map) {
  const view = map.getView();
  const latitude = toDegrees(view.getCenter())[1];
  const n = (view.getResolution() * Math.cos((latitude * Math.PI) / 180)) / 0.00028;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 2);
  return (Math.round(n / step) * step).toLocaleString("en-US");
}

/** Keys on a focused map: arrows pan, + and − zoom, Enter asks about the centre; a cross shows the centre. */
export function mapKeys(map, onEnter) {
  const target = map.getTargetElement();
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "cross");
  svg.setAttribute("viewBox", "0 0 34 34");
  svg.setAttribute("aria-hidden", "true");
  for (const [color, width] of [["#fff", 4], ["#14211e", 1.6]]) {
    const p = document.createElementNS("http://www.w3.org/2000/svg", "path");
    p.setAttribute("d", "M17 2v11M17 21v11M2 17h11M21 17h11");
    p.setAttribute("stroke", color);
    p.setAttribute("stroke-width", width);
    p.setAttribute("fill", "none");
    svg.append(p);
  }
  target.append(svg);
  target.addEventListener("keydown", (event) => {
    if (event.target !== target || event.ctrlKey || event.metaKey || event.altKey) return;
    const view = map.getView();
    const by = view.getResolution() * (event.shiftKey ? 240 : 80);
    const [x, y] = view.getCenter();
    const moves = { ArrowLeft: [x - by, y], ArrowRight: [x + by, y], ArrowUp: [x, y + by], ArrowDown: [x, y - by] };
    if (moves[event.key]) view.animate({ center: moves[event.key], duration: 120 });
    else if (event.key === "+" || event.key === "=") view.animate({ zoom: view.getZoom() + 1, duration: 160 });
    else if (event.key === "-" || event.key === "_") view.animate({ zoom: view.getZoom() - 1, duration: 160 });
    else if (event.key === "Enter" && onEnter) onEnter(view.getCenter());
    else return;
    event.preventDefault();
  });
}
