// What is asked for first: apart, so that the page can ask while the worker that checks it is still starting.

/** @param {string} dossier */
export const firstPage = (dossier) => ({
  path: `/v1/dossiers/${dossier}/access-log`,
  query: { proof: true, limit: 50 },
});
