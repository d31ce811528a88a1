// The style file of the map, read: what a layer and a class look like at a zoom.
/** A value that changes with zoom: steps [[zoom, value], …] of which the last begun holds. */
export function at(steps, zoom, otherwise) {
  let held = otherwise;
  for (const [from, v] of steps ?? []) {
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

const PLAIN = { classes: [{ value: null, title: "", fill: null, stroke: "#43514d", pattern: null }] };
/** How strongly a pattern stands over its fill. */
const PATTERN = 0.4;

export class MapStyle {
  /** `known`: layers as /tiles.json lists them; a layer looks as the file says of it, else as its group. */
  constructor(file, known) {
    this.layers = new Map(known.map(({ id, group }) => [id, file.layers?.[id] ?? file.groups?.[group] ?? PLAIN]));
  }

  layer(id) {
    return this.layers.get(id) ?? PLAIN;
  }

  /** The classes that look different in a layer: {value, title, …}; the value null stands for every other feature. */
  classes(id) {
    return this.layer(id).classes;
  }

  /** Whether a feature is of a class. */
  belongs(id, { value }, properties) {
    const { classField, classes } = this.layer(id);
    const own = classField ? properties[classField] : undefined;
    return value === null ? !classes.some((c) => c.value !== null && c.value === own) : own === value;
  }

  /** The look of a layer's class at a zoom, every value settled. */
  look(id, { fill, plainFill, stroke, pattern }, zoom) {
    const layer = this.layer(id);
    const woven = pattern && zoom >= (layer.patternMinZoom ?? 0);
    return {
      fill: woven ? fill : plainFill ?? fill,
      fillOpacity: at(layer.fillOpacity, zoom, 1),
      stroke,
      strokeOpacity: at(layer.strokeOpacity, zoom, 1),
      width: at(layer.strokeWidth, zoom, 1),
      dash: layer.dash ?? null,
      pattern: woven ? pattern : null,
      patternOpacity: PATTERN,
      casing: layer.casing ?? null,
    };
  }

  shown(id, zoom) {
    return zoom >= (this.layer(id).minZoom ?? 0);
  }
}
