// What stands on a map: plates, pins, overlays, the graticule, the scale's ratio, keys, faults.
/* global ol */
import { degrees, fill, stroke, text } from "./looks.js";
import { toDegrees } from "./space.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** Milliseconds of a movement: none where the reader wants none. */
export const motion = (milliseconds) => (calm.matches ? 0 : milliseconds);

/** A piece of text or drawing fixed to a place of the map. */
export function overlay(map, element, position, more) {
  const o = new ol.Overlay({ element, position, positioning: "center-center", stopEvent: false, ...more });
  map.addOverlay(o);
  return o;
}

export const plate = (words, kind = "") => Object.assign(document.createElement("span"), { className: `plate ${kind}`.trim(), textContent: words });

const SVG = "http://www.w3.org/2000/svg";
function drawing(className, viewBox, parts) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  for (const [name, attributes] of parts) {
    const e = document.createElementNS(SVG, name);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    svg.append(e);
  }
  return svg;
}

/** The pin of a place. */
export function pin() {
  const holder = document.createElement("div");
  holder.append(
    drawing("pin", "0 0 34 42", [
      ["path", { d: "M17 41S3 27.500 3 16a14 14 0 0 1 28 0c0 11.500-14 25-14 25z", fill: "#0b4fd6", stroke: "#fff", "stroke-width": "2.5" }],
      ["circle", { cx: 17, cy: 16, r: 5, fill: "#fff" }],
    ]),
  );
  return holder;
}

/** Says on a map that what it should show could not be had. */
export function mapFault(target, error) {
  const note = Object.assign(document.createElement("p"), { className: "mapfault", textContent: `图上的内容没有取到：${error?.message || "服务器没有答复"}` });
  note.setAttribute("role", "alert");
  target.append(note);
}

/** Degrees and minutes at top and right; `target` is the wanted distance of lines in pixels. */
export const graticule = (target) =>
  new ol.layer.Graticule({
    strokeStyle: stroke("rgba(43,85,100,.20)", 0.7),
    showLabels: true,
    wrapX: false,
    targetSize: target,
    intervals: [5, 2, 1, 0.5, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 180, 1 / 360, 1 / 720],
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
  const line = { d: "M17 2v11M17 21v11M2 17h11M21 17h11", fill: "none" };
  target.append(drawing("cross", "0 0 34 34", [["path", { ...line, stroke: "#fff", "stroke-width": 4 }], ["path", { ...line, stroke: "#14211e", "stroke-width": 1.6 }]]));
  target.addEventListener("keydown", (event) => {
    if (event.target !== target || event.ctrlKey || event.metaKey || event.altKey) return;
    const view = map.getView();
    const by = view.getResolution() * (event.shiftKey ? 240 : 80);
    const [x, y] = view.getCenter();
    const moves = { ArrowLeft: [x - by, y], ArrowRight: [x + by, y], ArrowUp: [x, y + by], ArrowDown: [x, y - by] };
    if (moves[event.key]) view.animate({ center: moves[event.key], duration: motion(120) });
    else if (event.key === "+" || event.key === "=") view.animate({ zoom: view.getZoom() + 1, duration: motion(160) });
    else if (event.key === "-" || event.key === "_") view.animate({ zoom: view.getZoom() - 1, duration: motion(160) });
    else if (event.key === "Enter" && onEnter) onEnter(view.getCenter());
    else return;
    event.preventDefault();
  });
}
