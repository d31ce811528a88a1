// The layer that shows painted tiles. A frame only draws pictures that are there; what is missing is asked for, the middle first.
/* global ol */
import { levelFor, tileNorth, tileSpan, tileWest, tilesIn } from "./tiles/places.js";

/** Device pixels of pictures kept: some 130 MB. */
const KEPT = 32_000_000;
/** Pictures under way at once: enough to keep painters busy, few enough to change course. */
const UNDER_WAY = 4;
/** Milliseconds for which a zoom must stand before the pictures of its level are asked for: levels passed through are not. */
const STILL = 120;
/** Milliseconds before a picture that could not be had is asked for again. */
const AGAIN = 8000;

const keyOf = (level, x, y) => `${level.z}/${level.size}/${x}/${y}`;

export class Pictures {
  /**
   * `plan` is what painters paint. `margin`: tiles about the view that are painted ahead.
   * `onFault(ids)` is told which layers a picture lacks, `"*"` where there is none at all; `onSettled()` that all in view is there.
   */
  constructor({ painters, plan, zIndex = 1, margin = 0, onFault = () => {}, onSettled = () => {} }) {
    Object.assign(this, { painters, plan, margin, onFault, onSettled });
    this.serial = 0;
    this.pictures = new Map();
    this.underWay = new Map();
    this.refused = new Map();
    this.queue = [];
    this.wanting = 0;
    this.resolution = 0;
    this.since = 0;
    this.later = null;
    this.canvas = Object.assign(document.createElement("canvas"), { className: "pictures" });
    this.context = this.canvas.getContext("2d");
    this.layer = new ol.layer.Layer({ zIndex, render: (frame) => this.frame(frame) });
  }

  /** Everything is painted anew, to `plan`; pictures of before stay until theirs are there. */
  repaint(plan = this.plan) {
    this.plan = plan;
    this.serial += 1;
    this.queue = [];
    this.refused.clear();
    this.layer.changed();
  }

  frame({ size, pixelRatio, extent, time, viewState: { resolution, center }, viewHints }) {
    const level = levelFor(resolution);
    if (resolution !== this.resolution) [this.resolution, this.since] = [resolution, time];
    this.draw({ level, size, ratio: pixelRatio, resolution, center, extent });
    const passing = (viewHints[0] > 0 || viewHints[1] > 0) && time - this.since < STILL && this.pictures.size > 0;
    if (!passing) this.order({ level, extent, ratio: pixelRatio, center });
    else this.later ??= setTimeout(() => ((this.later = null), this.layer.changed()), STILL);
    return this.canvas;
  }

  draw({ level, size, ratio, resolution, center, extent }) {
    const { canvas, context } = this;
    const [wide, high] = [Math.round(size[0] * ratio), Math.round(size[1] * ratio)];
    if (canvas.width !== wide || canvas.height !== high) {
      [canvas.width, canvas.height] = [wide, high];
      Object.assign(canvas.style, { position: "absolute", width: size[0] + "px", height: size[1] + "px" });
    } else context.clearRect(0, 0, wide, high);
    const scale = ratio / resolution;
    const [left, top] = [wide / 2 - center[0] * scale, high / 2 + center[1] * scale];
    // Whole pixels, so that neighbours meet.
    const put = (p) => {
      const [x0, x1] = [Math.round(p.west * scale + left), Math.round((p.west + p.span) * scale + left)];
      const [y0, y1] = [Math.round(top - p.north * scale), Math.round(top - (p.north - p.span) * scale)];
      if (x1 > 0 && y1 > 0 && x0 < wide && y0 < high) context.drawImage(p.picture, x0, y0, x1 - x0, y1 - y0);
    };
    const { west, east, north, south } = tilesIn(extent, level.z);
    let gap = false;
    for (let x = west; x <= east && !gap; x += 1) for (let y = north; y <= south; y += 1) gap ||= !this.pictures.has(keyOf(level, x, y));
    if (gap) this.standIns(level).forEach(put);
    for (let x = west; x <= east; x += 1) {
      for (let y = north; y <= south; y += 1) {
        const held = this.pictures.get(keyOf(level, x, y));
        if (held) put(held);
      }
    }
  }

  /** Pictures of other levels, those nearest in size last and so on top. */
  standIns(level) {
    const off = (p) => Math.abs(Math.log(p.level.resolution / level.resolution));
    return [...this.pictures.values()].filter((p) => p.level.z !== level.z || p.level.size !== level.size).sort((a, b) => off(b) - off(a));
  }

  /** Asks for what the view lacks, the nearest to its middle first; a margin about it only when nothing is lacking. */
  order({ level, extent, ratio, center }) {
    const lacking = this.lacking(level, extent, ratio, center);
    this.wanting = lacking.length + [...this.underWay.values()].filter((s) => s === this.serial).length;
    if (!this.wanting && this.margin) this.queue = this.lacking(level, ol.extent.buffer(extent, this.margin * tileSpan(level.z)), ratio, center);
    else this.queue = lacking;
    if (!this.wanting) this.settle(level, extent);
    this.next();
  }

  lacking(level, extent, ratio, center) {
    const span = tileSpan(level.z);
    const { west, east, north, south } = tilesIn(extent, level.z);
    const list = [];
    for (let x = west; x <= east; x += 1) {
      for (let y = north; y <= south; y += 1) {
        const key = keyOf(level, x, y);
        const held = this.pictures.get(key);
        if (held) {
          // What is in use goes last when room is made.
          this.pictures.delete(key);
          this.pictures.set(key, held);
        }
        if (held?.serial === this.serial || this.underWay.get(key) === this.serial || performance.now() < (this.refused.get(key) ?? 0)) continue;
        const far = Math.hypot(tileWest(level.z, x) + span / 2 - center[0], tileNorth(level.z, y) - span / 2 - center[1]);
        list.push({ key, x, y, level, ratio, far });
      }
    }
    return list.sort((a, b) => a.far - b.far);
  }

  settle(level, extent) {
    const mark = `${this.serial}|${keyOf(level, 0, 0)}|${extent.join()}`;
    if (mark === this.settled) return;
    this.settled = mark;
    queueMicrotask(() => this.onSettled());
  }

  next() {
    while (this.underWay.size < UNDER_WAY && this.queue.length) {
      const job = this.queue.shift();
      this.underWay.set(job.key, this.serial);
      this.paint(job, this.serial).finally(() => {
        this.underWay.delete(job.key);
        this.layer.changed();
      });
    }
  }

  async paint({ key, x, y, level, ratio }, serial) {
    try {
      const { picture, failed } = await this.painters.ask("picture", { z: level.z, x, y, size: level.size, ratio, plan: this.plan });
      this.forget(key);
      this.pictures.set(key, { picture, serial, level, west: tileWest(level.z, x), north: tileNorth(level.z, y), span: tileSpan(level.z) });
      this.trim();
      this.onFault(failed);
    } catch {
      this.refused.set(key, performance.now() + AGAIN);
      this.onFault(["*"]);
    }
  }

  forget(key) {
    this.pictures.get(key)?.picture.close?.();
    this.pictures.delete(key);
  }

  trim() {
    let pixels = 0;
    for (const { picture } of this.pictures.values()) pixels += picture.width * picture.height;
    for (const [key, { picture }] of this.pictures) {
      if (pixels <= KEPT) break;
      pixels -= picture.width * picture.height;
      this.forget(key);
    }
  }
}
