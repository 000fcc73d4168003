// Question 2: what may be seen. Only what can be given is offered; what can never be given is named below.
import { useState } from "preact/hooks";
import { html } from "../../../core/html.js";
import { GROUPS } from "../../../core/sight.js";
import { code, listed, t } from "../../../core/words.js";
import { Choice } from "../../../parts/form.js";
import { Details } from "../../../parts/panel.js";
import { Shown } from "../../../parts/state.js";
import { Never } from "./never.js";
import { useCeiling, useGranteeName } from "./reads.js";

/** A group as one box; one that has a single kind left is that kind. @param {string} group @param {string[]} kinds */
function boxOf(group, kinds) {
  const words = kinds.map((one) => code("category", one));
  if (kinds.length === 1) {
    return { value: group, label: words[0] };
  }
  const whole = kinds.length === GROUPS[group].length;
  return { value: group, label: t(`consents.${whole ? "whole" : "group"}_${group}`), hint: listed(words) };
}

/** Of the tab: the question names somebody. */
const titleOf = () => t("consents.question", { n: 2, of: 5 });

/** @param {import("./question_who.js").Asked & {never: string[], notes: string[], name: string}} props */
function What({ giving, errors, next, never, notes, name }) {
  /** @type {[string, string[]][]} */
  const groups = Object.entries(GROUPS)
    .map(([group, kinds]) => /** @type {[string, string[]]} */ ([group, kinds.filter((one) => !never.includes(one))]))
    .filter(([, kinds]) => kinds.length > 0);
  const possible = groups.flatMap(([, kinds]) => kinds);
  const [chosen, setChosen] = useState(() => giving.categories.filter((one) => possible.includes(one)));
  const full = groups.filter(([, kinds]) => kinds.every((one) => chosen.includes(one))).map(([group]) => group);
  const takeGroups = (/** @type {string[]} */ now) => {
    const kindsOf = (/** @type {string[]} */ which) =>
      groups.filter(([group]) => which.includes(group)).flatMap(([, kinds]) => kinds);
    const gone = kindsOf(full.filter((one) => !now.includes(one)));
    const come = kindsOf(now.filter((one) => !full.includes(one)));
    setChosen(possible.filter((one) => come.includes(one) || (chosen.includes(one) && !gone.includes(one))));
  };
  const some = groups.some(([group, kinds]) => !full.includes(group) && kinds.some((one) => chosen.includes(one)));
  const go = () => next({ categories: chosen }, chosen.length > 0 ? {} : { what: t("consents.wrong_what") });
  return html`<${Choice} page many name="what" title=${titleOf()}
      legend=${t("consents.q_what", { name })}
      hint=${t("consents.one_or_more")}
      options=${groups.map(([group, kinds]) => boxOf(group, kinds))} value=${full} onValue=${takeGroups}
      error=${errors.what} />
    <${Details} summary=${t("consents.one_by_one")} open=${some}>
      <${Choice} many name="kinds" legend=${t("consents.kinds")} value=${chosen}
        onValue=${(/** @type {string[]} */ now) => setChosen(possible.filter((one) => now.includes(one)))}
        options=${possible.map((one) => ({ value: one, label: code("category", one) }))} />
    </${Details}>
    <${Never} notes=${notes} />
    <p><button class="first" onClick=${go}>${t("core.next")}</button></p>`;
}

/** @param {import("./question_who.js").Asked} props */
export function WhatQuestion(props) {
  const name = useGranteeName(props.giving.grantee);
  const ceiling = useCeiling(props.dossier, props.giving.grantee);
  return html`${
    ceiling.value === null &&
    html`<h1 data-title=${titleOf()}>
    ${t("consents.q_what", { name })}</h1>`
  }
    <${Shown} of=${ceiling}>${(/** @type {any} */ { items, notes }) => {
      const never = items[0].beyond?.categories ?? [];
      return html`<${What} ...${props} never=${never} notes=${notes} name=${name} />`;
    }}</${Shown}>`;
}
