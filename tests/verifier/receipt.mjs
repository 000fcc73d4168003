// A receipt: that a consent was given, and withdrawn.
import { demand, fromHex, sha256, tag } from './bytes.mjs';
import { canonical, members } from './json.mjs';
import { openCheckpoint } from './note.mjs';
import { checkRecord, recordLeaf } from './record.mjs';
import { checkInclusion } from './tree.mjs';

const CONTENT = tag('tnw/consent/v1');
const ACT = tag('tnw/consents/v1');
const TERMS = [
    'id',
    'dossier',
    'effect',
    'grantee',
    'categories',
    'actions',
    'purposes',
    'from',
    'until',
    'granted',
    'granted_by',
    'evidence',
    'withdrawn',
    'withdrawn_by',
];

export function contentDigest(salt, terms) {
    return sha256(CONTENT, salt, Buffer.from(canonical(terms)));
}

// Of an act with several consents, the record holds the digest of their digests, in the order of `objects`.
function contentOf(record, terms, digest, among) {
    if (!Object.hasOwn(record, 'objects')) {
        demand(record.object === terms.id && among === undefined, 'terms', 'the record of another consent');
        return digest;
    }
    const places = record.objects.flatMap((object, place) => (object === terms.id ? [place] : []));
    demand(places.length === 1 && among?.length === record.objects.length, 'terms', 'not of this act');
    const digests = among.map((hex) => fromHex(hex));
    demand(digests[places[0]].equals(digest), 'terms', 'not the terms of the act');
    return sha256(ACT, ...digests);
}

function checkProven(proven, actions, terms, salt, sealed, among) {
    const record = checkRecord(proven.record);
    const leaf = recordLeaf(record);
    demand(fromHex(proven.leaf).equals(leaf), 'record', 'not its leaf hash');
    demand(
        actions.includes(record.action) && record.decision === 'permit',
        'terms',
        `not the record of a ${actions[0]}`,
    );
    demand(record.dossier === terms.dossier, 'terms', 'the record of another dossier');
    const content = contentOf(record, terms, contentDigest(salt, terms), among);
    demand(record.content === content.toString('hex'), 'terms', 'not the terms of the record');
    checkInclusion(proven.inclusion, sealed, leaf);
    demand(proven.inclusion.seq === record.seq, 'inclusion', 'the proof of another record');
    return record;
}

// In: the parsed receipt; trust: {key, witnesses, quorum}. Returns {terms, withdrawn, sealed}.
export function checkReceipt(receipt, trust) {
    members(receipt, ['type', 'consent', 'salt', 'given', 'withdrawn', 'checkpoint', 'key'], ['among']);
    demand(receipt.type === 'tnw/receipt/v1', 'form', 'not a receipt of this form');
    demand(receipt.key === trust.key.text, 'key', "not the log's key");
    const sealed = openCheckpoint(receipt.checkpoint, trust.key, trust.witnesses, trust.quorum);
    const salt = fromHex(receipt.salt, 16);
    const terms = members(receipt.consent, TERMS);
    demand(terms.withdrawn === null && terms.withdrawn_by === null, 'terms', 'a grant that is withdrawn');
    members(receipt.given, ['record', 'leaf', 'inclusion']);
    const given = checkProven(receipt.given, ['consent.give', 'consent.answer'], terms, salt, sealed, receipt.among);
    demand(
        terms.granted === given.time && terms.granted_by === given.actor,
        'terms',
        'given at another time, or by another',
    );
    if (receipt.withdrawn !== null) {
        checkWithdrawal(receipt.withdrawn, terms, given, salt, sealed);
    }
    return { terms, withdrawn: receipt.withdrawn !== null, sealed };
}

function checkWithdrawal(withdrawn, terms, given, salt, sealed) {
    members(withdrawn, ['consent', 'record', 'leaf', 'inclusion']);
    const ended = members(withdrawn.consent, TERMS);
    demand(ended.withdrawn !== null && ended.withdrawn_by !== null, 'terms', 'a withdrawal that is none');
    demand(
        canonical({ ...ended, withdrawn: null, withdrawn_by: null }) === canonical(terms),
        'terms',
        'the withdrawal of other terms',
    );
    const record = checkProven(withdrawn, ['consent.withdraw'], ended, salt, sealed);
    demand(
        ended.withdrawn === record.time && ended.withdrawn_by === record.actor,
        'terms',
        'withdrawn by another, or at another time',
    );
    demand(record.seq > given.seq, 'order', 'withdrawn before it was given');
}
