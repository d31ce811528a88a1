// The small map of a place page or a unit page.
/* global ol */
import { looks } from "./cartography.js";
import { features, ground, mapKeys, overlay, pin, readGeometry, toMap, vector } from "./ground.js";

const target = document.querySelector("#spot");
const { lon, lat, unit, box } = target.dataset;
const asOf = new URL(location.href).searchParams.get("asOf");
if (unit) {
  const extent = ol.proj.transformExtent(box.split(",").map(Number), "EPSG:4326", "EPSG:3857");
  const { map } = ground(target, { extent, grid: 110, padding: [24, 24, 24, 24], asOf });
  mapKeys(map);
  const answer = await fetch(`/api/v1/units/${encodeURIComponent(unit)}?geometry=full${asOf ? "&asOf=" + asOf : ""}`);
  if (answer.ok) {
    const { geometry } = await answer.json();
    if (geometry) map.addLayer(vector(features([new ol.Feature(readGeometry(geometry))]), looks.selected(), 28));
  }
} else {
  const here = toMap([Number(lon), Number(lat)]);
  const { map } = ground(target, { center: [Number(lon), Number(lat)], zoom: 11.8, grid: 110, asOf });
  mapKeys(map);
  overlay(map, pin(), here, { positioning: "bottom-center" });
}
