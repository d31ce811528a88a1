// The map home: click a place, read its panel, switch layers, search, keys.
/* global ol */
import { CLASS_WORDS, looks, swatch, themeStyle, zoomOf } from "./cartography.js";
import { LevelledLayer, PROVINCE, features, ground, mapKeys, overlay, pin, plate, ratio, toDegrees, toMap, vector } from "./ground.js";
import { searchBox } from "./search-box.js";

const $ = (selector) => document.querySelector(selector);
const phone = matchMedia("(max-width: 640px)");
const panel = $("#panel");
const speaker = $("#say");
const address = new URL(location.href);
const asOf = address.searchParams.get("asOf");

const { map, units, themes, refresh, hidden } = ground("map", { grid: phone.matches ? 110 : 180, scale: "scale", asOf });
const view = map.getView();

/** What could not be had, on the map until it can; null takes it away. */
function fault(sentence) {
  document.querySelector(".mapnote")?.remove();
  if (!sentence) return;
  const note = Object.assign(document.createElement("div"), { className: "mapnote note is-no", textContent: sentence });
  note.setAttribute("role", "alert");
  map.getTargetElement().append(note);
}

// --- views ---------------------------------------------------------------------------------------------------------
const left = () => (phone.matches || innerWidth < 900 ? 20 : 440);
const lower = () => (phone.matches ? panel.offsetHeight + 20 : 20);
const showBox = (box, animate = true) =>
  view.fit(ol.proj.transformExtent(box, "EPSG:4326", "EPSG:3857"), { padding: [70, 40, lower(), left()], duration: animate ? 500 : 0, maxZoom: 15 });
/** The layer panel's width while it is open: the sea must not lie below it. */
const right = () => ($("#layers").open && innerWidth >= 900 ? $("#layers").offsetWidth + 24 : 70);
const whole = (animate) => view.fit(PROVINCE, { padding: phone.matches ? [70, 8, lower(), 8] : [24, right(), 24, left() - 10], duration: animate ? 500 : 0 });
/** Puts a place where the panel does not cover it. */
const centreOn = (point, zoom, animate = true) => {
  const resolution = 156543.03392804097 / 2 ** zoom;
  const shift = phone.matches ? [0, -(Math.min(innerHeight * 0.58, 460) / 2) * resolution] : [-(innerWidth > 900 ? 200 : 0) * resolution, 0];
  view.animate({ center: [point[0] + shift[0], point[1] + shift[1]], zoom, duration: animate ? 450 : 0 });
};

// --- the chosen place ----------------------------------------------------------------------------------------------
const selected = features();
map.addLayer(vector(selected, looks.selected(), 28));
const marker = overlay(map, pin(), undefined, { positioning: "bottom-center" });
let chosenCodes = [];

const markUnits = () => {
  selected.clear();
  for (const code of chosenCodes) {
    const f = units.find(code);
    if (f) selected.addFeature(f.clone());
  }
};
map.on("settled", markUnits);

const title = document.title;
const wirePanel = () => {
  chosenCodes = [...panel.querySelectorAll(".uc [data-copy]")].map((e) => e.textContent.trim());
  const close = panel.querySelector("#close-panel");
  if (close) {
    close.hidden = false;
    close.addEventListener("click", () => leavePlace(true));
  }
  const handle = panel.querySelector(".sheet-h");
  const grow = () => {
    const next = panel.classList.contains("is-peek") ? "" : panel.classList.contains("is-full") ? "is-peek" : "is-full";
    panel.classList.remove("is-peek", "is-full");
    if (next) panel.classList.add(next);
    sheetHeight();
  };
  handle?.addEventListener("click", grow);
  let from = null;
  handle?.addEventListener("pointerdown", (e) => (from = e.clientY));
  handle?.addEventListener("pointerup", (e) => {
    if (from === null || Math.abs(e.clientY - from) < 24) return (from = null);
    const up = e.clientY < from;
    from = null;
    const now = panel.classList.contains("is-full") ? 2 : panel.classList.contains("is-peek") ? 0 : 1;
    const then = Math.max(0, Math.min(2, now + (up ? 1 : -1)));
    panel.classList.remove("is-peek", "is-full");
    if (then !== 1) panel.classList.add(then ? "is-full" : "is-peek");
    handle.addEventListener("click", (c) => c.stopImmediatePropagation(), { once: true, capture: true });
    sheetHeight();
  });
  sheetHeight();
};
const sheetHeight = () => document.documentElement.style.setProperty("--sheet", phone.matches ? panel.offsetHeight + "px" : "0px");

const hint = panel.querySelector(".hint") ? [...panel.childNodes].map((n) => n.cloneNode(true)) : null;
let serial = 0;

