// Draws runs of tile units on a canvas: paths are laid under the tile's own transform, then filled and stroked in pixels.
import { POINT, POLYGON } from "./mvt.js";
import { pattern } from "./patterns.js";
import { tint } from "./style.js";

export class Brush {
  /** `size` is the picture's edge in pixels, `ratio` its device pixels a pixel. */
  constructor(canvas, size, ratio) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.size = size;
    this.ratio = ratio;
    this.context.lineJoin = this.context.lineCap = "round";
  }

  /** Begins a path; runs are laid into it by `lay`. */
  begin() {
    this.context.beginPath();
    return this;
  }

  /** Lays runs of a tile that lies in the picture as `store.get` says. */
  lay(runs, tile, closed) {
    const { context } = this;
    const device = this.size * this.ratio;
    const k = tile.scale * device;
    const [left, top] = [tile.left * device, tile.top * device];
    context.setTransform(k, 0, 0, k, left, top);
    for (const run of runs) {
      context.moveTo(run[0], run[1]);
      for (let i = 2; i < run.length; i += 2) context.lineTo(run[i], run[i + 1]);
      if (closed) context.closePath();
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    return this;
  }

  feature(feature, tile) {
    if (feature.type === POINT) return this;
    return this.lay(feature.runs, tile, feature.type === POLYGON);
  }

  fill(paint) {
    this.context.fillStyle = paint;
    this.context.fill();
    return this;
  }

  stroke(paint, width, dash = null, cap = "round") {
    const { context, ratio } = this;
    context.strokeStyle = paint;
    context.lineWidth = width * ratio;
    context.lineCap = dash ? "butt" : cap;
    context.setLineDash(dash ? dash.map((d) => d * ratio) : []);
    context.stroke();
    return this;
  }

  /** Fills with a named pattern's lines over what is there. */
  weave(kind, colour) {
    const p = pattern(this.context, kind, colour, this.ratio);
    return p ? this.fill(p) : this;
  }

  /** Dots where the points of a layer are. */
  dots(features, tile, radius, paint, rim) {
    const { context } = this;
    const device = this.size * this.ratio;
    context.beginPath();
    for (const f of features) {
      if (f.type !== POINT) continue;
      for (const [x, y] of f.runs) {
        const [px, py] = [(x * tile.scale + tile.left) * device, (y * tile.scale + tile.top) * device];
        context.moveTo(px + radius * this.ratio, py);
        context.arc(px, py, radius * this.ratio, 0, 7);
      }
    }
    if (rim) this.stroke(rim, 2);
    return this.fill(paint);
  }

  /** The whole path in a look: fill, pattern, casing, line. */
  wear(look, area) {
    if (area && look.fill) this.fill(tint(look.fill, look.fillOpacity));
    if (area && look.pattern) this.weave(look.pattern, tint(look.stroke ?? look.fill, look.patternOpacity));
    this.line(look);
  }

  line(look) {
    if (!look.stroke || !look.width) return;
    if (look.casing) this.stroke(tint(look.casing.colour, look.casing.opacity), look.width + look.casing.width * 2);
    this.stroke(tint(look.stroke, look.strokeOpacity), look.width, look.dash);
  }
}
