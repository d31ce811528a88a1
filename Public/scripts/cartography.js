// How the map looks (colours from tokens.css): styles by zoom, patterns, lines, names. `ol` is the OpenLayers full build.
/* global ol */
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const tokens = new Map();
export const colour = (name) => {
  if (!tokens.has(name)) tokens.set(name, token(name));
  return tokens.get(name);
};
export const rgba = (hex, alpha) => {
  const v = parseInt(hex.slice(1), 16);
  return `rgba(${v >> 16},${(v >> 8) & 255},${v & 255},${alpha})`;
};
const FONT = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
const MONO = '"Noto Sans Mono CJK SC",ui-monospace,Consolas,monospace';
const SERIF = '"Noto Serif CJK SC","Songti SC",SimSun,serif';

export const CLASSES = { priority: "pri", key: "key", general: "gen" };
export const CLASS_WORDS = { priority: "优先保护", key: "重点管控", general: "一般管控" };

/** Zoom of Web Mercator for a resolution in metres a pixel. */
export const zoomOf = (resolution) => Math.log2(156543.03392804097 / resolution);

export const style = (options) => new ol.style.Style(options);
export const stroke = (color, width, more) => new ol.style.Stroke({ color, width, ...more });
export const fill = (color) => new ol.style.Fill({ color });
export const text = (words, o = {}) =>
  new ol.style.Text({
    text: words,
    font: `${o.weight || 500} ${o.size || 12}px ${o.font || FONT}`,
    fill: fill(o.colour || colour("--ink-1")),
    stroke: stroke(o.haloColour || "rgba(255,255,255,.92)", o.halo || 3),
    overflow: Boolean(o.overflow),
    offsetX: o.dx || 0,
    offsetY: o.dy || 0,
    textAlign: o.align,
    placement: o.placement,
    maxAngle: 0.6,
    repeat: o.repeat,
  });

// Fill patterns: 45° hatch = priority, plain = key, sparse dots = general. Drawn at device pixels so that they never blur.
const patterns = new Map();
function pattern(kind, alpha) {
  const id = kind + alpha;
  if (patterns.has(id)) return patterns.get(id);
  const r = window.devicePixelRatio || 1;
  const n = Math.round(8 * r);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = n;
  const x = canvas.getContext("2d");
  x.fillStyle = rgba(colour(`--${kind}-fill`), alpha);
  x.fillRect(0, 0, n, n);
  x.strokeStyle = rgba(colour(`--${kind}-stroke`), 0.34 * alpha + 0.06);
  x.lineWidth = 0.9 * r;
  if (kind === "pri") {
    x.beginPath();
    for (const o of [-n, 0, n]) {
      x.moveTo(o, n);
      x.lineTo(o + n, 0);
    }
    x.stroke();
  }
  if (kind === "gen") {
    x.fillStyle = rgba(colour("--gen-stroke"), 0.42 * alpha);
    x.beginPath();
    x.arc(n / 4, n / 4, 0.75 * r, 0, 7);
    x.arc(n * 0.75, n * 0.75, 0.75 * r, 0, 7);
    x.fill();
  }
  patterns.set(id, x.createPattern(canvas, "repeat"));
  return patterns.get(id);
}

// The closer, the more the ground shows through; over a base map a fifth less still.
const unitLine = (z) => (z < 8.2 ? 0 : z < 9.5 ? 0.35 : z < 11 ? 0.7 : z < 12.5 ? 1 : 1.7);
const unitAlpha = (z, overBase) => {
  const a = z < 8.2 ? 0.92 : z < 9.5 ? 0.86 : z < 11 ? 0.74 : z < 12.5 ? 0.64 : 0.4;
  return Math.round((overBase ? Math.max(0.2, a - 0.2) : a) * 100) / 100;
};

const cache = new Map();
/** Style of a control unit by class and zoom. */
export function unitStyle(hidden, overBase) {
  return (feature, resolution) => {
    const of = feature.get("class");
    if (hidden.has(of)) return null;
    const z = zoomOf(resolution);
    const alpha = unitAlpha(z, overBase);
    const width = unitLine(z);
    const key = `${of}|${alpha}|${width}|${z < 8.6}|${z < 11}`;
    if (!cache.has(key)) {
      const kind = CLASSES[of] || "gen";
      const paint = z < 8.6 ? rgba(kind === "pri" ? "#7fbf93" : colour(`--${kind}-fill`), alpha) : pattern(kind, alpha);
      cache.set(
        key,
        style({ fill: fill(paint), stroke: width ? stroke(rgba(colour(`--${kind}-stroke`), z < 11 ? 0.6 : 0.8), width) : undefined }),
      );
    }
    return cache.get(key);
  };
}

