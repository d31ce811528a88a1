// What a layer looks like, small: painted by the brush of the map itself, pattern and dash included.
import { element } from "../element.js";
import { Brush } from "./tiles/brush.js";

const [WIDE, HIGH] = [18, 12];

/** A canvas of 18 × 12 px with the look of the class of this value, or of all classes side by side. `kind`: line, polygon or point. */
export function swatch(style, id, kind, value, zoom = 12) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = element("canvas", { width: WIDE * ratio, height: HIGH * ratio, className: "sw-map", data: { "aria-hidden": "true" } });
  const brush = new Brush(canvas, WIDE, ratio);
  const tile = { scale: 1 / WIDE, left: 0, top: 0 };
  const all = style.classes(id);
  const classes = value !== undefined ? all.filter((c) => c.value === value) : kind === "line" ? all.slice(-1) : all;
  classes.forEach((of, i) => {
    const look = { ...style.look(id, of, zoom), casing: null };
    const [x0, x1] = [(i * WIDE) / classes.length + 0.5, ((i + 1) * WIDE) / classes.length - 0.5];
    if (kind === "line") return brush.begin().lay([[1, HIGH / 2, WIDE - 1, HIGH / 2]], tile, false).line({ ...look, width: 2 });
    brush.begin().lay([[x0, 0.5, x1, 0.5, x1, HIGH - 0.5, x0, HIGH - 0.5]], tile, true);
    return brush.wear({ ...look, fillOpacity: Math.min(1, look.fillOpacity * 1.6), width: Math.max(1, look.width) }, true);
  });
  return canvas;
}
