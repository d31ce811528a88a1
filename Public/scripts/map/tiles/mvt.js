// Reads Mapbox vector tiles (version 2.1): layers, features, properties, and geometry as flat runs of whole tile units.
const text = new TextDecoder();

/** Protocol Buffers wire format: just what a vector tile needs. */
class Wire {
  constructor(bytes, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  varint() {
    const { bytes } = this;
    let value = 0;
    let shift = 1;
    for (let i = 0; i < 10; i += 1) {
      if (this.at >= this.end) throw new RangeError("vector tile ends inside a number");
      const b = bytes[this.at++];
      value += (b & 127) * shift;
      if (b < 128) return value;
      shift *= 128;
    }
    throw new RangeError("vector tile has a number of more than ten bytes");
  }

  /** Bounds of a part with its length in front; reading goes on behind it. */
  part() {
    const length = this.varint();
    const start = this.at;
    if (start + length > this.end) throw new RangeError("vector tile ends inside a part");
    this.at = start + length;
    return new Wire(this.bytes, start, start + length);
  }

  words() {
    const part = this.part();
    return text.decode(part.bytes.subarray(part.at, part.end));
  }

  skip(kind) {
    if (kind === 0) this.varint();
    else if (kind === 1) this.at += 8;
    else if (kind === 2) this.part();
    else if (kind === 5) this.at += 4;
    else throw new RangeError(`vector tile has a field of unknown kind ${kind}`);
  }

  /** Calls `take(field, kind)` for every field; false means not taken. */
  each(take) {
    while (this.at < this.end) {
      const head = this.varint();
      if (take(head >>> 3, head & 7) === false) this.skip(head & 7);
    }
  }
}

const zigzag = (n) => (n % 2 ? -(n + 1) / 2 : n / 2);

function readValue(wire) {
  let value = null;
  wire.each((field, kind) => {
    if (field === 1) value = wire.words();
    else if (field === 2) [value, wire.at] = [wire.view.getFloat32(wire.at, true), wire.at + 4];
    else if (field === 3) [value, wire.at] = [wire.view.getFloat64(wire.at, true), wire.at + 8];
    else if (field === 4 || field === 5) value = wire.varint();
    else if (field === 6) value = zigzag(wire.varint());
    else if (field === 7) value = wire.varint() === 1;
    else wire.skip(kind);
  });
  return value;
}

/** Geometry commands as runs of x, y; a ring's run does not repeat its first place. Also the box of all runs. */
function readGeometry(wire) {
  const runs = [];
  let run = null;
  let [x, y] = [0, 0];
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  while (wire.at < wire.end) {
    const head = wire.varint();
    const command = head & 7;
    if (command === 7) continue;
    if (command !== 1 && (command !== 2 || !run)) throw new RangeError("vector tile has geometry that begins nowhere");
    for (let n = head >>> 3; n > 0; n -= 1) {
      x += zigzag(wire.varint());
      y += zigzag(wire.varint());
      if (command === 1) runs.push((run = []));
      run.push(x, y);
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    }
  }
  return { runs: runs.map((r) => Int32Array.from(r)), box };
}

export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;

function readFeature(wire, keys, values) {
  const feature = { id: 0, type: 0, properties: {}, runs: [], box: null };
  let tags = null;
  wire.each((field, kind) => {
    if (field === 1) feature.id = wire.varint();
    else if (field === 2) tags = wire.part();
    else if (field === 3) feature.type = wire.varint();
    else if (field === 4) Object.assign(feature, readGeometry(wire.part()));
    else wire.skip(kind);
  });
  while (tags && tags.at < tags.end) {
    const key = keys[tags.varint()];
    feature.properties[key] = values[tags.varint()];
  }
  return feature;
}

function readLayer(wire) {
  const layer = { name: "", extent: 4096, features: [] };
  const [keys, values, parts] = [[], [], []];
  wire.each((field, kind) => {
    if (field === 1) layer.name = wire.words();
    else if (field === 2) parts.push(wire.part());
    else if (field === 3) keys.push(wire.words());
    else if (field === 4) values.push(readValue(wire.part()));
    else if (field === 5) layer.extent = wire.varint();
    else wire.skip(kind);
  });
  layer.features = parts.map((p) => readFeature(p, keys, values)).filter((f) => f.runs.length > 0);
  return layer;
}

/** Layers of a tile by name. Throws `RangeError` where the bytes are no vector tile. */
export function readTile(buffer) {
  const layers = new Map();
  const wire = new Wire(new Uint8Array(buffer));
  wire.each((field, kind) => {
    if (field !== 3 || kind !== 2) return wire.skip(kind);
    const layer = readLayer(wire.part());
    layers.set(layer.name, layer);
    return true;
  });
  return layers;
}
