// Its author marks a document as wrong, and says why. It stays for who may read it, and nothing follows from it
// any more.
import { useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { useDocument } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { purposeIn } from "../../core/purpose.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { unsent } from "../../core/unsent.js";
import { code, t } from "../../core/words.js";
import { Button, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Shown } from "../../parts/state.js";
import { capital } from "../../schema/model.js";

/** @param {{dossier: string, id: string, back: string}} props */
function Reason({ dossier, id, back }) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(/** @type {Record<string, string>} */ ({}));
  const act = useAct(async (key) => {
    const path = `/v1/dossiers/${dossier}/fragments/${id}/retract`;
    await post(path, { reason: reason.trim() }, { key, purpose: purposeIn(dossier) });
    unsent.value = null;
    forget(dossier);
    forget("due");
    sayDone(t("documents.marked"));
    go(back, { replace: true });
  });
  const type = (/** @type {string} */ text) => {
    setReason(text);
    unsent.value = text.trim() === "" ? null : { keep: () => undefined, drop: () => undefined };
  };
  const submit = () => {
    const empty = reason.trim() === "";
    setMissing(empty ? { reason: t("documents.reason_missing") } : {});
    if (!empty) {
      void act.run();
    }
  };
  return html`<${ErrorSummary} errors=${missing} refused=${act.refused} />
    <${Text} name="reason" label=${t("documents.reason")} hint=${t("documents.reason_hint")} value=${reason}
      onValue=${type} error=${missing.reason} rows=${3} max=${500} />
    <p class="acts"><${Button} act=${act} first inName onClick=${submit}>${t("documents.mark_wrong")}</${Button}></p>`;
}

export default function MarkWrong() {
  const { role, dossier: at, params } = here.value;
  const dossier = /** @type {string} */ (at);
  const document = useDocument(dossier, params.fragment);
  const back = `${role}/${dossier}/document/${params.fragment}`;
  return html`<p><${Link} to=${back} class="back">${t("documents.one")}</${Link}></p>
    <h1>${t("documents.mark_title")}</h1>
    <${Shown} of=${document}>${(
      /** @type {any} */ value,
    ) => html`<p class="lead">${capital(code("category", value.category))}</p>
      <p>${t("documents.mark_means")}</p>
      <${Reason} dossier=${dossier} id=${params.fragment} back=${back} />`}</${Shown}>`;
}
