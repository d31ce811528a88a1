// What can be asked of the tiles: a picture of one, the unit at a place, its outline, names. Runs in a worker, or on the page where there are none.
import { areaOf, featureAt, outlineIn } from "./find.js";
import { Sea, UNITS } from "./ground.js";
import { POLYGON } from "./mvt.js";
import { Painter } from "./painter.js";
import { HALF_WORLD, tileNorth, tileSpan, tileWest } from "./places.js";
import { riverLines } from "./rivers.js";
import { TileStore } from "./store.js";
import { MapStyle } from "./style.js";

const NAMES = "·标注";
const RADIUS = 6378137;
/** Degrees to Web Mercator metres. */
const metres = ([lon, lat]) => [(lon * Math.PI * RADIUS) / 180, RADIUS * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))];

export class Atelier {
  /** `sea` is the address of the sea's polygons in degrees. */
  async setUp({ state, deepest, style, layers, colours, sea, overBase }) {
    this.store = new TileStore({ state, deepest, known: layers.map((l) => l.id) });
    this.painter = new Painter({ store: this.store, style: new MapStyle(style, layers), colours, overBase, sea: null });
    if (!overBase && sea) this.painter.sea = await this.readSea(sea).catch(() => null);
    return true;
  }

  async readSea(address) {
    const answer = await fetch(address);
    const { features } = await answer.json();
    const polygons = features.flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates));
    return new Sea(polygons.flat().map((ring) => ring.map(metres)));
  }

  async picture(job) {
    const { canvas, failed } = await this.painter.paint(job);
    const picture = canvas.transferToImageBitmap ? canvas.transferToImageBitmap() : canvas;
    return { picture, failed };
  }

  async at({ layer = UNITS, z, point, hidden = [] }) {
    const [x, y] = [Math.floor((point[0] + HALF_WORLD) / tileSpan(z)), Math.floor((HALF_WORLD - point[1]) / tileSpan(z))];
    const tile = await this.store.get(layer, z, x, y);
    const within = (value, corner, from) => ((value - corner) / tileSpan(z) - from) / tile.scale;
    const found = featureAt(
      tile.features,
      within(point[0], tileWest(z, x), tile.left),
      -within(point[1], tileNorth(z, y), -tile.top),
      (f) => hidden.includes(f.properties.class),
    );
    return found && { ...found.properties };
  }

  /** Outline of the thing with this code in a tile, as lines of metres. */
  async outline({ layer = UNITS, code, z, x, y }) {
    const tile = await this.store.get(layer, z, x, y);
    const { home } = tile;
    const unit = tileSpan(home.z) / tile.extent;
    const [west, north] = [tileWest(home.z, home.x), tileNorth(home.z, home.y)];
    const lines = [];
    for (const f of tile.features) {
      if (f.properties.code !== code) continue;
      for (const run of outlineIn(f, tile.extent)) {
        const line = [];
        for (let i = 0; i < run.length; i += 2) line.push([west + run[i] * unit, north - run[i + 1] * unit]);
        lines.push(line);
      }
    }
    return lines;
  }

  /** Name places of a layer in a tile: properties, `at` in metres, `across` the root of the area that the tile shows, in metres. */
  async names({ layer, z, x, y }) {
    const [places, shapes] = await Promise.all([this.store.get(layer, z, x, y, NAMES), this.store.get(layer, z, x, y)]);
    const unit = tileSpan(places.home.z) / places.extent;
    const [areas, properties] = [new Map(), new Map()];
    for (const f of shapes.features) {
      if (f.type === POLYGON) areas.set(f.properties.code, (areas.get(f.properties.code) ?? 0) + areaOf(f));
      properties.set(f.properties.code, f.properties);
    }
    return places.features.map((f) => ({
      ...properties.get(f.properties.code),
      ...f.properties,
      across: Math.sqrt(areas.get(f.properties.code) ?? 0) * unit,
      at: [tileWest(places.home.z, places.home.x) + f.runs[0][0] * unit, tileNorth(places.home.z, places.home.y) - f.runs[0][1] * unit],
    }));
  }

  /** Lines along which rivers are named: [{name, kind, line: metres}]. */
  async rivers() {
    const answer = await fetch("/map/waters.json");
    if (!answer.ok) throw new Error(`waters ${answer.status}`);
    return riverLines((await answer.json()).features, metres);
  }
}