const inner = (geometry) => {
  if (geometry.getType() === "Polygon") return { point: geometry.getInteriorPoint(), area: geometry.getArea() };
  let best = null;
  let area = -1;
  for (const p of geometry.getPolygons()) {
    const a = p.getArea();
    if (a > area) [best, area] = [p, a];
  }
  return { point: best.getInteriorPoint(), area };
};

/** Where a polygon's name stands, found once. */
export function labelPoint(feature) {
  let p = feature.get("labelPoint");
  if (!p) {
    const found = inner(feature.getGeometry());
    p = new ol.geom.Point(found.point.getCoordinates().slice(0, 2));
    feature.set("labelPoint", p, true);
    feature.set("extentRoot", Math.sqrt(found.area), true);
  }
  return p;
}

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

/** Names of units from z 11.2 where there is room, codes under them from z 12.4. Rivers carry their own name. */
export function unitName(hidden) {
  return (feature, resolution) => {
    const z = zoomOf(resolution);
    const of = feature.get("class");
    if (z < 11.2 || hidden.has(of)) return null;
    const name = feature.get("name") || "";
    if (/^长江(干流)?（/.test(name)) return null;
    const point = labelPoint(feature);
    if (feature.get("extentRoot") / resolution < 86) return null;
    let words = name.replace(/(一般管控|重点管控|优先保护)单元$/, "") || name;
    words = twoLines(words);
    const close = z > 12.4;
    const styles = [
      style({
        geometry: point,
        text: text(words, { size: close ? 13 : 12, weight: 700, colour: colour(`--${CLASSES[of] || "gen"}-text`), dy: close ? -8 : 0 }),
        zIndex: 2,
      }),
    ];
    if (close) {
      styles.push(
        style({ geometry: point, text: text(feature.get("code"), { size: 11, weight: 400, font: MONO, colour: colour("--ink-2"), dy: words.includes("\n") ? 18 : 10 }) }),
      );
    }
    return styles;
  };
}

/** States of things: fill means class, so a choice changes lines only. */
export const looks = {
  hover: () => [style({ stroke: stroke(colour("--ink-1"), 1.5) })],
  selected: () => [style({ stroke: stroke("#fff", 6) }), style({ stroke: stroke(colour("--ink-1"), 2.6), fill: fill("rgba(20,33,30,.06)") })],
  site: () => [
    style({ stroke: stroke("#fff", 6.5), image: dot(9, "#fff") }),
    style({ stroke: stroke(colour("--map-site"), 3), fill: fill("rgba(11,79,214,.22)"), image: dot(6, colour("--map-site")) }),
  ],
  ghost: () => [
    style({ stroke: stroke("#fff", 4) }),
    style({
      stroke: stroke(colour("--map-site"), 1.6, { lineDash: [5, 4] }),
      fill: fill("rgba(11,79,214,.05)"),
      image: new ol.style.Circle({ radius: 6, stroke: stroke(colour("--map-site"), 1.6, { lineDash: [3, 3] }) }),
    }),
  ],
  vertex: () => style({ image: new ol.style.Circle({ radius: 4.5, fill: fill("#fff"), stroke: stroke(colour("--map-site"), 2) }) }),
  measure: () => [style({ stroke: stroke("#fff", 5) }), style({ stroke: stroke(colour("--ink-1"), 1.8) })],
  tick: () => style({ stroke: stroke(colour("--ink-1"), 2) }),
  fault: () => style({ image: new ol.style.Circle({ radius: 8, stroke: stroke(colour("--no"), 2.5) }) }),
};
const dot = (radius, color) => new ol.style.Circle({ radius, fill: fill(color) });

