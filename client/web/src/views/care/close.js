// The end of a thread: what was decided.
import { useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { Button, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { Details } from "../../parts/panel.js";

const CLOSING = ["huisarts", "adviserend_arts", "arbeidsarts", "tnw_coordinator"];

/** @param {{thread: import("#api").components["schemas"]["Thread"], reread: () => Promise<void>}} props */
export function Close({ thread, reread }) {
  const [text, setText] = useState("");
  const act = useAct(async (key) => {
    if (text.trim() === "") {
      act.setErrors({ conclusion: t("talk.error_conclusion") });
      return;
    }
    await post(`/v1/threads/${thread.id}/close`, { conclusion: text }, { key });
    await reread();
    sayDone(t("talk.closed_done"));
  });
  if (!CLOSING.includes(here.value.role ?? "")) {
    return null;
  }
  return html`<${Details} summary=${t("talk.close")}>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <${Text} name="conclusion" rows=${3} label=${t("talk.conclusion")} value=${text} onValue=${setText}
      error=${act.errors.conclusion} />
    <p><${Button} act=${act}>${t("talk.close_it")}</${Button}></p>
  </${Details}>`;
}
