// What a layer's class looks like, small: painted by the brush of the map itself, pattern and dash included.
import { element } from "../element.js";
import { Brush } from "./tiles/brush.js";

/** Paints what a layer's class looks like into a canvas of 18 × 12 px. */
export function swatch(style, id, name, kind, zoom = 12) {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [18, 12];
  const canvas = element("canvas", { width: wide * ratio, height: high * ratio, className: "sw-map", data: { "aria-hidden": "true" } });
  const brush = new Brush(canvas, wide, ratio);
  const look = { ...style.look(id, name, zoom), casing: null };
  const tile = { scale: 1 / wide, left: 0, top: 0 };
  if (kind === "line") brush.begin().lay([[1, high / 2, wide - 1, high / 2]], tile, false).line({ ...look, width: 2 });
  else {
    brush.begin().lay([[0.5, 0.5, wide - 0.5, 0.5, wide - 0.5, high - 0.5, 0.5, high - 0.5]], tile, true);
    brush.wear({ ...look, fillOpacity: Math.min(1, look.fillOpacity * 1.6), width: Math.max(1, look.width) }, true);
  }
  return canvas;
}
