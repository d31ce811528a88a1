// The painters of this page: workers that hold tiles and paint them, so that the page itself only moves pictures.
import { asset } from "../page.js";
import { colour } from "./looks.js";
import { GONE } from "./tiles/store.js";
import { MapStyle } from "./tiles/style.js";

const POOL = Math.max(1, Math.min(3, (navigator.hardwareConcurrency || 2) - 1));
const able = typeof Worker === "function" && typeof OffscreenCanvas === "function";

/** One room, reached by messages; on browsers without workers or canvases outside the page, the same code on the page. */
class Room {
  constructor() {
    this.waiting = new Map();
    this.serial = 0;
    if (!able) {
      this.here = import("./tiles/atelier.js").then(({ Atelier }) => new Atelier());
      return;
    }
    this.worker = new Worker(new URL("./tiles/worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data: { id, value, fault } }) => {
      const { done, failed } = this.waiting.get(id);
      this.waiting.delete(id);
      if (fault === undefined) done(value);
      else failed(new Error(fault));
    });
    this.worker.addEventListener("error", (event) => {
      for (const { failed } of this.waiting.values()) failed(new Error(event.message || "worker"));
      this.waiting.clear();
    });
  }

  async ask(task, given) {
    if (!this.worker) return (await this.here)[task](given);
    return new Promise((done, failed) => {
      this.serial += 1;
      this.waiting.set(this.serial, { done, failed });
      this.worker.postMessage({ id: this.serial, task, with: given });
    });
  }
}

async function fetchJSON(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const COLOURS = { out: "--map-out", sea: "--map-sea", land: "--map-land", water: "--map-water", shore: "--map-shore", no: "--no" };

/** All painters of one legal state. Tiles next to each other always go to the same room, which then reads each tile once. */
export class Painters {
  constructor(asOf) {
    this.asOf = asOf;
    this.rooms = Array.from({ length: POOL }, () => new Room());
    this.ready = this.setUp();
    this.ready.catch(() => {});
  }

  async setUp() {
    const when = this.asOf ? "?asOf=" + encodeURIComponent(this.asOf) : "";
    const [tiles, style] = await Promise.all([fetchJSON("/tiles.json" + when), fetchJSON("/map/style.json")]);
    this.tiles = tiles;
    this.style = new MapStyle(style, tiles.layers);
    const setting = {
      state: tiles.state,
      deepest: tiles.maxzoom,
      style,
      layers: tiles.layers.map(({ id, group }) => ({ id, group })),
      colours: Object.fromEntries(Object.entries(COLOURS).map(([name, token]) => [name, colour(token)])),
      sea: asset("ground/sea.json"),
      overBase: Boolean(document.body.dataset.basemap),
    };
    await Promise.all(this.rooms.map((r) => r.ask("setUp", setting)));
    return this;
  }

  /** Which room keeps tile (z, x, y): pairs of columns and rows stay together. */
  room(x, y) {
    return this.rooms[((x >> 1) * 7 + (y >> 1) * 3) % this.rooms.length];
  }

  async ask(task, { x = 0, y = 0, ...given }) {
    const { state } = (await this.ready).tiles;
    try {
      return await this.room(x, y).ask(task, { x, y, ...given });
    } catch (error) {
      if (error.message !== GONE) throw error;
      await this.renew(state);
      return this.room(x, y).ask(task, { x, y, ...given });
    }
  }

  /** A plan was published while the page was open: its tiles have another name. Throws where they have not. */
  async renew(state) {
    if (this.tiles.state === state) {
      this.renewing ??= this.setUp().finally(() => (this.renewing = null));
      await this.renewing;
    }
    if (this.tiles.state === state) throw new Error(GONE);
  }
}

const shared = new Map();
/** The painters of a day; all maps of a page share them. */
export function paintersOf(asOf) {
  const key = asOf ?? "";
  if (!shared.has(key)) shared.set(key, new Painters(asOf));
  return shared.get(key);
}
