// In which role somebody with several of them works now. Nothing is chosen beforehand.
import { useState } from "preact/hooks";
import { html } from "../../core/html.js";
import { go } from "../../core/router.js";
import { me } from "../../core/session.js";
import { code, t } from "../../core/words.js";
import { Choice, ErrorSummary } from "../../parts/form.js";
import { startOf } from "../../parts/shell.js";

export default function Role() {
  const [role, setRole] = useState(/** @type {string | null} */ (null));
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  const next = () => (role === null ? setErrors({ role: t("core.choose_role") }) : go(startOf(role)));
  return html`<${ErrorSummary} errors=${errors} />
    <${Choice} name="role" page legend=${t("core.which_role")} value=${role} onValue=${setRole} error=${errors.role}
      options=${me.value.roles.map((/** @type {string} */ one) => ({ value: one, label: code("role", one) }))} />
    <p><button class="first" onClick=${next}>${t("core.next")}</button></p>`;
}
