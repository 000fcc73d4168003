// A new document, sent once: its draft is gone with it, and what it changed is read anew when it is shown.
import { post } from "../core/api.js";
import { dropDraft } from "../core/drafts.js";
import { forgetDocuments } from "../core/read.js";
import { unsent } from "../core/unsent.js";

/**
 * @param {{dossier: string, category: string, purpose: string | null, draft: string}} of purpose: under which it may be
 *   written
 * @returns {(content: any, files: {id: string, name: string}[], key: string) =>
 *   Promise<import("#api").components["schemas"]["Fragment"]>}
 */
export const adding =
  ({ dossier, category, purpose, draft }) =>
  async (content, files, key) => {
    const attachments = files.map(({ id, name }) => ({ attachment: id, name }));
    const body = { category, content, ...(attachments.length > 0 && { attachments }) };
    const made = await post(`/v1/dossiers/${dossier}/fragments`, body, { key, purpose });
    unsent.value = null;
    dropDraft(draft);
    forgetDocuments(dossier);
    return made;
  };
