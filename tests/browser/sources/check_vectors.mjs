#!/usr/bin/env node
// The page's verifier against the known answers of tests/vectors: what holds, and that nothing of it can be changed.
//   check_vectors.mjs SOURCE_DIR
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { spoiltValues, spoiltBytes } from "../../verifier/spoil.mjs";

const source = process.argv[2];
const load = (name) => import(pathToFileURL(join(source, "client/web/src/check", name)).href);
const [bytes, { Fault }, json, note, record, tree, map, { AccessLog }, receipts, { ACTIONS }, erasures] =
  await Promise.all(
    ["bytes", "fault", "json", "note", "record", "tree", "map", "access_log", "receipt", "actions", "erasure"].map(
      (name) => load(`${name}.js`),
    ),
  );
const read = (name) => readFileSync(join(source, "tests/vectors", name), "utf8");
const answers = JSON.parse(read("evidence/answers.json"));
const key = await note.parseKey(answers.keys.log);
/** Of the sandbox whose dossier was erased. */
const erasureKey = await note.parseKey(JSON.parse(read("evidence/erasure.json")).key);
const witness = await note.parseKey(answers.keys.witness);

/** @param {string | null} fault null: any */
async function refused(fault, run, what) {
  const error = await run().then(
    () => null,
    (thrown) => thrown,
  );
  assert.ok(error instanceof Fault, `${what ?? fault}: ${error === null ? "it holds" : error.stack}`);
  assert.ok(fault === null || error.fault === fault, `${what ?? ""} ${fault}: ${error.fault}, ${error.message}`);
  return error.fault;
}

async function accessLog(text) {
  const log = new AccessLog({ dossier: read("evidence/dossier"), key, witnesses: [witness] });
  await log.page(json.parseJson(text));
  const head = log.end();
  assert.equal(log.cosigned.length, 1);
  return { log, head };
}

const kinds = {
  "checkpoint.note": (text) => note.openCheckpoint(text, key, [witness]),
  "access_log.json": accessLog,
  "access_log_behind.json": accessLog,
  "receipt.json": (text) => receipts.checkReceipt(json.parseJson(text), key, [witness]),
  "receipt_withdrawn.json": (text) => receipts.checkReceipt(json.parseJson(text), key, [witness]),
  "erasure.json": (text) => erasures.checkErasure(json.parseJson(text), erasureKey),
};

// What no record vouches for: the server's words, where its next page begins, and members that nothing reads.
const FREE = /\/(reason|text)$|\/(actor|organisation|for)\/name$|^\/next$/;
const STRICT = /\/record(\/|$)|^$|\/consent(\/|$)/;

function* spoilt(name, text) {
  if (!name.endsWith(".json")) {
    for (const { path, bytes: changed } of spoiltBytes(Buffer.from(text))) {
      yield { path, text: changed.toString("utf8") };
    }
    return;
  }
  const whole = JSON.parse(text);
  for (const { path, value } of spoiltValues(whole)) {
    const unknown = !STRICT.test(path) && JSON.stringify(value).includes("unknown_to_all");
    const newest = name.startsWith("access_log") && path === "/items/0 gone" && whole.items[0].inclusion === null;
    if (!FREE.test(path) && !newest && !unknown && !(name.startsWith("access") && path === "")) {
      yield { path, text: JSON.stringify(value) };
    }
  }
}

for (const [name, check] of Object.entries(kinds)) {
  const text = read(`evidence/${name}`);
  await check(text);
  const found = {};
  for (const { path, text: wrong } of spoilt(name, text)) {
    const result = await check(wrong).then(
      () => null,
      (error) => error,
    );
    if (result === null && name === "checkpoint.note") {
      continue; // in the name of the witness, whose line is not demanded
    }
    assert.ok(result instanceof Fault, `${name} spoilt at ${path}: ${result === null ? "it holds" : result.stack}`);
    found[result.fault] = (found[result.fault] ?? 0) + 1;
  }
  assert.ok(Object.keys(found).length > 0, `${name}: nothing was spoilt`);
  console.log(`${name}: ${JSON.stringify(found)}`);
}

