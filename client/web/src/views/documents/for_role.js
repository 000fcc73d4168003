// What of a form is for who fills it in: an employer asks for an estimate, a traject or the procedure of overmacht, and
// writes the plan of a re-integratietraject; the rest of those forms is the patient's and the coordinator's. Pure.

/** @typedef {import("#api").components["schemas"]["CategoryForm"]} CategoryForm */

/** By role and kind of document: which values a field has for them.
 * @type {Record<string, Record<string, Record<string, string[]>>>} */
const ONLY = {
  werkgever: { verzoek: { kind: ["potentieel", "rit", "overmacht"] }, plan: { procedure: ["rit"] } },
};

/** @param {string | null} role @param {string} category */
const onlyFor = (role, category) => ONLY[role ?? ""]?.[category] ?? {};

/** @param {CategoryForm} of @param {string | null} role @returns {CategoryForm} */
export function formFor(of, role) {
  const schema = /** @type {any} */ (of.schema);
  const narrowed = Object.entries(onlyFor(role, of.form.category)).map(([name, values]) => [
    name,
    { ...schema.properties[name], enum: values },
  ]);
  return narrowed.length === 0
    ? of
    : { ...of, schema: { ...schema, properties: { ...schema.properties, ...Object.fromEntries(narrowed) } } };
}

/** What stands there from the start, where there is only one thing to choose.
 * @param {string | null} role @param {string} category @returns {Record<string, string>} */
export function startFor(role, category) {
  return Object.fromEntries(
    Object.entries(onlyFor(role, category))
      .filter(([, values]) => values.length === 1)
      .map(([name, [value]]) => [name, value]),
  );
}
