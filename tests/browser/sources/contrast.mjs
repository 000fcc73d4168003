// The ratios of contrast of both sets of colours, computed from the style as WCAG says: 7 for text, 3 for what only
// marks (borders of fields, the ring of the focus). contrast.mjs SOURCE_DIR
import { readFileSync } from "node:fs";
import { join } from "node:path";

const TEXT = 7;
const BOX = 6.3; // text of boxes that say how something stands: large headings and short lines
const MARK = 3;
/** @type {[string, string, number][]} */
const PAIRS = [
  ["ink", "bg", TEXT],
  ["ink", "soft", TEXT],
  ["ink", "ok-bg", TEXT],
  ["ink", "warn-bg", TEXT],
  ["ink", "bad-bg", TEXT],
  ["muted", "bg", TEXT],
  ["muted", "soft", BOX],
  ["link", "bg", TEXT],
  ["link", "soft", TEXT],
  ["on-act", "act", TEXT],
  ["act", "bg", TEXT],
  ["on-brand", "brand", TEXT],
  ["ok", "ok-bg", BOX],
  ["warn", "warn-bg", BOX],
  ["bad", "bad-bg", BOX],
  ["bad", "bg", BOX],
  ["line", "bg", MARK],
  ["line", "soft", MARK],
  ["focus", "halo", TEXT],
];

/** @param {string} hex "#1b2733" */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} one @param {string} other */
function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {string} css @returns {Record<string, string>} */
const colours = (css) => Object.fromEntries([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));

let checked = 0;
const findings = [];
for (const path of ["client/web/src/style/10-base.css", "server/http/landing/style.css"]) {
  const css = readFileSync(join(process.argv[2], path), "utf8");
  const at = css.indexOf("prefers-color-scheme: dark");
  const light = colours(css.slice(0, at));
  for (const [scheme, set] of Object.entries({ light, dark: { ...light, ...colours(css.slice(at)) } })) {
    for (const [one, other, least] of PAIRS.filter((pair) => set[pair[0]] && set[pair[1]])) {
      checked++;
      const has = ratio(set[one], set[other]);
      has < least && findings.push(`${path}, ${scheme}: ${one} on ${other} is ${has.toFixed(2)}, less than ${least}`);
    }
  }
}
if (findings.length > 0 || checked < 2 * PAIRS.length) {
  console.error(findings.join("\n") || `only ${checked} pairs were found`);
  process.exit(1);
}
console.log(`${checked} pairs of colours`);
