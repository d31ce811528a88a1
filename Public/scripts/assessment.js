// The result page: filters over the clauses, and the map as evidence: site, deciding line, distance between them.
/* global ol */
import { colour, looks, rgba, stroke, style, swatch, themeStyle } from "./cartography.js";
import { LevelledLayer, features, ground, mapFault, mapKeys, overlay, plate, readGeometry, toMap, vector } from "./ground.js";

const $ = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];

// --- filters -------------------------------------------------------------------------------------------------------
const TO_DO = ["broken", "faulty", "undetermined", "manual", "duty"];
const APPLICABLE = [...TO_DO, "kept"];
const choices = { todo: TO_DO, applicable: APPLICABLE, notApplicable: ["notApplicable"], context: ["context"] };
const cards = all("#list .clause");
const heads = all("#list .grp");
const state = { outcomes: APPLICABLE, chosen: "applicable", dimension: "" };

function show() {
  let left = 0;
  const seen = new Set();
  for (const card of cards) {
    const hit = state.outcomes.includes(card.dataset.outcome) && (!state.dimension || card.dataset.dimension === state.dimension);
    card.classList.toggle("is-out", !hit);
    if (hit) {
      left += 1;
      seen.add(card.dataset.outcome);
    }
  }
  // From here on the classes of single cards decide.
  $("#list").className = "";
  for (const head of heads) head.classList.toggle("is-out", !seen.has(head.dataset.outcome));
  $("#none").hidden = left > 0;
  for (const b of all("[data-filter]")) b.setAttribute("aria-pressed", String(b.dataset.filter === state.chosen));
  for (const b of all("[data-dimension]:is(button)")) b.setAttribute("aria-pressed", String(b.dataset.dimension === state.dimension));
  for (const a of all("[data-show]")) {
    if (a.dataset.show === state.chosen) a.setAttribute("aria-current", "true");
    else a.removeAttribute("aria-current");
  }
}
function choose(name, outcomes) {
  state.chosen = name;
  state.outcomes = outcomes;
  show();
}

