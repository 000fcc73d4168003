// One record, and whether it stands where the log says: computed here, from the sealed log and the path to it.
import { get } from "../../core/api.js";
import { dayOf, sayDay, saySecond, sayTime } from "../../core/dates.js";
import { here } from "../../core/here.js";
import { html } from "../../core/html.js";
import { useRead } from "../../core/read.js";
import { saveFile } from "../../core/save.js";
import { code, listed, plain, t } from "../../core/words.js";
import { checkCheckpoint, checkEntry } from "../../check/audited.js";
import { CannotCompute, Fault } from "../../check/fault.js";
import { Link } from "../../parts/link.js";
import { Details, Panel, Summary } from "../../parts/panel.js";
import { Shown } from "../../parts/state.js";

/** @param {string} seq */
async function readRecord(seq) {
  const entry = await get(`/v1/audit/records/${seq}`);
  const checkpoint = await get("/v1/audit/checkpoint");
  if (Number(seq) >= checkpoint.size) {
    return { entry, checkpoint, proof: null, finding: { kind: "new" } };
  }
  const proof = await get("/v1/audit/proof/inclusion", { query: { seq, size: checkpoint.size } });
  return { entry, checkpoint, proof, finding: await prove(entry, checkpoint, proof) };
}

/** @param {any} entry @param {any} checkpoint @param {any} proof */
async function prove(entry, checkpoint, proof) {
  try {
    const sealed = await checkCheckpoint(checkpoint);
    await checkEntry(entry, proof, sealed);
    return { kind: "holds" };
  } catch (error) {
    if (error instanceof Fault || error instanceof CannotCompute) {
      return { kind: error instanceof Fault ? "wrong" : "cannot", text: error.message };
    }
    throw error;
  }
}

/** @param {{read: any}} props */
function Proof({ read: { entry, checkpoint, finding } }) {
  const seq = entry.record.seq;
  if (finding.kind === "holds") {
    const witnesses = checkpoint.witnesses.length;
    return html`<${Panel} kind="ok" heading=${t("auditor.proven")}>
      <p>${t("auditor.place", { seq, size: checkpoint.size })} ${
        witnesses === 0 ? t("auditor.unwitnessed") : t("auditor.witnesses", { n: witnesses })
      }</p>
    </${Panel}>`;
  }
  const kind = finding.kind === "wrong" ? "bad" : "plain";
  return html`<${Panel} kind=${kind} heading=${t(`auditor.not_proven_${finding.kind}`)}>
    <p>${t(`auditor.why_${finding.kind}`)}</p>
    ${finding.text && html`<p class="muted small" lang="en">${finding.text}</p>`}
  </${Panel}>`;
}

/** @param {any} record */
function rowsOf(record) {
  const who = record.actor ?? t("auditor.nobody");
  return [
    { label: t("auditor.who"), value: record.role ? `${who} · ${code("role", record.role)}` : who },
    record.for && { label: t("auditor.for"), value: record.for },
    record.organisation && { label: t("auditor.organisation"), value: record.organisation },
    { label: t("auditor.did"), value: record.action },
    record.dossier && { label: t("auditor.dossier"), value: record.dossier },
    record.object && { label: t("auditor.about"), value: record.object },
    record.categories.length > 0 && {
      label: t("auditor.kind"),
      value: listed(record.categories.map((/** @type {string} */ one) => code("category", one))),
    },
    record.purpose && { label: t("auditor.purpose"), value: code("purpose", record.purpose) },
    { label: t("auditor.decision"), value: t(`auditor.decision_${record.decision}`) },
    { label: t("auditor.ground"), value: record.ground },
    record.request && { label: t("auditor.request"), value: record.request },
    record.certificate && { label: t("auditor.certificate"), value: record.certificate },
  ];
}

/** @param {{read: any}} props */
function Record({ read }) {
  const { entry, checkpoint, proof } = read;
  const { record } = entry;
  const save = () => {
    const text = JSON.stringify({ entry, checkpoint, inclusion: proof }, null, 2);
    saveFile(new Blob([text], { type: "application/json" }), `tnw-record-${record.seq}.json`);
  };
  return html`<p class="lead">${sayDay(dayOf(record.time))}, ${saySecond(record.time)}</p>
    <${Summary} rows=${rowsOf(record)} />
    <${Proof} read=${read} />
    ${proof !== null && html`<p><button onClick=${save}>${t("auditor.save_proof")}</button></p>`}
    <${Details} summary=${t("auditor.as_kept")}>
      <pre tabindex="0">${plain(JSON.stringify(record, null, 2))}</pre></${Details}>
    ${
      proof !== null &&
      html`<${Details} summary=${t("auditor.path", { n: proof.path.length })}>
      <pre tabindex="0">${proof.path.join("\n")}</pre></${Details}>`
    }`;
}

export default function RecordPage() {
  const seq = here.value.params.seq;
  const read = useRead(`record/${seq}`, () => readRecord(seq));
  return html`<p><${Link} to="auditor/zoeken" class="back">${t("auditor.search")}</${Link}></p>
    <h1>${t("auditor.record", { seq })}</h1>
    <${Shown} of=${read}>${(/** @type {any} */ value) => html`<${Record} read=${value} />
      <p class="muted small">${t("core.fetched", { time: sayTime(read.at ?? 0) })}</p>`}</${Shown}>`;
}