/** Looks of themes that lie over the units, by the layer's group. */
export function themeStyle(group, id) {
  const line = (color, width, dash) => stroke(color, width, dash ? { lineDash: dash } : undefined);
  const themes = {
    // Banks are thin on the whole province, where their two sides would run together.
    shoreline: (f, r) => {
      const z = zoomOf(r);
      const width = z < 9 ? 0.8 : z < 10.5 ? 1.3 : z < 12 ? 1.9 : 2.4;
      const water = f.getGeometry().getType().endsWith("Polygon");
      return style({ stroke: line(colour("--map-shoreline"), water ? 1 : width), fill: water ? fill("rgba(43,111,147,.22)") : undefined });
    },
    redline: (f, r) => {
      const z = zoomOf(r);
      return [style({ stroke: line(colour("--map-redline"), z < 10 ? 1 : 1.6), fill: fill("rgba(122,18,10,.10)") })];
    },
    ecology: () => style({ stroke: line("#1f7a4a", 1.2, [6, 3]), fill: fill("rgba(31,122,74,.12)") }),
    park: () => [style({ stroke: line("#fff", 4) }), style({ stroke: line("#263631", 1.6, [2, 3]) })],
    belt: () => [style({ stroke: line("rgba(255,255,255,.85)", 4) }), style({ stroke: line(colour("--no"), 1.6, [9, 5]), fill: fill("rgba(163,18,31,.06)") })],
    source: () => style({ stroke: line("#0b6fa4", 1.6), fill: fill("rgba(11,111,164,.14)"), image: dot(4, "#0b6fa4") }),
    region: () => [style({ stroke: line("#fff", 5) }), style({ stroke: line(colour("--pine-700"), 2.2, [14, 4]) })],
    built: () => style({ stroke: line("#5c6a66", 1), fill: fill("rgba(92,106,102,.18)") }),
    sea: () => style({ stroke: line("#3d6f96", 1.2, [4, 3]), fill: fill("rgba(61,111,150,.10)") }),
  };
  if (group === "element") {
    const tone = elementTones(id);
    return (f) => {
      const of = f.get("class");
      const alpha = of === "priority" ? 0.5 : of === "key" ? 0.34 : 0.12;
      return style({ stroke: line(rgba(tone, 0.9), 1.1), fill: fill(rgba(tone, alpha)) });
    };
  }
  return themes[group] || (() => style({ stroke: line("#43514d", 1.2) }));
}

const elementTones = (id) => (id.includes("水") ? "#1f6fa8" : id.includes("大气") ? "#6a55a8" : id.includes("土壤") ? "#8a5a1e" : "#4a6f2a");

/** CSS class-free swatch colours of a theme, for the layer tree. */
export function swatch(group, id) {
  const tones = {
    shoreline: [colour("--map-shoreline"), "#cfe2ec", "solid"],
    redline: [colour("--map-redline"), "#fbeceb", "solid"],
    ecology: ["#1f7a4a", "#e4f2e8", "dashed"],
    park: ["#263631", "#ffffff", "dotted"],
    belt: [colour("--no"), "#fdf3f3", "dashed"],
    source: ["#0b6fa4", "#dcecf5", "solid"],
    region: [colour("--pine-700"), "#ffffff", "dashed"],
    built: ["#5c6a66", "#e6e9e8", "solid"],
    sea: ["#3d6f96", "#e3edf4", "dashed"],
  };
  if (group === "element") return [elementTones(id), rgba(elementTones(id), 0.28), "solid"];
  return tones[group] || ["#43514d", "#ffffff", "solid"];
}

/** A river's name along its line, in serif, wide. */
export const riverName = (words) => (feature, resolution) => {
  const z = zoomOf(resolution);
  if (z < 8.5) return null;
  return style({
    text: new ol.style.Text({
      text: words,
      font: `600 ${z < 10 ? 13 : 17}px ${SERIF}`,
      placement: "line",
      repeat: 520,
      maxAngle: 0.5,
      letterSpacing: 3,
      fill: fill(colour("--map-name")),
      stroke: stroke("rgba(222,238,246,.85)", 3),
    }),
  });
};

/** Degrees, minutes and seconds as the graticule prints them. */
export const degrees = (value) => {
  const total = Math.round(Math.abs(value) * 3600);
  const [d, m, s] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const two = (n) => String(n).padStart(2, "0");
  return `${d}°${m || s ? two(m) + "′" : ""}${s ? two(s) + "″" : ""}`;
};
