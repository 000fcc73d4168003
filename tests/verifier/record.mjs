// One record of the log, and what links it to its dossiers.
import { demand, fromHex, idBytes, sha256, tag, u64, whole } from './bytes.mjs';
import { canonical, list, members } from './json.mjs';
import { checkRules } from './record_rules.mjs';
import { leafHash } from './tree.mjs';

const LINK = tag('tnw/link/v1');
const ZEROS = '0'.repeat(64);
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const text = (value) => demand(typeof value === 'string', 'record', `not a text: ${value}`);
const number = (value) => whole(value);
const hex = (value) => fromHex(value);
const id = (prefix) => (value) => idBytes(value, prefix);
const perhaps = (check) => (value) => value === null || check(value);
const like = (pattern) => (value) => demand(pattern.test(value), 'record', `not of the form ${pattern}: ${value}`);

const FORMS = {
    action: like(/^[a-z0-9_]+\.[a-z_]+$/),
    actor: perhaps(id('act_')),
    categories: (value) => list(value).forEach(text),
    certificate: perhaps(hex),
    content: perhaps(hex),
    counter: perhaps(number),
    decision: like(/^(permit|deny|fail)$/),
    dossier: perhaps(id('dos_')),
    ground: text,
    object: perhaps(text),
    organisation: perhaps(id('act_')),
    origin: text,
    policy: hex,
    previous: perhaps(hex),
    purpose: perhaps(text),
    request: perhaps(id('req_')),
    role: perhaps(text),
    seq: number,
    status: like(/^[1-5]\d\d$/),
    time: like(TIME),
};

export function recordLeaf(record) {
    return leafHash(Buffer.from(canonical(record)));
}

export function checkRecord(record) {
    members(record, Object.keys(FORMS), ['for', 'listed', 'map', 'objects']);
    for (const [name, check] of Object.entries(FORMS)) {
        check(record[name]);
    }
    if (Object.hasOwn(record, 'objects')) {
        list(record.objects).forEach(id('cns_'));
        demand(record.objects.length > 1 && record.objects[0] === record.object, 'record', 'an act of one consent');
        demand(record.content !== null, 'record', 'an act that says nothing');
    }
    demand(!Number.isNaN(Date.parse(record.time)), 'record', `no such time: ${record.time}`);
    if (Object.hasOwn(record, 'for')) {
        idBytes(record.for, 'act_');
    }
    if (Object.hasOwn(record, 'map')) {
        members(record.map, ['root', 'size']);
        fromHex(record.map.root);
        demand(whole(record.map.size) <= record.seq, 'record', 'a map of records to come');
    }
    const linked = record.dossier !== null;
    demand(linked === (record.counter !== null) && linked === (record.previous !== null), 'record', 'half a link');
    if (linked) {
        checkLink({ dossier: record.dossier, counter: record.counter, previous: record.previous });
    }
    if (Object.hasOwn(record, 'listed')) {
        demand(list(record.listed).length > 0, 'record', 'an empty list');
        record.listed.forEach((commitment) => fromHex(commitment));
    }
    checkRules(record);
    return record;
}

// Time goes back in a clock.reset only, and only as that says.
export function checkTime(record, before) {
    if (record.action === 'clock.reset') {
        demand(record.ground === `from:${before} to:${record.time}`, 'time', 'another time than it was reset from');
    } else {
        demand(record.time >= before, 'time', `record ${record.seq} is of a time before that of the one in front`);
    }
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
