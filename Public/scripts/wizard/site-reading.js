// The site as it is being given: drawn, uploaded or pasted, read by the server, shown on the map, one reading confirmed.
/* global ol */
import { nextTick } from "../../vendor/vue.esm-browser.prod.js";
import { draft, dropReading, request, siteGeometry } from "./draft.js";
import { SiteMap } from "./site-map.js";

/** Largest file that is sent, bytes. */
const LIMIT = 50_000_000;

/** `ui` is the wizard's state; `start` the place that the map opens at, if any. */
export function siteReading(ui, start) {
  let map = null;
  // The file that was chosen last, to be read again when its reference system is changed.
  let file = null;
  let serial = 0;

  const focusFault = () => nextTick(() => document.getElementById("site-fault")?.focus());

  function openMap() {
    const target = document.getElementById("wz-map");
    if (!target || !window.ol) return;
    if (!map) {
      map = new SiteMap(target, { center: start ?? undefined, onDrawn: readDrawn });
    }
    map.resize();
    show(true);
    if (draft.step === "site" && draft.site.mode === "draw" && !draft.site.reading) map.draw(draft.site.shape);
    if (draft.step !== "site") map.stop();
  }

  function show(fit) {
    const { reading, chosen, repaired } = draft.site;
    if (!map) return;
    if (!reading) return map.show([], -1);
    if (reading.repair) {
      const rows = [...reading.readings.map((r) => ({ ...r, title: "原来的图形" })), { title: "修复后的图形", geometry: reading.repair.geometry }];
      return map.show(rows, repaired ? rows.length - 1 : -1, { fit, fault: reading.repair.place });
    }
    map.show(reading.readings, chosen, { fit });
  }

  async function read(body, { crs, name, fit = true } = {}) {
    const mine = (serial += 1);
    ui.busy = true;
    ui.message = "";
    dropReading();
    ui.place = null;
    const query = new URLSearchParams();
    if (crs) query.set("crs", crs);
    if (name) query.set("name", name);
    if (draft.site.width) query.set("width_m", draft.site.width);
    try {
      const result = await request("/api/v1/sites?" + query, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body });
      if (mine !== serial) return;
      draft.site.reading = result;
      if (!result.repair && result.readings.length === 1) draft.site.chosen = 0;
      show(fit);
      placeOf();
    } catch (error) {
      if (mine !== serial) return;
      ui.message = error.message;
      if (map) map.show([], -1);
      focusFault();
    }
    ui.busy = false;
  }
  const readDrawn = (geometry) => read(JSON.stringify(geometry), { crs: "EPSG:4490", name: "drawn.geojson", fit: false });

  /** What stands in the form is no longer what was read: the reading goes, from the map too. */
  function stale() {
    serial += 1;
    ui.busy = false;
    ui.message = "";
    ui.place = null;
    if (!draft.site.reading) return;
    dropReading();
    map?.show([], -1);
  }

  function clear() {
    stale();
    map?.clear();
    map?.draw(draft.site.shape);
  }

  /** Where the confirmed site falls, for the card on the map. */
  async function placeOf() {
    ui.place = null;
    const geometry = siteGeometry();
    if (!geometry) return;
    const shape = new ol.format.GeoJSON().readGeometry(geometry);
    const point = shape.getType().endsWith("Polygon") ? (shape.getType() === "Polygon" ? shape : shape.getPolygons()[0]).getInteriorPoint().getCoordinates() : ol.extent.getCenter(shape.getExtent());
    const chosen = draft.site.reading.readings[Math.max(draft.site.chosen, 0)];
    const card = { centre: point.slice(0, 2), area: chosen?.areaSquareMetres, units: [], nearest: null, place: chosen?.place };
    ui.place = card;
    if (chosen?.inside === false) {
      ui.place = { ...card, outside: true, place: "江苏省管控范围以外" };
      return;
    }
    try {
      const at = await request(`/api/v1/at?lon=${point[0].toFixed(7)}&lat=${point[1].toFixed(7)}&crs=EPSG:4490`);
      ui.place = { ...card, units: at.units.map((u) => u.name), place: `${at.city?.name ?? ""}${at.county?.name ?? ""}`, nearest: at.nearest?.[0] ?? null };
    } catch (error) {
      ui.place = { ...card, fault: error.message };
    }
  }

  function chosen() {
    ui.message = "";
    show(true);
    placeOf();
  }

  /** What the second step's controls do. */
  const controls = {
    onMode(mode) {
      if (mode === draft.site.mode) return;
      stale();
      map?.clear();
      file = null;
      draft.site.fileName = "";
      draft.site.mode = mode;
      if (mode === "draw" && !draft.site.reading) map?.draw(draft.site.shape);
      else map?.stop();
    },
    onShape(shape) {
      draft.site.shape = shape;
      clear();
    },
    onClear: clear,
    onBack: () => map?.back(),
    async onFile(given) {
      stale();
      file = null;
      draft.site.fileName = "";
      if (given.size > LIMIT) {
        ui.message = `${given.name} 有 ${Math.round(given.size / 1e6)} MB，超过 50 MB 的上限，请只留要研判的图形再传。`;
        return focusFault();
      }
      file = given;
      draft.site.fileName = given.name;
      await read(given, { crs: draft.site.crs, name: given.name });
    },
    onPasted(text) {
      draft.site.pasted = text;
      stale();
    },
    onSystem(crs) {
      draft.site.crs = crs;
      stale();
      if (draft.site.mode !== "file") return;
      if (file) read(file, { crs, name: file.name });
      else draft.site.fileName = "";
    },
    onPaste: () => read(draft.site.pasted, { crs: draft.site.crs, name: "pasted.txt" }),
    onChoose(i) {
      draft.site.chosen = i;
      chosen();
    },
    onRepair(on) {
      draft.site.repaired = on;
      chosen();
    },
    onWidth: (v) => (draft.site.width = v),
  };

  return { openMap, read, controls, focusFault, forgetDrawing: () => map?.clear(), zoom: (by) => map?.zoom(by) };
}
