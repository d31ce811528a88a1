// Lines and words that lie over the painted map: styles made once, colours from tokens.css. `ol` is the OpenLayers full build.
/* global ol */
const tokens = new Map();
/** The value of a design token. */
export const colour = (name) => {
  if (!tokens.has(name)) tokens.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return tokens.get(name);
};

export const SANS = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
export const MONO = '"Noto Sans Mono CJK SC",ui-monospace,Consolas,monospace';
export const SERIF = '"Noto Serif CJK SC","Songti SC",SimSun,serif';

export const CLASSES = { priority: "pri", key: "key", general: "gen" };
export const CLASS_WORDS = { priority: "优先保护", key: "重点管控", general: "一般管控" };

export const style = (options) => new ol.style.Style(options);
export const stroke = (color, width, more) => new ol.style.Stroke({ color, width, ...more });
export const fill = (color) => new ol.style.Fill({ color });
export const text = (words, o = {}) =>
  new ol.style.Text({
    text: words,
    font: `${o.weight || 500} ${o.size || 12}px ${o.font || SANS}`,
    fill: fill(o.colour || colour("--ink-1")),
    stroke: stroke(o.haloColour || "rgba(255,255,255,.92)", o.halo || 3),
    overflow: Boolean(o.overflow),
    offsetX: o.dx || 0,
    offsetY: o.dy || 0,
    textAlign: o.align,
    placement: o.placement,
    maxAngle: o.maxAngle ?? 0.6,
    letterSpacing: o.spacing,
    repeat: o.repeat,
  });

const dot = (radius, color) => new ol.style.Circle({ radius, fill: fill(color) });
const once = (make) => {
  let made = null;
  return () => (made ??= make());
};

/** States of things: fill means class, so a choice changes lines only. */
export const looks = {
  hover: once(() => [style({ stroke: stroke(colour("--ink-1"), 1.5) })]),
  selected: once(() => [style({ stroke: stroke("#fff", 6) }), style({ stroke: stroke(colour("--ink-1"), 2.6), fill: fill("rgba(20,33,30,.06)") })]),
  site: once(() => [
    style({ stroke: stroke("#fff", 6.5), image: dot(9, "#fff") }),
    style({ stroke: stroke(colour("--map-site"), 3), fill: fill("rgba(11,79,214,.22)"), image: dot(6, colour("--map-site")) }),
  ]),
  ghost: once(() => [
    style({ stroke: stroke("#fff", 4) }),
    style({
      stroke: stroke(colour("--map-site"), 1.6, { lineDash: [5, 4] }),
      fill: fill("rgba(11,79,214,.05)"),
      image: new ol.style.Circle({ radius: 6, stroke: stroke(colour("--map-site"), 1.6, { lineDash: [3, 3] }) }),
    }),
  ]),
  vertex: once(() => style({ image: new ol.style.Circle({ radius: 4.5, fill: fill("#fff"), stroke: stroke(colour("--map-site"), 2) }) })),
  measure: once(() => [style({ stroke: stroke("#fff", 5) }), style({ stroke: stroke(colour("--ink-1"), 1.8) })]),
  tick: once(() => style({ stroke: stroke(colour("--ink-1"), 2) })),
  fault: once(() => style({ image: new ol.style.Circle({ radius: 8, stroke: stroke(colour("--no"), 2.5) }) })),
  frame: once(() => [style({ stroke: stroke("#fff", 5) }), style({ stroke: stroke(colour("--map-site"), 3), fill: fill("rgba(11,79,214,.22)") })]),
};

/** Degrees, minutes and seconds as the graticule prints them. */
export const degrees = (value) => {
  const total = Math.round(Math.abs(value) * 3600);
  const [d, m, s] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const two = (n) => String(n).padStart(2, "0");
  return `${d}°${m || s ? two(m) + "′" : ""}${s ? two(s) + "″" : ""}`;
};