const tests = {
  async "every action of the API is one that a record can name"() {
    const api = JSON.parse(readFileSync(join(source, "schemas/openapi.json"), "utf8"));
    const operations = Object.values(api.paths).flatMap((path) =>
      Object.values(path).flatMap((row) => row.operationId ?? []),
    );
    operations.forEach((name) => assert.ok(ACTIONS.has(name), `${name} is missing in check/actions.js`));
    const others = [...ACTIONS].filter((name) => !operations.includes(name)).sort();
    assert.deepEqual(others, [
      ..."casus.erase clock.reset".split(" "),
      ..."dossier.emptied dossier.erased dossier.retention_warned keys.destroy keys.rotate".split(" "),
      ..."log_key.change log_key.continue map.root".split(" "),
      ..."refusals.count request.refused statistics.release store.migrate".split(" "),
    ]);
  },
  async "an erasure is proven by its stages, in their order, without a hole"() {
    const whole = JSON.parse(read("evidence/erasure.json"));
    const check = (/** @type {any} */ receipt) => erasures.checkErasure(receipt, erasureKey);
    const all = await check(whole);
    assert.deepEqual([all.dossier, all.by], [whole.dossier, whole.closed.record.actor]);
    assert.ok(all.closed < all.emptied && all.emptied < all.complete);
    assert.equal((await check({ ...whole, complete: null })).complete, null);
    assert.equal((await check({ ...whole, emptied: null, complete: null })).emptied, null);
    await refused("form", () => check({ ...whole, emptied: null }));
    await refused("form", () => check({ ...whole, closed: null }));
    await refused("subject", () => check({ ...whole, emptied: whole.complete, complete: whole.emptied }));
    await refused("subject", () => check({ ...whole, emptied: whole.closed }));
    await refused("subject", () => check({ ...whole, dossier: read("evidence/dossier") }));
    await refused("key", () => erasures.checkErasure(whole, key));
  },
  async "an id is sixteen bytes"() {
    for (const { text, bytes: known } of answers.ids) {
      assert.equal(bytes.hex(bytes.readId(text, text.slice(0, 4))), known);
    }
    assert.equal(bytes.readId("dos_8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "dos_"), null);
    assert.equal(bytes.readId("dos_0000000000000000000000000U", "dos_"), null);
  },
  async "a record has its leaf, and the commitments to its links"() {
    for (const { record: text, leaf, links } of answers.records) {
      const opened = await record.openShownRecord(JSON.parse(text), leaf);
      await record.checkLinks(opened.record, links);
      for (const link of links) {
        assert.equal(await record.commitment(link.dossier, link), link.commitment);
      }
    }
  },
  async "a record that says what none can say is refused"() {
    const one = JSON.parse(answers.records[0].record);
    const nobody = { dossier: null, counter: null, previous: null, object: null, categories: [] };
    const wrong = [
      { action: "fragment.eat" },
      { status: 404 },
      { decision: "deny" },
      { ground: "" },
      { dossier: null, counter: null, previous: null },
      { listed: [answers.roots[0]] },
      { content: answers.roots[0] },
      { origin: "127.0.0.1" },
      { origin: "server" },
      { request: null },
      { action: "clock.reset" },
      { ...nobody, action: "map.root" },
      { ...nobody, action: "refusals.count", ground: "counted:0", decision: "deny", status: 429 },
      { for: one.actor, role: "huisarts" },
      { unknown: 1 },
    ];
    await record.openRecord(one);
    for (const change of wrong) {
      await refused("rule", () => record.openRecord({ ...one, ...change }), JSON.stringify(change));
    }
  },
  async "the records give the map's entry, and the terms the content"() {
    for (const { salt, terms, content } of answers.consents) {
      assert.equal(bytes.hex(await receipts.contentDigest(bytes.fromHex(salt, 16), terms)), content);
    }
    for (const entry of answers.map.entries) {
      const mapKey = await map.mapKey(entry.dossier);
      assert.equal(bytes.hex(mapKey), entry.key);
      const leaf = await map.mapLeaf(mapKey, { counter: entry.counter, head: bytes.fromHex(entry.head) });
      assert.equal(bytes.hex(leaf), entry.leaf);
    }
  },
  async "each record is in the log of each size, and each size is the start of each larger one"() {
    const leaves = answers.records.map(({ leaf }) => bytes.fromHex(leaf));
    const at = (size) => ({ size, root: bytes.fromHex(answers.roots[size]) });
    for (let size = 1; size < answers.roots.length; size++) {
      const sealed = at(size);
      const some = leaves.slice(0, size);
      for (let seq = 0; seq < size; seq++) {
        const path = await pathOf(seq, some);
        await tree.checkInclusion(leaves[seq], seq, path, sealed);
        await refused("inclusion", () => tree.checkInclusion(leaves[seq], seq, [...path, leaves[0]], sealed));
        const other = leaves[(seq + 1) % leaves.length];
        await refused("inclusion", () => tree.checkInclusion(other, seq, path, sealed));
      }
      for (let older = 1; older < size; older++) {
        const path = await growthOf(older, some, true);
        await tree.checkGrowth(at(older), sealed, path);
        await refused("consistency", () => tree.checkGrowth(at(older), sealed, [...path, leaves[0]]));
        await refused("consistency", () => tree.checkGrowth(sealed, at(older), path));
      }
      await tree.checkGrowth(at(0), sealed, []);
      await tree.checkGrowth(sealed, sealed, []);
      const other = leaves.at(-1);
      await refused("fork", () => tree.checkGrowth({ size, root: other }, sealed, []));
    }
  },
  async "notes of others and of ours"() {
    for (const text of read("note/golang.vkeys").trim().split("\n")) {
      const other = await note.parseKey(text);
      await refused("form", () => note.openCheckpoint(read("note/golang.note"), other)); // signed, and no checkpoint
    }
    const [log, seen] = await Promise.all(
      ["log", "witness"].map((name) => note.parseKey(read(`note/${name}.vkey`).trim())),
    );
    const text = read("note/checkpoint.note");
    const opened = await note.openCheckpoint(text, log, [seen]);
    assert.deepEqual(opened.witnesses, [{ name: seen.name, time: 1767225600 }]);
    const lines = text.trimEnd().split("\n");
    const body = lines.slice(0, -2).join("\n");
    const [signature, cosignature] = lines.slice(-2);
    const made = (...signatures) => `${body}\n${signatures.join("\n")}\n`;
    const strangers = ["\u2014 somebody AAAA", "\u2014 not even base64!", "\u2014 x"];
    await note.openCheckpoint(made(...strangers, signature, cosignature), log, [seen]);
    await refused("signature", () => note.openCheckpoint(made(signature, signature), log));
    await refused("witnesses", () => note.openCheckpoint(made(signature, cosignature, cosignature), log, [seen]));
    await refused("signature", () => note.openCheckpoint(made(cosignature), log));
    assert.equal((await note.openCheckpoint(made(signature), log, [seen])).witnesses.length, 0);
    const tooMany = Array.from({ length: 16 }, () => "\u2014 x AAAA");
    await refused("form", () => note.openCheckpoint(made(...tooMany, signature), log));
    await refused("key", () => note.parseKey(log.text.replace(/\+[0-9a-f]{8}\+/, "+00000000+")));
    await refused("witnesses", () => note.openCheckpoint(text, log, [seen], 1));
  },
  async "JSON has each member once, and numbers that all read alike"() {
    for (const wrong of ['{"a":1,"a":1}', '{"a":{"b":1,"b":2}}', "9007199254740993", "-0", '"\\ud800"', "[1,]", ""]) {
      await refused("form", async () => json.parseJson(wrong), wrong);
    }
    assert.deepEqual(json.parseJson('{"a\\":":":","b":[{"a":1},{"a":2}]}'), { 'a":': ":", b: [{ a: 1 }, { a: 2 }] });
    assert.equal(
      json.canonical(json.parseJson('{"é":1,"b":[true,null],"a":"\\u0041"}')),
      '{"a":"A","b":[true,null],"é":1}',
    );
  },
};

// Proofs as RFC 9162 makes them, sections 2.1.3.1 and 2.1.4.1: from the leaves, by recursion.
async function rootOf(leaves) {
  const half = halfOf(leaves.length);
  return leaves.length === 1
    ? leaves[0]
    : tree.nodeHash(await rootOf(leaves.slice(0, half)), await rootOf(leaves.slice(half)));
}

function halfOf(count) {
  let half = 1;
  while (2 * half < count) {
    half *= 2;
  }
  return half;
}

async function pathOf(seq, leaves) {
  if (leaves.length === 1) {
    return [];
  }
  const half = halfOf(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return seq < half
    ? [...(await pathOf(seq, left)), await rootOf(right)]
    : [...(await pathOf(seq - half, right)), await rootOf(left)];
}

async function growthOf(older, leaves, whole) {
  if (older === leaves.length) {
    return whole ? [] : [await rootOf(leaves)];
  }
  const half = halfOf(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return older <= half
    ? [...(await growthOf(older, left, whole)), await rootOf(right)]
    : [...(await growthOf(older - half, right, false)), await rootOf(left)];
}

for (const [claim, run] of Object.entries(tests)) {
  try {
    await run();
  } catch (error) {
    error.message = `${claim}: ${error.message}`;
    throw error;
  }
}
console.log(`${Object.keys(tests).length} known answers`);
