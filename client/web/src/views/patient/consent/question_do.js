// Question 3: what may be done with it. Where the policy leaves one choice, there is nothing to ask.
import { useEffect, useState } from "preact/hooks";
import { html } from "../../../core/html.js";
import { t } from "../../../core/words.js";
import { Choice } from "../../../parts/form.js";
import { Shown } from "../../../parts/state.js";
import { useCeiling, useGranteeName } from "./reads.js";

/** @type {Record<string, string[]>} */
const DO = { read: ["read"], confer: ["read", "confer"] };

/** @param {import("./question_who.js").Asked & {only: boolean, name: string}} props */
function Do({ giving, errors, next, only, name }) {
  const before = Object.keys(DO).find((one) => DO[one].join() === giving.actions.join()) ?? null;
  const [chosen, setChosen] = useState(before);
  useEffect(() => {
    if (only) {
      next({ actions: DO.read }, {}, { replace: true });
    }
  }, [only]);
  const go = () =>
    next(chosen === null ? {} : { actions: DO[chosen] }, chosen === null ? { do: t("consents.wrong_do") } : {});
  return (
    !only &&
    html`<${Choice} page name="do" legend=${t("consents.q_do", { name })} value=${chosen} onValue=${setChosen}
      error=${errors.do} options=${Object.keys(DO).map((one) => ({ value: one, label: t(`consents.do_${one}`) }))} />
    <p><button class="first" onClick=${go}>${t("core.next")}</button></p>`
  );
}

/** @param {import("./question_who.js").Asked} props */
export function DoQuestion(props) {
  const name = useGranteeName(props.giving.grantee);
  const ceiling = useCeiling(props.dossier, props.giving.grantee);
  return html`${ceiling.value === null && html`<h1>${t("consents.q_do", { name })}</h1>`}
    <${Shown} of=${ceiling}>${(/** @type {any} */ { items }) =>
      html`<${Do} ...${props} only=${items[0].beyond?.confer ?? false} name=${name} />`}</${Shown}>`;
}
