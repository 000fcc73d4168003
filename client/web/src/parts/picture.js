// The timeline as a picture: four lanes, by who acts, over the months. The list says the same in words, so readers
// skip it.
import { addMonths, daysBetween, sayShort } from "../core/dates.js";
import { html } from "../core/html.js";
import { hashOf } from "../core/router.js";
import { dayOfStep, lookOf } from "../core/steps.js";
import { plain, t } from "../core/words.js";
import { Shape } from "./marker.js";

/** @typedef {import("#api").components["schemas"]["Step"]} Step */

const WIDTH = 960;
const HEIGHT = 236;
const AXIS = 212;
const LEFT = 130;
const RIGHT = 24;
const LANE = 44;
const TOP = 30;
const NEAR = 26;
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

/** Where each mark stands: what would lie on another goes up once, and what still does is left to the list.
 * @param {Step[]} steps @param {(day: string) => number} x */
function place(steps, x) {
  /** @type {{step: Step, number: number, x: number, y: number}[]} */
  const marks = [];
  steps.forEach((step, i) => {
    const day = dayOfStep(step);
    const at = day === null ? -1 : x(day);
    if (at < LEFT || at > WIDTH - RIGHT) {
      return;
    }
    const lane = TOP + LANES.indexOf(LANE_OF[step.who[0]] ?? "fund") * LANE + 24;
    const free = [lane, lane - 18].find((y) => marks.every((mark) => mark.y !== y || Math.abs(mark.x - at) > NEAR));
    if (free !== undefined) {
      marks.push({ step, number: i + 1, x: at, y: free });
    }
  });
  return marks;
}

/** Names stand only at what is late and at the next two. @param {ReturnType<typeof place>} marks */
function named(marks) {
  const late = marks.filter(({ step }) => lookOf(step) === "overdue").slice(-1);
  const next = marks.filter(({ step }) => ["due", "coming"].includes(lookOf(step))).slice(0, 2);
  return new Set([...late, ...next]);
}

/**
 * steps: as the list numbers them.
 * @param {{steps: Step[], start: string, today: string, base: string}} props base: route of the list
 */
export function Picture({ steps, start, today, base }) {
  const { months, x } = axis(start, today);
  const marks = place(steps, x);
  const names = named(marks);
  return html`<figure class="picture">
    <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      ${LANES.map(
        (lane, i) => html`<g key=${lane}>
        <line x1="0" x2=${WIDTH - RIGHT} y1=${TOP + i * LANE} y2=${TOP + i * LANE} class="hair" />
        <text x="0" y=${TOP + i * LANE + 28}>${t(`steps.lane_${lane}`)}</text>
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
      ${marks.map(
        (mark) => html`<a key=${mark.number} href=${hashOf(`${base}/${mark.step.rule}`)} tabindex="-1">
        <g transform=${`translate(${mark.x} ${mark.y})`}><${Shape} look=${lookOf(mark.step)} />
          <text x="0" y="-11" class="middle number">${mark.number}</text>
          ${names.has(mark) && html`<text x="14" y="5" class="name">${short(mark.step)}</text>`}</g>
      </a>`,
      )}
    </svg>
    <figcaption>${t("steps.caption")}</figcaption>
  </figure>`;
}

/** @param {Step} step */
function short(step) {
  const day = dayOfStep(step);
  return day === null ? plain(step.title) : sayShort(day);
}
