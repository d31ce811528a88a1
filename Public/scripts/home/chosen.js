// The chosen place and its units: a pin, and the units' full boundaries as delivered.
/* global ol */
import { overlay, pin } from "../map/furniture.js";
import { looks } from "../map/looks.js";
import { features, readGeometry, toDegrees, vector } from "../map/space.js";

/** Boundaries kept at once. */
const KEPT = 40;

export class Chosen {
  constructor(map, asOf) {
    this.asOf = asOf;
    this.units = features();
    this.codes = [];
    this.held = new Map();
    this.pin = overlay(map, pin(), undefined, { positioning: "bottom-center" });
    map.addLayer(vector(this.units, looks.selected(), 28));
  }

  place(point) {
    this.pin.setPosition(point);
  }

  /** Outlines these units; what cannot be had stays without an outline, its text is in the panel. */
  async mark(codes) {
    this.codes = codes;
    const found = await Promise.all(codes.map((c) => this.boundary(c).catch(() => null)));
    if (this.codes !== codes) return;
    this.units.clear();
    this.units.addFeatures(found.filter(Boolean).map((geometry) => new ol.Feature(geometry)));
  }

  boundary(code) {
    if (!this.held.has(code)) {
      this.held.set(code, this.fetch(code));
      this.held.get(code).catch(() => this.held.delete(code));
      if (this.held.size > KEPT) this.held.delete(this.held.keys().next().value);
    }
    return this.held.get(code);
  }

  async fetch(code) {
    const answer = await fetch(`/api/v1/units/${encodeURIComponent(code)}?geometry=full${this.asOf ? "&asOf=" + encodeURIComponent(this.asOf) : ""}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const { geometry } = await answer.json();
    return geometry ? readGeometry(geometry) : null;
  }

  /** A place inside a unit, in its largest part, in degrees: the middle of its box may lie in another. */
  async inside(code) {
    const geometry = await this.boundary(code);
    const parts = geometry.getType() === "Polygon" ? [geometry] : geometry.getPolygons();
    const largest = parts.reduce((a, b) => (b.getArea() > a.getArea() ? b : a));
    return toDegrees(largest.getInteriorPoint().getCoordinates().slice(0, 2));
  }

  clear() {
    this.codes = [];
    this.units.clear();
    this.place(undefined);
  }
}
