// Lines between counties and between cities out of county polygons whose neighbours share every vertex: each border drawn once.
/* global ol */

const key = (p) => p[0].toFixed(2) + "," + p[1].toFixed(2);
const edgeKey = (a, b) => {
  const [x, y] = [key(a), key(b)];
  return x < y ? x + "|" + y : y + "|" + x;
};
const ringsOf = (geometry) => (geometry.getType() === "Polygon" ? geometry.getCoordinates() : geometry.getCoordinates().flat(1));

/**
 * Splits the outlines of counties into borders inside a city and borders of cities, the province's outline among the latter.
 * Gives {county, city}: MultiLineString geometries in the projection of the features.
 */
export function borders(counties) {
  const owners = new Map();
  for (const f of counties) {
    const city = cityOf(f);
    for (const ring of ringsOf(f.getGeometry())) {
      for (let i = 1; i < ring.length; i += 1) {
        const k = edgeKey(ring[i - 1], ring[i]);
        const seen = owners.get(k);
        if (!seen) owners.set(k, { first: f, city, inside: false });
        else seen.inside = seen.city === city;
      }
    }
  }
  const lines = { county: [], city: [] };
  for (const f of counties) {
    for (const ring of ringsOf(f.getGeometry())) {
      let kind = null;
      let run = [];
      const close = () => {
        if (kind && run.length > 1) lines[kind].push(run);
      };
      for (let i = 1; i < ring.length; i += 1) {
        const e = owners.get(edgeKey(ring[i - 1], ring[i]));
        const mine = e.first === f ? (e.inside ? "county" : "city") : null;
        if (mine !== kind) {
          close();
          kind = mine;
          run = [ring[i - 1]];
        }
        if (mine) run.push(ring[i]);
      }
      close();
    }
  }
  return { county: new ol.geom.MultiLineString(lines.county), city: new ol.geom.MultiLineString(lines.city) };
}

export const cityOf = (f) => f.get("city") ?? String(f.get("code")).slice(0, 4) + "00";

/** A point for each city's name: the middle of its counties if that lies in one of them, else inside the largest. */
export function cityPoints(counties) {
  const cities = new Map();
  for (const f of counties) {
    const code = cityOf(f);
    const extent = f.getGeometry().getExtent();
    const area = f.getGeometry().getArea();
    const c = cities.get(code) ?? { name: f.get("cityName"), area: 0, x: 0, y: 0, counties: [] };
    c.area += area;
    c.x += ((extent[0] + extent[2]) / 2) * area;
    c.y += ((extent[1] + extent[3]) / 2) * area;
    c.counties.push({ f, area });
    cities.set(code, c);
  }
  return [...cities.values()]
    .filter((c) => c.name)
    .map((c) => {
      let point = [c.x / c.area, c.y / c.area];
      if (!c.counties.some(({ f }) => f.getGeometry().intersectsCoordinate(point))) {
        const largest = c.counties.reduce((a, b) => (b.area > a.area ? b : a)).f.getGeometry();
        const polygon = largest.getType() === "Polygon" ? largest : largest.getPolygons().reduce((a, b) => (b.getArea() > a.getArea() ? b : a));
        point = polygon.getInteriorPoint().getCoordinates().slice(0, 2);
      }
      const feature = new ol.Feature(new ol.geom.Point(point));
      feature.set("name", c.name);
      return feature;
    });
}
