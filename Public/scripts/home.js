// The map home: click a place, read its panel, switch layers, search, keys.
import { Chosen } from "./home/chosen.js";
import { Inset } from "./home/inset.js";
import { LayerTree } from "./home/layer-tree.js";
import { paper } from "./home/paper.js";
import { PlacePanel } from "./home/place-panel.js";
import { Pointer } from "./home/pointer.js";
import { Views, phone } from "./home/views.js";
import { mapKeys, ratio } from "./map/furniture.js";
import { ground } from "./map/ground.js";
import { toDegrees, toMap } from "./map/space.js";
import { searchBox } from "./search-box.js";

const $ = (selector) => document.querySelector(selector);
const address = new URL(location.href);
const asOf = address.searchParams.get("asOf");

const { map, plan, painters } = ground("map", { grid: phone.matches ? 100 : 130, scale: "scale", asOf });
const layers = $("#layers");
const views = new Views(map, $("#panel"), layers);
const chosen = new Chosen(map, asOf);
const place = new PlacePanel({ panel: $("#panel"), asOf, chosen, views, map });

// --- pointer and keys ----------------------------------------------------------------------------------------------
const pointer = new Pointer({ map, painters, plan, quiet: () => phone.matches });
map.on("singleclick", (event) => {
  pointer.clear();
  place.ask(toDegrees(event.coordinate));
});
mapKeys(map, (centre) => place.ask(toDegrees(centre), { move: false, focus: true }));

// --- layers --------------------------------------------------------------------------------------------------------
/** What could not be had, on the map until it can; null takes it away. */
function fault(sentence) {
  $(".mapnote")?.remove();
  if (!sentence) return;
  const note = Object.assign(document.createElement("div"), { className: "mapnote note is-no", textContent: sentence });
  note.setAttribute("role", "alert");
  map.getTargetElement().append(note);
}
map.on("settled", ({ lacking }) => {
  if (lacking.includes("*") || lacking.includes("管控单元")) fault("管控单元没有取到，请检查网络，再移动一下地图。");
  else fault(lacking.length ? `图层“${lacking.join("”“")}”没有取到，请过一会儿关了再开；别的图层不受影响。` : null);
});
painters.ready.catch(() => fault("地图没有取到，请检查网络后刷新；左边的搜索和查询照常可用。"));

layers.open = innerWidth > 900;
new LayerTree({ root: layers, map, plan, painters });
layers.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !phone.matches) return;
  layers.open = false;
  layers.querySelector("summary").focus();
});

// --- controls ------------------------------------------------------------------------------------------------------
$("#in").addEventListener("click", () => views.zoom(1));
$("#out").addEventListener("click", () => views.zoom(-1));
$("#whole").addEventListener("click", () => views.whole());
$("#locate").addEventListener("click", () => {
  if (!navigator.geolocation) return fault("这台设备不能定位，请搜地名或在图上点。");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      views.centre(toMap([coords.longitude, coords.latitude]), 13);
      place.ask([coords.longitude, coords.latitude], { move: false, focus: true });
    },
    () => fault("没有得到位置，请在浏览器里允许定位，或者直接搜地名。"),
    { timeout: 10000 },
  );
});
map.on("moveend", () => ($("#ratio").textContent = ratio(map)));
new Inset($(".loc"), map, asOf);
paper(map.getTargetElement(), layers);

// --- search --------------------------------------------------------------------------------------------------------
const spot = (item) => item.lon !== undefined && item.lon !== null;
searchBox($(".search"), {
  onPick(item) {
    if (item.box?.length === 4) {
      views.box(item.box);
      const unit = item.href?.match(/^\/units\/([^/?#]+)/)?.[1];
      if (unit) chosen.inside(decodeURIComponent(unit)).catch(() => [item.lon, item.lat]).then((here) => place.ask(here, { move: false }));
      $("#say").textContent = `地图移到${item.title}。`;
      return true;
    }
    if (!spot(item)) return false;
    views.centre(toMap([item.lon, item.lat]), 12.5);
    place.ask([item.lon, item.lat], { move: false, focus: true });
    return true;
  },
});

// --- first view ----------------------------------------------------------------------------------------------------
const box = (address.searchParams.get("box") ?? "").split(",").map(Number);
if (place.heading) {
  const here = toMap([Number(place.heading.dataset.lon), Number(place.heading.dataset.lat)]);
  chosen.place(here);
  views.centre(here, 11.5, false);
} else if (box.length === 4 && box.every(Number.isFinite)) views.box(box, false);
else views.whole(false);
