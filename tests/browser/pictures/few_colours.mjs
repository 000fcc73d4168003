// A screenshot as a PNG of few colours: a third of its size, and as sharp.
import { deflateSync, inflateSync } from "node:zlib";
import { pngOf } from "../small_png.mjs";

const BYTES = 3; // of a point: red, green, blue

/** The parts of a file of 8 bits a channel without transparency. @param {Buffer} png */
function read(png) {
  const data = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") {
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
  }
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), rows: inflateSync(Buffer.concat(data)) };
}

/** What a byte is told from, by the filter of its row. @param {number} filter @param {number} left
 * @param {number} up @param {number} corner */
function guess(filter, left, up, corner) {
  const to = (/** @type {number} */ one) => Math.abs(left + up - corner - one);
  const nearest = to(left) <= to(up) && to(left) <= to(corner) ? left : to(up) <= to(corner) ? up : corner;
  return [0, left, up, (left + up) >> 1, nearest][filter];
}

/** The points without filters. @param {ReturnType<typeof read>} png */
function pointsOf({ width, height, rows }) {
  const line = width * BYTES;
  const points = Buffer.alloc(line * height);
  for (let at = 0; at < points.length; at++) {
    const [x, y] = [at % line, Math.floor(at / line)];
    const left = x >= BYTES ? points[at - BYTES] : 0;
    const up = y > 0 ? points[at - line] : 0;
    const corner = x >= BYTES && y > 0 ? points[at - line - BYTES] : 0;
    points[at] = rows[y * (line + 1) + 1 + x] + guess(rows[y * (line + 1)], left, up, corner);
  }
  return points;
}

/** @param {Buffer} screenshot @param {number} [bits] of each channel that tell one colour from another
 * @returns {Buffer} */
export function withFewColours(screenshot, bits = 5) {
  const png = read(screenshot);
  const rough = (/** @type {number} */ channel) => channel >> (8 - bits);
  const points = pointsOf(png);
  const rows = Buffer.alloc((png.width + 1) * png.height);
  /** @type {Map<number, number>} a colour and its number */
  const numbers = new Map();
  const colours = [];
  for (let i = 0; i < png.width * png.height; i++) {
    const [red, green, blue] = points.subarray(i * BYTES, i * BYTES + BYTES);
    const colour = (rough(red) << 16) | (rough(green) << 8) | rough(blue);
    if (!numbers.has(colour)) {
      numbers.set(colour, numbers.size);
      colours.push(red, green, blue);
    }
    rows[i + Math.floor(i / png.width) + 1] = /** @type {number} */ (numbers.get(colour));
  }
  if (numbers.size > 256) {
    return withFewColours(screenshot, bits - 1);
  }
  return pngOf(png.width, png.height, 3, { PLTE: Buffer.from(colours), IDAT: deflateSync(rows, { level: 9 }) });
}
