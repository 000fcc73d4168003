// For which doctor or team a medewerker works now, in this tab.
import { useState } from "preact/hooks";
import { get } from "../../core/api.js";
import { actsFor } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forgetAll, useRead } from "../../core/read.js";
import { go } from "../../core/router.js";
import { self } from "../../core/session.js";
import { plain, t } from "../../core/words.js";
import { Choice, ErrorSummary } from "../../parts/form.js";
import { startOf } from "../../parts/shell.js";
import { Nothing, Shown } from "../../parts/state.js";

/** @typedef {import("#api").components["schemas"]["Actor"]} Actor */

/** @param {{doctors: Actor[]}} props */
function Chooser({ doctors }) {
  const [wanted, setWanted] = useState(actsFor.value);
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const next = () => {
    if (wanted === null) {
      setErrors({ doctor: t("core.choose_for") });
      return;
    }
    forgetAll();
    actsFor.value = wanted;
    go(startOf("medewerker"));
  };
  return html`<${ErrorSummary} errors=${errors} />
    <${Choice} name="doctor" page legend=${t("core.for_whom")} value=${wanted} onValue=${setWanted}
      error=${errors.doctor}
      options=${doctors.map((doctor) => ({ value: doctor.id, label: plain(doctor.name) }))} />
    <p><button class="first" onClick=${next}>${t("core.next")}</button></p>`;
}

export default function WorksFor() {
  const ids = self.value?.acts_for ?? [];
  const doctors = useRead("acts-for", () =>
    Promise.all(ids.map((/** @type {string} */ id) => get(`/v1/actors/${id}`))),
  );
  if (ids.length === 0) {
    return html`<h1>${t("core.for_whom")}</h1><${Nothing} text=${t("core.works_for_nobody")} />`;
  }
  const chooser = (/** @type {Actor[]} */ found) => html`<${Chooser} doctors=${found} />`;
  return html`<${Shown} of=${doctors}>${chooser}</${Shown}>`;
}
