// The wizard's map: draws a site, shows every reading of a file, the place of a fault.
/* global ol */
import { mapKeys, motion, overlay, pin, plate } from "../map/furniture.js";
import { ground } from "../map/ground.js";
import { looks } from "../map/looks.js";
import { features, readGeometry, toMap, vector, writeGeometry } from "../map/space.js";

/** What tells one reading from another, short enough for the map: the meridian of a plane, else the system's name. */
const shortName = (title) => title.match(/中央经线 ?\d+°/)?.[0] ?? title.match(/（([^，（）]+)/)?.[1] ?? title;

export class SiteMap {
  /** `onDrawn` gets GeoJSON in EPSG:4490 whenever what is drawn is complete or changed. */
  constructor(target, { center, onDrawn }) {
    const { map } = ground(target, { center, zoom: center ? 13.5 : 7.2, grid: 150, scale: target.parentElement.querySelector("#wz-scale") });
    this.map = map;
    this.onDrawn = onDrawn;
    this.sketch = features();
    this.readings = features();
    this.vertices = features();
    this.fault = features();
    map.addLayer(vector(this.readings, (f) => (f.get("chosen") ? looks.site() : looks.ghost()), 28));
    map.addLayer(vector(this.sketch, looks.site(), 29));
    map.addLayer(vector(this.vertices, looks.vertex(), 32));
    map.addLayer(vector(this.fault, looks.fault(), 33));
    mapKeys(map);
    if (center) overlay(map, pin(), toMap(center), { positioning: "bottom-center" });
    this.plates = [];
  }

  /** Draws a polygon, line or point until it is finished, then lets its corners be moved. */
  draw(shape) {
    this.stop();
    this.drawing = new ol.interaction.Draw({ source: this.sketch, type: shape, style: [...looks.site(), looks.vertex()] });
    this.drawing.on("drawstart", () => this.sketch.clear());
    this.drawing.on("drawend", (event) => {
      setTimeout(() => {
        this.stop();
        this.edit();
      });
      this.tell(event.feature);
    });
    this.map.addInteraction(this.drawing);
    this.map.getTargetElement().classList.add("is-drawing");
  }

  edit() {
    this.modifying = new ol.interaction.Modify({ source: this.sketch, style: looks.vertex() });
    this.modifying.on("modifyend", () => this.tell(this.sketch.getFeatures()[0]));
    this.map.addInteraction(this.modifying);
  }

  tell(feature) {
    if (feature) this.onDrawn(writeGeometry(feature.getGeometry()));
  }

  /** Takes back the last corner while drawing. */
  back() {
    this.drawing?.removeLastPoint();
  }

  clear() {
    this.sketch.clear();
    this.show([], -1);
  }

  stop() {
    for (const i of [this.drawing, this.modifying]) if (i) this.map.removeInteraction(i);
    this.drawing = this.modifying = null;
    this.map.getTargetElement().classList.remove("is-drawing");
  }

  /** Every reading with its title; the chosen one solid with its corners numbered, the others dashed. */
  show(readings, chosen, { fit = true, fault = null } = {}) {
    this.readings.clear();
    this.vertices.clear();
    this.fault.clear();
    for (const o of this.plates) this.map.removeOverlay(o);
    this.plates = [];
    readings.forEach((r, i) => {
      const geometry = readGeometry(r.geometry);
      const f = new ol.Feature(geometry);
      f.set("chosen", i === chosen);
      this.readings.addFeature(f);
      if (i === chosen && readings.length <= 6) this.corners(readGeometry(r.points ?? r.geometry));
      if (readings.length > 1) {
        const extent = geometry.getExtent();
        const name = shortName(r.title);
        const words = i === chosen ? name : `若是${name}，在这里`;
        this.plates.push(overlay(this.map, plate(words, i === chosen ? "blue" : "alt"), [(extent[0] + extent[2]) / 2, extent[3]], { offset: [0, i === chosen ? -32 : -18] }));
      }
    });
    if (fault) this.fault.addFeature(new ol.Feature(new ol.geom.Point(toMap(fault))));
    if (!readings.length) return;
    this.sketch.clear();
    if (fit) {
      const extent = chosen >= 0 ? this.readings.getFeatures().find((f) => f.get("chosen")).getGeometry().getExtent() : this.readings.getExtent();
      this.fit(extent);
    }
  }

  /** Numbers the corners as the report does: in the order in which they were given, part by part, ring by ring. */
  corners(geometry) {
    if (!geometry.getType().endsWith("Polygon")) return;
    const parts = geometry.getType() === "Polygon" ? [geometry.getCoordinates()] : geometry.getCoordinates();
    const points = parts.flatMap((rings) => rings.flatMap((ring) => ring.slice(0, -1)));
    if (points.length > 40) return;
    const middle = ol.extent.getCenter(geometry.getExtent());
    points.forEach((p, i) => {
      this.vertices.addFeature(new ol.Feature(new ol.geom.Point(p)));
      const label = Object.assign(document.createElement("span"), { className: "vx", textContent: "J" + (i + 1) });
      this.plates.push(overlay(this.map, label, p, { offset: [p[0] >= middle[0] ? 14 : -14, p[1] >= middle[1] ? -10 : 10] }));
    });
  }

  fit(extent) {
    const wide = Math.max(ol.extent.getWidth(extent), ol.extent.getHeight(extent), 400);
    this.map.getView().fit(ol.extent.buffer(extent, wide * 0.8), { padding: [80, 60, 40, 40], maxZoom: 17, duration: motion(300) });
  }

  resize() {
    this.map.updateSize();
  }

  zoom(by) {
    const view = this.map.getView();
    view.animate({ zoom: view.getZoom() + by, duration: motion(160) });
  }
}
