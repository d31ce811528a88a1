// Vector tiles as they came, read once: fetched when first asked for, the least lately used forgotten.
import { readTile } from "./mvt.js";

/** The message of a failure that says: the plan was published anew, its tiles have another name now. */
export const GONE = "gone";

const NOTHING = new Map();
const ATTEMPTS = 8;

export class TileStore {
  /**
   * `state` names the plan whose tiles are wanted; another one is another store. `deepest` is the finest zoom that has tiles,
   * `known` names the layers that there are: others are empty.
   */
  constructor({ state, deepest, known }, limit = 600) {
    Object.assign(this, { state, deepest, known: new Set(known), limit });
    this.held = new Map();
  }

  /** The tile that covers (z, x, y) where tiles end earlier than z. */
  home(z, x, y) {
    const up = Math.max(0, z - this.deepest);
    return { z: z - up, x: x >> up, y: y >> up };
  }

  /**
   * The layer in the tile that covers (z, x, y), with how it lies in that one: one unit of it is `scale` of the tile's edge,
   * and its corner is at (`left`, `top`) of the edge. `kind` is a second layer beside the first: "·标注" for names.
   */
  async get(layer, z, x, y, kind = "") {
    const home = this.home(z, x, y);
    const layers = this.known.has(layer) ? await this.fetch(layer, home) : NOTHING;
    const own = layers.get(layer + kind);
    const times = 2 ** (z - home.z);
    return {
      home,
      features: own?.features ?? [],
      extent: own?.extent ?? 4096,
      scale: times / (own?.extent ?? 4096),
      left: home.x * times - x,
      top: home.y * times - y,
    };
  }

  fetch(layer, { z, x, y }) {
    const key = `${layer}/${z}/${x}/${y}`;
    const held = this.held.get(key);
    if (held) {
      this.held.delete(key);
      this.held.set(key, held);
      return held;
    }
    const coming = this.load(layer, z, x, y);
    this.held.set(key, coming);
    coming.catch(() => this.held.delete(key));
    for (const old of this.held.keys()) {
      if (this.held.size <= this.limit) break;
      this.held.delete(old);
    }
    return coming;
  }

  /** A server that is busy, or is still cutting a layer that nobody asked for before, is asked again when it says. */
  async load(layer, z, x, y) {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await fetch(`/tiles/${encodeURIComponent(this.state)}/${encodeURIComponent(layer)}/${z}/${x}/${y}.mvt`);
      if (answer.ok) return answer.status === 204 ? NOTHING : readTile(await answer.arrayBuffer());
      if (answer.status === 404) throw new Error(GONE);
      if (answer.status !== 503 || attempt === ATTEMPTS) throw new Error(`${layer} ${answer.status}`);
      const seconds = Number(answer.headers.get("Retry-After")) || 1;
      await new Promise((done) => setTimeout(done, Math.min(seconds, 5) * 1000));
    }
  }
}
