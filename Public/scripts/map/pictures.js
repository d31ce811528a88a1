// The layer that shows painted tiles: what is missing is asked for, the middle first; other levels stand in until it is there.
/* global ol */
import { Level } from "./level.js";
import { levelFor, tileNorth, tileWest, tilesIn } from "./tiles/places.js";

/** Device pixels of pictures kept: some 100 MB. */
const KEPT = 24_000_000;
/** Pictures under way at once: enough to keep painters busy, few enough to change course. */
const UNDER_WAY = 4;
/** Milliseconds for which a zoom must stand before the pictures of its level are asked for: levels passed through are not. */
const STILL = 120;
/** Milliseconds before a picture that could not be had is asked for again. */
const AGAIN = 8000;
/** Four pixels are whole device pixels at every usual ratio. */
const BLEED = 4;

const nameOf = ({ z, size }) => `${z}/${size}`;

export class Pictures {
  /**
   * `plan` is what painters paint. `margin`: tiles about the view that are painted ahead.
   * `onFault(ids)` is told which layers a picture lacks, `"*"` where there is none at all; `onSettled()` that all in view is there.
   */
  constructor({ painters, plan, zIndex = 1, margin = 0, onFault = () => {}, onSettled = () => {} }) {
    Object.assign(this, { painters, plan, margin, onFault, onSettled });
    this.serial = 0;
    this.levels = new Map();
    this.underWay = new Map();
    this.refused = new Map();
    this.queue = [];
    this.resolution = 0;
    this.since = 0;
    this.later = null;
    this.wall = Object.assign(document.createElement("div"), { className: "pictures" });
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
    const wanted = levelFor(resolution);
    const range = tilesIn(extent, wanted.z);
    if (resolution !== this.resolution) [this.resolution, this.since] = [resolution, time];
    this.place(wanted, range, size, pixelRatio, resolution, center);
    const passing = (viewHints[0] > 0 || viewHints[1] > 0) && time - this.since < STILL && this.levels.size > 0;
    if (!passing) this.order({ wanted, range, extent, ratio: pixelRatio, center });
    else this.later ??= setTimeout(() => ((this.later = null), this.layer.changed()), STILL);
    return this.wall;
  }

  level(wanted) {
    const name = nameOf(wanted);
    if (!this.levels.has(name)) {
      const level = new Level(wanted, BLEED);
      this.levels.set(name, level);
      this.wall.append(level.sheet);
    }
    return this.levels.get(name);
  }

  /** Places the wanted level on top; where it has a gap, the others below it, those nearest in size highest. */
  place(wanted, { west, east, north, south }, size, ratio, resolution, center) {
    const own = this.level(wanted);
    let gap = false;
    for (let x = west; x <= east && !gap; x += 1) for (let y = north; y <= south && !gap; y += 1) gap = !own.held(x, y);
    for (const level of this.levels.values()) {
      const shown = level === own || (gap && level.pictures.size > 0);
      level.show(shown);
      if (!shown) continue;
      level.sheet.style.zIndex = level === own ? 100 : 50 - Math.round(2 * Math.abs(Math.log2(level.resolution / resolution)));
      level.place(center, size, resolution, ratio);
    }
  }

  /** Asks for what the view lacks; a margin about it only when nothing is lacking. */
  order({ wanted, range, extent, ratio, center }) {
    const level = this.level(wanted);
    const lacking = this.lacking(level, wanted, range, ratio, center);
    const wanting = lacking.length + [...this.underWay.values()].filter((s) => s === this.serial).length;
    const ahead = !wanting && this.margin > 0;
    this.queue = ahead ? this.lacking(level, wanted, tilesIn(ol.extent.buffer(extent, this.margin * level.span), wanted.z), ratio, center) : lacking;
    if (!wanting) this.settle(wanted, extent);
    this.next();
  }

  lacking(level, wanted, { west, east, north, south }, ratio, center) {
    const list = [];
    for (let x = west; x <= east; x += 1) {
      for (let y = north; y <= south; y += 1) {
        const key = `${nameOf(wanted)}/${x}/${y}`;
        const held = level.held(x, y);
        if (held) held.used = this.since;
        if (held?.serial === this.serial || this.underWay.get(key) === this.serial || performance.now() < (this.refused.get(key) ?? 0)) continue;
        const far = Math.hypot(tileWest(level.z, x) + level.span / 2 - center[0], tileNorth(level.z, y) - level.span / 2 - center[1]);
        list.push({ key, x, y, level, ratio, far });
      }
    }
    return list.sort((a, b) => a.far - b.far);
  }

  settle(wanted, extent) {
    const mark = `${this.serial}|${nameOf(wanted)}|${extent.join()}`;
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
      const { picture, failed } = await this.painters.ask("picture", { z: level.z, x, y, size: level.side, bleed: BLEED, ratio, plan: this.plan });
      level.hang(x, y, picture, serial);
      level.held(x, y).used = this.since;
      this.trim();
      this.onFault(failed);
    } catch {
      this.refused.set(key, performance.now() + AGAIN);
      this.onFault(["*"]);
    }
  }

  /** Takes down what was not in use for longest until what is kept fits. */
  trim() {
    const all = [...this.levels.values()].flatMap((level) => [...level.pictures.values()].map((picture) => ({ level, picture })));
    let pixels = all.reduce((sum, { picture }) => sum + picture.pixels, 0);
    if (pixels <= KEPT) return;
    all.sort((a, b) => a.picture.used - b.picture.used);
    for (const { level, picture } of all) {
      if (pixels <= KEPT || picture.used === this.since) break;
      pixels -= picture.pixels;
      level.take(picture);
    }
  }
}
