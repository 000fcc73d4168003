// The order in which a view is told and gone through: as a list of findings, as in looks.mjs.

/** What a screen reader goes by: the parts of the page in their order, headings that skip no level, what can be tapped
 * with a name, and nothing that stands elsewhere than it is told. @param {any} page */
export function findInOrder(page) {
  return page.evaluate(() => {
    const shown = (/** @type {Element} */ one) => one.getClientRects().length > 0;
    const findings = [];
    const parts = [...document.querySelectorAll("#app :is(.skip, header, nav, main, footer)")].map((one) =>
      one.matches(".skip") ? "skip" : one.localName,
    );
    if (!/^skip header (nav )?main( nav)* footer$/.test(parts.join(" "))) {
      findings.push(`the parts in the order ${parts}`);
    }
    let level = 0;
    for (const one of document.querySelectorAll("main :is(h1, h2, h3, h4)")) {
      const its = Number(one.localName[1]);
      if (its > level + 1) {
        findings.push(`a heading ${its} below ${level}: ${one.textContent}`);
      }
      level = its;
    }
    for (const one of document.querySelectorAll("#app :is(a[href], button, input, select, textarea, summary)")) {
      const named = one.getAttribute("aria-label") ?? one.getAttribute("aria-labelledby") ?? "";
      const label = /** @type {any} */ (one).labels?.[0]?.textContent ?? "";
      if (shown(one) && `${one.textContent}${named}${label}`.trim() === "") {
        findings.push(`without a name: ${one.outerHTML.slice(0, 100)}`);
      }
    }
    for (const one of document.querySelectorAll("#app *")) {
      const { order, flexDirection, position } = getComputedStyle(one);
      const moved = order !== "0" || flexDirection.endsWith("reverse") || position === "fixed" || position === "sticky";
      if (moved || /** @type {HTMLElement} */ (one).tabIndex > 0) {
        findings.push(`told elsewhere than it stands: ${one.outerHTML.slice(0, 100)}`);
      }
    }
    return findings;
  });
}

const MOST = 400; // things that keys reach, in the longest view

/** By Tab alone: each thing once, in the order of the document, marked and within the window, and out at the end.
 * @param {any} page */
export async function findByKeys(page) {
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    /** @type {HTMLElement} */ (document.activeElement)?.blur();
    getSelection()?.removeAllRanges();
  });
  const findings = [];
  let last = -1;
  for (let n = 0; n < MOST; n++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === null || one === document.body) {
        return null;
      }
      const { top, bottom } = one.getBoundingClientRect();
      const mark = one.matches("input[type=file]") ? (one.nextElementSibling ?? one) : one;
      const { outlineStyle, outlineWidth } = getComputedStyle(mark);
      return {
        place: [...document.querySelectorAll("#app *")].indexOf(one),
        html: one.outerHTML.slice(0, 100),
        marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        inside: bottom > 0 && top < innerHeight,
      };
    });
    if (at === null || at.place <= last) {
      if (n === 0 || (at !== null && last === -1)) {
        findings.push("keys reach nothing");
      }
      return findings;
    }
    last = at.place;
    if (!at.marked) {
      findings.push(`not marked when it has the focus: ${at.html}`);
    }
    if (!at.inside) {
      findings.push(`out of sight when it has the focus: ${at.html}`);
    }
  }
  return [...findings, "keys come to no end"];
}

/** With few colours a link is underlined, the current one of the navigation is told by more than its colour, and what
 * has the focus is framed. @param {any} page */
export async function findOnlyInColour(page) {
  await page.emulateMedia({ forcedColors: "active" });
  const findings = await page.evaluate(() => {
    const found = [];
    const style = (/** @type {Element} */ one) => getComputedStyle(one);
    const lined = (/** @type {Element} */ one) =>
      [one, ...one.querySelectorAll("*")].some((part) => style(part).textDecorationLine.includes("underline"));
    const boxed = (/** @type {Element} */ one) => parseFloat(style(one).borderTopWidth) > 0;
    for (const one of document.querySelectorAll("main a[href]")) {
      if (one.closest("svg") === null && one.getClientRects().length > 0 && !lined(one) && !boxed(one)) {
        found.push(`a link like any text: ${one.outerHTML.slice(0, 100)}`);
      }
    }
    const current = document.querySelector("nav [aria-current=page]");
    const other = document.querySelector("nav a:not([aria-current])");
    if (current !== null && other !== null) {
      const marks = (/** @type {Element} */ one) =>
        [style(one).borderBottomWidth, style(one).fontWeight, style(one).textDecorationLine].join(" ");
      marks(current) === marks(other) && found.push("the current view is told by its colour alone");
    }
    for (const one of document.querySelectorAll("main svg :is(path, circle, rect, line, polyline)")) {
      const { fill, stroke } = style(one);
      const none = (/** @type {string} */ colour) => colour === "none" || /^rgba\(.*, 0\)$/.test(colour);
      if (one.closest("defs") === null && one.getClientRects().length > 0 && none(fill) && none(stroke)) {
        found.push(`a picture without a line: ${one.outerHTML.slice(0, 100)}`);
      }
    }
    return found;
  });
  await page.emulateMedia({ forcedColors: "none" });
  return findings;
}
