// Degrees and the map's own metres; geometry in and out as GeoJSON.
/* global ol */
const json = new ol.format.GeoJSON({ featureProjection: "EPSG:3857" });
export const toMap = (lonLat) => ol.proj.fromLonLat(lonLat);
export const toDegrees = (point) => ol.proj.toLonLat(point);
export const readGeometry = (geometry) => json.readGeometry(geometry);
/** A geometry of the map as GeoJSON in degrees, eight places, which is the grid. */
export const writeGeometry = (geometry) => json.writeGeometryObject(geometry, { decimals: 8, rightHanded: true });

/** The province with its sea. */
export const PROVINCE = ol.proj.transformExtent([116.3, 30.7, 122.65, 35.2], "EPSG:4326", "EPSG:3857");
export const AROUND = ol.proj.transformExtent([112.5, 28.6, 126.5, 37.4], "EPSG:4326", "EPSG:3857");

export const vector = (source, look, zIndex, more) =>
  new ol.layer.Vector({ source, style: look, zIndex, updateWhileAnimating: true, updateWhileInteracting: true, renderBuffer: 80, ...more });
export const features = (list = []) => new ol.source.Vector({ features: list });
