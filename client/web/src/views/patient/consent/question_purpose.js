// Question 4: what for. A consent is bound to it.
import { useState } from "preact/hooks";
import { html } from "../../../core/html.js";
import { PURPOSES } from "../../../core/sight.js";
import { code, t } from "../../../core/words.js";
import { Choice } from "../../../parts/form.js";

/** @param {import("./question_who.js").Asked} props */
export function PurposeQuestion({ giving, errors, next }) {
  const [chosen, setChosen] = useState(giving.purposes[0] === "*" ? PURPOSES : giving.purposes);
  const inOrder = PURPOSES.filter((one) => chosen.includes(one));
  const go = () => next({ purposes: inOrder }, inOrder.length > 0 ? {} : { purpose: t("consents.wrong_purpose") });
  const options = PURPOSES.map((one) => ({
    value: one,
    label: code("purpose", one),
    hint: t(`consents.purpose_${one}`),
  }));
  return html`<${Choice} page many name="purpose" legend=${t("consents.q_purpose")} hint=${t("consents.one_or_more")}
      options=${options} value=${chosen} onValue=${setChosen} error=${errors.purpose} />
    <p><button class="first" onClick=${go}>${t("core.next")}</button></p>`;
}