/** Fetches the panel of a place; `cell` keeps the reader where a cell of the matrix was pressed. */
async function ask(lonLat, { move = true, focus = false, href = null } = {}) {
  const mine = (serial += 1);
  const [lon, lat] = lonLat.map((v) => Number(v).toFixed(6));
  const here = toMap([Number(lon), Number(lat)]);
  marker.setPosition(here);
  const url = new URL(href ?? `/at?lon=${lon}&lat=${lat}${asOf ? "&asOf=" + asOf : ""}`, location.href);
  url.searchParams.set("panel", "true");
  url.hash = "";
  const slow = setTimeout(() => {
    if (mine !== serial || href) return;
    const wait = document.createElement("div");
    wait.className = "hint";
    wait.append(...["", "is-half", ""].map((c) => Object.assign(document.createElement("div"), { className: ("skel " + c).trim() })));
    panel.replaceChildren(wait);
  }, 300);
  let html;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    html = await answer.text();
    if (!answer.ok) {
      const said = new DOMParser().parseFromString(html, "text/html").querySelector(".sorry p")?.textContent;
      throw new Error(said ?? "这个位置现在查不了，请稍后再试。");
    }
  } catch (error) {
    clearTimeout(slow);
    if (mine !== serial) return;
    return refuse(error instanceof TypeError ? "连不上服务器，请检查网络后再点一次；已有的图还在。" : error.message);
  }
  clearTimeout(slow);
  if (mine !== serial) return;
  const scrolled = panel.querySelector(".sc")?.scrollTop ?? 0;
  panel.innerHTML = html;
  panel.classList.remove("is-peek");
  wirePanel();
  markUnits();
  const heading = panel.querySelector("#panel-title");
  if (href) {
    panel.querySelector(".sc").scrollTop = scrolled;
    (panel.querySelector(".mx a[aria-current]") ?? heading)?.focus({ preventScroll: true });
  } else if (focus) heading?.focus();
  document.title = `${heading?.textContent ?? ""}｜${title}`;
  const state = new URL(location.href);
  state.search = "";
  state.searchParams.set("lon", lon);
  state.searchParams.set("lat", lat);
  if (asOf) state.searchParams.set("asOf", asOf);
  history.replaceState(null, "", state);
  if (move) reveal(here);
}

/** Moves only when the panel or the edge hides the place. */
function reveal(point) {
  const pixel = map.getPixelFromCoordinate(point);
  const size = map.getSize();
  if (!pixel) return centreOn(point, Math.max(view.getZoom(), 11));
  const bottom = phone.matches ? size[1] - panel.offsetHeight : size[1];
  const x0 = phone.matches ? 0 : left() - 10;
  if (pixel[0] < x0 || pixel[0] > size[0] - 20 || pixel[1] < 60 || pixel[1] > bottom - 20) centreOn(point, view.getZoom());
}

function refuse(sentence) {
  const box = document.createElement("div");
  box.className = "hint";
  const note = document.createElement("div");
  note.className = "note is-no";
  note.setAttribute("role", "alert");
  note.append(Object.assign(document.createElement("div"), { textContent: sentence }));
  box.append(note);
  panel.replaceChildren(box);
  chosenCodes = [];
  markUnits();
  sheetHeight();
}

function leavePlace(focus) {
  serial += 1;
  marker.setPosition(undefined);
  chosenCodes = [];
  selected.clear();
  if (hint) panel.replaceChildren(...hint.map((n) => n.cloneNode(true)));
  else panel.replaceChildren();
  wirePanel();
  history.replaceState(null, "", "/");
  document.title = title;
  if (focus) map.getTargetElement().focus();
}

