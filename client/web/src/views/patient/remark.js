// The patient's own words, on anything of the dossier; from a step or a document also on that.
import { post } from "../../core/api.js";
import { useTimeline } from "../../core/dossier.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { plain, t } from "../../core/words.js";
import { DraftLine, useDraft } from "../../parts/draft.js";
import { Button, Choice, ErrorSummary, Text, useAct } from "../../parts/form.js";
import { WhoReads } from "./who_reads.js";

const ABOUT = ["plan", "estimate", "appointment", "document", "other"];

/** What the address names: a document, or a step. @param {string | undefined} about */
function namedBy(about) {
  return about === undefined ? {} : about.startsWith("frg_") ? { fragment: about } : { step: about };
}

/** @param {{about: string | undefined, dossier: string}} props */
function On({ about, dossier }) {
  const timeline = useTimeline(dossier);
  const step = timeline.value?.items.find((one) => one.rule === about);
  return about === undefined
    ? null
    : html`<p>${
        about.startsWith("frg_") ? t("asks.on_document") : t("asks.on_step", { what: plain(step?.title) })
      }</p>`;
}

export default function Remark() {
  const { dossier, about } = /** @type {{dossier: string, about?: string}} */ (here.value.params);
  const named = namedBy(about);
  /** @type {{about: string | null, text: string}} */
  const start = { about: "fragment" in named ? "document" : null, text: "" };
  const draft = useDraft(`${dossier}/opmerking/${about ?? ""}`, start);
  const { value, change } = draft;
  const act = useAct(async (key) => {
    const content = { about: value.about ?? "other", ...named, text: value.text.trim() };
    const made = await post(`/v1/dossiers/${dossier}/fragments`, { category: "opmerking", content }, { key });
    draft.clear();
    forget(`${dossier}/fragments`);
    forget(`${dossier}/timeline`);
    sayDone(t("asks.remark_sent"));
    go(`patient/${dossier}/documenten/${made.id}`, { replace: true });
  });
  const send = () => {
    /** @type {Record<string, string>} */
    const missing = {};
    if (value.about === null && about === undefined) {
      missing.about = t("asks.about_missing");
    }
    if (value.text.trim() === "") {
      missing.text = t("asks.text_missing");
    }
    return Object.keys(missing).length > 0 ? act.setErrors(missing) : act.run();
  };
  const options = ABOUT.map((one) => ({ value: one, label: t(`asks.about_${one}`) }));
  return html`<h1>${t("asks.remark")}</h1>
    <${On} about=${about} dossier=${dossier} />
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    ${
      about === undefined &&
      html`<${Choice} name="about" legend=${t("asks.about")} options=${options} value=${value.about}
      onValue=${(/** @type {string} */ one) => change({ ...value, about: one })} error=${act.errors.about} />`
    }
    <${Text} name="text" label=${t("asks.remark_text")} rows=${8} max=${8000} value=${value.text}
      onValue=${(/** @type {string} */ text) => change({ ...value, text })} error=${act.errors.text} />
    <${WhoReads} category="opmerking" dossier=${dossier} />
    <p><${Button} act=${act} first onClick=${send}>${t("asks.remark_send")}</${Button}></p>
    <${DraftLine} at=${draft.at} restored=${draft.restored} onDrop=${draft.clear} />`;
}
