// One record of the log, and what links it to its dossiers.
import { demand, fromHex, idBytes, sha256, tag, u64, whole } from './bytes.mjs';
import { canonical, list, members } from './json.mjs';
import { leafHash } from './tree.mjs';

const LINK = tag('tnw/link/v1');
const ZEROS = '0'.repeat(64);
const MEMBERS = [
    'action',
    'actor',
    'categories',
    'certificate',
    'content',
    'counter',
    'decision',
    'dossier',
    'ground',
    'object',
    'organisation',
    'origin',
    'policy',
    'previous',
    'purpose',
    'request',
    'role',
    'seq',
    'status',
    'time',
];

export function recordLeaf(record) {
    return leafHash(Buffer.from(canonical(record)));
}

export function checkRecord(record) {
    members(record, MEMBERS, ['listed', 'map']);
    whole(record.seq);
    const linked = record.dossier !== null;
    demand(linked === (record.counter !== null) && linked === (record.previous !== null), 'record', 'half a link');
    if (linked) {
        checkLink({ dossier: record.dossier, counter: record.counter, previous: record.previous });
    }
    if (Object.hasOwn(record, 'listed')) {
        demand(list(record.listed).length > 0, 'record', 'an empty list');
        record.listed.forEach((commitment) => fromHex(commitment));
    }
    const names = record.action === 'map.root';
    demand(names === Object.hasOwn(record, 'map'), 'record', 'a map where none belongs, or none');
    if (names) {
        members(record.map, ['root', 'size']);
        fromHex(record.map.root);
        demand(whole(record.map.size) <= record.seq, 'record', 'a map of records behind it');
    }
    return record;
}

function checkLink(link) {
    whole(link.counter, 1);
    fromHex(link.previous);
    demand(
        (link.counter === 1) === (link.previous === ZEROS),
        'chain',
        'a first record with one before it, or a later one without',
    );
}

// What stands in `listed` for a dossier.
export function commitment(link) {
    return sha256(LINK, idBytes(link.dossier, 'dos_'), u64(link.counter), fromHex(link.previous));
}

// All links of a record, with the openings of its commitments: [{dossier, counter, previous}]. A dossier is linked
// once.
export function linksOf(record, openings) {
    const own =
        record.dossier === null
            ? []
            : [{ dossier: record.dossier, counter: record.counter, previous: record.previous }];
    const listed = record.listed ?? [];
    demand(openings.length === listed.length, 'link', `${openings.length} openings of ${listed.length} commitments`);
    openings.forEach((opening, i) => {
        members(opening, ['counter', 'dossier', 'previous']);
        checkLink(opening);
        demand(commitment(opening).toString('hex') === listed[i], 'link', `opening ${i} is not that of its commitment`);
    });
    const links = [...own, ...openings];
    demand(new Set(links.map((link) => link.dossier)).size === links.length, 'link', 'a dossier twice');
    return links;
}

// The link of a record to this dossier, as `link` tells it: {counter, previous}.
export function checkLinkTo(record, dossier, link) {
    members(link, ['counter', 'previous']);
    checkLink(link);
    if (record.dossier === dossier) {
        demand(
            record.counter === link.counter && record.previous === link.previous,
            'link',
            "not the record's own link",
        );
        return;
    }
    const opened = commitment({ dossier, ...link }).toString('hex');
    demand((record.listed ?? []).includes(opened), 'link', 'no commitment of the record');
}