panel.addEventListener("click", (event) => {
  const cell = event.target.closest("a[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const heading = panel.querySelector("#panel-title");
  ask([heading.dataset.lon, heading.dataset.lat], { move: false, href: cell.href });
});
panel.addEventListener("keydown", (event) => event.key === "Escape" && panel.querySelector("#close-panel") && leavePlace(true));

// --- pointer -------------------------------------------------------------------------------------------------------
const hover = features();
map.addLayer(vector(hover, looks.hover(), 27));
const tip = overlay(map, plate("", "tip"), undefined, { positioning: "bottom-center", offset: [0, -10] });
const unitAt = (pixel) => map.forEachFeatureAtPixel(pixel, (f) => f, { layerFilter: (l) => l === units.layer, hitTolerance: 0 });
let under = null;
map.on("pointermove", (event) => {
  if (event.dragging || phone.matches) return;
  const f = unitAt(event.pixel) ?? null;
  if (f) {
    tip.getElement().textContent = `${f.get("name")}，${CLASS_WORDS[f.get("class")] ?? ""}`;
    tip.setPosition(event.coordinate);
  } else tip.setPosition(undefined);
  if (f === under) return;
  under = f;
  hover.clear();
  if (f && zoomOf(view.getResolution()) > 8.2) hover.addFeature(f.clone());
});
map.getTargetElement().addEventListener("pointerleave", () => {
  hover.clear();
  tip.setPosition(undefined);
  under = null;
});
map.on("singleclick", (event) => {
  tip.setPosition(undefined);
  ask(toDegrees(event.coordinate));
});
mapKeys(map, (centre) => ask(toDegrees(centre), { move: false, focus: true }));

// --- layers --------------------------------------------------------------------------------------------------------
for (const box of document.querySelectorAll("[data-class]")) {
  const set = () => {
    if (box.checked) hidden.delete(box.dataset.class);
    else hidden.add(box.dataset.class);
    units.layer.changed();
    units.labels?.changed();
  };
  box.addEventListener("change", set);
}
let order = 14;
for (const box of document.querySelectorAll("[data-layer]")) {
  const id = box.dataset.layer;
  const group = box.dataset.group;
  const far = box.closest("label").querySelector("[data-far]");
  const sw = box.closest("label").querySelector("[data-swatch]");
  if (sw) {
    const [line, paint, kind] = swatch(group, id);
    sw.style.borderColor = line;
    sw.style.backgroundColor = paint;
    sw.style.borderStyle = kind;
  }
  const zIndex = group === "shoreline" ? 26 : group === "redline" ? 21 : (order += 0.1);
  const minZoom = far ? 9.5 : 0;
  const layer = new LevelledLayer(id, themeStyle(group, id), zIndex, { asOf, minZoom });
  layer.layer.setVisible(box.checked);
  if (minZoom) layer.layer.setMinZoom(minZoom - 0.01);
  map.addLayer(layer.layer);
  themes.add(layer);
  const tell = () => {
    if (far) far.hidden = view.getZoom() >= minZoom;
  };
  map.on("moveend", tell);
  box.addEventListener("change", async () => {
    layer.layer.setVisible(box.checked);
    if (!box.checked) return;
    await layer.update(map);
    fault(layer.failed ? `图层“${id}”没有取到，请过一会儿关了再开；别的图层不受影响。` : null);
  });
}
map.on("settled", () => {
  if (units.failed) fault("管控单元没有取到，请检查网络，再移动一下地图。");
  else if (document.querySelector(".mapnote")) fault(null);
});

const layers = $("#layers");
layers.open = innerWidth > 900;
layers.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && phone.matches) {
    layers.open = false;
    layers.querySelector("summary").focus();
  }
});

// --- controls ------------------------------------------------------------------------------------------------------
$("#in").addEventListener("click", () => view.animate({ zoom: view.getZoom() + 1, duration: 160 }));
$("#out").addEventListener("click", () => view.animate({ zoom: view.getZoom() - 1, duration: 160 }));
$("#whole").addEventListener("click", () => whole(true));
$("#locate").addEventListener("click", () => {
  if (!navigator.geolocation) return fault("这台设备不能定位，请搜地名或在图上点。");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const point = toMap([coords.longitude, coords.latitude]);
      centreOn(point, 13);
      ask([coords.longitude, coords.latitude], { move: false, focus: true });
    },
    () => fault("没有得到位置，请在浏览器里允许定位，或者直接搜地名。"),
    { timeout: 10000 },
  );
});
const printRatio = () => ($("#ratio").textContent = ratio(map));
map.on("moveend", printRatio);

// The inset: where on the province the view is, from zoom 9.
const inset = $(".loc");
let little = null;
const frame = features();
map.on("moveend", () => {
  const wanted = view.getZoom() >= 9 && innerWidth > 1100;
  inset.hidden = !wanted;
  if (!wanted) return;
  if (!little) {
    little = ground("loc", { still: true, grid: 0, names: false, units: false, extent: PROVINCE, padding: [6, 6, 6, 6] });
    little.map.addLayer(
      vector(frame, [...looks.measure().slice(0, 1), ...looks.site().slice(1)], 50),
    );
  }
  frame.clear();
  frame.addFeature(new ol.Feature(ol.geom.Polygon.fromExtent(view.calculateExtent(map.getSize()))));
});

// --- search --------------------------------------------------------------------------------------------------------
searchBox($(".search"), {
  onPick(item) {
    if (item.box?.length === 4) {
      showBox(item.box);
      if (item.lon !== undefined && item.lon !== null && /单元/.test(item.detail ?? "")) ask([item.lon, item.lat], { move: false });
      speaker.textContent = `地图移到${item.title}。`;
      return true;
    }
    if (item.lon !== undefined && item.lon !== null) {
      centreOn(toMap([item.lon, item.lat]), 12.5);
      ask([item.lon, item.lat], { move: false, focus: true });
      return true;
    }
    return false;
  },
});

// --- first view ----------------------------------------------------------------------------------------------------
wirePanel();
const asked = panel.querySelector("#panel-title");
const box = (address.searchParams.get("box") ?? "").split(",").map(Number);
if (asked) {
  const here = toMap([Number(asked.dataset.lon), Number(asked.dataset.lat)]);
  marker.setPosition(here);
  centreOn(here, 11.5, false);
} else if (box.length === 4 && box.every(Number.isFinite)) showBox(box, false);
else whole(false);
addEventListener("resize", sheetHeight);
refresh();

