// A list of texts in a form: Enter makes the next one, and puts the reader there.
import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/words.js";

/** After the list grew or shrank, the focus is where the reader goes on: before the next key is typed. */
function useFocusSoon() {
  const wanted = useRef(/** @type {string | null} */ (null));
  useLayoutEffect(() => {
    if (wanted.current !== null) {
      document.getElementById(wanted.current)?.focus();
      wanted.current = null;
    }
  });
  return wanted;
}

/** @param {{wrong: boolean, legend: any, hint: any, name: string, children?: any}} props */
function Group({ wrong, legend, hint, name, children }) {
  return html`<fieldset class=${wrong ? "field wrong list" : "field list"}
    aria-describedby=${hint ? `h-${name}` : null}>
    <legend>${legend}</legend>
    ${hint && html`<p class="hint" id=${`h-${name}`}>${hint}</p>`}
    ${children}
  </fieldset>`;
}

/** @param {{count: number, max: number, onMore: () => void}} props */
function More({ count, max, onMore }) {
  return count >= max
    ? null
    : html`<button type="button" class="plain more" onClick=${onMore}>${t("schema.more")}</button>`;
}

/** @param {{label: string, at: number, onRemove: () => void}} props */
function Remove({ label, at, onRemove }) {
  return html`<button type="button" class="plain" onClick=${onRemove}>${t("schema.remove")}<span class="unseen">
    ${" "}${label} ${at + 1}</span></button>`;
}

/**
 * @param {{name: string, label: string, legend: any, hint?: any, values: string[], errors: Record<string, string>,
 *   max: number, length: number, onValues: (values: string[]) => void}} props
 */
export function Texts({ name, label, legend, hint, values, errors, max, length, onValues }) {
  const soon = useFocusSoon();
  const shown = values.length === 0 ? [""] : values;
  const grow = (/** @type {number} */ at) => {
    if (shown.length < max) {
      soon.current = `f-${name}.${at + 1}`;
      onValues(shown.toSpliced(at + 1, 0, ""));
    }
  };
  const shrink = (/** @type {number} */ at) => {
    soon.current = `f-${name}.${Math.max(0, at - 1)}`;
    onValues(shown.toSpliced(at, 1));
  };
  const onKey = (/** @type {any} */ event, /** @type {number} */ at) => {
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.isComposing) {
      event.preventDefault();
      grow(at);
    }
  };
  const wrong = shown.some((_, i) => errors[`${name}.${i}`]);
  return html`<${Group} ...${{ wrong, legend, hint, name }}>
    ${shown.map((text, i) => {
      const error = errors[`${name}.${i}`];
      return html`<div class="item" key=${i}>
        ${error && html`<p class="error" id=${`e-${name}.${i}`}>${error}</p>`}
        <textarea id=${`f-${name}.${i}`} rows="1" maxlength=${length} aria-label=${`${label} ${i + 1}`} value=${text}
          aria-invalid=${error ? "true" : null} aria-describedby=${error ? `e-${name}.${i}` : null}
          onInput=${(/** @type {any} */ event) => onValues(shown.toSpliced(i, 1, event.currentTarget.value))}
          onKeyDown=${(/** @type {any} */ event) => onKey(event, i)} />
        ${shown.length > 1 && html`<${Remove} label=${label} at=${i} onRemove=${() => shrink(i)} />`}
      </div>`;
    })}
    <${More} count=${shown.length} max=${max} onMore=${() => grow(shown.length - 1)} />
  </${Group}>`;
}

/**
 * A list of things that each have fields of their own.
 * @param {{name: string, label: string, legend: any, hint?: any, values: Record<string, any>[], max: number, first:
 *   string, onValues: (values: any[]) => void, children: (value: any, name: string, onValue: (value: any) => void) =>
 *   any}} props first: the name of an entry's first field; children: its fields
 */
export function Entries({ name, label, legend, hint, values, max, first, onValues, children }) {
  const soon = useFocusSoon();
  const shown = values.length === 0 ? [{}] : values;
  const grow = () => {
    soon.current = `f-${name}.${shown.length}.${first}`;
    onValues([...shown, {}]);
  };
  const shrink = (/** @type {number} */ at) => {
    soon.current = `f-${name}.${Math.max(0, at - 1)}.${first}`;
    onValues(shown.toSpliced(at, 1));
  };
  return html`<${Group} ...${{ wrong: false, legend, hint, name }}>
    ${shown.map(
      (value, i) => html`<fieldset class="entry" key=${i}>
      <legend>${label} ${i + 1}</legend>
      ${children(value, `${name}.${i}`, (/** @type {any} */ one) => onValues(shown.toSpliced(i, 1, one)))}
      ${shown.length > 1 && html`<p><${Remove} label=${label} at=${i} onRemove=${() => shrink(i)} /></p>`}
    </fieldset>`,
    )}
    <${More} count=${shown.length} max=${max} onMore=${grow} />
  </${Group}>`;
}
