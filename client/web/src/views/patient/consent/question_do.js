// Question 3: what may be done with it. Where the policy leaves one choice, there is nothing to ask.
import { useEffect, useState } from "preact/hooks";
import { html } from "../../../core/html.js";
import { code, listed, t } from "../../../core/words.js";
import { Choice } from "../../../parts/form.js";
import { Details } from "../../../parts/panel.js";
import { Shown } from "../../../parts/state.js";
import { useCeiling, useGranteeName } from "./reads.js";

/** @typedef {import("./question_who.js").Asked} Asked */

/** The documents of this consent that they could also add. @param {string[]} categories
 * @param {{confer: boolean, writes: string[], name: string}} may */
const addHint = (categories, { writes, name }) =>
  t("consents.add_hint", {
    name,
    what: listed(categories.filter((one) => writes.includes(one)).map((one) => code("category", one))),
  });

/** Of the tab: the question names somebody. */
const titleOf = () => t("consents.question", { n: 3, of: 5 });

/** @param {Asked & {confer: boolean, writes: string[], name: string}} props confer, writes: what the policy lets be */
function Do({ giving, errors, next, confer, writes, name }) {
  const [chosen, setChosen] = useState(
    giving.actions.length === 0 ? null : confer && giving.actions.includes("confer") ? "confer" : "read",
  );
  const [added, setAdded] = useState(giving.actions.includes("write") ? ["write"] : []);
  const nothing = !confer && writes.length === 0;
  useEffect(() => {
    if (nothing) {
      next({ actions: ["read"] }, {}, { replace: true });
    }
  }, [nothing]);
  const go = () => {
    const actions = [...new Set(["read", .../** @type {string[]} */ (chosen === null ? [] : [chosen]), ...added])];
    next(chosen === null ? {} : { actions }, chosen === null ? { do: t("consents.wrong_do") } : {});
  };
  const options = (confer ? ["read", "confer"] : ["read"]).map((one) => ({
    value: one,
    label: t(`consents.do_${one}`),
  }));
  const hint = writes.length > 0 && addHint(giving.categories, { confer, writes, name });
  return (
    !nothing &&
    html`<${Choice} page name="do" title=${titleOf()}
      legend=${t("consents.q_do", { name })} value=${chosen} onValue=${setChosen}
      error=${errors.do} options=${options} />
    ${
      hint &&
      html`<${Details} summary=${t("consents.more_do")} open=${added.length > 0 || !confer}>
      <${Choice} many name="add" legend=${t("consents.add_legend")} value=${added} onValue=${setAdded}
        options=${[{ value: "write", label: t("consents.add"), hint }]} /></${Details}>`
    }
    <p><button class="first" onClick=${go}>${t("core.next")}</button></p>`
  );
}

/** @param {Asked} props */
export function DoQuestion(props) {
  const { dossier, giving } = props;
  const name = useGranteeName(giving.grantee);
  const reading = useCeiling(dossier, giving.grantee);
  const writing = useCeiling(dossier, giving.grantee, ["write"]);
  return html`${
    (reading.value === null || writing.value === null) &&
    html`<h1 data-title=${titleOf()}>
    ${t("consents.q_do", { name })}</h1>`
  }
    <${Shown} of=${reading}>${(/** @type {any} */ read) => html`
      <${Shown} of=${writing}>${(/** @type {any} */ write) => {
        const never = write.items[0].beyond?.categories ?? [];
        const writes = giving.categories.filter((one) => !never.includes(one));
        return html`<${Do} ...${props} confer=${!(read.items[0].beyond?.confer ?? false)} writes=${writes}
          name=${name} />`;
      }}</${Shown}>`}</${Shown}>`;
}
