// Each kind of evidence as files, and the check of it. In: files: their bytes, in the order of `files`.
import { readFileSync } from 'node:fs';
import { demand, fromBase64 } from './bytes.mjs';
import { AccessLog } from './access_log.mjs';
import { checkMark, Export } from './export.mjs';
import { canonical, members, parseJson, utf8 } from './json.mjs';
import { followKey } from './key_change.mjs';
import { openCheckpoint, parseKey } from './note.mjs';
import { checkReceipt } from './receipt.mjs';
import { checkRecord, linksOf, recordLeaf } from './record.mjs';
import { checkBundle, checkTiles, tilePath, tilesOf } from './tiles.mjs';
import { checkConsistency, checkInclusion } from './tree.mjs';

function takeOptions(words, name) {
    const values = [];
    for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name)) {
        values.push(words.splice(at, 2)[1] ?? '');
    }
    return values;
}

// KEY KIND FILE… [--witness KEY]… [--request REQUEST]…: all witnesses must have cosigned, and a list must hold the
// records of these earlier looks.
export function readCall(words) {
    const rest = [...words];
    const witnesses = takeOptions(rest, '--witness').map(parseKey);
    const requests = takeOptions(rest, '--request');
    const [key, kind, ...names] = rest;
    const trust = { key: parseKey(key ?? ''), witnesses, quorum: witnesses.length, requests };
    return { trust, kind, names, files: names.map((name) => readFileSync(name)) };
}

export const kinds = {
    // NOTE
    checkpoint(trust, [note]) {
        const sealed = openNote(trust, note);
        return `${sealed.size} records`;
    },

    // NOTE ENTRY PROOF: shapes AuditEntry and Inclusion
    inclusion(trust, [note, entry, proof]) {
        const sealed = openNote(trust, note);
        const { record, leaf, links } = members(parseJson(entry), ['record', 'leaf', 'links']);
        const hash = recordLeaf(checkRecord(record));
        demand(leaf === hash.toString('hex'), 'record', 'not its leaf hash');
        linksOf(record, links);
        const inclusion = parseJson(proof);
        checkInclusion(inclusion, sealed, hash);
        demand(inclusion.seq === record.seq, 'inclusion', 'the proof of another record');
        return `record ${record.seq} of ${sealed.size}`;
    },

    // OLDER NEWER PROOF: notes, and the shape Consistency
    consistency(trust, [older, newer, proof]) {
        const [from, to] = [openNote(trust, older), openNote(trust, newer)];
        checkConsistency(parseJson(proof), from, to);
        return `from ${from.size} to ${to.size} records`;
    },

    // DOSSIER PAGE…: a text, and the answers in order
    access_log(trust, [dossier, ...pages]) {
        const log = new AccessLog(utf8(dossier), trust, null, trust.requests);
        pages.forEach((page) => log.page(parseJson(page)));
        const entry = log.end();
        return `${entry?.counter ?? 0} records of the dossier, ${log.unsealed} not sealed yet`;
    },

    // RECEIPT
    receipt(trust, [receipt]) {
        const { terms, withdrawn } = checkReceipt(parseJson(receipt), trust);
        return `${terms.id}${withdrawn ? ', withdrawn' : ''}`;
    },

    // OLDER NEWER KEYS GROWTH PROOF…: a note that the key that is held signed; {checkpoint, key} of now; the answer of
    // /v1/audit/log/keys; the shape Consistency from one to the other; Inclusion of each change on the way
    key_change(trust, [older, newer, keys, growth, ...proofs]) {
        const kept = openNote(trust, older);
        const now = members(parseJson(newer), ['checkpoint', 'key']);
        const { key, changes } = followKey(trust.key, now.key, parseJson(keys));
        const sealed = openCheckpoint(now.checkpoint, key, trust.witnesses, trust.quorum);
        demand(proofs.length === changes.length, 'inclusion', `${changes.length} changes`);
        changes.forEach(({ record, leaf }, i) => {
            const inclusion = parseJson(proofs[i]);
            checkInclusion(inclusion, sealed, leaf);
            demand(inclusion.seq === record.seq, 'inclusion', 'the proof of another record');
        });
        checkConsistency(parseJson(growth), kept, sealed);
        return `from ${trust.key.name} to ${key.name}`;
    },

    // NOTE: what is asked for below /v1/audit/log/tile/
    tile_paths(trust, [note]) {
        return tileNames(openNote(trust, note).size).join('\n');
    },

    // NOTE TILES: an object of all of them, from path to base64
    tiles(trust, [note, tiles]) {
        const sealed = openNote(trust, note);
        const given = parseJson(tiles);
        members(given, tileNames(sealed.size));
        const leaves = checkTiles(sealed, (tile) => fromBase64(given[tileName(tile)]));
        for (let i = 0; i < leaves.length; i += 256) {
            const part = leaves.slice(i, i + 256);
            checkBundle(fromBase64(given[`entries/${tilePath(BigInt(i / 256), part.length)}`]), part);
        }
        return `${leaves.length} records`;
    },

    // OLDER EXPORT: a checkpoint that was kept, and all lines
    export(trust, [older, file]) {
        const lines = utf8(file).split('\n');
        demand(lines.pop() === '', 'form', 'the last line is cut');
        const text = lines.pop() ?? '';
        const last = members(parseJson(text), ['checkpoint', 'key']);
        demand(canonical(last) === text, 'form', 'a line that is not canonical JSON');
        demand(last.key === trust.key.text, 'key', "not the log's key");
        const sealed = openNote(trust, last.checkpoint);
        const kept = openNote(trust, older);
        const log = new Export();
        log.markAt(kept.size);
        lines.forEach((line) => log.line(Buffer.from(line)));
        const end = log.end();
        checkMark(end, sealed);
        checkMark(
            [...log.marks, end].find((mark) => mark.size === kept.size),
            kept,
        );
        return `${sealed.size} records`;
    },
};

function tileName(tile) {
    return `${tile.level}/${tilePath(tile.index, tile.width)}`;
}

// Hashes, and the records of those of level 0.
function tileNames(size) {
    const tiles = tilesOf(size);
    const bundles = tiles.filter((tile) => tile.level === 0);
    return [...tiles.map(tileName), ...bundles.map((tile) => `entries/${tilePath(tile.index, tile.width)}`)];
}

function openNote(trust, note) {
    return openCheckpoint(note, trust.key, trust.witnesses, trust.quorum);
}
