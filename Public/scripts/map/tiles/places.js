// Where tiles lie: Web Mercator metres, tile coordinates, levels of pictures.
export const HALF_WORLD = 20037508.342789244;
/** Metres a pixel of zoom 0 with tiles of 256 px, the zoom that the view counts in. */
export const ZOOM_0 = (2 * HALF_WORLD) / 256;
export const zoomOf = (resolution) => Math.log2(ZOOM_0 / resolution);

/** Edge of a tile in metres. */
export const tileSpan = (z) => (2 * HALF_WORLD) / 2 ** z;
export const tileWest = (z, x) => -HALF_WORLD + x * tileSpan(z);
export const tileNorth = (z, y) => HALF_WORLD - y * tileSpan(z);

/**
 * Two pictures a tile, of 512 and of 720 px, so that none is ever drawn at more than 1.19 of its size.
 * Both sizes are whole periods of the 8 px patterns, which therefore run on across tiles.
 */
export const SIZES = [512, 720];
/** The level whose pictures come nearest to a resolution: {z, size, resolution}; `z` is of the vector tile. */
export function levelFor(resolution, { least = 4, most = 19 } = {}) {
  let best = null;
  for (let z = least; z <= most; z += 1) {
    for (const size of SIZES) {
      const own = tileSpan(z) / size;
      const off = Math.abs(Math.log(own / resolution));
      if (!best || off < best.off) best = { z, size, resolution: own, off };
    }
  }
  return { z: best.z, size: best.size, resolution: best.resolution };
}

/** Tile columns and rows that meet a box of metres: {west, east, north, south}, inclusive. */
export function tilesIn([x0, y0, x1, y1], z) {
  const span = tileSpan(z);
  const last = 2 ** z - 1;
  const within = (n) => Math.max(0, Math.min(last, n));
  return {
    west: within(Math.floor((x0 + HALF_WORLD) / span)),
    east: within(Math.ceil((x1 + HALF_WORLD) / span) - 1),
    north: within(Math.floor((HALF_WORLD - y1) / span)),
    south: within(Math.ceil((HALF_WORLD - y0) / span) - 1),
  };
}
