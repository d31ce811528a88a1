// The style file of the map, read: what a layer and a class look like at a zoom.
/** A value that may change with zoom: a plain one, or steps [[zoom, value], …] of which the last begun holds. */
export function at(value, zoom, otherwise) {
  if (!Array.isArray(value)) return value ?? otherwise;
  let held = otherwise;
  for (const [from, v] of value) {
    if (zoom < from) break;
    held = v;
  }
  return held;
}

/** `#rgb`, `#rrggbb` with an opacity as a canvas colour. */
export function tint(colour, opacity = 1) {
  if (!colour || opacity >= 1) return colour;
  const hex = colour.length === 4 ? [...colour.slice(1)].map((c) => c + c).join("") : colour.slice(1);
  const v = parseInt(hex, 16);
  return `rgba(${v >> 16},${(v >> 8) & 255},${v & 255},${opacity})`;
}

export class MapStyle {
  /** `known`: layers as /tiles.json lists them; a layer looks like its group, but for what the file says of itself. */
  constructor(file, known) {
    this.layers = new Map();
    for (const { id, group } of known) {
      const [common, own] = [file.groups?.[group] ?? {}, file.layers?.[id] ?? {}];
      this.layers.set(id, { ...common, ...own, look: { ...common.look, ...own.look }, classes: own.classes ?? common.classes });
    }
  }

  layer(id) {
    return this.layers.get(id) ?? {};
  }

  /** The look of a layer's class at a zoom, every value settled; the layer's own where the class says nothing. */
  look(id, name, zoom) {
    const layer = this.layer(id);
    const own = { ...layer.look, ...(layer.classes?.[name] ?? {}) };
    return {
      fill: at(own.fill, zoom, null),
      fillOpacity: at(own.fillOpacity, zoom, 1),
      stroke: at(own.stroke, zoom, null),
      strokeOpacity: at(own.strokeOpacity, zoom, 1),
      width: at(own.width, zoom, 1),
      dash: own.dash ?? null,
      pattern: zoom >= (own.patternFrom ?? 0) ? own.pattern ?? null : null,
      patternOpacity: at(own.patternOpacity, zoom, 0.4),
      casing: own.casing ?? null,
    };
  }

  /** Names of the classes that look different in a layer; the empty list where all look alike. */
  classes(id) {
    return Object.keys(this.layer(id).classes ?? {});
  }

  shown(id, zoom) {
    return zoom >= (this.layer(id).minZoom ?? 0);
  }
}
