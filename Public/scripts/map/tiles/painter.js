// Paints one tile of the map whole: ground, units, themes, lines, in the order of the map's style.
import { Brush } from "./brush.js";
import { COUNTIES, RIVERS, UNITS, WATERS, paintBorders, paintGround, paintWaters } from "./ground.js";
import { LINE, POLYGON } from "./mvt.js";
import { outlineIn } from "./find.js";
import { tileSpan, zoomOf } from "./places.js";
import { GONE } from "./store.js";
import { tint } from "./style.js";

const canvasOf = (side) => {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(side, side);
  return Object.assign(document.createElement("canvas"), { width: side, height: side });
};

export class Painter {
  constructor({ store, style, colours, sea, overBase = false }) {
    Object.assign(this, { store, style, colours, sea, overBase });
    this.scratch = null;
  }

  /**
   * A picture of tile (z, x, y), `size` pixels wide and `bleed` more to the right and below: {canvas, failed};
   * `failed` names layers that could not be had.
   * `plan`: {units, hidden: classes left out, layers: [{id, opacity, above}] from below (`above`: over borders, whatever the style says), belts: [{layer, metres, latitude}]}.
   */
  async paint({ z, x, y, size, bleed = 0, ratio, plan }) {
    const zoom = zoomOf(tileSpan(z) / size);
    const themes = plan.layers.filter((l) => this.style.shown(l.id, zoom)).map((l) => ({ ...l, above: l.above || this.style.layer(l.id).above }));
    const wanted = new Set([COUNTIES, WATERS, RIVERS, ...(plan.units ? [UNITS] : []), ...themes.map((t) => t.id)]);
    const failed = [];
    const tiles = {};
    await Promise.all(
      [...wanted].map(async (id) => {
        try {
          tiles[id] = await this.store.get(id, z, x, y);
        } catch (error) {
          if (error.message === GONE) throw error;
          failed.push(id);
        }
      }),
    );
    const belts = [];
    for (const b of plan.belts ?? []) belts.push({ ...b, tiles: await this.around(b, z, x, y).catch(() => []) });

    const canvas = canvasOf(Math.round((size + bleed) * ratio));
    const brush = new Brush(canvas, size, ratio);
    const ground = { counties: tiles[COUNTIES], waters: tiles[WATERS], rivers: tiles[RIVERS], sea: this.sea, place: { z, x, y }, colours: this.colours, zoom };
    if (!this.overBase) paintGround(brush, ground);
    if (tiles[UNITS]) this.unitFills(brush, tiles[UNITS], zoom, plan.hidden ?? []);
    for (const b of belts) this.belt(brush, b, size, z);
    paintWaters(brush, ground);
    for (const t of themes) if (!t.above && tiles[t.id]) this.theme(brush, t, tiles[t.id], zoom);
    if (tiles[UNITS]) this.unitLines(brush, tiles[UNITS], zoom, plan.hidden ?? []);
    if (tiles[COUNTIES]) paintBorders(brush, tiles[COUNTIES], zoom);
    for (const t of themes) if (t.above && tiles[t.id]) this.theme(brush, t, tiles[t.id], zoom);
    return { canvas, failed };
  }

  /** Lays all of a class into one path. False where there is none of it. */
  gather(brush, tile, wanted) {
    let any = false;
    brush.begin();
    for (const f of tile.features) {
      if (!wanted(f)) continue;
      any = true;
      brush.feature(f, tile);
    }
    return any;
  }

  /** The classes of units that are painted, each with the test of a feature. */
  unitClasses(hidden) {
    return this.style.classes(UNITS).filter((c) => !hidden.includes(c.value)).map((of) => [of, (f) => f.type === POLYGON && this.style.belongs(UNITS, of, f.properties)]);
  }

  /** Unit fills are painted solid on a sheet of their own and laid on with the zoom's strength, so that nothing shines through seams. */
  unitFills(brush, tile, zoom, hidden) {
    const side = brush.canvas.width;
    if (this.scratch?.width !== side) this.scratch = canvasOf(side);
    const sheet = new Brush(this.scratch, brush.size, brush.ratio);
    sheet.context.clearRect(0, 0, side, side);
    let strength = 1;
    for (const [of, wanted] of this.unitClasses(hidden)) {
      const look = this.style.look(UNITS, of, zoom);
      if (!this.gather(sheet, tile, wanted)) continue;
      sheet.fill(look.fill).stroke(look.fill, 0.7);
      if (look.pattern) sheet.weave(look.pattern, tint(look.stroke, look.patternOpacity));
      strength = look.fillOpacity;
    }
    brush.context.globalAlpha = this.overBase ? Math.max(0.2, strength - 0.2) : strength;
    brush.context.drawImage(this.scratch, 0, 0);
    brush.context.globalAlpha = 1;
  }

  unitLines(brush, tile, zoom, hidden) {
    for (const [of, wanted] of this.unitClasses(hidden)) {
      const look = this.style.look(UNITS, of, zoom);
      if (look.width && this.gather(brush, tile, wanted)) brush.line(look);
    }
  }

  theme(brush, { id, opacity = 1 }, tile, zoom) {
    brush.context.globalAlpha = opacity;
    for (const of of this.style.classes(id)) {
      const look = this.style.look(id, of, zoom);
      const mine = tile.features.filter((f) => this.style.belongs(id, of, f.properties));
      if (this.gather(brush, { ...tile, features: mine }, (f) => f.type === POLYGON)) brush.wear(look, true);
      if (this.gather(brush, { ...tile, features: mine }, (f) => f.type === LINE)) brush.wear(look, false);
      brush.dots(mine, tile, 4, look.stroke ?? look.fill, "#fff");
    }
    brush.context.globalAlpha = 1;
  }

  /** The tiles about (z, x, y) whose lines can reach into it with a belt, at a zoom where a tile is wider than the belt. */
  async around({ layer, metres, latitude }, z, x, y) {
    const reach = metres / Math.cos((latitude * Math.PI) / 180);
    const up = Math.max(0, Math.ceil(Math.log2(reach / tileSpan(z))));
    const [hx, hy] = [x >> up, y >> up];
    const times = 2 ** up;
    const found = [];
    for (let i = -1; i <= 1; i += 1) {
      for (let k = -1; k <= 1; k += 1) {
        const tile = await this.store.get(layer, z - up, hx + i, hy + k);
        found.push({ ...tile, scale: tile.scale * times, left: (tile.left + hx + i) * times - x, top: (tile.top + hy + k) * times - y });
      }
    }
    return found;
  }

  /** Ground within so many metres of a layer's lines, drawn for the eye only: it decides nothing. */
  belt(brush, { metres, latitude, tiles }, size, z) {
    const reach = metres / Math.cos((latitude * Math.PI) / 180);
    const width = ((2 * reach) / tileSpan(z)) * size;
    brush.begin();
    for (const tile of tiles) {
      for (const f of tile.features) {
        if (f.type === LINE) brush.lay(f.runs, tile, false);
        if (f.type === POLYGON) brush.lay(outlineIn(f, tile.extent), tile, false);
      }
    }
    brush.stroke(tint(this.colours.no, 0.12), width);
  }
}
