// Fields of forms, and what is wrong with them: labels above, a hint between label and field, the error's words at the
// field and in a summary that takes the focus.
import { useEffect, useRef, useState } from "preact/hooks";
import { useInName } from "../core/acting.js";
import { Refused, Unanswered, newKey } from "../core/api.js";
import { readDay, sayWeekday } from "../core/dates.js";
import { html } from "../core/html.js";
import { say } from "../core/status.js";
import { wrong } from "../core/title.js";
import { t } from "../core/words.js";
import { Link } from "./link.js";
import { Failed } from "./state.js";

/** @typedef {Record<string, string>} Errors what is wrong, by the field's name */

/** A link would change the route. @param {Event} event @param {string} name */
function focusField(event, name) {
  event.preventDefault();
  document.getElementById(`f-${name}`)?.focus();
}

/** @typedef {{name: string, start: number, end: number, text: string}} Place what is wrong in a field's text */

/** @param {Event} event @param {Place} place */
function selectPlace(event, { name, start, end }) {
  focusField(event, name);
  const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(`f-${name}`));
  field?.setSelectionRange(start, end);
}

/**
 * @param {{errors: Errors, refused?: any, to?: (name: string) => string, places?: Place[], told?: Errors,
 *   ask?: any}} props
 *   refused: what the server said, where it names no field; to: the route of the view in which a field stands, when it
 *   is another one; places: a field that has some is named by them; told: all that was wrong, where what is mended goes
 *   while one types; ask: for what is lacking a consent
 */
