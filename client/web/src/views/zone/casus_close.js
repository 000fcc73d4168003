// The end of a case discussion, by its author: what came of it.
import { post } from "../../core/api.js";
import { html } from "../../core/html.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../parts/form.js";
import { Details } from "../../parts/panel.js";
import { useDraft } from "../../parts/draft.js";
import { MarkedText, useMarks } from "./marked.js";

/** @param {{casus: import("#api").components["schemas"]["Casus"], reread: () => Promise<void>}} props */
export function CasusClose({ casus, reread }) {
  const draft = useDraft(`${casus.id}/close`, { conclusion: "" }, { some: (typed) => typed.conclusion !== "" });
  const { conclusion } = draft.value;
  const marks = useMarks({ conclusion });
  const act = useAct(async (key) => {
    marks.clear();
    if (conclusion.trim() === "") {
      act.setErrors({ conclusion: t("zone.casus.error_conclusion") });
      return;
    }
    await post(`/v1/casus/${casus.id}/close`, { conclusion }, { key });
    draft.clear();
    await reread();
    sayDone(t("zone.casus.closed_done"));
  }, marks.place);
  const errors = marks.left(act.errors);
  return html`<${Details} summary=${t("zone.casus.close")} open=${conclusion !== ""}>
    <${ErrorSummary} errors=${errors} refused=${act.refused} places=${marks.places}
      told=${act.errors} />
    <${MarkedText} name="conclusion" rows=${3} max=${20000} label=${t("zone.casus.conclusion")}
      hint=${t("zone.about_nobody")} value=${conclusion} marks=${marks} error=${errors.conclusion}
      onValue=${(/** @type {string} */ text) => draft.set({ conclusion: text })} />
    <p><${Button} act=${act}>${t("zone.casus.close_it")}</${Button}></p>
  </${Details}>`;
}
