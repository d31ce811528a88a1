// What lies under the pointer: its name on a plate, its outline in ink. One question at a time, at most one a frame.
/* global ol */
import { overlay, plate } from "../map/furniture.js";
import { CLASS_WORDS, looks } from "../map/looks.js";
import { features, vector } from "../map/space.js";
import { HALF_WORLD, levelFor, tileSpan, tilesIn, zoomOf } from "../map/tiles/places.js";

/** Below this zoom units are too small for an outline of their own. */
const OUTLINES_FROM = 8.2;

export class Pointer {
  constructor({ map, painters, plan, quiet }) {
    Object.assign(this, { map, painters, plan, quiet });
    this.lines = features();
    map.addLayer(vector(this.lines, looks.hover(), 27));
    this.tip = overlay(map, plate("", "tip"), undefined, { positioning: "bottom-center", offset: [0, -10] });
    this.wanted = null;
    this.busy = false;
    this.under = null;
    map.on("pointermove", (event) => {
      if (event.dragging || quiet()) return;
      this.wanted = event.coordinate;
      if (!this.busy) requestAnimationFrame(() => this.look());
      this.busy = true;
    });
    map.getTargetElement().addEventListener("pointerleave", () => this.clear());
    map.getView().on("change:resolution", () => this.clear());
  }

  clear() {
    this.wanted = this.under = null;
    this.lines.clear();
    this.tip.setPosition(undefined);
  }

  async look() {
    while (this.wanted) {
      const point = this.wanted;
      this.wanted = null;
      try {
        await this.show(point);
      } catch {
        // The pointer's plate is an extra: a tile that cannot be had is told by the map itself.
        this.clear();
      }
    }
    this.busy = false;
  }

  async show(point) {
    await this.painters.ready;
    const z = Math.min(levelFor(this.map.getView().getResolution()).z, this.painters.tiles.maxzoom);
    const span = tileSpan(z);
    const [x, y] = [Math.floor((point[0] + HALF_WORLD) / span), Math.floor((HALF_WORLD - point[1]) / span)];
    const found = await this.painters.ask("at", { z, x, y, point, hidden: [...this.plan.hidden] });
    if (!found) return this.wanted ? null : this.clear();
    this.tip.getElement().textContent = `${found.name}，${CLASS_WORDS[found.class] ?? ""}`;
    this.tip.setPosition(point);
    if (found.code === this.under) return null;
    this.under = found.code;
    this.lines.clear();
    if (zoomOf(this.map.getView().getResolution()) <= OUTLINES_FROM) return null;
    const lines = await this.outline(found.code, z);
    if (this.under === found.code) this.lines.addFeature(new ol.Feature(new ol.geom.MultiLineString(lines)));
    return null;
  }

  /** The outline as far as the view shows it: each painter answers for the tiles that it keeps. */
  async outline(code, z) {
    const { west, east, north, south } = tilesIn(this.map.getView().calculateExtent(this.map.getSize()), z);
    const jobs = [];
    for (let x = west; x <= east; x += 1) for (let y = north; y <= south; y += 1) jobs.push(this.painters.ask("outline", { code, z, x, y }));
    return (await Promise.all(jobs)).flat();
  }
}
