// A map on its ground: painted tiles with every layer that is on, names over them, a graticule.
/* global ol */
import { graticule } from "./furniture.js";
import { Names } from "./names.js";
import { paintersOf } from "./painters.js";
import { Pictures } from "./pictures.js";
import { AROUND, PROVINCE, toMap } from "./space.js";

/** The configured base map, if there is one. */
function baseMap() {
  const template = document.body.dataset.basemap;
  return template ? new ol.layer.Tile({ source: new ol.source.XYZ({ url: template, maxZoom: 18 }), zIndex: 0 }) : null;
}

/** What is painted: units, classes left out, themes from below, belts about lines. Every change paints anew, once a frame. */
class Plan {
  constructor(units, changed) {
    this.units = units;
    this.hidden = new Set();
    this.themes = new Map();
    this.belts = [];
    this.changed = () => {
      this.due ??= requestAnimationFrame(() => {
        this.due = null;
        changed(this.written);
      });
    };
  }

  /** `order` sorts themes from below; `above` lie over unit and border lines. */
  show(id, { opacity = 1, order = 0, above = false } = {}) {
    this.themes.set(id, { id, opacity, order, above });
    this.changed();
  }

  hide(id) {
    if (this.themes.delete(id)) this.changed();
  }

  setClass(name, shown) {
    if (shown) this.hidden.delete(name);
    else this.hidden.add(name);
    this.changed();
  }

  belt(layer, metres, latitude) {
    this.belts.push({ layer, metres, latitude });
    this.changed();
  }

  get written() {
    const layers = [...this.themes.values()].sort((a, b) => a.order - b.order).map(({ id, opacity, above }) => ({ id, opacity, above }));
    return { units: this.units, hidden: [...this.hidden], layers, belts: this.belts };
  }
}

/**
 * names: print names; grid: wanted distance of graticule lines in px, 0 for none; units: paint control units; still: no interaction.
 * Gives {map, plan, painters, pictures}. The map sends "settled" when all in view is painted; its `lacking` names layers that could not be had.
 */
export function ground(target, { center, zoom, extent, names = true, grid = 160, units = true, still = false, scale, asOf, padding = [20, 20, 20, 20], maxZoom = 19 } = {}) {
  const painters = paintersOf(asOf);
  const map = new ol.Map({
    target,
    controls: scale ? [new ol.control.ScaleLine({ target: scale, minWidth: 70, units: "metric" })] : [],
    interactions: still ? [] : ol.interaction.defaults.defaults({ keyboard: false, altShiftDragRotate: false, pinchRotate: false }),
    keyboardEventTarget: document.createElement("div"),
    view: new ol.View({
      center: center ? toMap(center) : ol.extent.getCenter(PROVINCE),
      zoom: zoom ?? 7.6,
      minZoom: still ? 3 : 6,
      maxZoom,
      extent: still ? undefined : AROUND,
      constrainOnlyCenter: true,
      enableRotation: false,
    }),
  });
  if (extent) map.getView().fit(extent, { padding, maxZoom: 16.5 });

  const lacking = new Set();
  const pictures = new Pictures({
    painters,
    plan: { units, hidden: [], layers: [], belts: [] },
    margin: still ? 0 : 0.5,
    onFault: (ids) => ids.forEach((id) => lacking.add(id)),
    onSettled() {
      map.dispatchEvent({ type: "settled", lacking: [...lacking] });
      lacking.clear();
    },
  });
  const plan = new Plan(units, (written) => {
    pictures.repaint(written);
    labels?.drop((f) => plan.hidden.has(f.get("class")));
    labels?.update(map);
  });
  const labels = names ? new Names(painters, { units, hidden: plan.hidden }) : null;
  const base = baseMap();
  if (base) map.addLayer(base);
  map.addLayer(pictures.layer);
  if (grid) map.addLayer(graticule(grid));
  if (labels) {
    map.addLayer(labels.layer);
    const update = () => labels.update(map).catch(() => {});
    map.on("moveend", update);
    // A still map gets no moveend before it is drawn once.
    map.once("postrender", update);
  }
  return { map, plan, painters, pictures };
}
