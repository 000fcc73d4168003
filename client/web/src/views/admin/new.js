// Registering somebody. The number is typed once, checked here, sent, and never shown again.
import { useState } from "preact/hooks";
import { post } from "../../core/api.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { EMPTY, bodyOfNew, placeOf, wrongIn } from "../../registry/actor.js";
import { Button, ErrorSummary, useAct } from "../../parts/form.js";
import { Link } from "../../parts/link.js";
import { Fields } from "./fields.js";

export default function NewPerson() {
  const [typed, setTyped] = useState(EMPTY);
  const act = useAct(async (key) => {
    const made = await post("/v1/actors", bodyOfNew(typed), { key });
    forget("actors/");
    setTyped(EMPTY);
    go(`beheerder/mensen/${made.id}`, { replace: true });
    sayDone(t("admin.registered"));
  }, placeOf);
  const send = () => {
    const wrong = wrongIn(typed, true);
    return Object.keys(wrong).length > 0 ? act.setErrors(wrong) : act.run();
  };
  return html`<p><${Link} to="beheerder/mensen" class="back">${t("admin.people")}</${Link}></p>
    <h1>${t("admin.new_title")}</h1>
    <${ErrorSummary} errors=${act.errors} refused=${act.refused} />
    <${Fields} typed=${typed} onTyped=${setTyped} errors=${act.errors} isNew />
    <p><${Button} act=${act} first onClick=${send}>${t("admin.register")}</${Button}></p>`;
}
