// The static pages of the directory in the hands of another program's parser: well formed, in their language, each link
// leads somewhere, nothing runs, nothing is fetched, and what fiches say is text.
// usage: directory_pages.mjs FOLDER
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';

const [folder] = process.argv.slice(2);
const languages = ['nl', 'fr', 'de', 'en'];
const forbidden = new Set(
  ['script', 'iframe', 'object', 'embed', 'img', 'form', 'input', 'base', 'svg', 'link', 'template'],
);

const children = (node) => [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])];
const all = (node) => children(node).flatMap((child) => [child, ...all(child)]);
const attribute = (node, name) => node.attrs?.find((one) => one.name === name)?.value;
const text = (node) => (node.nodeName === '#text' ? node.value : children(node).map(text).join(''));

function read(file) {
  const faults = [];
  const bytes = readFileSync(join(folder, file), 'utf8');
  const document = parse(bytes, { onParseError: (fault) => faults.push(fault.code) });
  assert.deepEqual(faults, [], `${file} has faults`);
  return all(document);
}

function holdsAttributes(file, node) {
  for (const { name, value } of node.attrs ?? []) {
    assert.ok(!name.startsWith('on') && name !== 'style' && name !== 'src' && name !== 'srcset', `${file}: ${name}`);
    if (name !== 'href' || value.startsWith('#')) {
      continue;
    }
    const away = /^(https?:\/\/|mailto:|tel:)/.test(value);
    assert.ok(away || existsSync(join(folder, value)), `${file}: ${value} leads nowhere`);
  }
}

function holdsPage(file, nodes) {
  const of = (tag) => nodes.filter((node) => node.tagName === tag);
  const language = /\.(..)\.html$/.exec(file)?.[1] ?? 'nl';
  assert.equal(attribute(of('html')[0], 'lang'), language, file);
  assert.ok(text(of('title')[0]).length > 0, file);
  assert.equal(of('h1').length, 1, file);
  assert.equal(of('main').length, 1, file);
  assert.equal(attribute(of('nav')[0], 'aria-label').length > 0, true, file);
  const ids = nodes.map((node) => attribute(node, 'id')).filter((id) => id !== undefined);
  assert.equal(new Set(ids).size, ids.length, `${file} has an id twice`);
  for (const node of nodes) {
    assert.ok(!forbidden.has(node.tagName), `${file} has a ${node.tagName}`);
    assert.ok(node.nodeName !== '#comment', `${file} has a comment`);
    holdsAttributes(file, node);
    const labelled = attribute(node, 'aria-labelledby');
    assert.ok(labelled === undefined || ids.includes(labelled), `${file}: ${labelled} labels nothing`);
  }
}

const files = readdirSync(folder);
for (const file of files) {
  assert.match(file, /^[a-z0-9-]+(\.(nl|fr|de|en))?\.html$/);
  holdsPage(file, read(file));
}
for (const language of languages) {
  assert.ok(files.includes(`index.${language}.html`) && files.includes(`zone-gent.${language}.html`), language);
}

const gent = read('zone-gent.fr.html');
const headings = gent.filter((node) => node.tagName === 'h2').map(text);
assert.deepEqual(headings, ['<script>alert(1)</script> & "Co" \'s', 'Praktijk']);
const old = gent.filter((node) => attribute(node, 'class') === 'old');
assert.equal(old.length, 1, 'one fiche is old, the other is not');
const about = gent.filter((node) => attribute(node, 'class') === 'about')
  .map((node) => [attribute(node, 'lang'), text(node)]);
assert.deepEqual(about.sort(), [['fr', 'Aide.'], ['nl', '</p><b onclick="x()">Helpt.</b>']]);
assert.ok(gent.some((node) => attribute(node, 'href') === 'mailto:info@a.example'));
assert.ok(gent.some((node) => attribute(node, 'href') === 'tel:+32912345'), 'a number that can be called');
assert.ok(gent.some((node) => node.tagName === 'time' && attribute(node, 'datetime') === text(node)));
const index = read('index.nl.html').filter((node) => node.tagName === 'li').map(text);
assert.ok(index.includes('Gent (2)'), 'how many there are in a zone');
assert.ok(!gent.some((node) => (attribute(node, 'href') ?? '').includes('javascript')));
console.log(`${files.length} pages hold`);
