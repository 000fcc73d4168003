// Pictures as files: one of a point, which is taken as an attachment.
import { crc32, deflateSync } from "node:zlib";

/** @param {string} kind @param {Buffer} data */
function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const head = Buffer.alloc(4);
  const foot = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  foot.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, foot]);
}

/** colour: its kind, of 8 bits a channel; chunks: what follows the head.
 * @param {number} width @param {number} height @param {number} colour @param {Record<string, Buffer>} chunks */
export function pngOf(width, height, colour, chunks) {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, colour, 0, 0, 0]);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  const all = Object.entries({ IHDR: head, ...chunks, IEND: Buffer.alloc(0) });
  const begin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([begin, ...all.map(([kind, data]) => chunk(kind, data))]);
}

export const PNG = pngOf(1, 1, 0, { IDAT: deflateSync(Buffer.from([0, 0])) });
