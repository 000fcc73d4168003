// What of a form is for who fills it in: an employer does not ask for an appeal, and writes no plan of a TNW-traject.
// Which values a member has in a role is the server's rule (schemas/category_rules.json). Pure.
import VALUES from "#values";

/** @typedef {import("#api").components["schemas"]["CategoryForm"]} CategoryForm */

/** @param {string | null} role @param {string} category */
const onlyFor = (role, category) => VALUES[role ?? ""]?.[category] ?? {};

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
