// The small map of a place page or a unit page.
/* global ol */
import { mapFault, mapKeys, overlay, pin } from "./map/furniture.js";
import { ground } from "./map/ground.js";
import { looks } from "./map/looks.js";
import { features, readGeometry, toMap, vector } from "./map/space.js";

const target = document.querySelector("#spot");
const { lon, lat, unit, box } = target.dataset;
const asOf = new URL(location.href).searchParams.get("asOf");
if (unit) {
  const extent = ol.proj.transformExtent(box.split(",").map(Number), "EPSG:4326", "EPSG:3857");
  const { map } = ground(target, { extent, grid: 110, padding: [24, 24, 24, 24], asOf });
  mapKeys(map);
  try {
    const answer = await fetch(`/api/v1/units/${encodeURIComponent(unit)}?geometry=full${asOf ? "&asOf=" + asOf : ""}`);
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.detail);
    if (body.geometry) map.addLayer(vector(features([new ol.Feature(readGeometry(body.geometry))]), looks.selected(), 28));
  } catch (error) {
    mapFault(target, error);
  }
} else {
  const here = toMap([Number(lon), Number(lat)]);
  const { map } = ground(target, { center: [Number(lon), Number(lat)], zoom: 11.8, grid: 110, asOf });
  mapKeys(map);
  overlay(map, pin(), here, { positioning: "bottom-center" });
}
