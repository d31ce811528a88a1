// Pictures of one level as they hang on the page: a sheet that the compositor moves and scales, so that a frame draws nothing anew.
import { tileNorth, tileSpan, tileWest } from "./tiles/places.js";

const size = (element, pixels) => Object.assign(element.style, { position: "absolute", width: pixels + "px", height: pixels + "px" });

export class Level {
  /** `bleed`: pixels by which a picture runs over its right and lower neighbour, so that no gap shows between them at any scale. */
  constructor({ z, size: side, resolution }, bleed) {
    Object.assign(this, { z, side, resolution, bleed });
    this.sheet = Object.assign(document.createElement("div"), { className: "level" });
    this.pictures = new Map();
    this.origin = null;
    this.placed = "";
    this.shown = true;
  }

  /** Hangs a picture, or a newer one in its place. */
  hang(x, y, picture, serial) {
    this.origin ??= { x, y };
    const key = `${x}/${y}`;
    const old = this.pictures.get(key);
    const fresh = { x, y, serial, pixels: picture.width * picture.height, canvas: old?.canvas };
    if (picture instanceof HTMLCanvasElement || !fresh.canvas) {
      fresh.canvas?.remove();
      fresh.canvas = picture instanceof HTMLCanvasElement ? picture : document.createElement("canvas");
      size(fresh.canvas, this.side + this.bleed);
      Object.assign(fresh.canvas.style, { left: (x - this.origin.x) * this.side + "px", top: (y - this.origin.y) * this.side + "px" });
      this.sheet.append(fresh.canvas);
    }
    if (fresh.canvas !== picture) {
      Object.assign(fresh.canvas, { width: picture.width, height: picture.height });
      fresh.canvas.getContext("bitmaprenderer").transferFromImageBitmap(picture);
    }
    this.pictures.delete(key);
    this.pictures.set(key, fresh);
  }

  held(x, y) {
    return this.pictures.get(`${x}/${y}`);
  }

  take(picture) {
    picture.canvas.remove();
    this.pictures.delete(`${picture.x}/${picture.y}`);
  }

  /** Puts the sheet where the view has it, on whole device pixels. */
  place([centreX, centreY], [wide, high], resolution, ratio) {
    if (!this.origin) return;
    const whole = (v) => Math.round(v * ratio) / ratio;
    const left = whole(wide / 2 + (tileWest(this.z, this.origin.x) - centreX) / resolution);
    const top = whole(high / 2 + (centreY - tileNorth(this.z, this.origin.y)) / resolution);
    const matrix = `matrix(${this.resolution / resolution},0,0,${this.resolution / resolution},${left},${top})`;
    if (matrix !== this.placed) this.sheet.style.transform = this.placed = matrix;
  }

  show(shown) {
    if (shown !== this.shown) this.sheet.hidden = !(this.shown = shown);
  }

  get span() {
    return tileSpan(this.z);
  }
}
