// What the reader says in a case discussion: an answer, an advice or a question, to all who are invited.
import { post } from "../../core/api.js";
import { html } from "../../core/html.js";
import { useKeys } from "../../core/keys.js";
import { own } from "../../core/session.js";
import { say } from "../../core/status.js";
import { plain, t } from "../../core/words.js";
import { Button, Choice, ErrorSummary, Select, useAct } from "../../parts/form.js";
import { DraftLine, useDraft } from "../../parts/draft.js";
import { nameIn } from "./casus_said.js";
import { MarkedText, useMarks } from "./marked.js";

/** @typedef {import("#api").components["schemas"]} Schemas */

const KINDS = ["antwoord", "advies", "vraag"];
/** @type {Record<string, string>} */
const KEYS = { a: "antwoord", d: "advies", v: "vraag" };
const EMPTY = { kind: "", text: "", reply: "" };

/** @param {string} text */
const short = (text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Which question it answers: the case, or one that somebody else asked since.
 * @param {{casus: Schemas["Casus"], said: Schemas["CasusMessage"][], value: string, onValue: (id: string) => void}}
 *   props */
function Answered({ casus, said, value, onValue }) {
  const asked = said.filter((one) => one.kind === "vraag" && !own.value.has(one.author));
  if (asked.length === 0) {
    return null;
  }
  const word = (/** @type {Schemas["CasusMessage"]} */ one) =>
    `${plain(nameIn(casus, one.author) ?? t("core.somebody"))}: ${short(plain(one.text))}`;
  const options = [
    { value: "", label: t("zone.casus.the_case") },
    ...asked.map((one) => ({ value: one.id, label: word(one) })),
  ];
  return html`<${Select} name="reply" label=${t("zone.casus.answer_to")} ...${{ value, onValue, options }} />`;
}

/** @param {{casus: Schemas["Casus"], said: Schemas["CasusMessage"][], reread: () => Promise<void>}} props */
export function CasusSay({ casus, said, reread }) {
  const draft = useDraft(`${casus.id}/say`, EMPTY, { some: (typed) => typed.text !== "" });
  const { text, reply } = draft.value;
  const kind = draft.value.kind || (own.value.has(casus.author) ? "vraag" : "antwoord");
  const marks = useMarks({ text });
  const act = useAct(async (key) => {
    marks.clear();
    if (text.trim() === "") {
      act.setErrors({ text: t("zone.casus.error_text") });
      return;
    }
    const body = { kind, text, ...(kind !== "vraag" && reply && { reply_to: reply }) };
    const sent = await post(`/v1/casus/${casus.id}/messages`, body, { key });
    draft.clear();
    await reread();
    say(t("zone.casus.sent"));
    requestAnimationFrame(() => document.getElementById(sent.id)?.focus());
  }, marks.place);
  const start = (/** @type {string} */ wanted) => {
    draft.set({ kind: wanted });
    requestAnimationFrame(() => document.getElementById("f-text")?.focus());
  };
  useKeys(Object.fromEntries(Object.entries(KEYS).map(([key, one]) => [key, () => start(one)])));
  const onKey = (/** @type {KeyboardEvent} */ event) =>
    event.key === "Enter" && (event.ctrlKey || event.metaKey) && void act.run();
  const errors = marks.left(act.errors);
  return html`<div class="compose" onKeyDown=${onKey}>
    <h2>${t("zone.casus.say")}</h2>
    <${ErrorSummary} errors=${errors} refused=${act.refused} places=${marks.places}
      told=${act.errors} />
    <div class="kinds"><${Choice} name="kind" legend=${t("zone.casus.kind")} value=${kind}
      onValue=${(/** @type {string} */ one) => draft.set({ kind: one })}
      options=${KINDS.map((value) => ({ value, label: t(`zone.casus.kind_${value}`) }))} /></div>
    ${
      kind !== "vraag" &&
      html`<${Answered}
        ...${{ casus, said }}
        value=${reply}
        onValue=${(/** @type {string} */ id) => draft.set({ reply: id })}
      />`
    }
    <${MarkedText} name="text" label=${t("zone.casus.text")} hint=${t("zone.about_nobody")} max=${20000} value=${text}
      marks=${marks} error=${errors.text} onValue=${(/** @type {string} */ typed) => draft.set({ text: typed })} />
    <p class="hint">${t("zone.casus.all_read")}</p>
    <p class="acts"><${Button} act=${act} first>${t("zone.casus.send")}</${Button}>
      </p>
    <${DraftLine} at=${draft.at} restored=${draft.restored} onDrop=${draft.clear} />
  </div>`;
}
