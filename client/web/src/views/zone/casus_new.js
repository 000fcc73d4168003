// A new case discussion: the case, about nobody, and who is invited; of its own, or of a netwerkmoment.
import { post } from "../../core/api.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { forget } from "../../core/read.js";
import { go } from "../../core/router.js";
import { sayDone } from "../../core/status.js";
import { t } from "../../core/words.js";
import { Button, ErrorSummary, useAct } from "../../parts/form.js";
import { DraftLine, useDraft } from "../../parts/draft.js";
import { Invite, wrongPeople } from "./invite.js";
import { MarkedText, useMarks } from "./marked.js";
import { Back, below, forConferring } from "./zone.js";

/** @typedef {import("./invite.js").Invited} Invited */

const EMPTY = { subject: "", text: "", people: /** @type {Invited[]} */ ([]) };

/** @param {typeof EMPTY} typed */
function wrongIn(typed) {
  const people = wrongPeople(typed.people);
  return {
    ...(typed.subject.trim() === "" && { subject: t("zone.casus.error_subject") }),
    ...(typed.text.trim() === "" && { text: t("zone.casus.error_text") }),
    ...(people !== undefined && { people }),
  };
}

/** Who is invited counts on the server: who works for the author is known there only in part here.
 * @param {import("../../core/api.js").Refused} refused */
function placePeople(refused) {
  const found = refused.errors.find(({ pointer }) => pointer.startsWith("/members"));
  return found && { people: t(found.code === "rule" ? "zone.invite.error_works_for" : "zone.invite.error_gone") };
}

function CasusNew() {
  const moment = here.value.params.moment ?? null;
  const draft = useDraft(`casus/${moment ?? "new"}`, EMPTY, { some: (typed) => typed.text + typed.subject !== "" });
  const { subject, text, people } = draft.value;
  const marks = useMarks({ subject, text });
  const act = useAct(
    async (key) => {
      marks.clear();
      const wrong = wrongIn(draft.value);
      if (Object.keys(wrong).length > 0) {
        act.setErrors(wrong);
        return;
      }
      const body = { subject, text, members: people.map((one) => one.actor), ...(moment && { moment }) };
      const casus = await post("/v1/casus", body, { key });
      draft.clear();
      forget("casus/list");
      go(below(`casus/${casus.id}`), { replace: true });
      sayDone(t("zone.casus.started"));
    },
    (refused) => ({ ...marks.place(refused), ...placePeople(refused) }),
  );
  const errors = marks.left(act.errors);
  const back = moment === null ? "casus" : `netwerkmomenten/${moment}`;
  return html`<${Back} to=${back}>${t(moment === null ? "zone.casus.all" : "zone.moment.one")}</${Back}>
    <h1>${t("zone.casus.new")}</h1>
    <p class="lead">${t("zone.about_nobody")}</p>
    <${ErrorSummary} errors=${errors} refused=${act.refused} places=${marks.places}
      told=${act.errors} />
    <${MarkedText} name="subject" rows=${1} max=${200} label=${t("zone.casus.subject")} marks=${marks} value=${subject}
      error=${errors.subject} onValue=${(/** @type {string} */ typed) => draft.set({ subject: typed })} />
    <${MarkedText} name="text" rows=${8} max=${20000} label=${t("zone.casus.case")} hint=${t("zone.casus.case_hint")}
      marks=${marks} value=${text} error=${errors.text}
      onValue=${(/** @type {string} */ typed) => draft.set({ text: typed })} />
    <${Invite} chosen=${people} error=${errors.people}
      onChosen=${(/** @type {Invited[]} */ all) => draft.set({ people: all })} />
    <p class="hint">${t("zone.casus.all_read")}</p>
    <p class="acts"><${Button} act=${act} first>${t("zone.casus.start")}</${Button}>
      </p>
    <${DraftLine} at=${draft.at} restored=${draft.restored} onDrop=${draft.clear} />`;
}

export default forConferring(CasusNew);
