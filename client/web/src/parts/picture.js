// The timeline as a picture: four lanes, by who acts, over the months. The list says the same in words, so readers
// skip it.
import { addMonths, daysBetween, sayShort } from "../core/dates.js";
import { here } from "../core/here.js";
import { html } from "../core/html.js";
import { hashOf } from "../core/router.js";
import { dayOfStep, lookOf } from "../core/steps.js";
import { code, t } from "../core/words.js";
import { capital } from "../schema/model.js";
import { Shape } from "./marker.js";

/** @typedef {import("#api").components["schemas"]["Step"]} Step */

const WIDTH = 960;
const HEIGHT = 236;
const AXIS = 212;
const LEFT = 130;
const RIGHT = 24;
const LANE = 44;
const TOP = 30;
const NEAR = 13;
/** The width of a number of two digits. */
const NUMBER = 20;
/** So much higher stands what would lie on another. */
const STACKED = 19;
/** The day beside a mark: where it begins, and how wide it is at most. */
const NAME_AT = 14;
const NAME = 76;
const LANES = ["patient", "huisarts", "fund", "work"];
/** @type {Record<string, string>} */
const LANE_OF = {
  patient: "patient",
  huisarts: "huisarts",
  hulpverlener: "huisarts",
  adviserend_arts: "fund",
  tnw_coordinator: "fund",
  medewerker: "fund",
  arbeidsarts: "work",
  werkgever: "work",
  bemiddelaar: "work",
};

/** A place on the axis for each day of the year that is shown. @param {string} start @param {string} today */
function axis(start, today) {
  const year = Math.floor(Math.max(0, daysBetween(start, today)) / 366);
  const months = Array.from({ length: 13 }, (_, i) => 12 * year + i);
  const begin = addMonths(start, months[0]);
  const days = daysBetween(begin, addMonths(start, months[12]));
  const x = (/** @type {string} */ day) => LEFT + (daysBetween(begin, day) / days) * (WIDTH - LEFT - RIGHT);
  return { months: months.map((month) => ({ month, x: x(addMonths(start, month)) })), x };
}

/** @typedef {{step: Step, number: number, x: number, from: number, y: number, name: string | null}} Mark */

/** With a bar the number stands before it. @param {{from: number, x: number}} mark */
const beginOf = ({ from, x }) => (from < x ? from - NUMBER : from);

/** Where each mark stands, with the bar of its window: what would lie on another goes up once, and what still does is
 * left to the list. @param {Step[]} steps @param {(day: string) => number} x */
function place(steps, x) {
  /** @type {Mark[]} */
  const marks = [];
  steps.forEach((step, i) => {
    const day = dayOfStep(step);
    const at = day === null ? -1 : x(day);
    if (at < LEFT || at > WIDTH - RIGHT) {
      return;
    }
    const from = step.window === null ? at : Math.max(LEFT, x(step.window[0]));
    const lane = TOP + Math.max(0, LANES.indexOf(LANE_OF[step.who[0]] ?? "fund")) * LANE + 31;
    const clear = (/** @type {number} */ y) =>
      marks.every((mark) => mark.y !== y || beginOf(mark) - NEAR > at || mark.x + NEAR < beginOf({ from, x: at }));
    const free = [lane, lane - STACKED].find(clear);
    if (free !== undefined) {
      marks.push({ step, number: i + 1, x: at, from, y: free, name: null });
    }
  });
  return marks;
}

/** Days stand only at what is late and at the next two, and only where there is room for them.
 * @param {Mark[]} marks @param {number} today where the line of today stands */
function name(marks, today) {
  const late = marks.filter(({ step }) => lookOf(step) === "overdue").slice(-1);
  const next = marks.filter(({ step }) => ["due", "coming"].includes(lookOf(step))).slice(0, 2);
  for (const mark of [...late, ...next]) {
    const end = mark.x + NAME_AT + NAME;
    const crowded = marks.some((one) => one !== mark && one.y === mark.y && one.from < end && one.x > mark.x);
    const day = dayOfStep(mark.step);
    if (!crowded && end < WIDTH && !(today > mark.x + 8 && today < end) && day !== null) {
      mark.name = sayShort(day);
    }
  }
}

/** @param {{mark: Mark, base: string}} props */
function Mark({ mark, base }) {
  // Before a bar, else the bar of what is stacked on it would lie under the number.
  const numberAt = mark.from < mark.x ? { x: mark.from - mark.x - 4, y: 5 } : { x: -13, y: -6 };
  return html`<a href=${hashOf(`${base}/${mark.step.rule}`)} tabindex="-1">
    ${
      mark.from < mark.x &&
      html`<rect x=${mark.from} y=${mark.y - 4} width=${mark.x - mark.from} height="8" class="window" />`
    }
    <g transform=${`translate(${mark.x} ${mark.y})`}><${Shape} look=${lookOf(mark.step)} />
      <text x=${numberAt.x} y=${numberAt.y} class="number">${mark.number}</text>
      ${mark.name !== null && html`<text x=${NAME_AT} y="5">${mark.name}</text>`}</g>
  </a>`;
}

/** Whoever else looks is not the "u" of the patient's lane. @param {string} lane */
const laneOf = (lane) =>
  lane === "patient" && here.value.role !== "patient" ? capital(code("role", lane)) : t(`steps.lane_${lane}`);

/**
 * steps: as the list numbers them.
 * @param {{steps: Step[], start: string, today: string, base: string}} props base: route of the list
 */
export function Picture({ steps, start, today, base }) {
  const { months, x } = axis(start, today);
  const marks = place(steps, x);
  name(marks, x(today));
  return html`<figure class="picture">
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      ${LANES.map(
        (lane, i) => html`<g key=${lane}>
        <line x1="0" x2=${WIDTH - RIGHT} y1=${TOP + i * LANE} y2=${TOP + i * LANE} class="hair" />
        <text x="0" y=${TOP + i * LANE + 35}>${laneOf(lane)}</text>
      </g>`,
      )}
      <line x1=${LEFT} x2=${WIDTH - RIGHT} y1=${AXIS} y2=${AXIS} class="axis" />
      ${months.map(
        (one) => html`<g key=${one.month}>
        <line x1=${one.x} x2=${one.x} y1=${AXIS} y2=${AXIS + 6} class="axis" />
        <text x=${one.x} y=${AXIS + 21} class="middle">${one.month}</text>
      </g>`,
      )}
      <line x1=${x(today)} x2=${x(today)} y1="16" y2=${AXIS} class="today" />
      <text x=${x(today)} y="12" class="middle">${t("steps.today")}</text>
      ${marks.map((mark) => html`<${Mark} key=${mark.number} mark=${mark} base=${base} />`)}
    </svg>
    <figcaption>${t("steps.caption")}</figcaption>
  </figure>`;
}
