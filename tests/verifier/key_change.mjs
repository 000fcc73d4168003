// From a key that is held to the one that the log has now: over the changes that each old key signed.
import { verify } from 'node:crypto';
import { demand, fromBase64 } from './bytes.mjs';
import { list, members } from './json.mjs';
import { parseKey } from './note.mjs';
import { checkRecord, recordLeaf } from './record.mjs';

const CHANGES_MAX = 256;

// Returns {record, leaf, oldKey, newKey} of each change that its old key signed, in the order of the log.
function signedChanges(items) {
    const changes = [];
    let before = -1;
    for (const item of items) {
        members(item, ['record', 'leaf']);
        const record = checkRecord(item.record);
        const leaf = recordLeaf(record);
        demand(item.leaf === leaf.toString('hex'), 'record', 'not its leaf hash');
        demand(record.seq > before, 'order', `record ${record.seq} behind record ${before}`);
        before = record.seq;
        const parts = /^new:(\S+)(?: old:(\S+) signature:(\S+))?$/.exec(record.ground);
        demand(record.action === 'log_key.change' && parts !== null, 'key', 'not the change of a key');
        if (parts[2] !== undefined) {
            changes.push(signedChange(record, leaf, ...parts.slice(1)));
        }
    }
    return changes;
}

function signedChange(record, leaf, newText, oldText, signature) {
    const [oldKey, newKey] = [parseKey(oldText), parseKey(newText)];
    const message = `tnw-log-key-change/v1\n${oldText}\n${newText}\n${record.seq}\n`;
    demand(
        verify(null, Buffer.from(message), oldKey.key, fromBase64(signature)),
        'key',
        `record ${record.seq}: the old key did not sign the change`,
    );
    return { record, leaf, oldKey, newKey };
}

// In: held: the key that counts; named: the text of the one that a checkpoint names; answer: of /v1/audit/log/keys.
// Returns {key, changes}: that key, and the changes that lead to it; each must be in the log that it signs.
export function followKey(held, named, answer) {
    members(answer, ['items']);
    demand(list(answer.items).length <= CHANGES_MAX, 'form', 'too many changes');
    const signed = signedChanges(answer.items);
    const changes = [];
    let text = named;
    while (text !== held.text) {
        const change = signed.pop();
        demand(change !== undefined, 'key', 'no change leads from the key that is held to this one');
        if (change.newKey.text === text) {
            changes.unshift(change);
            text = change.oldKey.text;
        }
    }
    return { key: parseKey(named), changes };
}