export function ErrorSummary({ errors, refused, to, places = [], told = errors, ask }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const names = Object.keys(errors).filter((name) => !places.some((place) => place.name === name));
  const rows = names.length + places.length;
  const some = rows > 0 || Boolean(refused);
  useEffect(() => {
    if (!some) {
      return undefined;
    }
    box.current?.focus();
    wrong.value++;
    return () => {
      wrong.value--;
    };
  }, [told, refused, some]);
  return !some
    ? null
    : html`<div class="panel bad errors" role="alert" tabindex="-1" ref=${box}>
    <h2>${t("form.wrong")}</h2>
    ${refused && html`<${Failed} error=${refused} ask=${ask} />`}
    ${
      rows > 0 &&
      html`<ul>${names.map(
        (name) => html`<li key=${name}>
      ${
        to
          ? html`<${Link} to=${to(name)}>${errors[name]}</${Link}>`
          : html`<a href=${`#f-${name}`}
            onClick=${(/** @type {Event} */ event) => focusField(event, name)}>${errors[name]}</a>`
      }
    </li>`,
      )}${places.map(
        (one, i) => html`<li key=${i}>
      <a href=${`#f-${one.name}`} onClick=${(/** @type {Event} */ event) => selectPlace(event, one)}>${one.text}</a>
    </li>`,
      )}</ul>`
    }
  </div>`;
}

/**
 * @param {{name: string, label: any, hint?: any, error?: string, optional?: boolean, children: (attributes: any) =>
 *   any}} props
 */
export function Field({ name, label, hint, error, optional, children }) {
  const described = [hint && `h-${name}`, error && `e-${name}`].filter(Boolean).join(" ") || undefined;
  return html`<div class=${error ? "field wrong" : "field"}>
    <label for=${`f-${name}`}>${label}${optional && html` <span class="muted">${t("form.optional")}</span>`}</label>
    ${hint && html`<p class="hint" id=${`h-${name}`}>${hint}</p>`}
    ${error && html`<p class="error" id=${`e-${name}`}>${error}</p>`}
    ${children({ id: `f-${name}`, name, "aria-describedby": described, "aria-invalid": error ? "true" : undefined })}
  </div>`;
}

/**
 * @param {{name: string, label: any, value: string, onValue: (value: string) => void, hint?: any, error?: string,
 *   optional?: boolean, rows?: number, type?: string, width?: string, max?: number, inputmode?: string}} props
 */
export function Text({
  name,
  label,
  value,
  onValue,
  hint,
  error,
  optional,
  rows,
  type = "text",
  width,
  max,
  inputmode,
}) {
  const take = (/** @type {any} */ event) => onValue(event.currentTarget.value);
  return html`<${Field} ...${{ name, label, hint, error, optional }}>${(/** @type {any} */ attributes) =>
    rows
      ? html`<textarea ...${attributes} rows=${rows} maxlength=${max} value=${value} onInput=${take} />`
      : html`<input ...${attributes} type=${type} class=${width} maxlength=${max} inputmode=${inputmode}
          autocomplete="off" value=${value} onInput=${take} />`}</${Field}>`;
}

/**
 * A day, typed as people type it; says back which one it is.
 * @param {{name: string, label: any, value: string, onValue: (value: string) => void, hint?: any, error?: string,
 *   optional?: boolean}} props
 */
export function Day({ name, label, value, onValue, hint, error, optional }) {
  const day = value === "" ? null : readDay(value);
  return html`<${Field} ...${{ name, label, hint: hint ?? t("form.day_hint"), error, optional }}>${(
    /** @type {any} */ attributes,
  ) => html`<span class="day">
    <input ...${attributes} type="text" class="short" inputmode="text" autocomplete="off" value=${value}
      onInput=${(/** @type {any} */ event) => onValue(event.currentTarget.value)} />
    ${" "}<output for=${attributes.id}>${day === null ? "" : sayWeekday(day)}</output>
  </span>`}</${Field}>`;
}

/**
 * One of some, or several of them (many).
 * @param {{name: string, legend: any, options: {value: string, label: any, hint?: any}[], value: string | string[]
 *   | null, onValue: (value: any) => void, many?: boolean, hint?: any, error?: string, page?: boolean, title?: string}}
 *   props page: the legend is the page's h1; title: of the tab, where the legend names somebody
 */
export function Choice({ name, legend, options, value, onValue, many, hint, error, page, title }) {
  const chosen = Array.isArray(value) ? value : value === null ? [] : [value];
  const take = (/** @type {string} */ one) =>
    onValue(!many ? one : chosen.includes(one) ? chosen.filter((v) => v !== one) : [...chosen, one]);
  const described = error ? `e-${name}` : hint ? `h-${name}` : null;
  return html`<fieldset class=${error ? "field wrong" : "field"} aria-describedby=${described}>
    <legend>${page ? html`<h1 tabindex="-1" data-title=${title}>${legend}</h1>` : legend}</legend>
    ${hint && html`<p class="hint" id=${`h-${name}`}>${hint}</p>`}
    ${error && html`<p class="error" id=${`e-${name}`}>${error}</p>`}
    ${options.map(
      (option, i) => html`<label class="option" key=${option.value}>
      <input type=${many ? "checkbox" : "radio"} name=${name} value=${option.value}
        id=${i === 0 ? `f-${name}` : `f-${name}-${i}`}
        checked=${chosen.includes(option.value)} onChange=${() => take(option.value)} />
      <span>${option.label}${option.hint && html`<span class="hint">${option.hint}</span>`}</span>
    </label>`,
    )}
  </fieldset>`;
}

/**
 * @param {{name: string, label: any, options: {value: string, label: string}[], value: string, onValue: (value:
 *   string) => void, hint?: any, error?: string}} props
 */
export function Select({ name, label, options, value, onValue, hint, error }) {
  return html`<${Field} ...${{ name, label, hint, error }}>${(
    /** @type {any} */ attributes,
  ) => html`<select ...${attributes}
    value=${value} onChange=${(/** @type {any} */ event) => onValue(event.currentTarget.value)}>
    ${options.map(
      (option) => html`<option value=${option.value} key=${option.value}
      selected=${option.value === value}>${option.label}</option>`,
    )}
  </select>`}</${Field}>`;
}

/**
 * One act of the reader: sent once however often it is tapped, with one key through all its tries.
 * @param {(key: string) => Promise<void>} act
 * @param {(refused: Refused) => Errors} [place] which fields the server's errors belong to
 */
export function useAct(act, place = () => ({})) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(/** @type {any} */ (null));
  const [errors, setErrors] = useState(/** @type {Errors} */ ({}));
  const key = useRef(newKey());
  const under = useRef(false);
  const run = async () => {
    if (under.current) {
      return;
    }
    under.current = true;
    setBusy(true);
    setRefused(null);
    setErrors({});
    say(t("form.busy"));
    try {
      await act(key.current);
      key.current = newKey();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unanswered)) {
        reportError(error); // a fault of the page itself
      }
      const placed = error instanceof Refused ? place(error) : {};
      setErrors(placed);
      setRefused(Object.keys(placed).length > 0 ? null : error);
      if (!(error instanceof Unanswered)) {
        key.current = newKey(); // it was answered: what is sent next is another act
      }
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  return { run, busy, refused, errors, setErrors };
}

/**
 * @param {{act: ReturnType<typeof useAct>, first?: boolean, inName?: boolean, children?: any, onClick?: () => void,
 *   class?: string}} props first: what the page is for; inName: what a medewerker does in a doctor's name
 */
export function Button({ act, first, inName, children, onClick, class: name }) {
  const inWhose = useInName();
  const look = `${first ? "first" : ""} ${name ?? ""}`;
  return html`<button type="button" class=${look} aria-disabled=${act.busy ? "true" : null}
    onClick=${onClick ?? act.run}>${
      act.busy ? t("form.busy") : html`${children}${inName && inWhose && ` ${inWhose}`}`
    }</button>`;
}
