// Fills a form of the page from a content, as a person would: field by field, in the order of the form.

/** What the page fills in for somebody who wants this content. */
const typedDay = (day) => day.split("-").reverse().join("/");

async function fillOne(page, field, schema, value, name) {
  const at = page.locator(`[id="f-${name}"]`);
  if (schema.type === "array") {
    return fillList(page, field, schema, value, name);
  }
  const radio = page.locator(`input[type=radio][name="${name}"][value="${value}"]`);
  const chooses =
    schema.type === "boolean" || schema.enum || field.values || schema.allOf || /act|frg/.test(schema.format);
  await (chooses ? radio.or(at).first() : at).waitFor();
  if (chooses) {
    return (await radio.count()) > 0 ? radio.check() : at.selectOption(String(value));
  }
  return at.fill(
    schema.format === "date" ? typedDay(value) : typeof value === "number" ? String(value).replace(".", ",") : value,
  );
}

async function fillList(page, field, schema, values, name) {
  for (const [i, value] of values.entries()) {
    if (schema.items.type === "object") {
      await fillFields(page, field.fields, schema.items, value, `${name}.${i}.`);
      if (i < values.length - 1) {
        await page
          .locator("fieldset.list", { has: page.locator(`[id^="f-${name}."]`) })
          .getByText("Nog een toevoegen")
          .last()
          .click();
      }
    } else {
      const item = page.locator(`[id="f-${name}.${i}"]`);
      await item.fill(value);
      if (i < values.length - 1) {
        await item.press("Enter");
        await page.locator(`[id="f-${name}.${i + 1}"]:focus`).waitFor();
      }
    }
  }
}

async function fillFields(page, fields, schema, content, below) {
  for (const field of fields.filter((one) => one.name in content)) {
    await fillOne(page, field, schema.properties[field.name], content[field.name], below + field.name);
  }
}

/** @param {import("playwright-core").Page} page @param {{form: any, schema: any}} of @param {any} content */
export async function fillForm(page, of, content) {
  const fields = of.form.groups.flatMap((group) => group.fields);
  await fillFields(page, fields, of.schema, content, "");
}
