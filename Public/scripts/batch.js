// One batch: progress without reloading, a map of its sites by conclusion.
/* global ol */
import { forget, remember } from "./batch-memory.js";
import { mapFault, mapKeys, overlay, plate } from "./map/furniture.js";
import { ground } from "./map/ground.js";
import { colour, fill, stroke, style } from "./map/looks.js";
import { features, toMap, vector } from "./map/space.js";

const $ = (selector) => document.querySelector(selector);
const main = $("#main");
const id = main.dataset.batch;
remember(id, main.dataset.title);

for (const button of document.querySelectorAll("button[value=erase]")) {
  button.addEventListener("click", (event) => {
    if (button.dataset.confirm && !confirm(button.dataset.confirm)) return event.preventDefault();
    forget(id);
  });
}

// --- progress ------------------------------------------------------------------------------------------------------
const grouped = (n) => n.toLocaleString("en-US");
const time = (s) => (s < 60 ? `${s} 秒` : s < 3600 ? `${Math.floor(s / 60)} 分${s % 60 ? ` ${s % 60} 秒` : ""}` : `${Math.floor(s / 3600)} 小时 ${Math.floor((s % 3600) / 60)} 分`);
const rowsWereShown = Boolean($("#tally"));

function show(batch) {
  $("#done").textContent = grouped(batch.done);
  $("#bar").value = batch.done;
  $("#pace").textContent = batch.ratePerSecond ? `每秒 ${grouped(batch.ratePerSecond)} 行，约剩 ${time(batch.remainingSeconds)}` : batch.state === "waiting" ? "排队中" : "";
  for (const item of document.querySelectorAll("#tally [data-code]")) {
    const code = item.dataset.code;
    item.querySelector("b").textContent = grouped(code === "all" ? batch.done : batch.conclusions[code]);
  }
}

async function follow() {
  for (;;) {
    await new Promise((go) => setTimeout(go, document.hidden ? 5000 : 1000));
    let batch;
    try {
      const response = await fetch(`/api/v1/batches/${id}`);
      if (response.status === 404) return location.reload();
      if (!response.ok) continue;
      batch = await response.json();
    } catch {
      $("#pace").textContent = "连不上服务，正在重试…";
      continue;
    }
    show(batch);
    // Results, buttons and words of another state are the server's to write.
    if (!["waiting", "running"].includes(batch.state) || (!rowsWereShown && batch.done > 0)) return location.reload();
  }
}
if (["waiting", "running"].includes(main.dataset.state)) follow();

// --- the map -------------------------------------------------------------------------------------------------------
/** By rank: refused, prohibited, nonconforming, undetermined, conditional, conforms. Shape and size tell beside the colour. */
const RANKS = [["--no", 3], ["--no", 5], ["--no", 5], ["--unk", 4.5], ["--if", 4.5], ["--yes", 4]];
const SHAPES = [3, 8, 4, 0, 3, 0];
const WORDS = ["未研判", "禁止准入", "不符合", "待定", "有条件符合", "符合"];

const marks = (scale) => RANKS.map(([tone, size], rank) => {
  const radius = size * scale;
  const look = { radius, fill: fill(colour(tone)), stroke: stroke("#fff", 0.8 * scale) };
  return style({ image: SHAPES[rank] ? new ol.style.RegularShape({ ...look, radius: radius * 1.3, points: SHAPES[rank] }) : new ol.style.Circle(look), zIndex: 10 - rank });
});

/** Smaller where many share the view. */
const near = marks(1.1);
const far = marks(0.7);

async function drawMap() {
  const target = $("#map");
  if (!target) return;
  try {
    const response = await fetch(`/api/v1/batches/${id}/places`);
    if (!response.ok) throw new Error(String(response.status));
    const { places } = await response.json();
    if (!places.length) return;
    target.hidden = false;
    const points = places.map(([lon, lat, rank, row]) => {
      const point = new ol.Feature(new ol.geom.Point(toMap([lon, lat])));
      point.setProperties({ rank, row }, true);
      return point;
    });
    const source = features(points);
    const { map } = ground("map", { extent: source.getExtent(), padding: [30, 30, 30, 30], maxZoom: 14, names: true });
    map.addLayer(vector(source, (feature, resolution) => (resolution > 150 ? far : near)[feature.get("rank")], 40));
    mapKeys(map);
    // A place says which row it is.
    const said = plate("");
    const label = overlay(map, said, undefined, { positioning: "bottom-center", offset: [0, -8] });
    map.on("pointermove", (event) => {
      const hit = map.forEachFeatureAtPixel(event.pixel, (feature) => (feature.get("row") ? feature : undefined), { hitTolerance: 4 });
      label.setPosition(hit?.getGeometry().getCoordinates());
      if (hit) said.textContent = `第 ${grouped(hit.get("row"))} 行，${WORDS[hit.get("rank")]}`;
    });
  } catch (error) {
    mapFault(target, error);
  }
}
drawMap();