$("#filters").hidden = false;
for (const b of all("[data-filter]")) {
  if (!cards.some((c) => choices[b.dataset.filter].includes(c.dataset.outcome))) b.hidden = true;
  b.addEventListener("click", () => choose(b.dataset.filter, choices[b.dataset.filter]));
}
for (const b of all("button[data-dimension]")) {
  b.addEventListener("click", () => {
    state.dimension = b.dataset.dimension;
    show();
  });
}
for (const a of all("[data-show]")) {
  a.addEventListener("click", (event) => {
    event.preventDefault();
    const same = state.chosen === a.dataset.show;
    state.dimension = "";
    if (same) choose("applicable", APPLICABLE);
    else choose(a.dataset.show, [a.dataset.show]);
    $("#clauses").scrollIntoView({ block: "start", behavior: "smooth" });
  });
}
/** A clause that the address names is shown whatever the filter. */
const named = () => {
  const card = location.hash.startsWith("#c-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!card) return;
  if (card.classList.contains("is-out")) choose(card.dataset.outcome, [card.dataset.outcome]);
  card.open = true;
  card.scrollIntoView({ block: "start" });
};
const someToDo = cards.some((c) => TO_DO.includes(c.dataset.outcome));
choose(someToDo ? "todo" : "applicable", someToDo ? TO_DO : APPLICABLE);
named();
addEventListener("hashchange", named);

/** A question that the address names is unfolded first. */
const asked = () => {
  const field = location.hash.startsWith("#fact-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!field) return;
  field.closest("details.rest")?.setAttribute("open", "");
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
};
asked();
addEventListener("hashchange", asked);
for (const link of all('a[href^="#fact-"]')) link.addEventListener("click", () => link.hash === location.hash && asked());

// A field that was in error gets the focus first.
$("#ask [aria-invalid=true]")?.focus();

// Print shows everything.
addEventListener("beforeprint", () => cards.forEach((c) => c.setAttribute("data-was", c.open ? "1" : "") || (c.open = c.dataset.outcome !== "context")));
addEventListener("afterprint", () => cards.forEach((c) => (c.open = c.dataset.was === "1")));

// --- the map -------------------------------------------------------------------------------------------------------
const target = $("#evidence");
function draw(result) {
  const geometry = result.site?.geometry && readGeometry(result.site.geometry);
  if (!geometry) return;
  const site = new ol.Feature(geometry);
  const extent = geometry.getExtent().slice();
  const asOf = result.legalState?.asOf;

  // What decides: the first unmet clause with a distance, else an undecided one, else the tightest that is kept.
  const withDistance = result.clauses.filter((c) => c.margin?.fact?.startsWith("map.distance."));
  const by = (outcome) => withDistance.filter((c) => c.outcome === outcome);
  const tight = by("kept").sort((a, b) => Math.abs(a.margin.value / (a.margin.limit || 1)) - Math.abs(b.margin.value / (b.margin.limit || 1)));
  const deciding = by("broken")[0] ?? by("undetermined")[0] ?? tight.find((c) => near(result, c)?.distanceMetres < 5000);

  const first = deciding && near(result, deciding);
  if (first && first.distanceMetres < 30000) ol.extent.extend(extent, ol.extent.boundingExtent([first.from, first.to].map(toMap)));
  const widest = Math.max(ol.extent.getWidth(extent), ol.extent.getHeight(extent), 240);
  const phone = innerWidth < 640;
  const { map, themes, refresh } = ground(target, {
    extent: ol.extent.buffer(extent, widest * 0.16), grid: 130, scale: "scale", asOf, padding: phone ? [24, 60, 40, 24] : [30, 60, 46, 30],
  });
  target.querySelector(".mc").hidden = false;
  for (const b of target.querySelectorAll("[data-zoom]")) {
    b.addEventListener("click", () => map.getView().animate({ zoom: map.getView().getZoom() + Number(b.dataset.zoom), duration: 160 }));
  }
  mapKeys(map);

  map.addLayer(vector(features([site]), looks.site(), 29));
  const lines = features();
  map.addLayer(vector(lines, looks.measure(), 31));
  const ticks = features();
  map.addLayer(vector(ticks, looks.tick(), 31));
  let label = null;
  const drawn = new Map();

  /** The layer's own line, drawn once, with an entry in the legend. */
  const addLayer = (id) => {
    if (drawn.has(id)) return;
    const group = groupOf(result, id);
    const layer = new LevelledLayer(id, group === "shoreline" || isLineLayer(id) ? themeStyle("shoreline") : themeStyle(group, id), 26, { asOf });
    drawn.set(id, layer);
    themes.add(layer);
    map.addLayer(layer.layer);
    const entry = document.createElement("li");
    const mark = document.createElement("span");
    mark.className = group === "shoreline" || isLineLayer(id) ? "ln shore" : "sw";
    if (mark.className === "sw") {
      const [line, paint, kind] = swatch(group, id);
      Object.assign(mark.style, { borderColor: line, backgroundColor: paint, borderStyle: kind });
    }
    entry.append(mark, id);
    $("#legend").append(entry);
  };

  /** The belt that a distance rule forbids, drawn for the eye only: the product's own buffer decides nothing. */
  const addBelt = (clause, id) => {
    const metres = clause.margin.limit;
    const belt = vector(
      drawn.get(id).layer.getSource(),
      (f, resolution) => {
        const latitude = (ol.proj.toLonLat(ol.extent.getCenter(geometry.getExtent()))[1] * Math.PI) / 180;
        const width = (2 * metres) / Math.cos(latitude) / resolution;
        return width > 12000 ? null : style({ stroke: stroke(rgba(colour("--no"), 0.12), width, { lineCap: "round", lineJoin: "round" }) });
      },
      11,
      { renderBuffer: 4000 },
    );
    drawn.get(id).layer.on("change:source", () => belt.setSource(drawn.get(id).layer.getSource()));
    map.addLayer(belt);
    const entry = document.createElement("li");
    entry.append(Object.assign(document.createElement("span"), { className: "sw belt" }), `${id} ${metres.toLocaleString("en-US")} m 内（示意）`);
    $("#legend").append(entry);
  };

  /** The distance between site and line, with end ticks and its figure. */
  const measure = (nearest, move) => {
    lines.clear();
    ticks.clear();
    if (label) map.removeOverlay(label);
    label = null;
    if (!nearest?.from?.length || !nearest?.to?.length || nearest.distanceMetres === 0) return;
    const [a, b] = [toMap(nearest.from), toMap(nearest.to)];
    lines.addFeature(new ol.Feature(new ol.geom.LineString([a, b])));
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dx, dy) || 1;
    const half = length * 0.03;
    for (const p of [a, b]) {
      ticks.addFeature(new ol.Feature(new ol.geom.LineString([[p[0] - (dy / length) * half, p[1] + (dx / length) * half], [p[0] + (dy / length) * half, p[1] - (dx / length) * half]])));
    }
    const words = nearest.distanceMetres >= 10000 ? `${(nearest.distanceMetres / 1000).toFixed(2)} km` : `${Number(nearest.distanceMetres).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} m`;
    label = overlay(map, plate(words, "ink"), [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
    if (move) {
      const around = ol.extent.boundingExtent([a, b]);
      ol.extent.extend(around, geometry.getExtent());
      map.getView().fit(ol.extent.buffer(around, Math.max(ol.extent.getWidth(around), ol.extent.getHeight(around)) * 0.15), { padding: [30, 60, 46, 30], duration: 350, maxZoom: 16.5 });
    }
  };

  if (deciding) {
    const id = deciding.margin.fact.slice("map.distance.".length);
    addLayer(id);
    addBelt(deciding, id);
    measure(first, false);
  }
  // Layers whose overlap decided an unmet clause are shown too.
  for (const c of result.clauses.filter((x) => x.outcome === "broken").slice(0, 4)) {
    for (const f of c.factsUsed ?? []) {
      const m = f.match(/^map\.(?:in|within|area|share|length)\.(.+)$/);
      if (m && drawn.size < 4) addLayer(m[1]);
    }
  }
  for (const b of all("[data-nearest]")) {
    const found = result.nearest.find((n) => n.layer === b.dataset.nearest);
    if (!found?.from?.length) continue;
    b.hidden = false;
    b.addEventListener("click", async () => {
      addLayer(b.dataset.nearest);
      measure(found, true);
      target.scrollIntoView({ block: "nearest" });
      target.focus({ preventScroll: true });
      await refresh();
    });
  }
  refresh();
}

function near(result, clause) {
  const layer = clause.margin.fact.slice("map.distance.".length);
  return result.nearest.filter((n) => n.layer === layer).sort((a, b) => a.distanceMetres - b.distanceMetres)[0];
}
const isLineLayer = (id) => /岸线|海岸/.test(id);
const groupOf = (result, id) => result.zones.find((z) => z.layer === id)?.group ?? (isLineLayer(id) ? "shoreline" : /红线/.test(id) ? "redline" : /园区/.test(id) ? "park" : /水源/.test(id) ? "source" : "belt");

try {
  const answer = await fetch(target.dataset.source);
  if (!answer.ok) throw new Error((await answer.json()).detail);
  draw(await answer.json());
} catch (error) {
  mapFault(target, error);
}
