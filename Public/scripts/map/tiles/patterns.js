// Fill patterns, eight pixels square, drawn at device pixels so that they never blur. Pattern is what tells classes apart without colour.
const SIDE = 8;
const made = new Map();

const draw = {
  /** Lines at 45°. */
  hatch(x, n, width) {
    x.lineWidth = width;
    x.beginPath();
    for (const o of [-n, 0, n]) {
      x.moveTo(o, n);
      x.lineTo(o + n, 0);
    }
    x.stroke();
  },
  /** Lines at −45°. */
  backhatch(x, n, width) {
    x.lineWidth = width;
    x.beginPath();
    for (const o of [-n, 0, n]) {
      x.moveTo(o, 0);
      x.lineTo(o + n, n);
    }
    x.stroke();
  },
  /** Both. */
  cross(x, n, width) {
    draw.hatch(x, n, width);
    draw.backhatch(x, n, width);
  },
  /** Lines that lie. */
  lines(x, n, width) {
    x.lineWidth = width;
    x.beginPath();
    x.moveTo(0, n / 2);
    x.lineTo(n, n / 2);
    x.stroke();
  },
  /** Two dots a square. */
  dots(x, n, width) {
    x.beginPath();
    x.arc(n / 4, n / 4, width * 0.83, 0, 7);
    x.arc(n * 0.75, n * 0.75, width * 0.83, 0, 7);
    x.fill();
  },
};

export const patternNames = Object.keys(draw);

/** A repeating pattern of `kind` in `colour`, for a canvas of `ratio` device pixels a pixel; null where there is none of that name. */
export function pattern(context, kind, colour, ratio) {
  if (!draw[kind]) return null;
  const key = `${kind}|${colour}|${ratio}`;
  if (!made.has(key)) {
    const n = Math.round(SIDE * ratio);
    const canvas = typeof OffscreenCanvas === "undefined" ? document.createElement("canvas") : new OffscreenCanvas(n, n);
    canvas.width = canvas.height = n;
    const x = canvas.getContext("2d");
    x.strokeStyle = x.fillStyle = colour;
    draw[kind](x, n, 0.9 * ratio);
    made.set(key, x.createPattern(canvas, "repeat"));
  }
  return made.get(key);
}
