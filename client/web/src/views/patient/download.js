// Everything about the patient: as one file with its proofs, or to print.
import { useState } from "preact/hooks";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { saveFile } from "../../core/save.js";
import { today } from "../../core/dates.js";
import { language, t } from "../../core/words.js";
import { Button, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Failed } from "../../parts/state.js";
import { everything } from "./everything.js";
import { Whole } from "./whole.js";

export default function Download() {
  const dossier = /** @type {string} */ (here.value.dossier);
  const [far, setFar] = useState(/** @type {{done: number, all: number} | null} */ (null));
  const [whole, setWhole] = useState(/** @type {any} */ (null));
  const read = async () => {
    const all = whole ?? (await everything(dossier, language.value, (done, of) => setFar({ done, all: of })));
    setWhole(all);
    setFar(null);
    return all;
  };
  const save = useAct(async () => {
    const text = JSON.stringify(await read(), null, 1);
    saveFile(new Blob([text], { type: "application/json" }), t("download.file", { day: today() }));
  });
  const [paper, setPaper] = useState(false);
  const show = useAct(async () => (await read(), setPaper(true)));
  return html`<div class=${paper ? "unprinted" : null}><h1>${t("download.title")}</h1>
    <p>${t("download.lead")}</p>
    <h2>${t("download.one_file")}</h2><p>${t("download.one_file_text")}</p>
    <p><${Button} act=${save}>${t("download.save")}</${Button}></p>
    ${save.refused && html`<${Failed} error=${save.refused} again=${save.run} />`}
    <h2>${t("download.paper")}</h2><p>${t("download.paper_text")}</p>
    <p><${Button} act=${show}>${t("download.show")}</${Button}></p>
    ${show.refused && html`<${Failed} error=${show.refused} again=${show.run} />`}
    ${far && html`<p role="status"><progress value=${far.done} max=${far.all} /> ${t("download.far", far)}</p>`}
    <p><${Link} to=${`patient/${dossier}/bewijzen`}>${t("download.proofs")}</${Link}></p>
    <p><${Link} to=${`patient/${dossier}/wissen`}>${t("download.erase")}</${Link}></p></div>
    ${paper && whole !== null && html`<${Whole} whole=${whole} />`}`;
}
