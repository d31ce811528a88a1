// The map of a result as evidence: the site, the deciding line, the distance between them.
/* global ol */
import { mapKeys, motion, overlay, plate } from "../map/furniture.js";
import { ground } from "../map/ground.js";
import { looks } from "../map/looks.js";
import { features, readGeometry, toDegrees, toMap, vector } from "../map/space.js";
import { swatch } from "../map/swatch.js";
import { decidingClause, layerOf, nearestOf, overlappedLayers } from "./deciding.js";

const $ = (selector) => document.querySelector(selector);
/** Distances beyond this are no matter of this map. */
const FAR = 30_000;
const LAYERS = 4;

export class EvidenceMap {
  constructor(target, result) {
    Object.assign(this, { target, result, shown: new Set() });
    this.site = readGeometry(result.site.geometry);
    const deciding = decidingClause(result);
    const first = deciding && nearestOf(result, layerOf(deciding));
    Object.assign(this, ground(target, this.view(first)));
    for (const b of target.querySelectorAll("[data-zoom]")) {
      b.addEventListener("click", () => this.map.getView().animate({ zoom: this.map.getView().getZoom() + Number(b.dataset.zoom), duration: motion(160) }));
    }
    target.querySelector(".mc").hidden = false;
    mapKeys(this.map);
    this.map.addLayer(vector(features([new ol.Feature(this.site)]), looks.site(), 29));
    this.lines = features();
    this.ticks = features();
    this.map.addLayer(vector(this.lines, looks.measure(), 31));
    this.map.addLayer(vector(this.ticks, looks.tick(), 31));
    if (deciding) {
      this.show(layerOf(deciding));
      this.belt(deciding);
      this.measure(first);
    }
    for (const layer of overlappedLayers(result, LAYERS - this.shown.size)) this.show(layer);
    this.wireDistances();
  }

  /** The site with what it is measured to, and some ground about it. */
  view(nearest) {
    const extent = this.site.getExtent().slice();
    if (nearest?.from?.length && nearest.to?.length && nearest.distanceMetres < FAR) ol.extent.extend(extent, ol.extent.boundingExtent([nearest.from, nearest.to].map(toMap)));
    const widest = Math.max(ol.extent.getWidth(extent), ol.extent.getHeight(extent), 240);
    const padding = innerWidth < 640 ? [24, 60, 40, 24] : [30, 60, 46, 30];
    return { extent: ol.extent.buffer(extent, widest * 0.16), grid: 130, scale: "scale", asOf: this.result.legalState?.asOf, padding };
  }

  /** A layer over all others, once, with its entry in the legend. */
  show(id) {
    if (this.shown.has(id)) return;
    this.shown.add(id);
    this.plan.show(id, { order: this.shown.size, above: true });
    const entry = document.createElement("li");
    entry.append(id);
    $("#legend").append(entry);
    this.painters.ready.then(
      ({ style, tiles }) => {
        entry.prepend(swatch(style, id, tiles.layers.find((l) => l.id === id)?.kind ?? "polygon"));
      },
      () => {},
    );
  }

  /** The belt that a distance rule forbids, drawn for the eye only: the product's own buffer decides nothing. */
  belt(clause) {
    const metres = clause.margin.limit;
    const latitude = toDegrees(ol.extent.getCenter(this.site.getExtent()))[1];
    this.plan.belt(layerOf(clause), metres, latitude);
    const entry = document.createElement("li");
    entry.append(Object.assign(document.createElement("span"), { className: "sw belt" }), `${layerOf(clause)} ${metres.toLocaleString("en-US")} m 内（示意）`);
    $("#legend").append(entry);
  }

  /** The distance between site and line, with end ticks and its figure. */
  measure(nearest, move = false) {
    this.lines.clear();
    this.ticks.clear();
    if (this.label) this.map.removeOverlay(this.label);
    this.label = null;
    if (!nearest?.from?.length || !nearest?.to?.length || nearest.distanceMetres === 0) return;
    const [a, b] = [toMap(nearest.from), toMap(nearest.to)];
    const line = (...points) => new ol.Feature(new ol.geom.LineString(points));
    this.lines.addFeature(line(a, b));
    const [dx, dy] = [(b[0] - a[0]) * 0.03, (b[1] - a[1]) * 0.03];
    for (const [x, y] of [a, b]) this.ticks.addFeature(line([x - dy, y + dx], [x + dy, y - dx]));
    this.label = overlay(this.map, plate(distanceWords(nearest.distanceMetres), "ink"), [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
    if (!move) return;
    const around = ol.extent.extend(ol.extent.boundingExtent([a, b]), this.site.getExtent());
    const widest = Math.max(ol.extent.getWidth(around), ol.extent.getHeight(around));
    this.map.getView().fit(ol.extent.buffer(around, widest * 0.15), { padding: [30, 60, 46, 30], duration: motion(350), maxZoom: 16.5 });
  }

  wireDistances() {
    for (const b of document.querySelectorAll("[data-nearest]")) {
      const found = this.result.nearest.find((n) => n.layer === b.dataset.nearest);
      if (!found?.from?.length) continue;
      b.hidden = false;
      b.addEventListener("click", () => {
        this.show(b.dataset.nearest);
        this.measure(found, true);
        this.target.scrollIntoView({ block: "nearest" });
        this.target.focus({ preventScroll: true });
      });
    }
  }
}

const distanceWords = (metres) =>
  metres >= 10_000 ? `${(metres / 1000).toFixed(2)} km` : `${Number(metres).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} m`;
